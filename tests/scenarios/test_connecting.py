"""An administrator connects Joan, in Slack."""

import sqlite3
from collections.abc import AsyncIterator

import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.store.audit import SqlAudit
from tests.scenarios.companies import Companies, open_companies
from tests.scenarios.world import ADA, BEN, Shown, World, buttons

CONNECT = "Connect Joan"
RIGHT = {"client_id": "demo", "client_secret": "demo"}


@pytest.fixture
async def companies(clock: SandboxClock, sqlite_url: str) -> AsyncIterator[Companies]:
    async with open_companies(clock, sqlite_url) as opened:
        await opened.install(opened.alpha, with_joan=False)
        yield opened


def told(view: Shown) -> str:
    return str(view["blocks"][0]["text"]["text"])


async def form_of(world: World, user: str = ADA) -> Shown:
    """Open the form from the Home."""
    home = await world.open_home(user)
    await world.use(user, home, CONNECT)
    return world.modal(user)


async def test_an_administrator_connects_joan_from_the_home(companies: Companies) -> None:
    world = companies.alpha
    await world.submit(ADA, await form_of(world), RIGHT)
    assert told(world.modal(ADA)).startswith("Joan is connected: I see ")
    (deed,) = await SqlAudit(world.bot.database).read("T0ALPHA", ADA, None)
    assert (deed.action, deed.result) == ("ConnectJoan", "Connected")
    home = world.slack.home(ADA)
    assert home is not None
    assert "Your day" in str(home["blocks"])
    assert CONNECT in buttons(home)
    assert "is booked" in (await world.say(BEN, "book everest tomorrow 2-3pm"))["text"]
    assert world.held("Everest")


async def test_the_way_there_is_told_where_joan_is_missed(companies: Companies) -> None:
    world = companies.alpha
    shown = await world.say(ADA, "book everest tomorrow 2-3pm")
    assert buttons(shown) == [CONNECT]
    await world.click(ADA, shown, CONNECT)
    await world.submit(ADA, world.modal(ADA), RIGHT)
    assert told(world.modal(ADA)).startswith("Joan is connected")
    assert buttons(await world.say(BEN, "a room for 99 now")) != [CONNECT]


async def test_others_are_told_whom_to_ask(companies: Companies) -> None:
    world = companies.alpha
    home = await world.open_home(BEN)
    assert "ask an administrator" in str(home["blocks"])
    assert buttons(home) == []
    assert buttons(await world.say(BEN, "book everest tomorrow 2-3pm")) == []


async def test_the_form_is_not_for_others_who_forge_their_way(companies: Companies) -> None:
    world = companies.alpha
    view = await form_of(world)
    opened = world.slack.deliveries[-1].payload
    forged = {**opened, "user": {**opened["user"], "id": BEN}, "trigger_id": "forged"}
    await world.settled(world.slack.deliver("interaction", forged))
    values = {name: {name: {"value": value}} for name, value in RIGHT.items()}
    submission = {
        "type": "view_submission",
        "team": opened["team"],
        "user": {**opened["user"], "id": BEN},
        "view": {**view, "callback_id": "connect_form", "state": {"values": values}},
        "trigger_id": "forged too",
    }
    delivered = await world.settled(world.slack.deliver("interaction", submission))
    assert "Only an administrator" in delivered.last.body
    assert await companies.workspaces.registered.accounts.get("T0ALPHA") is None


async def test_credentials_that_joan_refuses_are_not_kept(companies: Companies) -> None:
    world = companies.alpha
    wrong = RIGHT | {"client_secret": "planted-wrong"}
    await world.submit(ADA, await form_of(world), wrong)
    view = world.modal(ADA)
    assert "nothing was saved" in told(view)
    assert "demo" in str(view["blocks"])
    assert "planted" not in str(world.slack.requests)
    assert await companies.workspaces.registered.accounts.get("T0ALPHA") is None
    await world.submit(ADA, view, RIGHT)
    assert told(world.modal(ADA)).startswith("Joan is connected")


async def test_what_is_connected_is_sealed_and_never_shown(
    companies: Companies, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    world = companies.alpha
    caplog.set_level("DEBUG", "roombot")
    secret = "planted-secret"
    await world.submit(ADA, await form_of(world), RIGHT | {"client_secret": secret})
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert secret not in dump + caplog.text + str(world.slack.requests)


async def test_each_workspace_connects_for_itself(companies: Companies) -> None:
    await companies.install(companies.beta, with_joan=False)
    await companies.alpha.submit(ADA, await form_of(companies.alpha), RIGHT)
    assert "not connected" in (await companies.beta.say(BEN, "a room for 4 now"))["text"]
