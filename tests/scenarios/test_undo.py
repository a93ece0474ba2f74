"""What was cancelled, ended or moved can be had back for two minutes."""

from datetime import timedelta

from tests.scenarios.world import BEN, CLEO, World, buttons

UNDO = "Undo"


async def test_a_cancelled_booking_is_had_back_with_its_people(world: World) -> None:
    await world.say(BEN, f"book everest tomorrow 2-3pm with <@{CLEO}> for planning")
    await world.click(CLEO, world.newest(CLEO), "Confirm")
    cancelled = await world.say(BEN, "cancel my booking")
    assert world.held("Everest") == []
    back = await world.click(BEN, cancelled, UNDO)
    assert back["text"].startswith("*Everest* is booked for you")
    (event,) = world.joan.events("Everest")
    assert event.summary == "planning"
    assert "Confirm" in buttons(world.newest(CLEO))


async def test_undone_twice_is_undone_once(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    cancelled = await world.say(BEN, "cancel my booking")
    await world.click(BEN, cancelled, UNDO)
    assert UNDO not in buttons(world.again(BEN, cancelled))
    assert len(world.held("Everest")) == 1


async def test_after_two_minutes_it_is_too_late(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    cancelled = await world.say(BEN, "cancel my booking")
    world.clock.advance(timedelta(minutes=2, seconds=1))
    late = await world.click(BEN, cancelled, UNDO)
    assert "two minutes only" in late["text"]
    assert world.held("Everest") == []


async def test_what_was_taken_meanwhile_is_said_with_alternatives(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    cancelled = await world.say(BEN, "cancel my booking")
    world.taken("Everest", world.at(14, days=1), world.at(15, days=1))
    back = await world.click(BEN, cancelled, UNDO)
    assert "Everest" in back["text"]
    assert buttons(back)
    assert len(world.held("Everest")) == 1


async def test_a_room_that_was_changed_is_had_back(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    moved = await world.say(BEN, "move my 2pm tomorrow to oak")
    assert len(world.held("Oak")) == 1
    await world.click(BEN, moved, UNDO)
    assert world.held("Oak") == []
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_a_time_that_was_changed_is_had_back(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    changed = await world.say(BEN, "move my 2pm tomorrow to 4pm")
    await world.click(BEN, changed, UNDO)
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_a_meeting_that_was_ended_goes_on(world: World) -> None:
    await world.say(BEN, "book everest now for an hour")
    world.clock.advance(timedelta(minutes=20))
    ended = await world.say(BEN, "end my meeting")
    back = await world.click(BEN, ended, UNDO)
    assert back["text"].startswith("*Everest* is booked for you")
    assert max(end for _, end in world.held("Everest")) == world.at(11, 5)
