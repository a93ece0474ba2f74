"""Several times that would do, searched together."""

from datetime import timedelta

import pytest

from tests.scenarios.world import BEN, World, buttons

FOUR_HOURS = timedelta(hours=4)


async def test_the_best_over_two_days_are_offered(world: World) -> None:
    found = await world.say(BEN, "tomorrow or friday, 2 hours, 8 people")
    assert " or Fri, May 15, 8:00 AM" in found["text"]
    assert "8 people · 2 hours" in found["text"]
    offered = str(found["blocks"][2:])
    assert "tomorrow, Tue" in offered
    assert "Fri" in offered


async def test_the_choice_books_that_day(world: World) -> None:
    found = await world.say(BEN, "book a room for 8 tomorrow or friday 2-3pm")
    assert not any(world.held(room.name) for room in world.joan.rooms)
    await world.click(BEN, found, buttons(found)[-2])
    (held,) = [slot for room in world.joan.rooms for slot in world.held(room.name)]
    assert held in {(world.at(14, days=days), world.at(15, days=days)) for days in (1, 4)}


async def test_a_time_that_is_taken_gives_way_to_one_that_is_free(world: World) -> None:
    for room in world.joan.rooms:
        world.taken(room.name, world.at(14, days=1), world.at(15, days=1))
    found = await world.say(BEN, "a room tomorrow at 2 or at 4 for an hour")
    assert "4:00" in str(found["blocks"])
    assert "2:00" not in str(found["blocks"][2:])


async def test_the_shortest_that_will_do_is_offered_where_nothing_longer_is_free(
    world: World,
) -> None:
    for room in world.joan.rooms:
        world.taken(room.name, world.at(12, days=1), world.at(18, days=1))
    found = await world.say(BEN, "a room tomorrow for 3 to 6 hours for 4 people")
    assert "3 hours to 6 hours" in found["text"]
    await world.click(BEN, found, buttons(found)[0])
    (held,) = [
        slot
        for room in world.joan.rooms
        for slot in world.held(room.name)
        if slot[0] == world.at(8, days=1)
    ]
    assert held[1] - held[0] == FOUR_HOURS


@pytest.mark.parametrize(
    "text", ["tomorrow 2pm 6 people", "at 3 for an hour, 4 people", "8 people friday"]
)
async def test_when_and_for_whom_suffices(world: World, text: str) -> None:
    found = await world.say(BEN, text)
    await world.click(BEN, found, buttons(found)[0])
    assert "is booked for you" in world.newest(BEN)["text"]


async def test_so_many_people_at_a_time_are_a_room_for_them(world: World) -> None:
    told = await world.say(BEN, "for 4 people at 3 for an hour")
    assert "is booked for you: today, Mon, May 11, 3:00" in told["text"]


async def test_naming_the_day_takes_the_time_that_was_said_for_it(world: World) -> None:
    await world.say(BEN, "tomorrow at 2 or thursday at 10 for 90 minutes, 6 people")
    found = await world.say(BEN, "thursday please")
    assert found["text"].startswith("Free Thu, May 14, 10:00")
