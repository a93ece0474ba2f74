"""A bare hour means what the person has meant by it before."""

from tests.scenarios.world import BEN, CLEO, World, buttons

MORNING, EVENING = 0, 1


async def ask_and_choose(world: World, day: str, choice: int) -> None:
    """Say a bare seven, and choose the morning or the evening."""
    asked = await world.say(BEN, f"book oak {day} at 7 for an hour")
    assert "is booked for you" not in asked["text"]
    await world.click(BEN, asked, buttons(asked)[choice])


async def test_who_has_chosen_the_evening_twice_is_not_asked_again(world: World) -> None:
    await ask_and_choose(world, "tomorrow", EVENING)
    await ask_and_choose(world, "on wednesday", EVENING)
    answer = await world.say(BEN, "book oak on thursday at 7 for an hour")
    assert answer["text"].startswith("*Oak* is booked for you")
    assert (world.at(19, days=3), world.at(20, days=3)) in world.held("Oak")


async def test_a_choice_that_changes_is_no_habit(world: World) -> None:
    await ask_and_choose(world, "tomorrow", EVENING)
    await ask_and_choose(world, "on wednesday", MORNING)
    await ask_and_choose(world, "on thursday", MORNING)
    answer = await world.say(BEN, "book oak on friday at 7 for an hour")
    assert (world.at(7, days=4), world.at(8, days=4)) in world.held("Oak")
    assert answer["text"].startswith("*Oak* is booked for you")


async def test_a_habit_is_of_one_person(world: World) -> None:
    await ask_and_choose(world, "tomorrow", EVENING)
    await ask_and_choose(world, "on wednesday", EVENING)
    asked = await world.say(CLEO, "book oak on thursday at 7 for an hour")
    assert len(buttons(asked)) == len(("morning", "evening"))
    assert "is booked for you" not in asked["text"]
