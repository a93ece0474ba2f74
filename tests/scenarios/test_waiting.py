from datetime import timedelta

import pytest

from roombot.domain.intents import Wish
from roombot.domain.watches import Watch, WatchState
from roombot.sandbox.joan import Fault
from tests.scenarios.world import BEN, CLEO, Now, Shown, World, buttons

WATCH = "Tell me when one is free"
TAKE, PASS = "Take it", "Let it go"


def take_all(world: World) -> None:
    """Take every room for tomorrow from two to three."""
    for room in world.joan.rooms:
        world.taken(room.name, world.at(14, days=1), world.at(15, days=1))


def free(world: World, room: str) -> None:
    """Give a room back, in another way than through the bot."""
    for event in world.joan.events(room):
        world.joan.delete_event(event.id)


async def wait_in_line(world: World, user: str, text: str = "a room tomorrow 2-3pm") -> Shown:
    shown = await world.say(user, text)
    return await world.click(user, shown, WATCH)


async def pass_time(world: World, **time: int) -> None:
    """Let time pass, and the waiting list be served."""
    world.clock.advance(timedelta(**time))
    await world.bot.rounds.waiting.serve()


async def test_who_finds_nothing_free_is_told_when_something_is(world: World) -> None:
    take_all(world)
    assert (
        "I keep watch"
        in (await wait_in_line(world, BEN, "book a room for 6 tomorrow 2-3pm"))["text"]
    )
    await pass_time(world, minutes=1)
    assert len(world.messages(world.dm(BEN))) == 2
    free(world, "Everest")
    await pass_time(world, minutes=1)
    held = world.newest(BEN)
    assert held["text"].startswith("*Everest* has come free: tomorrow")
    assert buttons(held) == [TAKE, PASS]
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]
    taken = await world.click(BEN, held, TAKE)
    assert taken["text"].startswith("*Everest* is booked for you")
    await pass_time(world, minutes=10)
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_a_hold_goes_to_the_next_in_line_after_three_minutes(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    world.clock.advance(timedelta(seconds=5))
    await wait_in_line(world, CLEO)
    free(world, "Maple")
    await pass_time(world, minutes=1)
    assert buttons(world.newest(BEN)) == [TAKE, PASS]
    assert "I keep watch" in world.newest(CLEO)["text"]
    held = world.newest(BEN)
    await pass_time(world, minutes=3)
    assert "gone to the next in line" in world.newest(BEN)["text"]
    await pass_time(world, seconds=10)
    assert buttons(world.newest(CLEO)) == [TAKE, PASS]
    await world.click(BEN, held, TAKE)
    assert "Somebody was faster" in world.again(BEN, held)["text"]
    assert len(world.held("Maple")) == 1


async def test_nobody_is_reminded_of_a_room_that_is_only_held(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    world.clock.advance(world.at(13, 43, days=1) - world.clock.now())
    free(world, "Maple")
    await world.bot.scheduler.tick(Now(world.bot))
    held = world.newest(BEN)
    assert buttons(held) == [TAKE, PASS]
    world.clock.advance(timedelta(minutes=2, seconds=30))
    await world.bot.scheduler.tick(Now(world.bot))
    assert world.newest(BEN) == held
    await world.click(BEN, held, TAKE)
    await world.bot.scheduler.tick(Now(world.bot))
    assert "Maple" in world.newest(BEN)["text"]
    assert world.newest(BEN)["ts"] != held["ts"]


async def test_a_hold_that_is_let_go_is_passed_on_at_once(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    world.clock.advance(timedelta(seconds=5))
    await wait_in_line(world, CLEO)
    free(world, "Maple")
    await pass_time(world, minutes=1)
    passed = await world.click(BEN, world.newest(BEN), PASS)
    assert "gone to the next in line" in passed["text"]
    await pass_time(world, seconds=1)
    assert buttons(world.newest(CLEO)) == [TAKE, PASS]


async def test_who_uses_the_room_that_is_held_keeps_it(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    free(world, "Maple")
    await pass_time(world, minutes=1)
    assert (
        "is yours until" in (await world.say(BEN, "extend my 2pm tomorrow by 15 minutes"))["text"]
    )
    await pass_time(world, minutes=4)
    assert world.held("Maple") == [(world.at(14, days=1), world.at(15, 15, days=1))]


async def test_one_place_in_line_a_wish_and_a_few_a_person(world: World) -> None:
    for hour in range(9, 18):
        for room in world.joan.rooms:
            world.taken(room.name, world.at(hour, days=1), world.at(hour, 50, days=1))
    await wait_in_line(world, BEN, "a room tomorrow 10:00-10:30")
    again = await wait_in_line(world, BEN, "a room tomorrow 10:00-10:30")
    assert "already" in again["text"]
    for hour in range(11, 15):
        await wait_in_line(world, BEN, f"a room tomorrow {hour}:00-{hour}:30")
    too_many = await wait_in_line(world, BEN, "a room tomorrow 15:00-15:30")
    assert "no more" in too_many["text"]


async def test_who_stops_watching_hears_nothing_more(world: World) -> None:
    take_all(world)
    set_up = await wait_in_line(world, BEN)
    assert "no longer" in (await world.click(BEN, set_up, "Stop watching"))["text"]
    free(world, "Maple")
    await pass_time(world, minutes=1)
    assert world.held("Maple") == []


async def test_nothing_that_came_free_in_time_is_told_as_well(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    await pass_time(world, hours=29)
    assert "Nothing came free in time" in world.newest(BEN)["text"]


async def test_a_window_is_watched_too(world: World) -> None:
    for room in world.joan.rooms:
        world.taken(room.name, world.at(8, days=1), world.at(18, days=1))
    await wait_in_line(world, BEN, "a room tomorrow afternoon for an hour")
    free(world, "Oak")
    await pass_time(world, minutes=1)
    assert world.newest(BEN)["text"].startswith("*Oak* has come free")
    assert world.held("Oak") == [(world.at(12, days=1), world.at(13, days=1))]


async def test_many_who_wait_cost_joan_no_more_than_one(world: World) -> None:
    take_all(world)
    waiting = world.bot.rounds.waiting.office.watches
    for number in range(40):
        wish = Wish(world.at(14, days=1), world.at(15, days=1), capacity=1 + number % 8)
        until, now = world.at(14, 45, days=1), world.clock.now()
        await waiting.add(Watch(f"w{number}", "T0ROOMBOT", BEN, wish, until, now))
    await pass_time(world, minutes=1)
    before = len(world.joan.requests)
    await pass_time(world, minutes=1)
    assert len(world.joan.requests) - before <= 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault("drop", "POST", "events/book/", after=True),
        Fault("drop", "POST", "events/book/"),
        Fault("declined", "POST", "events/book/"),
    ],
)
async def test_a_hold_survives_joans_faults(world: World, fault: Fault) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    free(world, "Maple")
    world.joan.faults.add(fault)
    for _ in range(4):
        await pass_time(world, minutes=2)
        if buttons(world.newest(BEN)) == [TAKE, PASS]:
            break
    taken = await world.click(BEN, world.newest(BEN), TAKE)
    assert taken["text"].startswith("*Maple* is booked for you")
    assert len(world.held("Maple")) == 1


async def test_a_hold_of_a_process_that_died_is_told_by_the_next(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    office = world.bot.rounds.waiting.office
    (watch,) = await office.watches.open()
    shown = await world.say(CLEO, "book oak on friday at 3pm")
    assert "is booked" in shown["text"]
    died = Watch(**{**vars(watch), "state": WatchState.HOLDING, "held_until": world.clock.now()})
    assert await office.watches.change(watch, died)
    await pass_time(world, minutes=2)
    (again,) = await office.watches.open()
    assert again.state is WatchState.WAITING


async def test_nothing_is_erased_of_a_person_for_whom_a_room_is_held(world: World) -> None:
    take_all(world)
    await wait_in_line(world, BEN)
    free(world, "Everest")
    await pass_time(world, minutes=1)
    await world.use(BEN, await world.open_home(BEN), "Erase my data …")
    assert "nothing was erased" in str(world.slack.home(BEN))
    await world.click(BEN, world.newest(BEN), TAKE)
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]
