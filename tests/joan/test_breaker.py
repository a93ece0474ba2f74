import asyncio
from datetime import timedelta

import pytest

from roombot.joan.breaker import FIRST_REST, LONGEST_REST, OUTAGES, Breaker
from roombot.joan.client import EventAt, JoanClient
from roombot.joan.errors import NoAnswer, NotFound, Resting, ServerFailed, Throttled
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Drop, Reply, ScriptedServer

ME = "/api/v1.0/me/"
CANCEL = "/api/v1.0/events/cancel/"


def fail(breaker: Breaker, error: Exception) -> None:
    with pytest.raises(type(error)), breaker.guard("me/"):
        raise error


def break_down(breaker: Breaker) -> None:
    for _ in range(OUTAGES):
        fail(breaker, NoAnswer("me/", "time-out"))


def test_outages_in_a_row_open_it_and_nothing_goes_through(clock: SandboxClock) -> None:
    breaker = Breaker(clock)
    break_down(breaker)
    assert not breaker.is_closed
    with pytest.raises(Resting), breaker.guard("me/"):
        pytest.fail("it went through")


def test_answers_in_between_keep_it_closed(clock: SandboxClock) -> None:
    breaker = Breaker(clock)
    for _ in range(OUTAGES):
        fail(breaker, ServerFailed("me/", 500, None))
        fail(breaker, NotFound("me/", 404, ""))
    assert breaker.is_closed


def test_being_held_back_tells_nothing_of_joan(clock: SandboxClock) -> None:
    breaker = Breaker(clock)
    break_down(breaker)
    clock.advance(FIRST_REST)
    fail(breaker, Throttled("me/", "by our own limit"))
    assert not breaker.is_closed


def test_after_the_rest_one_request_alone_tries(clock: SandboxClock) -> None:
    breaker = Breaker(clock)
    break_down(breaker)
    clock.advance(FIRST_REST)
    with breaker.guard("me/"), pytest.raises(Resting), breaker.guard("me/"):
        pytest.fail("two tried at once")
    assert breaker.is_closed


def test_a_trial_that_fails_makes_the_rest_longer_up_to_a_minute(clock: SandboxClock) -> None:
    breaker, rest, second = Breaker(clock), FIRST_REST, timedelta(seconds=1)
    break_down(breaker)
    for _ in range(6):
        clock.advance(rest - second)
        with pytest.raises(Resting), breaker.guard("me/"):
            pytest.fail("too early")
        clock.advance(second)
        fail(breaker, NoAnswer("me/", "time-out"))
        rest = min(rest * 2, LONGEST_REST)
    assert rest == LONGEST_REST


def test_a_trial_that_is_cut_off_leaves_the_way_free_for_the_next(clock: SandboxClock) -> None:
    breaker = Breaker(clock)
    break_down(breaker)
    clock.advance(FIRST_REST)
    with pytest.raises(asyncio.CancelledError), breaker.guard("me/"):
        raise asyncio.CancelledError
    with breaker.guard("me/"):
        pass
    assert breaker.is_closed


async def test_a_client_stops_asking_and_begins_again(
    client: JoanClient, scripted: ScriptedServer, clock: SandboxClock
) -> None:
    scripted.says(ME, *[Reply("", 503)] * OUTAGES, Reply({"id": 1}))
    for _ in range(2):
        with pytest.raises((ServerFailed, Resting)):
            await client.me()
    asked = len(scripted.asked(ME))
    with pytest.raises(Resting):
        await client.me()
    assert (client.is_answering, len(scripted.asked(ME))) == (False, asked)
    clock.advance(LONGEST_REST)
    assert await client.me() == {"id": 1}
    assert client.is_answering


async def test_a_write_whose_end_is_unknown_stays_so_when_its_repeat_was_not_sent(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(CANCEL, *[Drop()] * OUTAGES)
    for _ in range(OUTAGES - 1):
        with pytest.raises(NoAnswer):
            await client.finish(EventAt("e", "r"), "UTC")
    with pytest.raises(NoAnswer):  # not Resting, which would say that nothing was done
        await client.cancel(EventAt("e", "r"), "UTC")
    assert len(scripted.asked(CANCEL)) == OUTAGES
