from typing import Any

from tests.scenarios.world import BEN, Shown, World

SHORTCUT = "book_room"


def fields(view: Shown) -> dict[str, Any]:
    """Return what the form holds, by the names of its fields."""
    values = view["state"]["values"].values()
    return {
        action_id.removeprefix("form:"): next(v for k, v in held.items() if k != "type")
        for block in values
        for action_id, held in block.items()
    }


async def test_a_form_books_a_room(world: World) -> None:
    form = await world.shortcut(BEN, SHORTCUT)
    assert fields(form)["day"] == "2026-05-11"
    assert fields(form)["start"] == "10:15"
    await world.use(BEN, form, "form:start", selected="14:00")
    form = world.modal(BEN)
    await world.submit(BEN, form, {"form:title": "Budget"})
    assert world.newest(BEN)["text"].startswith("*Birch* is booked for you: today")
    assert world.held("Birch") == [(world.at(14), world.at(14, 30))]
    assert "is booked for you" in world.modal(BEN)["blocks"][0]["text"]["text"]


async def test_a_bare_command_opens_the_form_and_the_answer_stays_where_it_was_given(
    world: World,
) -> None:
    await world.settled(world.slack.command(BEN, world.channel, "/room", ""))
    await world.submit(BEN, world.modal(BEN), {"form:title": "Budget"})
    shown = world.messages(world.channel, BEN)[-1]
    assert "is booked for you" in shown["text"]
    assert shown["visible_to"] == BEN
