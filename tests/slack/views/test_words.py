"""What the golden files cannot say by themselves: locales, zones, clocks, errors, examples."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from roombot.domain import errors
from roombot.domain.bookings import Booking
from roombot.domain.days import DayShown
from roombot.domain.intents import (
    Accept,
    Book,
    Cancel,
    CheckIn,
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
    ShowSchedule,
    Watch,
    Which,
)
from roombot.domain.options import Option
from roombot.domain.outcomes import Answer, Asked, Booked, HelpShown, NotUnderstood
from roombot.domain.rooms import Room
from roombot.languages.sentences import flat
from roombot.nlu import Context, intent_of, understand
from roombot.slack import action_ids as ids
from roombot.slack.views import render, render_error
from roombot.slack.views.charts import chart_of
from roombot.slack.views.reader import Reader
from tests.slack.views.cases import CASES
from tests.slack.views.limits import broken, elements
from tests.slack.views.office import ABROAD, BEN, BOOKING, EVEREST, LATE, NOW, OAK, RUNNING, ZONE


def booked(locale: str = "en-GB", time_zone: str = ZONE) -> str:
    reader = replace(BEN, locale=locale, time_zone=time_zone)
    return render(Answer(Booked(BOOKING)), reader, NOW, ZONE).text


@pytest.mark.parametrize(
    ("locale", "when"),
    [
        ("en-GB", "tomorrow, Tue 12 May, 14:00–15:00"),  # noqa: RUF001 - the dash between hours
        ("en-US", "tomorrow, Tue, May 12, 2:00 – 3:00 PM"),  # noqa: RUF001 - as above
        ("xx-XX", "tomorrow, Tue, May 12, 2:00 – 3:00 PM"),  # noqa: RUF001 - as above
    ],
)
def test_dates_and_hours_have_the_form_of_the_readers_locale(locale: str, when: str) -> None:
    assert booked(locale=locale) == f"*Everest* is booked for you: {when}"


def test_both_clocks_are_shown_where_they_differ() -> None:
    text = booked(time_zone="America/New_York")
    assert text.endswith("08:00–09:00 your time · 14:00–15:00 in Ljubljana (room)")  # noqa: RUF001 - as above


def test_the_rooms_day_is_said_where_it_is_another() -> None:
    text = booked(time_zone="Pacific/Auckland")
    assert "Wed 13 May, 00:00–01:00 your time" in text  # noqa: RUF001 - as above
    assert "Tue 12 May, 14:00–15:00 in Ljubljana (room)" in text  # noqa: RUF001 - as above


def test_zones_with_the_same_clock_need_no_second_one() -> None:
    assert "your time" not in booked(time_zone="Europe/Rome")


def test_a_zone_that_does_not_exist_is_taken_for_the_offices() -> None:
    strange = replace(BOOKING, room=replace(EVEREST, time_zone="Joan/Nowhere"))
    reader = replace(BEN, time_zone="Slack/Nowhere")
    message = render(Answer(Booked(strange)), reader, NOW, ZONE)
    assert message.text.endswith("14:00–15:00")  # noqa: RUF001 - as above


def test_a_meeting_that_ends_at_midnight_is_of_one_day() -> None:
    midnight = replace(LATE, slot=LATE.slot.ending_at(LATE.slot.start + timedelta(hours=2)))
    text = render(Answer(Booked(midnight)), BEN, NOW, ZONE).text
    assert text.endswith("Thu 14 May, 22:00–00:00")  # noqa: RUF001 - as above


@pytest.mark.parametrize(
    ("booking", "captions"),
    [
        (BOOKING, ["Change room", "Change time", "Invite", "Cancel"]),
        (RUNNING, ["Check in", "Extend", "End now", "Change room", "Invite", "Cancel"]),
        (
            replace(RUNNING, checked_in=True),
            ["Extend", "End now", "Change room", "Invite", "Cancel"],
        ),
        (replace(BOOKING, slot=BOOKING.slot.shifted(-3 * 24 * 60)), []),
    ],
    ids=["later", "running", "checked in", "over"],
)
def test_a_booking_offers_what_can_be_done_now(booking: Booking, captions: list[str]) -> None:
    found = elements(render(Answer(Booked(booking)), BEN, NOW, ZONE))
    assert [element["text"]["text"] for element in found] == captions
    assert {element["value"] for element in found} <= {booking.id}


def test_an_option_names_its_offer_and_nothing_else() -> None:
    choices = elements(render(Answer(CASES["suggested_asked"], "o1"), BEN, NOW, ZONE))
    assert [(one["action_id"], one["value"]) for one in choices] == [
        ("choose:0", "o1.0"),
        ("choose:1", "o1.1"),
        ("choose:2", "o1.2"),
        ("change_wish", "o1"),
    ]


@pytest.mark.parametrize(
    ("case", "captions"),
    [
        ("suggested_asked", ["Book Oak", "Book Everest", "Book Bare", "Change …"]),
        ("suggested_change_room", ["Move to Oak", "Move to Bare"]),
        (
            "suggested_change_time",
            ["Change to 15:00–16:00", "Oak, 14:00–15:00"],  # noqa: RUF001 - as above
        ),
        ("suggested_not_written", ["Try Oak again", "Change …"]),
    ],
)
def test_a_button_says_what_a_click_does(case: str, captions: list[str]) -> None:
    found = elements(render(Answer(CASES[case], "o1"), BEN, NOW, ZONE))
    assert [element["text"]["text"] for element in found] == captions


def test_a_name_that_looks_like_markup_is_shown_as_it_is() -> None:
    room = Room("x@x", "<!channel> & <b>")
    text = render(Answer(Booked(replace(ABROAD, room=room))), BEN, NOW, ZONE).text
    assert text.startswith("*&lt;!channel&gt; &amp; &lt;b&gt;* is booked")


def test_a_name_on_a_button_is_plain_text() -> None:
    asked = Asked("rooms", (Option(Cancel(Which(rooms=("R&D",)))),))
    message = render(Answer(asked, "o1"), BEN, NOW, ZONE)
    assert [element["text"]["text"] for element in elements(message)] == ["R&D"]
    assert message.text.endswith("• R&amp;D")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.CalendarUnavailable("x"), "cannot be reached"),
        (errors.CalendarUnavailable("x", retry_after=29.6), "again in 30 seconds"),
        (errors.CalendarUnavailable("x", retry_after=0.2), "again in 1 second."),
        (errors.CalendarMisconfigured("x"), "tell an administrator"),
        (errors.CalendarUnreadable("x"), "made no sense"),
        (errors.CalendarRefused("x"), "Joan refuses this"),
        (errors.SlotTaken("x"), "Joan refuses this"),
        (errors.EventGone("x"), "Joan refuses this"),
        (errors.WriteUnconfirmed("x"), "cannot say whether this worked"),
        (errors.DirectoryUnavailable("x"), "who you are"),
        (errors.RoombotError("x"), "Something went wrong"),
        (ValueError("secret"), "Something went wrong"),
    ],
)
def test_an_error_is_told_in_words_without_its_details(error: Exception, words: str) -> None:
    message = render_error(error, BEN, NOW)
    assert words in message.text
    assert str(error) not in message.text.split()
    assert broken(message) == []


def test_what_may_have_been_written_leads_to_the_agenda() -> None:
    shown = elements(render_error(errors.WriteUnconfirmed("x"), BEN, NOW))
    assert [element["action_id"] for element in shown] == [ids.SHOW_AGENDA]


CONTEXT = Context(now=NOW, time_zone=ZONE, rooms=(OAK, EVEREST), locale="en-US")
INTENDED: dict[str, tuple[type[Intent], ...]] = {
    "book": (Book, Book),
    "series": (Book,),
    "find": (Find, Find),
    "watch": (Watch,),
    "day": (ShowDay, ShowDay),
    "extend": (Extend, Extend),
    "finish": (Finish,),
    "cancel": (Cancel,),
    "check_in": (CheckIn,),
    "move": (Move,),
    "reschedule": (Reschedule,),
    "invite": (Invite,),
    "answer": (Accept, Reject),
    "agenda": (ShowAgenda,),
    "schedule": (ShowSchedule,),
    "rooms": (ListRooms,),
    "devices": (ListDevices,),
}


def meant(example: str) -> type[Intent]:
    text = example.replace("@ana", "<@UANA>")
    return type(intent_of(understand(text, CONTEXT), CONTEXT))


def examples(text: str) -> list[str]:
    return re.findall(r"(?:^|[\s(])_([^_]+)_(?=[\s.;,)]|$)", text)


@pytest.mark.parametrize("verb", INTENDED)
def test_the_examples_of_the_help_are_understood(verb: str) -> None:
    line = str(flat("en")[f"help.{verb}"])
    assert tuple(meant(example) for example in examples(line)) == INTENDED[verb]


def test_the_help_explains_every_verb() -> None:
    lines = {key.partition(".")[2] for key in flat("en") if key.startswith("help.")}
    assert lines - set(INTENDED) == {"title", "ways", "link"}
    shown = render(Answer(HelpShown(is_admin=True)), BEN, NOW, ZONE).text
    assert all(str(flat("en")[f"help.{verb}"]) in shown for verb in INTENDED)


def test_only_administrators_are_told_of_devices() -> None:
    assert "Devices" not in render(Answer(HelpShown(is_admin=False)), BEN, NOW, ZONE).text
    assert "/room link" in render(Answer(HelpShown(is_admin=True)), BEN, NOW, ZONE).text


def test_whoever_is_not_understood_gets_examples_that_are() -> None:
    message = render(Answer(NotUnderstood("bananas")), BEN, NOW, ZONE)
    found = examples(message.text)
    assert len(found) == 3
    assert all(meant(example).__name__ != "Unknown" for example in found)
    assert [element["action_id"] for element in elements(message)] == [ids.SHOW_HELP]


def test_every_example_in_a_sentence_is_understood() -> None:
    keys = [key for key in flat("en") if key.partition(".")[0] in {"refused", "agenda", "rooms"}]
    said = [str(flat("en")[key]) for key in keys]
    found = {example for text in said for example in examples(text)}
    assert found
    assert {one for one in found if meant(one).__name__ == "Unknown"} == set()


def test_a_room_taken_all_day_does_not_stretch_the_hours_of_the_picture() -> None:
    shown = CASES["day"]
    assert isinstance(shown, DayShown)
    all_day = replace(shown.events[0], id="all", room_email=OAK.email, slot=shown.window)
    reader = Reader.of(BEN, NOW, ZONE, "o1")
    assert (
        chart_of(reader, shown).hours
        == chart_of(reader, replace(shown, events=(*shown.events, all_day))).hours
    )


@pytest.mark.parametrize(
    ("language", "quoted"),
    [("en", "“plan”"), ("de", "„plan“"), ("fr", "« plan »"), ("sl", "»plan«")],
)
def test_titles_stand_in_the_quotes_of_the_language(language: str, quoted: str) -> None:
    person = replace(BEN, locale=language)
    booked = Booked(replace(BOOKING, title="plan"))
    assert quoted in str(render(Answer(booked), person, NOW, ZONE).blocks)
