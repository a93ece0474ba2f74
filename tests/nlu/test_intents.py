from collections.abc import Callable

import pytest

from roombot.domain.intents import (
    Accept,
    Book,
    Cancel,
    CheckIn,
    Clarify,
    Extend,
    Find,
    Finish,
    Intent,
    Invite,
    ListDevices,
    ListRooms,
    Move,
    Reject,
    Reschedule,
    ShowAgenda,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Unknown,
)
from roombot.nlu import Context, intent_of, understand

Ask = Callable[..., Context]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what's free at 3?", Find),
        ("book oslo at 3", Book),
        ("extend by 10 minutes", Extend),
        ("end my meeting", Finish),
        ("cancel my 3pm", Cancel),
        ("check in", CheckIn),
        ("move my 3pm to oslo", Move),
        ("move my 3pm to 4", Reschedule),
        ("invite a@example.org", Invite),
        ("accept", Accept),
        ("decline", Reject),
        ("my bookings", ShowAgenda),
        ("who's in oslo?", ShowSchedule),
        ("which rooms have a projector", ListRooms),
        ("show devices", ListDevices),
        ("help", ShowHelp),
        ("thanks", Unknown),
        ("book oslo tomorrow at 7", Clarify),
    ],
)
def test_each_verb_becomes_its_intent(asked: Ask, text: str, kind: type[Intent]) -> None:
    context = asked()
    assert isinstance(intent_of(understand(text, context), context), kind)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "zeig mir Etage 3 morgen"),
        ("fr", "montre l'étage 3 demain"),
        ("es", "muéstrame la planta 3 mañana"),
        ("it", "mostra il piano 3 domani"),
        ("pt", "mostre o andar 3 amanhã"),
        ("nl", "laat verdieping 3 zien"),
        ("sl", "pokaži 3. nadstropje jutri"),
    ],
)
def test_a_floor_is_shown_in_every_language(asked: Ask, language: str, text: str) -> None:
    context = asked(language=language)
    assert isinstance(intent_of(understand(text, context), context), ShowDay)


def test_each_choice_of_a_question_is_a_full_intent(asked: Ask) -> None:
    context = asked()
    intent = intent_of(understand("book oslo tomorrow at 7 for an hour", context), context)
    assert isinstance(intent, Clarify)
    wishes = [choice.wish for choice in intent.choices if isinstance(choice, Book)]
    assert [(wish.rooms, wish.minutes) for wish in wishes] == [(("Oslo",), 60)] * 2
    assert all(wish.start and wish.end for wish in wishes)


@pytest.mark.parametrize(
    "said",
    [
        "book a room on the 3rd floor at 3",
        "book a room on the third floor at 3",
        "book a room on floor 3 at 3",
        "buche einen Raum im 3. Stock um 15 Uhr",
        "réserve une salle au troisième étage à 15h",
        "boek een ruimte op de derde verdieping om 15 uur",
    ],
)
def test_a_floor_is_spelt_as_in_the_directory(asked: Ask, said: str) -> None:
    context = asked()
    intent = intent_of(understand(said, context), context)
    assert isinstance(intent, Book)
    assert intent.wish.place == "3rd floor"


def test_an_instant_in_a_room_s_day_is_shown_with_its_hour(asked: Ask) -> None:
    context = asked()
    intent = intent_of(understand("who is in oslo at 3", context), context)
    assert isinstance(intent, ShowSchedule)
    assert intent.window is not None
    assert intent.window.minutes == 60


def test_a_room_that_nobody_knows_is_carried_so_that_it_can_be_refused(asked: Ask) -> None:
    context = asked()
    intent = intent_of(understand("book atlantis tomorrow at 10", context), context)
    assert isinstance(intent, Book)
    assert intent.wish.rooms == ("atlantis",)


def test_a_day_that_is_over_is_carried_so_that_it_is_not_taken_for_now(asked: Ask) -> None:
    context = asked()
    intent = intent_of(understand("was oslo free yesterday", context), context)
    assert isinstance(intent, Find)
    assert intent.wish.start is not None
    assert intent.wish.start < context.now


@pytest.mark.parametrize(("text", "minutes"), [("later", 30), ("earlier", -30)])
def test_a_meeting_without_a_time_is_shifted_by_a_length(
    asked: Ask, text: str, minutes: int
) -> None:
    context = asked()
    intent = intent_of(understand(f"move my meeting 30 minutes {text}", context), context)
    assert intent == Reschedule(shift=minutes)
