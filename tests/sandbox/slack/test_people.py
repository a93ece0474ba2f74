"""Who is in the workspace, as the Web API tells it."""

import pytest

from roombot.sandbox.slack.trial import Start, Trial
from roombot.sandbox.slack.wire import Json


async def test_auth_test_names_the_bot(world: Trial) -> None:
    answer = await world.api("auth.test")
    assert (answer["ok"], answer["user_id"], answer["bot_id"]) == (True, "U0ROOMBOT", "B0ROOMBOT")


async def test_info_describes_a_colleague_in_her_own_zone(world: Trial) -> None:
    user = (await world.api("users.info", user="U0GITA"))["user"]
    assert (user["tz"], user["tz_offset"]) == ("Asia/Kolkata", 19800)
    assert user["profile"]["email"] == "gita.rao@example.com"
    assert "locale" not in user


async def test_locale_comes_only_when_asked_for(world: Trial) -> None:
    answer = await world.api("users.info", user="U0ADA", include_locale="true")
    assert answer["user"]["locale"] == "en-US"


async def test_the_odd_ones_are_marked(world: Trial) -> None:
    users = {user["id"]: user for user in (await world.api("users.list"))["members"]}
    assert users["U0ADA"]["is_admin"]
    assert users["U0GAIL"]["is_restricted"]
    assert users["U0OTTO"]["deleted"]
    assert "tz" not in users["U0OTTO"]
    assert users["U0STANDUP"]["is_bot"]
    assert users["U0MIRA"]["is_stranger"]
    assert "email" not in users["U0MIRA"]["profile"]
    assert users["U0SAM"]["profile"]["email"] == "sam.sample@elsewhere.example"
    assert len(users) == 18


async def test_emails_need_their_scope(start: Start) -> None:
    world = await start(scopes=frozenset({"users:read"}))
    assert "email" not in (await world.api("users.info", user="U0ADA"))["user"]["profile"]
    answer = await world.api("users.lookupByEmail", email="ada.novak@example.com")
    assert answer["error"] == "missing_scope"
    assert (answer["needed"], answer["provided"]) == ("users:read.email", "users:read")


async def test_lookup_ignores_case(world: Trial) -> None:
    answer = await world.api("users.lookupByEmail", email="Ada.Novak@Example.com")
    assert answer["user"]["id"] == "U0ADA"


@pytest.mark.parametrize(
    "email", ["nobody@example.com", "otto.former@example.com", "mira.partner@partner.example"]
)
async def test_lookup_finds_no_strangers_and_nobody_who_left(world: Trial, email: str) -> None:
    answer = await world.api("users.lookupByEmail", email=email)
    assert answer["error"] == "users_not_found"


async def test_lists_come_in_pages(world: Trial) -> None:
    first = await world.api("users.list", limit=10, include_locale="1")
    cursor = first["response_metadata"]["next_cursor"]
    second = await world.api("users.list", limit=10, cursor=cursor)
    assert [len(first["members"]), len(second["members"])] == [10, 8]
    assert second["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize(
    ("arguments", "error"),
    [({"cursor": "soon"}, "invalid_cursor"), ({"limit": 5000}, "invalid_limit")],
)
async def test_impossible_pages_are_refused(world: Trial, arguments: Json, error: str) -> None:
    assert (await world.api("users.list", **arguments))["error"] == error


async def test_bot_and_team_are_described(world: Trial) -> None:
    assert (await world.api("bots.info", bot="B0ROOMBOT"))["bot"]["user_id"] == "U0ROOMBOT"
    assert (await world.api("bots.info", bot="B1"))["error"] == "bot_not_found"
    assert (await world.api("team.info"))["team"]["id"] == "T0SANDBOX"
    assert (await world.api("team.info", team="T1"))["error"] == "team_not_found"
