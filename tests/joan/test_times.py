from datetime import datetime

import pytest

from roombot.domain.time_slots import TimeSlot
from roombot.joan.errors import BrokenContract
from roombot.joan.mapping import to_events
from roombot.joan.models import WireRoomEvents
from roombot.joan.parsing import parse_page
from roombot.joan.times import written

ZONE = "Europe/Ljubljana"


def slots(start: object, end: object, zone: str = ZONE) -> list[TimeSlot]:
    event = {"id": "e", "start": start, "end": end}
    if end is ...:
        del event["end"]
    group = WireRoomEvents.model_validate({"room": {"email": "r"}, "events": [event]})
    return [event.slot for event in to_events([group], {}, zone)]


def slot(start: str, end: str) -> TimeSlot:
    return TimeSlot(datetime.fromisoformat(start), datetime.fromisoformat(end))


TEN_TO_ELEVEN = slot("2030-01-14T10:00+01:00", "2030-01-14T11:00+01:00")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2030-01-14T10:00:00+01:00", "2030-01-14T11:00:00+01:00"),
        ("2030-01-14T09:00:00Z", "2030-01-14T10:00:00Z"),
        ("2030-01-14T09:00:00.000Z", "2030-01-14T10:00:00.000000+00:00"),
        ("2030-01-14T04:00:00-0500", "2030-01-14T05:00:00-0500"),
        ("2030-01-14T10:00:00", "2030-01-14T11:00:00"),
        ("2030-01-14T10:00", "2030-01-14 11:00"),
        ({"dateTime": "2030-01-14T10:00:00+01:00"}, {"dateTime": "2030-01-14T11:00:00+01:00"}),
        (
            {"dateTime": "2030-01-14T09:00:00", "timeZone": "UTC"},
            {"dateTime": "2030-01-14T05:00:00", "timeZone": "America/New_York"},
        ),
        (
            {"dateTime": "2030-01-14T10:00:00+01:00", "timeZone": "UTC"},
            {"dateTime": "2030-01-14T11:00:00.0000000", "timeZone": None},
        ),
    ],
)
def test_every_way_to_write_a_time_is_read(start: object, end: object) -> None:
    assert slots(start, end) == [TEN_TO_ELEVEN]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2030-01-14", "2030-01-15"),
        ("2030-01-14", "2030-01-14"),
        ("2030-01-14", None),
        ("2030-01-14", ...),
        ({"date": "2030-01-14"}, {"date": "2030-01-15"}),
    ],
)
def test_a_date_is_the_whole_day_of_the_room(start: object, end: object) -> None:
    assert slots(start, end) == [slot("2030-01-14T00:00+01:00", "2030-01-15T00:00+01:00")]


def test_dates_may_span_days_and_a_clock_change() -> None:
    assert slots("2030-03-30", "2030-04-01") == [
        slot("2030-03-30T00:00+01:00", "2030-04-01T00:00+02:00")
    ]


def test_a_time_that_the_clock_shows_twice_is_read_as_the_longest_event() -> None:
    assert slots("2030-10-27T02:15:00", "2030-10-27T02:45:00") == [
        slot("2030-10-27T02:15+02:00", "2030-10-27T02:45+01:00")
    ]


def test_a_time_that_the_clock_skips_is_read_as_the_longest_event() -> None:
    [found] = slots("2030-03-31T02:15:00", "2030-03-31T02:45:00")
    assert found == slot("2030-03-31T01:15+01:00", "2030-03-31T03:45+02:00")


@pytest.mark.parametrize("end", ["2030-01-14T10:00:00", "2030-01-14T09:00:00"])
def test_an_event_that_takes_no_time_keeps_no_room_busy(end: str) -> None:
    assert slots("2030-01-14T10:00:00", end) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("soon", "2030-01-14T10:00:00"),
        ("2030-01-14T10:00:00", "late"),
        ("2030-01-14T10:00:00", None),
        ("2030-01-14T10:00:00", ""),
        ({}, {}),
        ({"dateTime": "2030-01-14T10:00:00", "timeZone": "Middle-earth"}, "2030-01-14"),
    ],
)
def test_what_is_no_time_is_named_and_not_quoted(start: object, end: object) -> None:
    with pytest.raises(BrokenContract) as caught:
        slots(start, end)
    assert str(caught.value) == "events/: 0.events.0.start or .end: is not a time"


@pytest.mark.parametrize(
    ("event", "key"),
    [
        ('{"id": "e"}', "0.events.0.start"),
        ('{"id": "e", "start": null}', "0.events.0.start"),
        ("5", "0.events.0"),
    ],
)
def test_an_event_without_a_start_is_named(event: str, key: str) -> None:
    body = f'[{{"room": {{"email": "r"}}, "events": [{event}]}}]'
    with pytest.raises(BrokenContract) as caught:
        parse_page("events/", body.encode(), WireRoomEvents)
    assert caught.value.endpoint == "events/"
    assert caught.value.key.startswith(key)


def test_joan_is_sent_an_offset_and_no_fraction() -> None:
    instant = datetime.fromisoformat("2030-07-01T08:00:00.25+00:00")
    assert written(instant, ZONE) == "2030-07-01T10:00:00+02:00"
