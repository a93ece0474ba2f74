from datetime import UTC, datetime, timedelta

import pytest

from roombot.domain.office_hours import OfficeHours
from roombot.domain.time_slots import TimeSlot

NOW = datetime(2026, 5, 11, 7, tzinfo=UTC)  # nine in Ljubljana
ZONE = "Europe/Ljubljana"
HOURS = OfficeHours(9 * 60, 17 * 60)


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return datetime(2026, 5, 11, hour - 2, minute, tzinfo=UTC) + timedelta(days=days)


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ((at(7, days=1), at(8, days=1)), (at(9, days=1), at(10, days=1))),
        ((at(16, 30, 1), at(18, days=1)), (at(15, 30, 1), at(17, days=1))),
        ((at(23, days=1), at(23, 30, 1)), (at(16, 30, 1), at(17, days=1))),
        ((at(4, days=1), at(5, days=1)), (at(9, days=1), at(10, days=1))),
        ((at(8, days=1), at(20, days=1)), (at(9, days=1), at(17, days=1))),
        ((at(8), at(9, 30)), (at(9), at(10, 30))),
    ],
    ids=["too early", "too late", "in the evening", "at night", "too long", "running"],
)
def test_the_nearest_slot_lies_within_the_hours(
    asked: tuple[datetime, datetime], nearest: tuple[datetime, datetime]
) -> None:
    assert HOURS.nearest(TimeSlot(*asked), ZONE, NOW) == TimeSlot(*nearest)


def test_nothing_is_near_where_all_is_over() -> None:
    past = TimeSlot(at(7, days=-9), at(8, days=-9))
    assert HOURS.nearest(past, ZONE, NOW) is None


def test_what_is_left_of_the_day_is_offered_or_else_the_next_day() -> None:
    evening = at(16, 50)
    late = TimeSlot(at(17, 30), at(18, 30))
    assert HOURS.nearest(late, ZONE, evening) == TimeSlot(at(16, 50), at(17))
    closed = at(17, 10)
    assert HOURS.nearest(late, ZONE, closed) == TimeSlot(at(9, days=1), at(10, days=1))


def test_the_hours_are_those_of_the_clock_when_it_changes() -> None:
    spring = OfficeHours(2 * 60 + 30, 24 * 60)
    noon = datetime(2026, 3, 29, 10, tzinfo=UTC)
    day = spring.on(noon, ZONE)
    assert day.start in {noon.replace(hour=0, minute=30), noon.replace(hour=1, minute=30)}
    assert day.end == datetime(2026, 3, 29, 22, tzinfo=UTC)
