from datetime import UTC, datetime, timedelta

import pytest

from roombot.domain import time_zones
from roombot.domain.time_zones import UnclearLocalTime, day_bounds, in_zone, localize, same_clock

LJUBLJANA = "Europe/Ljubljana"


def naive(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - wall-clock times


def test_a_wall_clock_time_becomes_an_instant() -> None:
    summer = localize(naive(2026, 7, 1, 9), LJUBLJANA)
    winter = localize(naive(2026, 1, 1, 9), LJUBLJANA)
    assert summer == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert winter == datetime(2026, 1, 1, 8, tzinfo=UTC)


def test_a_time_that_comes_twice_is_asked_about() -> None:
    with pytest.raises(UnclearLocalTime) as unclear:
        localize(naive(2026, 10, 25, 2, 30), LJUBLJANA)
    first, second = unclear.value.choices
    assert second - first == timedelta(hours=1)
    assert (first.hour, second.hour) == (2, 2)


def test_a_time_that_never_comes_is_asked_about() -> None:
    with pytest.raises(UnclearLocalTime) as unclear:
        localize(naive(2026, 3, 29, 2, 30), LJUBLJANA)
    assert [choice.hour for choice in unclear.value.choices] == [1, 3]


def test_zones_are_told_from_other_words() -> None:
    assert time_zones.is_zone("America/New_York")
    assert not time_zones.is_zone("Mars/Olympus")


def test_two_zones_may_share_a_clock_for_a_season() -> None:
    instant = datetime(2026, 7, 1, tzinfo=UTC)
    assert same_clock(instant, LJUBLJANA, "Europe/Berlin")
    assert not same_clock(instant, LJUBLJANA, "Europe/London")


def test_a_day_has_its_local_bounds_also_when_the_clock_changes() -> None:
    instant = datetime(2026, 10, 25, 12, tzinfo=UTC)
    start, end = day_bounds(instant, LJUBLJANA)
    assert end - start == timedelta(hours=25)
    assert in_zone(start, LJUBLJANA).hour == 0
    assert day_bounds(instant, LJUBLJANA, days=1)[0] == end


def test_a_day_may_start_at_one_where_the_clock_changes_at_midnight() -> None:
    instant = datetime(2018, 11, 4, 12, tzinfo=UTC)
    start, _ = day_bounds(instant, "America/Sao_Paulo")
    assert start == datetime(2018, 11, 4, 3, tzinfo=UTC)
