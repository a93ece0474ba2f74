from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roombot.domain.time_slots import TimeSlot, gaps
from roombot.domain.time_zones import localize

NINE = datetime(2026, 5, 11, 9, tzinfo=UTC)


def slot(start: int, end: int) -> TimeSlot:
    """Return a slot of minutes after nine."""
    return TimeSlot(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end))


def test_naive_datetimes_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        TimeSlot(datetime(2026, 5, 11, 9), NINE)  # noqa: DTZ001 - the point of the test


def test_an_empty_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        TimeSlot(NINE, NINE)


def test_slots_that_touch_do_not_overlap() -> None:
    assert not slot(0, 30).overlaps(slot(30, 60))
    assert slot(0, 31).overlaps(slot(30, 60))


def test_a_slot_holds_its_start_but_not_its_end() -> None:
    assert slot(0, 30).contains(NINE)
    assert not slot(0, 30).contains(NINE + timedelta(minutes=30))


def test_the_same_instants_in_other_zones_are_the_same_slot() -> None:
    local = localize(datetime(2026, 5, 11, 11), "Europe/Ljubljana")  # noqa: DTZ001 - localized here
    assert TimeSlot.lasting(local, 30) == slot(0, 30)


def test_a_slot_over_a_clock_change_lasts_the_minutes_that_pass() -> None:
    before = localize(datetime(2026, 10, 25, 1, 30), "Europe/Ljubljana")  # noqa: DTZ001 - localized
    after = localize(datetime(2026, 10, 25, 4), "Europe/Ljubljana")  # noqa: DTZ001 - localized here
    assert TimeSlot(before, after).minutes == 210
    assert TimeSlot.lasting(before, 210).end == after


def test_a_shifted_slot_keeps_its_length() -> None:
    assert slot(0, 45).shifted(-15) == slot(-15, 30)
    assert slot(0, 45).starting_at(NINE + timedelta(minutes=60)) == slot(60, 105)
    assert slot(0, 45).ending_at(NINE + timedelta(minutes=60)) == slot(0, 60)


def test_gaps_lie_between_busy_slots() -> None:
    busy = [slot(60, 90), slot(20, 30), slot(25, 40), slot(200, 300)]
    assert gaps(slot(0, 120), busy) == (slot(0, 20), slot(40, 60), slot(90, 120))


def test_a_window_that_is_busy_throughout_has_no_gap() -> None:
    assert gaps(slot(0, 60), [slot(-10, 30), slot(30, 70)]) == ()


starts = st.integers(0, 300)
lengths = st.integers(1, 120)
slots = st.builds(lambda start, length: slot(start, start + length), starts, lengths)


@given(window=slots, busy=st.lists(slots, max_size=8))
def test_gaps_and_busy_slots_share_no_instant_and_fill_the_window(
    window: TimeSlot, busy: list[TimeSlot]
) -> None:
    found = gaps(window, busy)
    assert not any(gap.overlaps(one) for gap in found for one in busy)
    for minute in range(window.minutes):
        instant = window.start + timedelta(minutes=minute)
        is_busy = any(one.contains(instant) for one in busy)
        assert any(gap.contains(instant) for gap in found) is not is_busy
