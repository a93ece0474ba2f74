import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from roombot.domain.errors import DirectoryUnavailable
from roombot.domain.people import Person, PersonKind
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack import Fault, SlackSandbox
from roombot.slack.directory import SlackDirectory
from roombot.slack.timed_cache import TimedCache
from roombot.slack.web import build_client

Serve = Callable[[ASGIApp], Awaitable[str]]

TEAM = "T0SANDBOX"


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def directory(
    slack_url: str, session: aiohttp.ClientSession, clock: SandboxClock
) -> SlackDirectory:
    return SlackDirectory(build_client("xoxb-sandbox", slack_url, session), clock, "Europe/Berlin")


def looked_up(slack: SlackSandbox) -> list[str]:
    return [request.method for request in slack.requests]


async def test_a_member_is_known_with_zone_and_locale(directory: SlackDirectory) -> None:
    assert await directory.person(TEAM, "U0GITA") == Person(
        team_id=TEAM,
        slack_id="U0GITA",
        name="Gita Rao",
        email="gita.rao@example.com",
        time_zone="Asia/Kolkata",
        locale="en-US",
        kind=PersonKind.MEMBER,
    )


@pytest.mark.parametrize(
    ("slack_id", "kind"),
    [
        ("U0ADA", PersonKind.MEMBER),
        ("U0GAIL", PersonKind.GUEST),
        ("U0MIRA", PersonKind.STRANGER),
        ("U0OTTO", PersonKind.DEACTIVATED),
        ("U0STANDUP", PersonKind.BOT),
        ("USLACKBOT", PersonKind.BOT),
    ],
)
async def test_kinds_of_accounts_are_told_apart(
    directory: SlackDirectory, slack_id: str, kind: PersonKind
) -> None:
    person = await directory.person(TEAM, slack_id)
    assert person is not None
    assert person.kind is kind


async def test_a_person_of_another_team_is_a_stranger(
    directory: SlackDirectory, slack: SlackSandbox
) -> None:
    slack.workspace.people["U0ADA"] = replace(slack.workspace.people["U0ADA"], team_id="T0OTHER")
    person = await directory.person(TEAM, "U0ADA")
    assert person is not None
    assert person.kind is PersonKind.STRANGER


async def test_addresses_are_folded(directory: SlackDirectory, slack: SlackSandbox) -> None:
    ada = slack.workspace.people["U0ADA"]
    slack.workspace.people["U0ADA"] = replace(ada, email="Ada.NOVAK@Example.com")
    person = await directory.person(TEAM, "U0ADA")
    assert person is not None
    assert person.email == "ada.novak@example.com"


async def test_who_has_no_zone_is_given_the_default(directory: SlackDirectory) -> None:
    person = await directory.person(TEAM, "U0OTTO")
    assert person is not None
    assert person.time_zone == "Europe/Berlin"


async def test_nobody_by_that_id_is_none(directory: SlackDirectory) -> None:
    assert await directory.person(TEAM, "U0NOBODY") is None


async def test_a_person_is_found_by_address(directory: SlackDirectory, slack: SlackSandbox) -> None:
    person = await directory.by_email(TEAM, " ben.okafor@EXAMPLE.com")
    assert person is not None
    assert person.slack_id == "U0BEN"
    await directory.by_email(TEAM, "ben.okafor@example.com")
    assert looked_up(slack) == ["users.lookupByEmail", "users.info"]


async def test_nobody_by_that_address_is_none(directory: SlackDirectory) -> None:
    assert await directory.by_email(TEAM, "nobody@example.com") is None


async def test_many_who_ask_at_once_cause_one_look_up(
    directory: SlackDirectory, slack: SlackSandbox
) -> None:
    people = await asyncio.gather(*(directory.person(TEAM, "U0ADA") for _ in range(50)))
    assert len({person.slack_id for person in people if person}) == 1
    assert looked_up(slack) == ["users.info"]


async def test_a_profile_is_looked_up_anew_after_a_while(
    directory: SlackDirectory, slack: SlackSandbox, clock: SandboxClock
) -> None:
    for minutes in (0, 7, 2):
        clock.advance(timedelta(minutes=minutes))
        await directory.person(TEAM, "U0ADA")
    assert looked_up(slack) == ["users.info"] * 2


async def test_when_slack_fails_that_is_told_and_not_remembered(
    directory: SlackDirectory, slack: SlackSandbox
) -> None:
    slack.faults["users.info"] = Fault(error="internal_error", times=1)
    with pytest.raises(DirectoryUnavailable):
        await directory.person(TEAM, "U0ADA")
    assert await directory.person(TEAM, "U0ADA") is not None


User = Callable[[dict[str, Any]], Awaitable[Person | None]]


@pytest.fixture
def read(serve: Serve, session: aiohttp.ClientSession, clock: SandboxClock) -> User:
    """Look somebody up at a Slack that answers as told."""

    async def look_up(answer: dict[str, Any]) -> Person | None:
        async def info(request: Request) -> Response:
            assert dict(request.query_params) == {"user": "U1", "include_locale": "true"}
            return JSONResponse(answer)

        url = await serve(Starlette(routes=[Route("/api/users.info", info)]))
        client = build_client("xoxb-sandbox", f"{url}/api", session)
        return await SlackDirectory(client, clock, "UTC").person("T1", "U1")

    return look_up


async def test_next_to_nothing_is_needed(read: User) -> None:
    person = await read({"ok": True, "user": {"id": "U1", "tz": "Mars/Base", "locale": None}})
    assert person == Person("T1", "U1", "U1")


@pytest.mark.parametrize(
    "user",
    [
        {"team_id": "T2", "teams": ["T1", "T2"]},
        {"team_id": "T2", "enterprise_user": {"teams": ["T1"]}},
    ],
)
async def test_grid_shares_its_people_among_teams(read: User, user: dict[str, Any]) -> None:
    person = await read({"ok": True, "user": {"id": "U1", **user}})
    assert person is not None
    assert person.kind is PersonKind.MEMBER


async def test_a_restricted_person_is_a_guest(read: User) -> None:
    person = await read({"ok": True, "user": {"id": "U1", "is_ultra_restricted": True}})
    assert person is not None
    assert person.kind is PersonKind.GUEST


@pytest.mark.parametrize("answer", [{"ok": True}, {"ok": True, "user": {}}])
async def test_an_answer_without_a_person_is_no_answer(read: User, answer: dict[str, Any]) -> None:
    with pytest.raises(DirectoryUnavailable):
        await read(answer)


async def test_an_answer_that_is_no_json_is_no_answer(
    serve: Serve, session: aiohttp.ClientSession, clock: SandboxClock
) -> None:
    async def info(_request: Request) -> Response:
        return Response("<html>", media_type="application/json")

    url = await serve(Starlette(routes=[Route("/api/users.info", info)]))
    client = build_client("xoxb-sandbox", f"{url}/api", session)
    with pytest.raises(DirectoryUnavailable):
        await SlackDirectory(client, clock, "UTC").person("T1", "U1")


async def test_when_slack_is_not_there_that_is_told(
    session: aiohttp.ClientSession, clock: SandboxClock
) -> None:
    client = build_client("xoxb-sandbox", "http://127.0.0.1:1/api/", session)
    client.retry_handlers = []
    with pytest.raises(DirectoryUnavailable):
        await SlackDirectory(client, clock, "UTC").person("T1", "U1")


async def test_a_cache_keeps_no_more_than_it_may(clock: SandboxClock) -> None:
    cache: TimedCache[int, int] = TimedCache(clock, timedelta(minutes=1), 2)
    asked: list[int] = []

    async def ask(key: int) -> int:
        asked.append(key)
        return key

    for key in (1, 2, 3, 3, 2, 1):
        await cache.get(key, partial(ask, key))
    assert asked == [1, 2, 3, 1]


async def test_who_gives_up_waiting_does_not_take_the_answer_from_others(
    clock: SandboxClock,
) -> None:
    cache: TimedCache[int, int] = TimedCache(clock, timedelta(minutes=1), 2)
    release = asyncio.Event()

    async def ask() -> int:
        await release.wait()
        return 7

    impatient = asyncio.create_task(cache.get(1, ask))
    patient = asyncio.create_task(cache.get(1, ask))
    await asyncio.sleep(0)
    impatient.cancel()
    release.set()
    assert await patient == 7


async def test_a_user_group_is_asked_for_once_in_a_while(
    directory: SlackDirectory, slack: SlackSandbox, clock: SandboxClock
) -> None:
    for _ in range(2):
        assert await directory.group(TEAM, "S0BOARD") == {"U0ADA", "U0CLEO"}
        assert await directory.group(TEAM, "S0NOBODY") == frozenset()
    assert looked_up(slack).count("usergroups.users.list") == 2
    clock.advance(timedelta(minutes=9))
    slack.faults["usergroups.users.list"] = Fault(error="internal_error")
    with pytest.raises(DirectoryUnavailable, match="internal_error"):
        await directory.group(TEAM, "S0BOARD")
