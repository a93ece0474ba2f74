"""A room's day: what is booked and what is free, hour by hour."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from roombot.domain.bookings import Event
from roombot.domain.outcomes import ScheduleShown
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import actions, context, fitting, section
from roombot.slack.views.cards import joined, room_line
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader

EVENTS = 20
GAP = timedelta(minutes=15)  # a shorter one is no room for a meeting
INSTANT = timedelta(microseconds=1)


def schedule(reader: Reader, outcome: ScheduleShown) -> Message:
    """Show a room's day, or several days of it."""
    when = reader.stretch(outcome.window)
    lines: list[str] = [reader.say("schedule.title", room=outcome.room.name, day=when)]
    if outcome.events:
        lines += _free_now(reader, outcome)
        lines += _by_day(reader, outcome)
    else:
        lines.append(reader.say("schedule.nothing"))
    text = fitting(lines)
    city = reader.foreign_city(outcome.room, outcome.window)
    clock = reader.say("schedule.your_clock", city=city) if city else ""
    small_print = joined(room_line(reader, outcome.room), clock)
    below = [context(small_print)] if small_print else []
    return Message(text, [section(text), *below, *_drawn(reader, outcome)])


def _drawn(reader: Reader, outcome: ScheduleShown) -> list[Block]:
    """Return the button that shows the same as a picture."""
    caption = reader.caption("buttons.picture")
    return [actions(numbered(reader, caption, 0))] if outcome.options else []


def _free_now(reader: Reader, outcome: ScheduleShown) -> list[str]:
    until = outcome.free_now_until
    if until is None:
        return []
    if until >= outcome.window.end:
        return [reader.say("schedule.free_on")]
    return [reader.say("schedule.free_until", hour=reader.hour(until))]


def _by_day(reader: Reader, outcome: ScheduleShown) -> Iterator[str]:
    """Return a line an event and a gap; days are named where there are several."""
    window, events = outcome.window, outcome.events[:EVENTS]
    several = reader.date(window.start) < reader.date(window.end - INSTANT)
    day: date | None = None
    for slot, event in _entries(reader, events):
        if several and reader.date(slot.start) != day:
            day = reader.date(slot.start)
            yield f"*{reader.heading(slot.start)}*"
        yield _event(reader, event) if event else _gap(reader, slot)
    rest = len(outcome.events) - EVENTS
    if rest > 0:
        yield reader.say("list.more", count=rest)
    else:
        yield from _afterwards(reader, outcome)


def _entries(reader: Reader, events: Sequence[Event]) -> list[tuple[TimeSlot, Event | None]]:
    """Return the events and the gaps between those of one day that are still to come."""
    between = TimeSlot(events[0].slot.start, max(event.slot.end for event in events))
    free = [
        gap
        for gap in gaps(between, [event.slot for event in events])
        if gap.end > reader.now
        and gap.end - gap.start >= GAP
        and reader.date(gap.start) == reader.date(gap.end)
    ]
    entries: list[tuple[TimeSlot, Event | None]] = [(gap, None) for gap in free]
    entries += [(event.slot, event) for event in events]
    return sorted(entries, key=lambda entry: entry[0])


def _afterwards(reader: Reader, outcome: ScheduleShown) -> list[str]:
    """Return from when on the room is free for the rest of the window, unless that is now."""
    last = max(event.slot.end for event in outcome.events)
    is_last_day = reader.date(last) == reader.date(outcome.window.end - INSTANT)
    if last <= reader.now or last >= outcome.window.end or not is_last_day:
        return []
    return [reader.say("schedule.free_from", hour=reader.hour(last))]


def _gap(reader: Reader, slot: TimeSlot) -> str:
    return reader.say("schedule.gap", hours=reader.hours(slot))


def _event(reader: Reader, event: Event) -> str:
    title = event.title or reader.say("schedule.untitled")
    key = "schedule.busy_by" if event.organizer_name else "schedule.busy"
    organizer = event.organizer_name or ""
    return reader.say(key, hours=reader.hours(event.slot), title=title, organizer=organizer)
