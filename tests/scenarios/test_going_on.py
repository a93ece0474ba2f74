"""Turns of a conversation that are easily misread: questions, regrets, lengths, choices."""

import pytest

from tests.scenarios.test_conversation import told
from tests.scenarios.world import BEN, World, buttons

TWO_TO_THREE = "book everest tomorrow 2-3pm"


@pytest.mark.parametrize(
    ("said", "begin", "end"),
    [
        ("half an hour later", (14, 30), (15, 30)),
        ("15 minutes shorter", (14, 0), (14, 45)),
        ("until 4", (14, 0), (16, 0)),
        ("never mind, 4 is fine", (16, 0), (17, 0)),
        ("eno uro prej", (13, 0), (14, 0)),
        ("put it off by an hour", (15, 0), (16, 0)),
        ("can it be at 4?", (16, 0), (17, 0)),
        ("extend +15", (14, 0), (15, 15)),
    ],
)
async def test_a_booking_is_changed_from_where_it_is(
    world: World, said: str, begin: tuple[int, int], end: tuple[int, int]
) -> None:
    await told(world, TWO_TO_THREE, said)
    assert world.held("Everest") == [(world.at(*begin, days=1), world.at(*end, days=1))]


@pytest.mark.parametrize("asked", ["und Freitag?", "is oak free then?", "earlier"])
async def test_a_question_changes_nothing_and_offers_what_there_is(
    world: World, asked: str
) -> None:
    await told(world, TWO_TO_THREE)
    shown = await world.say(BEN, asked)
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]
    assert len(buttons(shown)) >= 1
    await told(world, "yes")
    assert world.held("Everest") != [(world.at(14, days=1), world.at(15, days=1))]


async def test_a_question_about_another_day_books_nothing_until_yes(world: World) -> None:
    await told(world, "is everest free tomorrow at 2?", "what about 4?", "et vendredi ?")
    assert world.held("Everest") == []
    await told(world, "yes")
    assert world.held("Everest") == [(world.at(16, days=4), world.at(16, 30, days=4))]


@pytest.mark.parametrize("answer", ["evening", "19", "pm"])
async def test_seven_is_told_apart_in_words(world: World, answer: str) -> None:
    await told(world, "book everest tomorrow at 7", answer)
    assert world.held("Everest") == [(world.at(19, days=1), world.at(19, 30, days=1))]


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("add Bob", "Whom shall I invite to *Everest*"),
        ("move it to Orion", "I know no room called Orion"),
    ],
)
async def test_a_name_that_nobody_has_here_changes_nothing(
    world: World, said: str, begins: str
) -> None:
    assert (await told(world, TWO_TO_THREE, said)).startswith(begins)
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_which_booking_is_answered_in_words(world: World) -> None:
    await told(world, TWO_TO_THREE, "book oak tomorrow 4-5pm", "cancel my meeting tomorrow")
    assert (await told(world, "yes")).startswith("Which one?")
    await told(world, "the one at 4")
    assert world.held("Oak") == []
    assert len(world.held("Everest")) == 1


async def test_what_was_asked_for_is_booked_once_it_is_said_when(world: World) -> None:
    answer = await told(world, "I need a room for 8", "tomorrow at 3")
    assert answer.startswith("*White Board Room* is booked for you: tomorrow")


async def test_the_day_that_was_spoken_of_holds(world: World) -> None:
    answer = await told(world, "anything free on wednesday?", "afternoon", "3pm")
    assert answer.startswith("Free Wed, May 13, 3:00")
    answer = await told(world, "anything on the 2nd floor?")
    assert answer.startswith("Free Wed, May 13, 3:00")
    assert "Birch" not in answer


async def test_the_same_time_on_another_day_may_be_a_second_meeting(world: World) -> None:
    await told(world, TWO_TO_THREE)
    asked = await world.say(BEN, "same time next week")
    assert buttons(asked) == ["Move it", "Book it as well"]
    await world.click(BEN, asked, "Book it as well")
    assert world.held("Everest") == [
        (world.at(14, days=days), world.at(15, days=days)) for days in (1, 8)
    ]


async def test_never_mind_asks_before_a_booking_is_given_up(world: World) -> None:
    await told(world, TWO_TO_THREE)
    asked = await world.say(BEN, "forget it")
    assert len(world.held("Everest")) == 1
    assert buttons(asked) == ["Cancel the booking", "Leave it"]
    await world.click(BEN, asked, "Cancel the booking")
    assert world.held("Everest") == []


async def test_what_was_declined_is_not_taken_by_a_later_yes(world: World) -> None:
    await told(world, "is everest free tomorrow at 2?", "no")
    assert "nothing to confirm" in await told(world, "yes")
    assert world.held("Everest") == []


@pytest.mark.parametrize("nod", ["yes", ":+1:"])
async def test_a_nod_to_a_booking_leaves_it(world: World, nod: str) -> None:
    assert (await told(world, TWO_TO_THREE, nod)) == "All right, it stays as it is."


async def test_a_choice_in_words_takes_the_buttons_with_it(world: World) -> None:
    found = await world.say(BEN, "what is free tomorrow 2-3pm?")
    await told(world, "the second one")
    await world.click(BEN, found, buttons(found)[0])
    assert world.written("events/book/") == 1


async def test_what_was_booked_is_told_again(world: World) -> None:
    answer = await told(world, TWO_TO_THREE, "what did you book?")
    assert answer.startswith("*Everest* is yours already: tomorrow")


async def test_a_room_that_will_not_do_is_offered_no_more(world: World) -> None:
    found = await told(world, "what is free tomorrow 2-3pm for 10?", "not Oak")
    assert "Triglav" in found
    assert "Oak" not in found
