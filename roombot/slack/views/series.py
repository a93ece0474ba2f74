"""Series: laid out, booked, given up."""

from collections.abc import Iterator, Sequence

from roombot.domain.series import (
    DateState,
    Place,
    SeriesAsked,
    SeriesBooked,
    SeriesCancelled,
    SeriesDate,
    SeriesPlanned,
)
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import TEXT, actions, button, capitalized, context, fitting, section
from roombot.slack.views.cards import details, joined, title
from roombot.slack.views.inputs import menu, option
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader

LINES = {
    DateState.BOOKED: "series.booked_line",
    DateState.FAILED: "series.failed_line",
    DateState.CANCELLED: "series.cancelled_line",
    DateState.UNSURE: "series.unsure_line",
    DateState.PLANNED: "series.skipped_line",
}


def planned(reader: Reader, outcome: SeriesPlanned) -> Message:
    """Show every date before it is booked, with a choice for each clash."""
    series = outcome.series
    head = reader.say("series.planned", count=len(series.dates), room=series.room.name)
    clear = [f"• {_place(reader, date.places[0])}" for date in series.dates if not date.clashes]
    clashing = [(n, date) for n, date in enumerate(series.dates) if date.clashes]
    lines = [_clash(reader, date) for _, date in clashing]
    notes = _notes(reader, outcome)
    blocks = [section(joined(head, title(reader, series.wish.title)))]
    blocks += [section("\n".join(clear))] if clear else []
    blocks += [
        section(line, _choice(reader, series.id, number, date)) if date.places else section(line)
        for line, (number, date) in zip(lines, clashing, strict=True)
    ]
    blocks += [*map(context, notes), *_book_all(reader, outcome)]
    return Message(fitting([head, *clear, *lines, *notes], TEXT), blocks)


def booked(reader: Reader, outcome: SeriesBooked) -> Message:
    """Tell what became of every date."""
    dates = outcome.series.dates
    count = sum(date.state is DateState.BOOKED for date in dates)
    key = "series.booked" if count else "series.nothing_booked"
    head = reader.say(key, count=count, total=len(dates), at=reader.hour(reader.now))
    lines = list(_results(reader, dates))
    text = fitting([head, *lines], TEXT)
    is_unsure = any(date.state is DateState.UNSURE and date.place for date in dates)
    hint = [context(reader.say("series.unsure"))] if is_unsure else []
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    blocks = [section(head), section("\n".join(lines)), *hint, actions(agenda)]
    return Message(text, blocks)


def asked(reader: Reader, outcome: SeriesAsked) -> Message:
    """Ask whether the later ones are meant too."""
    booking = outcome.booking
    head = reader.say("series.asked", **reader.booking(booking))
    line = details(reader, booking)
    only = numbered(reader, reader.caption("buttons.only_this"), 0)
    rest = numbered(reader, reader.caption("buttons.this_and_later", count=outcome.later + 1), 1)
    small_print = [context(line)] if line else []
    return Message(head, [section(head), *small_print, actions(only, rest)])


def cancelled(reader: Reader, outcome: SeriesCancelled) -> Message:
    """Tell what is given up, and what could not be."""
    count = len(outcome.cancelled)
    head = reader.say("series.cancelled", count=count, at=reader.hour(reader.now))
    lines = [
        f"• {reader.say('which.choice', **reader.booking(one))}" for one, _ in outcome.cancelled
    ]
    blocks = [section(head), *([section("\n".join(lines))] if lines else [])]
    left = [reader.say("series.left", **reader.booking(one)) for one in outcome.left]
    blocks += [section("\n".join(left))] if left else []
    return Message(fitting([head, *lines, *left], TEXT), blocks)


def _place(reader: Reader, place: Place) -> str:
    return reader.say("which.choice", room=place.room.name, when=reader.when(place.slot))


def _clash(reader: Reader, date: SeriesDate) -> str:
    """Return what is in the way of a date, and what is chosen instead."""
    when = capitalized(reader.when(date.slot))
    if not date.places:
        return reader.say("series.no_place", when=when)
    if date.place is None:
        return reader.say("series.skipped", when=when)
    return reader.say(
        "series.instead", when=when, room=date.place.room.name, hours=reader.hours(date.place.slot)
    )


def _choice(reader: Reader, series_id: str, number: int, date: SeriesDate) -> dict[str, object]:
    """Return the menu of a clash: other rooms, other times, or none."""
    prefix = f"{series_id}.{number}"
    lines = [
        option(
            reader.caption("buttons.book_at", room=one.room.name, hours=reader.hours(one.slot)),
            f"{prefix}.{index}",
        )
        for index, one in enumerate(date.places)
    ]
    lines.append(option(reader.caption("buttons.skip"), f"{prefix}.skip"))
    chosen = "skip" if date.chosen is None else date.chosen
    return menu(ids.PLACE_DATE, lines, f"{prefix}.{chosen}")


def _notes(reader: Reader, outcome: SeriesPlanned) -> list[str]:
    series = outcome.series
    far = [date for date in series.dates if not date.is_certain]
    notes: list[str] = []
    if far:
        notes.append(reader.say("series.far", day=reader.day(far[0].slot.start)))
    if series.is_cut:
        notes.append(reader.say("series.cut", count=len(series.dates)))
    return notes


def _book_all(reader: Reader, outcome: SeriesPlanned) -> list[Block]:
    count = sum(date.place is not None for date in outcome.series.dates)
    if not count:
        return [context(reader.say("series.nothing_left"))]
    caption = reader.caption("buttons.book_all", count=count)
    return [actions(button(caption, ids.BOOK_SERIES, outcome.series.id, style="primary"))]


def _results(reader: Reader, dates: Sequence[SeriesDate]) -> Iterator[str]:
    for date in dates:
        place = date.place
        slot = place.slot if place else date.slot
        key = LINES[date.state] if place else "series.skipped_line"
        name = place.room.name if place else ""
        yield reader.say(key, when=reader.when(slot), room=name)
