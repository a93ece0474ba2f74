"""What holds for every text, however odd."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from roombot.domain.rooms import Room
from roombot.nlu import Context, Reading, intent_of, understand

NOW = datetime(2026, 9, 15, 7, 40, tzinfo=UTC)
ROOMS = (Room("oslo", "Oslo"), Room("may", "May"), Room("r12", "Room 12"), Room("x", "🦊"))
CONTEXT = Context(NOW, "Europe/Berlin", ROOMS)

WORDS = (
    "book cancel extend move is free a room oslo may 12 for 6 people at on from to until between "
    "and tomorrow monday next last week every 3pm 14:00 7 half past quarter an hour 30 minutes in "
    "days of october 31st 2026-02-29 31.2.2027 1/13 every other month 5 times noon midnight eod "
    "pst with whiteboard called my - , ? the second floor within all day tonight morning 24:00 "
    "9999 0 00:00 end first by before after within 99999999 years 400 weeks"
)

texts = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=string.digits + ":-./ apmhx,'", max_size=80),
    st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join),
)


def instants(reading: Reading) -> Iterator[datetime]:
    yield from (one for one in (reading.start, reading.end, reading.which_start) if one)
    if reading.window:
        yield reading.window.start
    if reading.question:
        for choice in reading.question.choices:
            yield from instants(choice.reading)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_no_text_crashes_and_none_starts_in_the_past(text: str) -> None:
    reading = understand(text, CONTEXT)
    running = reading.intent in {"check_in", "finish", "extend"}
    earliest = NOW - timedelta(hours=4) if running else NOW
    assert all(instant >= earliest for instant in instants(reading))
    intent_of(reading, CONTEXT)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_an_end_is_after_its_start(text: str) -> None:
    reading = understand(text, CONTEXT)
    if reading.start and reading.end:
        assert reading.end > reading.start


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=string.ascii_letters + " ", max_size=120))
def test_a_text_without_words_of_time_yields_no_time(text: str) -> None:
    said = " ".join(f"zq{word}" for word in text.split())
    reading = understand(said, replace(CONTEXT, language="en"))
    assert (reading.start, reading.end, reading.window) == (None, None, None)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 300), st.integers(0, 95), st.sampled_from(["%H:%M", "%I:%M %p", "%I.%M%p"]))
def test_a_date_and_a_time_are_read_back_as_they_were_written(
    days: int, quarter: int, clock: str
) -> None:
    naive = datetime(2026, 9, 15) + timedelta(days=days, minutes=15 * quarter)  # noqa: DTZ001
    if naive.date().isoformat() in {"2026-10-25", "2027-03-28"}:
        return
    text = f"book oslo {naive:%d %B %Y} at {naive.strftime(clock)}"
    reading = understand(text, CONTEXT)
    assert reading.start is not None
    assert reading.start.replace(tzinfo=None) == naive
