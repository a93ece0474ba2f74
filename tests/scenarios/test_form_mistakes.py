"""What the form says of what cannot be booked."""

import pytest

from roombot.sandbox.joan import Fault
from tests.scenarios.test_form import SHORTCUT, fields
from tests.scenarios.world import BEN, CLEO, Shown, World, buttons

GUEST = "U0GAIL"


async def filled_in(world: World, **values: str) -> Shown:
    """Open the form and fill some of it in."""
    form = await world.shortcut(BEN, SHORTCUT)
    for name, value in values.items():
        await world.use(BEN, form, f"form:{name}", selected=value)
        form = world.modal(BEN)
    return form


def nowhere_held(world: World) -> bool:
    return not any(world.held(room.name) for room in world.joan.rooms)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"start": "09:00"}, "That time is over"),
        ({"day": "2026-05-08"}, "That time is over"),
        ({"day": "2026-10-25", "start": "02:30"}, "The clocks change just then"),
    ],
)
async def test_a_time_that_cannot_be_is_named_beside_its_field(
    world: World, values: dict[str, str], words: str
) -> None:
    form = await filled_in(world, **values)
    await world.submit(BEN, form, {})
    assert words in str(world.modal(BEN))
    assert nowhere_held(world)


async def test_a_form_is_for_members(world: World) -> None:
    form = await world.shortcut(GUEST, SHORTCUT)
    assert "Only members of this workspace" in str(form["blocks"])


async def test_a_form_whose_room_was_taken_meanwhile_books_another(world: World) -> None:
    form = await filled_in(world, start="14:00")
    world.taken("Birch", world.at(14), world.at(15))
    await world.submit(BEN, form, {"form:title": "Budget"})
    assert "is booked for you" in world.newest(BEN)["text"]
    assert len(world.held("Birch")) == 1


async def test_the_nearest_is_shown_where_nothing_is_free_and_can_be_taken(world: World) -> None:
    for room in world.joan.rooms:
        world.taken(room.name, world.at(14), world.at(15))
    form = await filled_in(world, start="14:00")
    assert "No room that fits is free then" in str(form["blocks"])
    await world.use(BEN, form, buttons(form)[0])
    form = world.modal(BEN)
    assert fields(form)["start"] != "14:00"
    await world.submit(BEN, form, {})
    assert "is booked for you" in world.newest(BEN)["text"]


async def test_an_outage_is_told_in_the_form(world: World) -> None:
    form = await world.shortcut(BEN, SHORTCUT)
    world.joan.faults.add(Fault("status", "GET", status=503, times=None))
    world.joan.faults.add(Fault("status", "POST", status=503, times=None))
    await world.use(BEN, form, "form:day", selected="2026-05-20")
    assert "Joan" in str(world.modal(BEN)["blocks"])
    assert nowhere_held(world)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("every week", "weekly"),
        ("every other week", "fortnightly"),
        ("every month", "monthly"),
        ("every day", "weekdays"),
    ],
)
async def test_a_series_that_was_said_is_in_the_form(world: World, said: str, named: str) -> None:
    await world.slack.say(CLEO, world.channel, f"Budget tomorrow at 2pm, {said}, 5 times")
    message = world.messages(world.channel, BEN)[-1]
    await world.settled(
        world.slack.message_shortcut(BEN, world.channel, message["ts"], "book_for_message")
    )
    form = world.modal(BEN)
    assert fields(form)["repeat"]["value"] == named
