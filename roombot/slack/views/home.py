"""The Home: a person's day, what is free now, what waits for an answer, and the settings."""

from collections.abc import Iterator, Sequence
from typing import Any

from roombot.domain.bookings import Booking
from roombot.domain.homes import Favourite, Home, NoShow
from roombot.domain.intents import Wish
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block
from roombot.slack.views.agenda import answers, days, entry, invitation
from roombot.slack.views.blocks import actions, button, context, divider, escaped, header, section
from roombot.slack.views.cards import buttons, joined, place
from roombot.slack.views.lists import device_line
from roombot.slack.views.people import mention
from roombot.slack.views.personal_data import data_buttons
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader
from roombot.slack.views.reasons import reasons_line

BOOKINGS, LATER = 8, 5  # Slack takes 100 blocks; a booking needs two
WAITING, FAVOURITES, DEVICES, NO_SHOWS = 5, 10, 10, 8


def home(reader: Reader, shown: Home, note: Sequence[Block] = ()) -> dict[str, Any]:
    """Return the Home; ``note`` answers the last click."""
    blocks = [*note, divider()] if note else []
    if not shown.may_book:
        blocks += [section(reader.say("home.no_booking"))]
    blocks += [*_today(reader, shown), *_invitations(reader, shown), *_free(reader, shown)]
    blocks += [
        *_favourites(reader, shown.favourites),
        *_later(reader, shown),
        *_devices(reader, shown),
        *_no_shows(reader, shown),
        *_administration(reader, shown),
    ]
    settings = button(reader.caption("buttons.settings"), ids.OPEN_SETTINGS)
    help_button = button(reader.caption("buttons.help"), ids.SHOW_HELP)
    return {
        "type": "home",
        "blocks": [*blocks, divider(), actions(settings, help_button, *data_buttons(reader))],
    }


def _today(reader: Reader, shown: Home) -> Iterator[Block]:
    yield header(reader.caption("home.day"))
    today = [one for one in shown.coming if _is_today(reader, one)]
    if not shown.running and not today:
        yield section(reader.say("home.nothing_today" if shown.coming else "home.nothing"))
    for booking in [*shown.running, *today[:BOOKINGS]]:
        yield from _booking(reader, booking)
    yield from _rest(reader, len(today) - BOOKINGS)


def _later(reader: Reader, shown: Home) -> Iterator[Block]:
    later = [one for one in shown.coming if not _is_today(reader, one)]
    if not later:
        return
    yield header(reader.caption("home.later"))
    for heading, bookings in days(reader, later[:LATER]):
        yield context(f"*{heading}*")
        for booking in bookings:
            yield from _booking(reader, booking)
    yield from _rest(reader, len(later) - LATER)


def _is_today(reader: Reader, booking: Booking) -> bool:
    return reader.date(booking.slot.start) == reader.date(reader.now)


def _rest(reader: Reader, count: int) -> Iterator[Block]:
    if count > 0:
        yield context(reader.say("agenda.more", count=count))


def _booking(reader: Reader, booking: Booking) -> Iterator[Block]:
    yield section(entry(reader, booking))
    yield from buttons(reader, booking)


def _invitations(reader: Reader, shown: Home) -> Iterator[Block]:
    if not shown.waiting:
        return
    yield header(reader.caption("agenda.waiting"))
    for one, booking in shown.waiting[:WAITING]:
        yield section(invitation(reader, booking))
        yield answers(reader, one, booking)
    yield from _rest(reader, len(shown.waiting) - WAITING)


def _free(reader: Reader, shown: Home) -> Iterator[Block]:
    if not shown.options:
        return
    yield header(reader.caption("home.free"))
    for number, option in enumerate(shown.options):
        if option.room is None:
            continue
        label = reader.caption("home.book_label", room=option.room.name)
        words = reader.caption("home.book_now")
        tap = numbered(reader, words, number, accessibility_label=label)
        why = reasons_line(reader, option.reasons, Wish())
        line = joined(f"*{escaped(option.room.name)}*", place(reader, option.room), why)
        yield section(line, tap)


def _favourites(reader: Reader, favourites: Sequence[Favourite]) -> Iterator[Block]:
    if not favourites:
        return
    yield header(reader.caption("home.favourites"))
    lines = [_favourite(reader, one) for one in favourites[:FAVOURITES]]
    yield section("\n".join(lines))


def _favourite(reader: Reader, favourite: Favourite) -> str:
    until = favourite.free_until
    state = reader.say("rooms.taken")
    if until is not None:
        today = reader.date(until) == reader.date(reader.now)
        hour = reader.hour(until)
        state = reader.say("home.free_until", hour=hour) if today else reader.say("rooms.free")
    return joined(f"*{escaped(favourite.room.name)}*", place(reader, favourite.room), state)


def _devices(reader: Reader, shown: Home) -> Iterator[Block]:
    if not shown.is_admin:
        return
    yield header(reader.caption("home.devices"))
    lines = [device_line(reader, one) for one in shown.devices[:DEVICES]]
    yield section("\n".join(lines) if lines else reader.say("home.devices_fine"))


def _no_shows(reader: Reader, shown: Home) -> Iterator[Block]:
    if not shown.is_admin:
        return
    yield header(reader.caption("home.no_shows"))
    lines = [_no_show(reader, one) for one in shown.no_shows[:NO_SHOWS]]
    yield section("\n".join(lines) if lines else reader.say("home.no_shows_none"))
    rest = len(shown.no_shows) - NO_SHOWS
    if rest > 0:
        yield context(reader.say("list.more", count=rest))
    if lines:
        yield context(reader.say("home.no_shows_known"))


def _administration(reader: Reader, shown: Home) -> Iterator[Block]:
    if not shown.is_admin:
        return
    yield header(reader.caption("home.administration"))
    rules = button(reader.caption("buttons.room_rules"), ids.OPEN_RULES)
    hours = button(reader.caption("buttons.office_hours"), ids.OPEN_HOURS)
    policy = button(reader.caption("buttons.policy"), ids.OPEN_POLICY)
    people = button(reader.caption("buttons.matching"), ids.OPEN_MATCHING)
    amenities = button(reader.caption("buttons.naming"), ids.OPEN_NAMING)
    yield actions(rules, hours, policy, amenities, people)


def _no_show(reader: Reader, one: NoShow) -> str:
    booking = one.booking
    hours = reader.hours_at(booking.slot, booking.room)
    entry = reader.say("agenda.entry", hours=hours, room=booking.room.name)
    state = reader.say("home.released") if one.is_released else ""
    return joined(entry, mention(booking.organizer_id) if one.is_named else "", state)
