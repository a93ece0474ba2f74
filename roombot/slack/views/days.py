"""The day in a picture, and the same in words."""

from collections.abc import Iterator, Sequence

from roombot.domain.bookings import Event
from roombot.domain.days import DayShown
from roombot.domain.intents import ShowDay
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.pictures.timetable import timetable
from roombot.slack.messages import Block, Message, Picture
from roombot.slack.views.blocks import (
    TEXT,
    Element,
    Markup,
    actions,
    context,
    escaped,
    fitting,
    section,
)
from roombot.slack.views.cards import joined
from roombot.slack.views.charts import chart_of, days_of
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader

SUBTITLE = 200
HOURS = 12  # that are told of a room; the picture has the rest


def day(reader: Reader, outcome: DayShown) -> Message:
    """Show rooms over hours as a picture, with its words and the gaps beside it."""
    chart = chart_of(reader, outcome)
    head = joined(f"*{escaped(chart.title)}*", escaped(chart.subtitle, SUBTITLE))
    lines = list(_week(reader, outcome) if outcome.is_week else _rooms(reader, outcome))
    twin = fitting(lines)
    plain = twin.replace("*", "")
    picture = Picture(timetable(chart, dark=outcome.asked.dark), chart.title, plain, instead=1)
    blocks = [section(head), section(twin), *_beside(reader, outcome)]
    return Message(fitting([head, *lines], TEXT), blocks, picture)


def _rooms(reader: Reader, outcome: DayShown) -> Iterator[str]:
    for room in outcome.rooms:
        taken = [one for one in outcome.events if one.room_email == room.email]
        hours = _hours(reader, outcome, taken)
        key = "day.entry" if taken else "day.entry_free"
        yield reader.say(key, room=room.name, hours=hours)


def _week(reader: Reader, outcome: DayShown) -> Iterator[str]:
    for one in days_of(reader, outcome.window):
        taken = [event for event in outcome.events if event.slot.overlaps(one)]
        key = "day.day_taken" if taken else "day.day_free"
        hours = _hours(reader, outcome, taken)
        yield reader.say(key, day=reader.weekday(one.start), hours=hours)


def _hours(reader: Reader, outcome: DayShown, taken: Sequence[Event]) -> Markup:
    """Return when something is taken; titles are for those whose meetings they are."""
    ordered = sorted(taken, key=lambda one: one.slot)
    told = [_hours_of(reader, one, own=one.id in outcome.mine) for one in ordered]
    return reader.all_of(told[:HOURS])


def _hours_of(reader: Reader, event: Event, *, own: bool) -> Markup:
    hours = reader.hours(event.slot)
    if not own:
        return hours
    key = "day.own_titled" if event.title else "day.own_hours"
    return reader.say(key, hours=hours, title=event.title or "")


def _beside(reader: Reader, outcome: DayShown) -> list[Block]:
    """Return the gaps that a click books, and the ways to other pictures."""
    numbers = list(enumerate(outcome.options))
    gaps = [
        numbered(reader, _gap(reader, outcome, one.room, one.slot), number)
        for number, one in numbers
        if one.room and one.slot
    ]
    others = [
        _other(reader, outcome.asked, one.intent, number)
        for number, one in numbers
        if isinstance(one.intent, ShowDay)
    ]
    offered = [context(reader.say("day.gaps")), actions(*gaps)] if gaps else []
    return [*offered, *([actions(*others)] if others else [])]


def _gap(reader: Reader, outcome: DayShown, room: Room, slot: TimeSlot) -> str:
    """Return what a click books; the day is only said where there are several."""
    if outcome.is_week:
        return reader.caption("buttons.choice", room=room.name, when=reader.own_time(slot))
    return reader.caption("buttons.book_at", room=room.name, hours=reader.hours(slot))


def _other(reader: Reader, shown: ShowDay, other: ShowDay, number: int) -> Element:
    if other.first != shown.first:
        return numbered(reader, reader.caption("buttons.more_rooms"), number)
    caption = reader.caption("buttons.dark" if other.dark else "buttons.light")
    return numbered(reader, caption, number)
