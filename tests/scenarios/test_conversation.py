"""Sentences that go on with what was said before."""

from datetime import timedelta

import pytest

from tests.scenarios.world import BEN, CLEO, Start, World, buttons


async def told(world: World, *texts: str) -> str:
    """Say some sentences; return the last answer."""
    for text in texts:
        await world.say(BEN, text)
    return str(world.newest(BEN)["text"])


async def test_a_found_room_is_booked_by_its_number(world: World) -> None:
    found = await world.say(BEN, "what is free tomorrow 2-3pm?")
    second = buttons(found)[1].removeprefix("Book ")
    answer = await told(world, "the second one")
    assert answer.startswith(f"*{second}* is booked for you: tomorrow")


@pytest.mark.parametrize("yes", ["yes", "ok", "book it", "sounds good", "yes please"])
async def test_yes_takes_the_first(world: World, yes: str) -> None:
    found = await world.say(BEN, "what is free tomorrow 2-3pm?")
    first = buttons(found)[0].removeprefix("Book ")
    assert (await told(world, yes)).startswith(f"*{first}* is booked for you")


async def test_no_lets_it_go(world: World) -> None:
    answer = await told(world, "what is free tomorrow 2-3pm?", "no thanks")
    assert "nothing is booked" in answer
    assert not any(world.held(room.name) for room in world.joan.rooms)


async def test_a_room_is_chosen_by_its_name(world: World) -> None:
    answer = await told(world, "what is free tomorrow 2-3pm?", "no, Oak")
    assert answer.startswith("*Oak* is booked for you: tomorrow")
    assert world.held("Oak") == [(world.at(14, days=1), world.at(15, days=1))]


@pytest.mark.parametrize(
    ("change", "hours"),
    [
        ("make it 3pm", (15, 16)),
        ("at 4 instead", (16, 17)),
        ("10-11", (10, 11)),
        ("actually 9am please", (9, 10)),
    ],
)
async def test_a_search_is_changed_by_the_hour(
    world: World, change: str, hours: tuple[int, int]
) -> None:
    found = await world.say(BEN, "what is free tomorrow 2-3pm?")
    assert found
    changed = await world.say(BEN, change)
    first = buttons(changed)[0].removeprefix("Book ")
    await world.click(BEN, changed, buttons(changed)[0])
    start, end = hours
    assert world.held(first) == [(world.at(start, days=1), world.at(end, days=1))]


async def test_a_search_is_changed_by_the_day(world: World) -> None:
    answer = await told(world, "what is free tomorrow 2-3pm?", "friday instead", "yes")
    assert "Fri" in answer
    assert "2:00" in answer


async def test_a_search_is_changed_by_people_and_size(world: World) -> None:
    shown = await told(world, "what is free tomorrow 2-3pm?", "for 8 people")
    assert "8 people" in shown
    await told(world, "somewhere bigger", "yes")
    (room,) = [one for one in world.joan.rooms if world.held(one.name)]
    assert room.capacity > 8


async def test_a_search_is_changed_by_what_the_room_has(world: World) -> None:
    answer = await told(world, "what is free tomorrow 2-3pm?", "with a whiteboard")
    assert "whiteboard" in answer.casefold()


async def test_a_search_is_changed_by_the_length(world: World) -> None:
    answer = await told(world, "what is free tomorrow 2-3pm?", "for 2 hours", "yes")
    assert "4:00" in answer


@pytest.mark.parametrize(
    "said", ["move it to 4pm", "move to 4pm", "extend it until 4pm", "verschiebe ihn auf 16 Uhr"]
)
async def test_an_hour_alone_is_one_of_the_day_of_the_booking_spoken_of(
    world: World, said: str
) -> None:
    await told(world, "book everest tomorrow 2-3pm")
    await told(world, said)
    (held,) = world.held("Everest")
    assert world.at(16, days=1) in held


async def test_a_booking_is_changed_by_what_is_said_next(world: World) -> None:
    await told(world, "book everest tomorrow 2-3pm")
    await told(world, "make it 4pm")
    assert world.held("Everest") == [(world.at(16, days=1), world.at(17, days=1))]
    await told(world, "friday instead")
    assert world.held("Everest") == [(world.at(16, days=4), world.at(17, days=4))]
    await told(world, "for 2 hours")
    assert world.held("Everest") == [(world.at(16, days=4), world.at(18, days=4))]
    await told(world, "no, Oak")
    assert world.held("Oak") == [(world.at(16, days=4), world.at(18, days=4))]
    assert world.held("Everest") == []


async def test_a_bigger_room_for_what_was_booked(world: World) -> None:
    await told(world, "book maple tomorrow 2-3pm")
    shown = await world.say(BEN, "something bigger")
    assert buttons(shown)
    await told(world, "yes")
    assert world.held("Maple") == []
    (room,) = [one for one in world.joan.rooms if world.held(one.name)]
    assert room.capacity > next(one.capacity for one in world.joan.rooms if one.name == "Maple")


async def test_what_was_booked_is_cancelled_by_that(world: World) -> None:
    await told(world, "book everest tomorrow 2-3pm", "book oak on friday 10-11")
    answer = await told(world, "cancel that")
    assert "Oak" in answer
    assert world.held("Oak") == []
    assert len(world.held("Everest")) == 1


async def test_colleagues_are_invited_to_what_was_booked(world: World) -> None:
    await told(world, "book everest tomorrow 2-3pm", f"and invite <@{CLEO}>")
    assert "Everest" in world.newest(CLEO)["text"]


async def test_an_answer_to_how_long_is_understood(world: World) -> None:
    await told(world, "book everest now for 30 minutes", "extend my meeting", "for 15 minutes")
    ((_, end),) = world.held("Everest")
    assert end == world.at(10, 50)


async def test_after_a_quarter_of_an_hour_nothing_is_remembered(world: World) -> None:
    await told(world, "what is free tomorrow 2-3pm?")
    world.clock.advance(timedelta(minutes=16))
    answer = await told(world, "the second one")
    assert "booked" not in answer.split("\n")[0]
    assert not any(world.held(room.name) for room in world.joan.rooms)


async def test_a_complete_request_is_a_new_one(world: World) -> None:
    await told(world, "what is free tomorrow 2-3pm for 8 people with a projector?")
    answer = await told(world, "book maple on friday 9-10")
    assert answer.startswith("*Maple* is booked for you")
    assert world.held("Maple") == [(world.at(9, days=4), world.at(10, days=4))]


async def test_a_change_that_names_its_meeting_means_no_other(world: World) -> None:
    await told(world, "book oak today 3-4pm", "book everest tomorrow 2-3pm", "move my 3pm to 4pm")
    assert world.held("Oak") == [(world.at(16), world.at(17))]
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_a_whole_request_forgets_what_was_searched(world: World) -> None:
    await told(world, "what is free tomorrow 2-3pm with a projector?")
    answer = await told(world, "thursday or friday, 4 to 6 hours, 8 people")
    assert "projector" not in answer


async def test_a_whole_request_does_not_change_what_is_booked(world: World) -> None:
    await told(world, "book maple tomorrow 2-3pm")
    answer = await told(world, "friday or thursday, 2 to 3 hours, 8 people")
    assert "8 people" in answer
    assert world.held("Maple") == [(world.at(14, days=1), world.at(15, days=1))]


@pytest.mark.parametrize("thanks", ["thanks", "thanks a lot!", "ok thank you", "danke", "hvala"])
async def test_thanks_are_answered_kindly(world: World, thanks: str) -> None:
    first = await world.say(BEN, thanks)
    assert len(first["text"]) < 100
    assert not buttons(first)
    booked = await world.say(BEN, "book maple tomorrow 2-3pm")
    assert booked
    assert await told(world, thanks) == first["text"]
    assert len(world.held("Maple")) == 1


@pytest.mark.parametrize("change", ["cancel that", "move it to 4pm", "move it to oak"])
@pytest.mark.parametrize("undo", ["undo", "undo that", "please undo"])
async def test_undo_takes_the_last_change_back(world: World, change: str, undo: str) -> None:
    await told(world, "book maple tomorrow 2-3pm", change, undo)
    assert world.held("Maple") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_undo_takes_back_a_booking_but_no_search(world: World) -> None:
    await told(world, "book maple tomorrow 2-3pm", "undo")
    assert world.held("Maple") == []
    answer = await told(world, "what is free tomorrow 2-3pm?", "undo")
    assert "Free tomorrow" not in answer


async def test_conversations_of_two_people_do_not_mix(world: World) -> None:
    await told(world, "what is free tomorrow 2-3pm?")
    shown = await world.say(CLEO, "the second one")
    assert "is booked" not in shown["text"]


async def test_a_conversation_goes_on_in_its_thread(world: World) -> None:
    await world.mention(BEN, "what is free tomorrow 2-3pm?")
    elsewhere = await world.say(BEN, "the first one")
    assert "is booked" not in elsewhere["text"]


async def test_a_conversation_goes_on_in_german(start: Start) -> None:
    world = await start()
    answer = await told(world, "was ist morgen von 14 bis 15 Uhr frei?", "lieber um 16 Uhr", "ja")
    assert "5:00" in answer


async def test_a_click_is_spoken_of_too(world: World) -> None:
    found = await world.say(BEN, "what is free tomorrow 2-3pm?")
    await world.click(BEN, found, buttons(found)[0])
    await told(world, "make it 5pm")
    (slots,) = [world.held(room.name) for room in world.joan.rooms if world.held(room.name)]
    assert slots == [(world.at(17, days=1), world.at(18, days=1))]


@pytest.mark.parametrize(
    ("find", "change", "yes"),
    [
        ("qu'est-ce qui est libre demain de 14h à 15h ?", "plutôt à 16h", "oui"),
        ("¿qué hay libre mañana de 14 a 15?", "mejor a las 16", "sí"),
        ("cosa c'è di libero domani dalle 14 alle 15?", "meglio alle 16", "va bene"),
        ("o que está livre amanhã das 14h às 15h?", "melhor às 16h", "sim"),
        ("wat is er morgen vrij van 14 tot 15 uur?", "liever om 16 uur", "ja"),
        ("kaj je jutri prosto od 14 do 15?", "raje ob 16h", "ja"),
    ],
)
async def test_a_conversation_goes_on_in_every_language(
    world: World, find: str, change: str, yes: str
) -> None:
    await told(world, find, change, yes)
    (slots,) = [world.held(room.name) for room in world.joan.rooms if world.held(room.name)]
    assert slots == [(world.at(16, days=1), world.at(17, days=1))]
