from typing import Any

from tests.scenarios.world import ADA, BEN, CLEO, Shown, World

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


async def test_a_suggestion_is_changed_in_the_form(world: World) -> None:
    shown = await world.say(BEN, "what's free tomorrow 2-3pm for 6?")
    await world.settled(world.slack.click(BEN, world.dm(BEN), shown["ts"], "Change …"))
    form = world.modal(BEN)
    assert fields(form)["day"] == "2026-05-12"
    assert fields(form)["start"] == "14:00"
    assert fields(form)["minutes"]["value"] == "60"
    assert fields(form)["capacity"] == "6"


async def test_nobody_changes_what_was_offered_to_somebody_else(world: World) -> None:
    shown = await world.mention(BEN, "what's free tomorrow 2-3pm for 6?")
    await world.settled(world.slack.click(CLEO, world.channel, shown["ts"], "Change …"))
    assert "offered to somebody else" in str(world.modal(CLEO)["blocks"])


async def test_a_room_for_a_message_is_read_from_it_and_its_thread(world: World) -> None:
    await world.slack.say(CLEO, world.channel, "Budget sync <@U0BEN>?")
    first = world.messages(world.channel, BEN)[-1]
    await world.slack.say(ADA, world.channel, "let's meet tomorrow at 3 for an hour", first["ts"])
    await world.settled(
        world.slack.message_shortcut(BEN, world.channel, first["ts"], "book_for_message")
    )
    form = world.modal(BEN)
    held = fields(form)
    assert (held["day"], held["start"], held["minutes"]["value"]) == ("2026-05-12", "15:00", "60")
    assert held["capacity"] == "3"
    assert held["people"] == [CLEO, ADA]
    assert held["title"] == "Budget sync?"
