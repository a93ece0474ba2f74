from datetime import UTC, date, datetime

import pytest

from roombot.domain.digests import week_name, week_named, week_window


def test_a_week_and_its_name_lead_to_each_other() -> None:
    assert week_named("2026-W20") == date(2026, 5, 11)
    assert week_name(date(2026, 12, 28)) == "2026-W53"
    assert week_name(date(2027, 1, 4)) == "2027-W01"


@pytest.mark.parametrize("name", ["2026-W54", "2026-W00", "2026-05-11", "last", "", "2026-W20-3"])
def test_what_names_no_week_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        week_named(name)


def test_a_week_with_a_clock_change_is_an_hour_shorter() -> None:
    window = week_window(date(2026, 3, 23), "Europe/Ljubljana")
    assert window.start == datetime(2026, 3, 22, 23, tzinfo=UTC)
    assert window.minutes == (7 * 24 - 1) * 60
