"""Two companies in one deployment: nothing of one is seen or changed by the other."""

import asyncio
import re
import weakref
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from roombot.domain.installations import JoanCredentials
from roombot.domain.room_rules import RoomRule
from roombot.domain.rooms import Room
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack.faults import Fault as SlackFault
from roombot.slack import action_ids as ids
from roombot.store.audit import SqlAudit
from roombot.store.installation_tables import installations
from roombot.store.rules import SqlRoomRules
from roombot.store.schema import metadata
from roombot.workspaces.sweeping import sweeping
from tests.scenarios.companies import Companies, open_companies, team_of
from tests.scenarios.forgeries import click, forgeries, untried
from tests.scenarios.test_gathering import REMOTE, answer, ask, thread
from tests.scenarios.world import ADA, BEN, CLEO, Now, World

SECRET = "planted-title"
IDENTIFIER = re.compile(r"(?!gAAAA)[A-Za-z0-9_=-]{16,}")  # but nothing sealed
NUMBERS = count()
TOGETHER = 6  # forgeries at once; a person may send one a second
TOO_FAST = "a bit too fast"
CONCERNED = dict.fromkeys(("invitations", "handovers", "approvals"), CLEO)  # the others are Ben's
UNREACHABLE = ("attempts", "audit")  # their own identifiers are in no button
WATCH, ASK, NAMED = "Tell me when one is free", "Ask for it", "Ask with my name"
APPROVAL = "Ask for approval"


@pytest.fixture
async def companies(clock: SandboxClock, sqlite_url: str) -> AsyncIterator[Companies]:
    async with open_companies(clock, sqlite_url) as opened:
        yield opened


@pytest.fixture
async def both(companies: Companies) -> Companies:
    for world in (companies.alpha, companies.beta):
        await companies.install(world)
    return companies


async def rows_of(companies: Companies, team_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that is stored of a workspace, but for what Slack delivered."""
    found = {}
    async with companies.bot.database.transaction() as connection:
        for table in metadata.sorted_tables:
            if "team_id" in table.c and table.name != "deliveries":
                query = select(table).where(table.c.team_id == team_id)
                rows = [tuple(row) for row in await connection.execute(query)]
                found[table.name] = sorted(rows, key=repr)
    return found


async def live(world: World) -> None:
    """Leave something of every kind behind."""
    await world.say(BEN, f"book everest tomorrow 2-3pm for {SECRET}")
    await world.say(BEN, f"invite <@{CLEO}>")
    shown = await world.say(CLEO, "book everest tomorrow 2-3pm")
    await world.click(CLEO, shown, ASK)
    await world.click(CLEO, world.newest(CLEO), NAMED)
    await world.say(BEN, f"book oak every tuesday 10-11 for 3 weeks for {SECRET}")
    in_thread = await ask(world, await thread(world, ADA, BEN, CLEO))
    await answer(world, CLEO, in_thread, REMOTE)
    await world.say(BEN, "a room for 4 tomorrow at 10")
    for room in world.joan.rooms:
        world.taken(room.name, world.at(16, days=2), world.at(17, days=2))
    world.clock.advance(timedelta(minutes=1))
    await world.click(BEN, await world.say(BEN, "a room on wednesday 4-5pm"), WATCH)
    cedar = next(room for room in world.joan.rooms if room.name == "Cedar")
    rules = SqlRoomRules(world.bot.database, world.clock)
    await rules.save(team_of(world), Room(cedar.email, "Cedar"), RoomRule(approval=CLEO))
    world.clock.advance(timedelta(minutes=1))
    await world.click(BEN, await world.say(BEN, "book cedar tomorrow 5-6pm"), APPROVAL)


def identifiers(table: list[tuple[Any, ...]]) -> set[str]:
    """Return an identifier, of ours or of Joan's, from every column of a table that holds any."""
    found = [
        [one for one in column if isinstance(one, str) and IDENTIFIER.fullmatch(one)]
        for column in zip(*table, strict=True)
    ]
    return {column[0] for column in found if column}


def granted(world: World) -> int:
    """Return how often Joan has answered; who connects to no avail only knocks at her door."""
    return sum(request.status == HTTPStatus.OK for request in world.joan.requests)


async def tried(world: World, user: str, identifier: str) -> None:
    """Try an identifier in all ways, at a pace at which each of them is heard."""
    deliveries = list(forgeries(world, user, identifier))
    for begun in range(0, len(deliveries), TOGETHER):
        sent = [world.slack.deliver(*one) for one in deliveries[begun : begun + TOGETHER]]
        taken = await world.settled(asyncio.gather(*sent))
        assert [one.payload for one in taken if not one.acknowledged] == []
        world.clock.advance(timedelta(seconds=TOGETHER))


async def test_each_company_books_in_its_own_joan(both: Companies) -> None:
    for world in (both.alpha, both.beta):
        assert "is booked" in (await world.say(BEN, "book everest tomorrow 2-3pm"))["text"]
        assert len(world.held("Everest")) == 1
    assert len(await rows_of(both, "T0ALPHA")) == len(await rows_of(both, "T0BETA"))


async def test_there_is_a_forgery_for_everything_that_the_bot_listens_to(both: Companies) -> None:
    workspace = await both.workspaces.of("T0BETA")
    assert workspace is not None
    assert untried(workspace.exchange) == set()


async def test_no_identifier_of_one_company_opens_anything_in_the_other(both: Companies) -> None:
    alpha, beta = both.alpha, both.beta
    await live(alpha)
    before = await rows_of(both, "T0ALPHA")
    kinds = (
        "bookings",
        "offers",
        "invitations",
        "handovers",
        "series",
        "watches",
        "attempts",
        "approvals",
        "gatherings",
        "attendances",
        "cards",
    )
    assert [kind for kind in kinds if not before[kind]] == []
    events, asked = alpha.joan.events("Everest"), granted(alpha)
    said = [alpha.messages(alpha.dm(user)) for user in (ADA, BEN, CLEO)]
    done: set[str] = set()
    for name, table in before.items():
        for identifier in sorted(identifiers(table) - done) if name not in UNREACHABLE else ():
            done.add(identifier)
            await tried(beta, CONCERNED.get(name, BEN), identifier)
    await tried(beta, ADA, min(identifiers(before["bookings"])))  # who administers the other
    assert TOO_FAST not in str(beta.slack.requests)  # who is not heard proves nothing
    assert await rows_of(both, "T0ALPHA") == before
    assert alpha.joan.events("Everest") == events
    assert granted(alpha) == asked
    assert [alpha.messages(alpha.dm(user)) for user in (ADA, BEN, CLEO)] == said
    mine = await rows_of(both, "T0BETA")
    assert not any(mine[kind] for kind in kinds if kind != "offers")
    assert SECRET not in str(beta.slack.requests)
    assert not any(beta.joan.events(room.name) for room in beta.joan.rooms)
    for identifier in sorted(identifiers(before["bookings"])):  # at home the same opens it
        at_home = click(alpha, BEN, ids.CANCEL, identifier)
        await alpha.settled(alpha.slack.deliver("interaction", at_home))
    assert await rows_of(both, "T0ALPHA") != before


async def test_neither_hears_of_the_others_occasions(both: Companies) -> None:
    for world in (both.alpha, both.beta):
        await world.say(ADA, "hello")
    await both.alpha.say(BEN, f"book everest today 11-12 for {SECRET}")
    asked = len(both.beta.slack.requests)
    for _ in range(8):
        both.alpha.clock.advance(timedelta(minutes=10))
        await both.bot.scheduler.tick(Now(both.bot))
    assert SECRET in str(both.alpha.messages(both.alpha.dm(BEN), BEN)[1:])
    assert len(both.alpha.messages(both.alpha.dm(BEN), BEN)) > 2
    assert len(both.beta.slack.requests) == asked


async def test_a_workspace_that_has_not_added_the_bot_is_not_served(companies: Companies) -> None:
    await companies.install(companies.alpha)
    delivered = await companies.beta.settled(
        companies.beta.slack.say(BEN, companies.beta.dm(BEN), "book everest tomorrow 2-3pm")
    )
    assert [one.acknowledged for one in delivered] == [True]
    assert companies.beta.slack.requests == []
    assert companies.beta.joan.requests == companies.alpha.joan.requests == []


async def test_a_workspace_without_joan_is_told_what_is_missing(companies: Companies) -> None:
    await companies.install(companies.alpha, with_joan=False)
    shown = await companies.alpha.say(BEN, "book everest tomorrow 2-3pm")
    assert "not connected to Joan yet" in shown["text"]


async def test_a_workspace_that_removes_the_bot_loses_its_secrets_at_once(both: Companies) -> None:
    registered = both.workspaces.registered
    await both.alpha.settled(both.hub.uninstall(both.alpha.slack))
    assert await registered.installations.get("T0ALPHA") is None
    assert await registered.accounts.get("T0ALPHA") is None
    (deed,) = await SqlAudit(both.bot.database).read("T0ALPHA", None, None)
    assert (deed.by.actor, deed.action) == ("slack", "Uninstall")
    assert await both.workspaces.of("T0ALPHA") is None
    assert "is booked" in (await both.beta.say(BEN, "book everest tomorrow 2-3pm"))["text"]


async def test_a_token_that_slack_calls_revoked_ends_the_workspace_without_an_event(
    both: Companies,
) -> None:
    registered = both.workspaces.registered
    for method in ("users.info", "auth.test"):
        both.alpha.slack.faults[method] = SlackFault(error="account_inactive", times=9)
    await both.alpha.say(BEN, "book everest tomorrow 2-3pm")
    assert await registered.installations.get("T0ALPHA") is None
    assert await registered.accounts.get("T0ALPHA") is None
    assert await both.workspaces.of("T0ALPHA") is None
    assert "is booked" in (await both.beta.say(BEN, "book everest tomorrow 2-3pm"))["text"]


async def test_a_refused_token_that_was_renewed_meanwhile_ends_nothing(both: Companies) -> None:
    both.alpha.slack.faults["users.info"] = SlackFault(error="token_revoked", times=1)
    await both.alpha.say(BEN, "book everest tomorrow 2-3pm")
    assert "is booked" in (await both.alpha.say(BEN, "book everest tomorrow 2-3pm"))["text"]


async def test_a_revoked_token_of_a_person_ends_nothing(both: Companies) -> None:
    event = {"type": "tokens_revoked", "tokens": {"oauth": [BEN], "bot": []}}
    await both.alpha.settled(both.alpha.slack.tell_app(event))
    assert await both.workspaces.of("T0ALPHA") is not None


async def test_what_is_idle_is_let_go_without_a_delivery_and_comes_back(both: Companies) -> None:
    first = await both.workspaces.of("T0ALPHA")
    assert first is not None
    calendar = first.exchange.dialogue.office.calendar
    assert len(await calendar.rooms()) == len(both.alpha.joan.rooms)
    both.alpha.clock.advance(timedelta(minutes=29))
    second = await both.workspaces.of("T0BETA")
    both.alpha.clock.advance(timedelta(minutes=2))
    await both.workspaces.let_go()
    with pytest.raises(RuntimeError, match="closed"):
        await calendar.rooms()
    assert await both.workspaces.of("T0BETA") is second
    assert await both.workspaces.of("T0ALPHA") is not first
    assert "is booked" in (await both.alpha.say(BEN, "book everest tomorrow 2-3pm"))["text"]


async def test_what_has_grown_old_is_let_go_where_a_workspace_is_in_use(both: Companies) -> None:
    await both.alpha.say(BEN, f"book everest tomorrow 2-3pm for {SECRET}")
    workspace = await both.workspaces.of("T0ALPHA")
    assert workspace is not None
    calendar = workspace.exchange.dialogue.office.calendar
    (event,) = await calendar.events()
    kept = weakref.ref(event)
    both.alpha.clock.advance(timedelta(minutes=2))
    await both.workspaces.let_go()
    del event
    assert kept() is None
    assert await both.workspaces.of("T0ALPHA") is workspace


async def test_the_sweep_goes_on_after_what_went_wrong() -> None:
    swept: asyncio.Queue[int] = asyncio.Queue()

    async def let_go() -> None:
        swept.put_nowait(1)
        raise OSError("a connection does not close")

    async with asyncio.timeout(10), sweeping(let_go, 0):
        await swept.get()
        await swept.get()
    while not swept.empty():
        swept.get_nowait()
    await asyncio.sleep(0)
    assert swept.empty()


async def test_a_workspace_moves_to_another_account_at_once(both: Companies) -> None:
    first = await both.workspaces.of("T0ALPHA")
    await both.install(both.alpha)  # anew, with another token
    assert await both.workspaces.of("T0ALPHA") is not first


async def test_a_company_that_has_used_up_its_requests_holds_nobody_else_up(
    both: Companies,
) -> None:
    workspace = await both.workspaces.of("T0ALPHA")
    assert workspace is not None
    calendar = workspace.exchange.dialogue.office.calendar
    began = both.alpha.clock.now()
    asking = [asyncio.create_task(calendar.events(fresh=True)) for _ in range(3)]
    await asyncio.gather(*asking)
    limiter = calendar._client._transport._limiter  # type: ignore[attr-defined]  # noqa: SLF001 - to use it up at once
    while limiter._wait_of((True, 0)) == 0:  # noqa: SLF001 - see above
        await limiter.turn("events/", is_write=False)
    assert "is booked" in (await both.beta.say(BEN, "book everest tomorrow 2-3pm"))["text"]
    assert both.beta.clock.now() == began  # nobody had to wait


async def test_a_workspace_whose_secrets_cannot_be_read_is_left_out_alone(
    both: Companies,
) -> None:
    for world in (both.alpha, both.beta):
        await world.say(BEN, f"book everest today 11-12 for {SECRET}")
    async with both.bot.database.transaction() as connection:
        broken = installations.update().where(installations.c.team_id == "T0ALPHA")
        await connection.execute(broken.values(bot_token="unreadable"))
    before = len(both.beta.messages(both.beta.dm(BEN), BEN))
    for _ in range(8):
        both.alpha.clock.advance(timedelta(minutes=10))
        await both.bot.scheduler.tick(Now(both.bot))
    assert len(both.beta.messages(both.beta.dm(BEN), BEN)) > before


def of_organisation(payload: dict[str, Any], enterprise_id: str) -> dict[str, Any]:
    """Return a delivery to a workspace that has the bot by its organisation."""
    (authorization,) = payload["authorizations"]
    changed = authorization | {"enterprise_id": enterprise_id, "is_enterprise_install": True}
    number = f"Ev{next(NUMBERS)}"
    return payload | {"event_id": number, "authorizations": [changed]}


async def test_an_organisation_adds_the_bot_for_all_its_workspaces(companies: Companies) -> None:
    alpha, registered = companies.alpha, companies.workspaces.registered
    await companies.install(alpha)
    own = await registered.installations.get("T0ALPHA")
    assert own is not None
    await registered.installations.save(replace(own, id="E0ORG"))
    account = JoanCredentials(companies.joan_urls["T0ALPHA"], "demo", "demo")
    await registered.accounts.save("E0ORG", account, ADA, alpha.clock.now())
    await registered.installations.revoke("T0ALPHA", alpha.clock.now())  # the organisation's stays
    (delivery,) = await alpha.slack.say(BEN, alpha.dm(BEN), "book everest tomorrow 2-3pm")
    assert not alpha.held("Everest")
    again = of_organisation(delivery.payload, "E0ORG")
    await alpha.settled(alpha.slack.deliver("event", again))
    assert len(alpha.held("Everest")) == 1
    assert "is booked" in (await alpha.say(BEN, "book oak tomorrow 2-3pm"))["text"]
    gone = of_organisation(delivery.payload, "E0ORG") | {"event": {"type": "app_uninstalled"}}
    await alpha.settled(alpha.slack.deliver("event", gone))
    assert await companies.workspaces.of("T0ALPHA", "E0ORG") is None
    assert await registered.accounts.get("E0ORG") is None


async def test_slacks_administrators_of_each_workspace_get_its_digest(both: Companies) -> None:
    await both.beta.say(BEN, "book everest today 2-4pm")
    both.beta.clock.advance(timedelta(days=7))
    await both.bot.scheduler.tick(Now(both.bot))
    told = {
        (team_of(world), user): world.newest(user)["text"]
        for world in (both.alpha, both.beta)
        for user in (ADA, BEN, CLEO)
        if "The week in the rooms" in str(world.messages(world.dm(user), user))
    }
    assert list(told) == [("T0BETA", ADA)]
    assert "1 meeting" in told["T0BETA", ADA]
