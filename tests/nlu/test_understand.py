from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from roombot.domain.rooms import Room
from roombot.domain.time_zones import in_zone
from roombot.nlu import Context, Reading, understand, warm_up

Ask = Callable[..., Context]


def local(reading: Reading, zone: str = "Europe/Berlin") -> str | None:
    return in_zone(reading.start, zone).isoformat() if reading.start else None


def test_a_time_that_a_clock_change_skips_is_asked_about(asked: Ask) -> None:
    reading = understand("book oslo on march 28 2027 at 2:30am", asked())
    assert reading.start is None
    assert reading.question is not None
    assert [choice.value for choice in reading.question.choices] == [
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    ]


def test_a_time_that_a_clock_change_repeats_is_asked_about(asked: Ask) -> None:
    reading = understand("book oslo on october 25 at 2:15am", asked())
    assert reading.question is not None
    assert [choice.value for choice in reading.question.choices] == [
        datetime(2026, 10, 25, 0, 15, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 15, tzinfo=UTC),
    ]


def test_hours_from_now_are_elapsed_and_days_are_wall_clock(asked: Ask) -> None:
    before_change = asked(datetime(2026, 10, 24, 8, tzinfo=UTC))
    assert local(understand("book oslo in 24 hours", before_change)) == "2026-10-25T09:00:00+01:00"
    assert local(understand("book oslo tomorrow at 10", before_change)) == (
        "2026-10-25T10:00:00+01:00"
    )


def test_a_length_across_a_clock_change_is_elapsed(asked: Ask) -> None:
    reading = understand("book oslo on october 25 at 1am for 3 hours", asked())
    assert reading.start is not None
    assert reading.end is not None
    assert reading.end - reading.start == timedelta(hours=3)
    assert in_zone(reading.end, "Europe/Berlin").isoformat() == "2026-10-25T03:00:00+01:00"


def test_a_zone_that_is_said_is_honoured_and_shown_on_the_own_clock(asked: Ask) -> None:
    reading = understand("book oslo tomorrow at 9am PST", asked())
    assert local(reading) == "2026-09-16T19:00:00+02:00"


def test_the_own_zone_s_name_means_the_own_clock_in_summer_too(asked: Ask) -> None:
    reading = understand("book oslo at 3pm EST", asked(zone="America/New_York"))
    assert local(reading, "America/New_York") == "2026-09-15T15:00:00-04:00"


def test_office_hours_decide_a_bare_hour(asked: Ask) -> None:
    early = Context(asked().now, "Europe/Berlin", asked().rooms, office_hours=(time(6), time(14)))
    assert local(understand("book oslo tomorrow at 7", early)) == "2026-09-16T07:00:00+02:00"
    assert understand("book oslo tomorrow at 7", asked()).question is not None


def test_what_was_asked_for_is_in_every_choice(asked: Ask) -> None:
    reading = understand("book oslo tomorrow 7 to 8 for 4", asked())
    assert reading.question is not None
    choices = [choice.reading for choice in reading.question.choices]
    assert [(one.rooms, one.capacity) for one in choices] == [(("Oslo",), 4)] * 2
    assert [in_zone(one.end, "Europe/Berlin").hour for one in choices if one.end] == [8, 20]


def test_a_room_s_name_wins_over_the_time_it_looks_like(asked: Ask) -> None:
    reading = understand("book noon at noon", asked())
    assert (reading.rooms, local(reading)) == (("Noon",), "2026-09-15T12:00:00+02:00")


def test_without_the_room_the_word_is_a_time(asked: Ask) -> None:
    nowhere = Context(asked().now, "Europe/Berlin")
    assert local(understand("book a room noon", nowhere)) == "2026-09-15T12:00:00+02:00"


def test_the_locale_orders_day_and_month(asked: Ask) -> None:
    text = "book oslo 10/11 at 9am"
    assert local(understand(text, asked(locale="en-US"))) == "2026-10-11T09:00:00+02:00"
    assert local(understand(text, asked(locale="en-GB"))) == "2026-11-10T09:00:00+01:00"


@pytest.mark.parametrize("hour", range(24))
def test_a_clock_time_is_never_over(asked: Ask, hour: int) -> None:
    now = datetime(2026, 9, 15, 11, 30, tzinfo=UTC)
    reading = understand(f"book oslo at {hour}:00", asked(now))
    starts = [reading.start] if reading.start else []
    if reading.question:
        starts = [one.reading.start for one in reading.question.choices if one.reading.start]
    assert starts
    assert all(start >= now for start in starts)


def test_a_day_that_is_over_has_no_window(asked: Ask) -> None:
    reading = understand("who was in oslo yesterday", asked())
    assert (reading.start, reading.window) == (None, None)


def test_a_running_meeting_can_be_named_by_its_start(asked: Ask) -> None:
    assert local(understand("end my 9:15 meeting", asked())) == "2026-09-15T09:15:00+02:00"


def test_only_the_first_part_of_a_long_text_is_read(asked: Ask) -> None:
    reading = understand("book oslo at 3pm " + "blah " * 8000 + "for 6", asked())
    assert (reading.rooms, reading.capacity) == (("Oslo",), None)


def test_two_thousand_rooms_are_searched(asked: Ask) -> None:
    many = tuple(Room(str(number), f"Desk {number:04}") for number in range(2000))
    context = Context(asked().now, "Europe/Berlin", (*many, *asked().rooms))
    assert understand("book desk 1234 at 3pm", context).rooms == ("Desk 1234",)
    assert understand("book osloo at 3pm", context).rooms == ("Oslo",)


def test_warming_up_reads_every_language() -> None:
    warm_up()
