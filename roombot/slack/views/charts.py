"""What is drawn of a day: an outcome in its reader's words and hours."""

import math
from collections.abc import Sequence
from datetime import datetime

from roombot.domain.bookings import Event
from roombot.domain.days import DayShown
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.pictures.chart import Bar, Chart, Legend, Row
from roombot.slack.views.blocks import capitalized
from roombot.slack.views.reader import Reader

DAY = 24.0


def chart_of(reader: Reader, outcome: DayShown) -> Chart:
    """Return the picture of rooms on a day, or of one room's days."""
    rows = _days(reader, outcome) if outcome.is_week else _rooms(reader, outcome)
    first, last = _span(outcome, rows)
    return Chart(
        title=_title(reader, outcome),
        subtitle=_subtitle(reader, outcome),
        first=first,
        hours=tuple(reader.full_hour(hour) for hour in range(first, last + 1)),
        rows=rows,
        legend=Legend(*(reader.caption(f"day.{one}") for one in ("free", "taken", "own"))),
        clock=reader.hour(reader.now),
    )


def days_of(reader: Reader, window: TimeSlot) -> tuple[TimeSlot, ...]:
    """Return the days of a window, by the reader's clock."""
    days, start = [], window.start
    while start < window.end:
        end = min(reader.day_around(start).end, window.end)
        days.append(TimeSlot(start, end))
        start = end
    return tuple(days)


def _title(reader: Reader, outcome: DayShown) -> str:
    if outcome.asked.rooms:
        return ", ".join(room.name for room in outcome.rooms)
    return outcome.asked.place or reader.caption("day.office")


def _subtitle(reader: Reader, outcome: DayShown) -> str:
    first, count = outcome.asked.first, outcome.count
    when = reader.stretch(outcome.window)
    parts: list[str] = [capitalized(when)]
    if len(outcome.rooms) < count:
        last = first + len(outcome.rooms)
        parts.append(reader.caption("day.part", first=first + 1, last=last, count=count))
    if outcome.window.contains(reader.now) and len(outcome.rooms) > 1:
        free, shown = _free_now(reader, outcome), len(outcome.rooms)
        parts.append(reader.caption("day.free_now", free=free, count=shown))
    return " · ".join(parts)


def _free_now(reader: Reader, outcome: DayShown) -> int:
    taken = {one.room_email for one in outcome.events if one.slot.contains(reader.now)}
    return sum(room.email not in taken for room in outcome.rooms)


def _rooms(reader: Reader, outcome: DayShown) -> tuple[Row, ...]:
    day = outcome.window
    return tuple(
        Row(
            room.name,
            str(room.capacity or ""),
            _bars(reader, outcome, day, _of_room(outcome.events, room)),
            _now(reader, day),
        )
        for room in outcome.rooms
    )


def _days(reader: Reader, outcome: DayShown) -> tuple[Row, ...]:
    return tuple(
        Row(
            reader.weekday(day.start),
            "",
            _bars(reader, outcome, day, outcome.events),
            _now(reader, day),
        )
        for day in days_of(reader, outcome.window)
    )


def _of_room(events: Sequence[Event], room: Room) -> list[Event]:
    return [one for one in events if one.room_email == room.email]


def _bars(
    reader: Reader, outcome: DayShown, day: TimeSlot, events: Sequence[Event]
) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            _hour(reader, day, one.slot.start),
            _hour(reader, day, one.slot.end),
            (one.title or "") if one.id in outcome.mine else "",
            own=one.id in outcome.mine,
        )
        for one in events
        if one.slot.overlaps(day)
    )


def _hour(reader: Reader, day: TimeSlot, instant: datetime) -> float:
    """Return the hour on the reader's clock, at a day's edges for what lies beyond."""
    if instant <= day.start:
        return 0.0
    return DAY if instant >= day.end else reader.hours_since_midnight(instant)


def _now(reader: Reader, day: TimeSlot) -> float | None:
    """Return the hour that it is in a day: its end when the day is over, None before."""
    if reader.now < day.start:
        return None
    return _hour(reader, day, reader.now)


def _span(outcome: DayShown, rows: Sequence[Row]) -> tuple[int, int]:
    """Return the hours that are drawn: the office's, and whatever is booked outside them.

    What takes the whole day needs no more of them.
    """
    opens, closes = outcome.hours
    bars = [bar for row in rows for bar in row.bars if (bar.start, bar.end) != (0.0, DAY)]
    first = min([float(opens.hour), *(bar.start for bar in bars)])
    end = closes.hour + closes.minute / 60
    last = max([end, *(bar.end for bar in bars)])
    return math.floor(first), min(24, math.ceil(last))
