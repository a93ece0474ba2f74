from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import Event, JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.joan.meetings import meetings_on

ZONE = ZoneInfo("Europe/Ljubljana")
MONDAY = date(2026, 11, 23)
WORKING_DAYS = [
    day for day in (MONDAY + timedelta(days=count) for count in range(70)) if day.weekday() < 5
]
HALF_HOUR = timedelta(minutes=30)


def _day(day: date, seed: int = 1) -> list[Event]:
    return meetings_on(day, ZONE, seed)


def _busy(day: date) -> list[set[str]]:
    """Return the rooms that are taken, for each half hour from 8:00 to 18:00."""
    opens = datetime.combine(day, time(8), ZONE)
    halves = [opens + count * HALF_HOUR for count in range(20)]
    meetings = _day(day)
    return [
        {one.room for one in meetings if one.overlaps(half, half + HALF_HOUR)} for half in halves
    ]


def test_a_day_is_the_same_each_time_and_another_for_another_seed() -> None:
    assert _day(MONDAY) == _day(MONDAY)
    assert _day(MONDAY) != _day(MONDAY, seed=2)


def test_nobody_meets_at_weekends() -> None:
    assert _day(MONDAY + timedelta(days=5)) == []
    assert _day(MONDAY + timedelta(days=6)) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_two_meetings_overlap(seed: int) -> None:
    for day in WORKING_DAYS:
        meetings = _day(day, seed)
        for one in meetings:
            in_the_way = [
                other
                for other in meetings
                if other.room == one.room and other.overlaps(one.start, one.end)
            ]
            assert in_the_way == [one]


def test_at_least_three_rooms_are_free_at_any_time() -> None:
    assert max(len(rooms) for day in WORKING_DAYS for rooms in _busy(day)) <= 9


def test_the_large_rooms_are_all_taken_once_a_day() -> None:
    joan = _joan(datetime(2026, 11, 23, 8, tzinfo=UTC), office="empty")
    large = {room.email for room in joan.rooms if room.capacity >= 8}
    joan.close()
    assert len(large) == 4
    for day in WORKING_DAYS:
        assert any(large <= rooms for rooms in _busy(day))


def test_the_office_is_neither_deserted_nor_crowded() -> None:
    taken = [len(rooms) for day in WORKING_DAYS for rooms in _busy(day)[2:18]]
    assert 3 < sum(taken) / len(taken) < 6


def test_nobody_leads_two_meetings_at_once() -> None:
    for day in WORKING_DAYS:
        people = [one for one in _day(day) if str(one.organizer).endswith("@example.com")]
        for one in people:
            assert [
                other
                for other in people
                if other.organizer == one.organizer and other.overlaps(one.start, one.end)
            ] == [one]


def test_some_meetings_take_the_whole_day_and_some_were_booked_at_the_door() -> None:
    week = [one for count in range(5) for one in _day(MONDAY + timedelta(days=count))]
    assert [one.start.astimezone(ZONE).date().weekday() for one in week if one.all_day] == [2]
    assert {one.organizer == one.room for one in week if one.summary == "Reserved"} == {True}


def test_event_ids_are_long_and_all_different() -> None:
    ids = Counter(one.id for day in WORKING_DAYS for one in _day(day))
    assert ids.most_common(1)[0][1] == 1
    assert min(len(event_id) for event_id in ids) > 100
    assert all(event_id != event_id.lower() for event_id in ids)


def _joan(now: datetime, office: Literal["demo", "empty"] = "demo") -> JoanSandbox:
    return create_joan(JoanSettings(":memory:", now=lambda: now, office=office))


def test_the_week_around_today_is_filled() -> None:
    joan = _joan(datetime(2026, 11, 25, 8, tzinfo=UTC))
    days = sorted({one.start.astimezone(ZONE).date() for one in joan.events()})
    joan.close()
    expected = [day for day in WORKING_DAYS if date(2026, 11, 24) <= day <= date(2026, 12, 3)]
    assert days == expected


def test_today_is_the_offices() -> None:
    joan = _joan(datetime(2026, 11, 22, 23, 30, tzinfo=UTC))  # already Monday there
    first = min(one.start for one in joan.events())
    joan.close()
    assert first.astimezone(ZONE).date() == MONDAY


def test_everybody_and_everything_can_be_looked_up() -> None:
    joan = _joan(datetime(2026, 11, 23, 8, tzinfo=UTC), office="empty")
    oak, ada = joan.room("Oak"), joan.person("Ada")
    assert joan.room(oak.email) == joan.device("Oak").room == oak
    assert joan.device(joan.device("Oak").uuid) == joan.device(oak.email)
    assert joan.person("Ada Novak") == joan.person("ada.novak@example.com") == ada
    for look_up in (joan.room, joan.person, joan.device):
        with pytest.raises(LookupError, match="nobody"):
            look_up("nobody")
    joan.close()


def test_events_of_other_ways_need_no_permission(clock: SandboxClock) -> None:
    joan = create_joan(JoanSettings(":memory:", now=clock.now, office="empty"))
    slot = clock.now(), clock.now() + timedelta(hours=1)
    joan.add_event("Oak", *slot, "One", "ada.novak@example.com")
    joan.add_event("Oak", *slot)
    assert [event.summary for event in joan.events("Oak")] == ["One", None]
    assert [event.start for event in joan.events()] == [slot[0], slot[0]]
    joan.close()
