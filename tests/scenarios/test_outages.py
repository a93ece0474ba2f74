"""Joan is out of order: people hear so at once, and whoever watches over the bot sees it."""

from datetime import timedelta
from typing import Any

import aiohttp

from roombot.domain.bookings import Action, Attempt
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.sandbox.joan.faults import Fault
from roombot.sandbox.slack.faults import Fault as SlackFault
from roombot.store.ledger import SqlLedger
from tests.scenarios.world import ADA, BEN, World

ASKED = "book linden tomorrow 9-10"
SORRY = "Joan cannot be reached at the moment, so nothing was changed."


async def readiness(world: World) -> tuple[int, dict[str, Any]]:
    assert world.slack.events_url is not None
    url = world.slack.events_url.replace("/slack/events", "/readyz")
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.json()


async def break_down(world: World) -> None:
    world.joan.faults.add(Fault("status", status=503, times=None))
    for user in (ADA, BEN, ADA):
        await world.say(user, ASKED)


async def test_while_joan_is_down_nobody_waits_for_her(world: World) -> None:
    await break_down(world)
    asked = len(world.joan.requests)
    shown = await world.say(BEN, ASKED)
    assert shown["text"].startswith(SORRY)
    assert len(world.joan.requests) == asked


async def test_when_joan_is_back_all_goes_on(world: World) -> None:
    await break_down(world)
    world.joan.faults.clear()
    world.clock.advance(timedelta(minutes=1))
    shown = await world.say(BEN, ASKED)
    assert "is booked for you" in shown["text"]
    assert len(world.joan.events("Linden")) == 1


async def test_readiness_names_joan_and_the_bot_goes_on_to_say_so(world: World) -> None:
    status, told = await readiness(world)
    assert (status, set(told["parts"].values())) == (200, {"up"})
    await break_down(world)
    status, told = await readiness(world)
    assert (status, told["ready"]) == (200, True)
    assert told["parts"]["joan"] == "down"


async def test_readiness_names_a_token_that_was_revoked(world: World) -> None:
    world.slack.faults["auth.test"] = SlackFault(error="token_revoked", times=1)
    _, told = await readiness(world)
    assert told["parts"]["slack_token"] == "down"
    world.clock.advance(timedelta(minutes=2))
    _, told = await readiness(world)
    assert told["parts"]["slack_token"] == "up"


async def test_readiness_names_jobs_that_nobody_does(world: World) -> None:
    room = Room("linden@example.com", "Linden")
    slot = TimeSlot(world.at(15), world.at(16))
    attempt = Attempt("a1", "T0SANDBOX", "key", Action.BOOK, ADA, room, slot, "ada@example.com")
    await SqlLedger(world.bot.database, world.clock).begin(attempt)
    world.clock.advance(timedelta(minutes=11))
    _, told = await readiness(world)
    assert told["parts"]["jobs"] == "down"
