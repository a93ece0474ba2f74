"""No text, however long or odd, takes much work: counted in calls, not by a clock."""

import string
import sys
from datetime import UTC, datetime
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roombot.domain.rooms import Room
from roombot.nlu import Context, understand, warm_up

ROOMS = tuple(Room(str(number), name) for number, name in enumerate(("Oslo", "May", "Room 12")))
CONTEXT = Context(datetime(2026, 9, 15, 7, 40, tzinfo=UTC), "Europe/Berlin", ROOMS)
MOST = 30_000  # a sentence of eight words takes about 900
WORDS = (
    "book a room the for 6 people at 3 to 4 from until and next monday of every half past my move "
    'is there any way i could not have 12:30 oslo evrest may ? , - ( " <@U1> in 1/2 2h xyz tv'
)

odd = st.text(alphabet=string.printable + "äß🙂\u200d", min_size=1, max_size=12)
long_texts = st.one_of(
    odd.map(lambda piece: (piece * 500)[:40_000]),
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(
        lambda words: (" ".join(words) + " ") * 300
    ),
    st.lists(st.sampled_from(WORDS.split()), min_size=80, max_size=200).map(" ".join),
    st.text(min_size=400, max_size=700),
)


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    warm_up()


@settings(max_examples=40, deadline=None)
@given(long_texts)
def test_no_text_takes_much_work(text: str) -> None:
    assert calls_to_understand(text) <= MOST


def test_work_stops_where_reading_does() -> None:
    text = "book oslo at 3pm for 6, " * 21
    calls_to_understand(text)
    assert calls_to_understand(text * 80) <= 1.01 * calls_to_understand(text)


def calls_to_understand(text: str) -> int:
    """Return how many functions are called while a text is read."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        understand(text, CONTEXT)
    finally:
        sys.setprofile(before)
    return calls
