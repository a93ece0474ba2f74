"""Whatever people and calendars are called, and however many there are, messages stay whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roombot.domain.bookings import Booking, Event, Invitation, InvitationState
from roombot.domain.intents import Book, Intent, Move, Reschedule, Which, Wish
from roombot.domain.listings import DevicesListed, RoomsListed
from roombot.domain.options import Option, Reason, RefusedBecause, SuggestedBecause, Trait
from roombot.domain.outcomes import (
    AgendaShown,
    Answer,
    Asked,
    AskedWhom,
    Booked,
    Cancelled,
    InvitationShown,
    Invited,
    Moved,
    Outcome,
    Refused,
    ScheduleShown,
    Suggested,
    WhichBooking,
)
from roombot.domain.people import Person
from roombot.domain.rooms import Device, Location, Room
from roombot.domain.time_slots import TimeSlot
from roombot.slack.messages import Message
from roombot.slack.views import render
from tests.slack.views.limits import broken
from tests.slack.views.office import BEN, NOW, ZONE

BARE_SIGN = re.compile(r"&(?!amp;|lt;|gt;)|<(?!@[UW][A-Z0-9]+>)")
SPECIAL = "<!channel> & <@U1> "
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", " ", SPECIAL, SPECIAL * 40, "&" * 500, "x" * 5_000, "a\nb\n" * 90]),
)
ZONES = st.sampled_from([ZONE, "America/New_York", "Asia/Kathmandu", "UTC", "not/a_zone", "", None])
NUMBERS = st.none() | st.integers(-5, 10**6)
STARTS = st.datetimes(
    min_value=datetime(2026, 5, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2028, 5, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
MANY = st.sampled_from([0, 1, 2, 3, 12, 60])
SLOTS = st.builds(
    lambda start, length: TimeSlot(start, start + length),
    STARTS,
    st.timedeltas(timedelta(seconds=1), timedelta(days=9)),
)
ROOMS = st.builds(
    Room,
    TEXTS,
    TEXTS,
    NUMBERS,
    st.lists(TEXTS, max_size=20).map(tuple),
    st.lists(st.builds(Location, st.just("floor"), TEXTS), max_size=1).map(tuple),
    ZONES,
)
BOOKINGS = st.builds(
    Booking,
    id=st.just("b1"),
    team_id=st.just("T1"),
    room=ROOMS,
    slot=SLOTS,
    organizer_id=st.sampled_from(["UBEN", "UANA"]),
    organizer_email=TEXTS,
    title=st.none() | TEXTS,
)
INVITATIONS = st.builds(
    Invitation,
    id=st.just("i1"),
    team_id=st.just("T1"),
    booking_id=st.just("b1"),
    email=TEXTS,
    name=TEXTS,
    slack_id=st.sampled_from(["UANA", None]),
    mailed=st.booleans(),
    state=st.sampled_from(InvitationState),
)
READERS = st.builds(
    Person,
    team_id=st.just("T1"),
    slack_id=st.sampled_from(["UBEN", "UANA"]),
    name=TEXTS,
    time_zone=ZONES.map(lambda zone: zone or ""),
    locale=st.sampled_from(
        ["en-US", "en-GB", "de-DE", "", "xx", "zh-Hant-TW", "en_US.UTF-8", "sl"]
    ),
)


def _reasons(number: int) -> Reason:
    traits = [*Trait]
    return Reason(traits[number % len(traits)], str(number))


REASONS = st.lists(st.integers(0, 200).map(_reasons), max_size=15).map(tuple)


@st.composite
def options(draw: st.DrawFn) -> Option:
    room, slot = draw(ROOMS), draw(SLOTS)
    intents: list[Intent] = [
        Book(Wish(slot.start, slot.end, rooms=(room.email,))),
        Move(Which("b1"), room.email),
        Reschedule(Which("b1"), slot.start),
    ]
    intent = draw(st.sampled_from(intents))
    if draw(st.booleans()):
        return Option(intent)
    return Option(intent, room, slot, draw(REASONS))


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    booking, room, count = draw(BOOKINGS), draw(ROOMS), draw(MANY)
    invited, slot = (draw(INVITATIONS),) * count, draw(SLOTS)
    offered = (draw(options()),) * min(count, 12)
    wish = Wish(
        start=draw(st.none() | st.just(slot.start)),
        end=draw(st.none() | st.just(slot.end)),
        window=draw(st.none() | st.just(slot)),
        rooms=draw(st.sampled_from([(), (room.email,), (room.name, "Oak")])),
        capacity=draw(NUMBERS),
        amenities=room.amenities,
        place=draw(st.none() | TEXTS),
        people=("UANA",) * count,
        title=draw(st.none() | TEXTS),
    )
    event = Event("e1", room.email, slot, booking.title, None, draw(st.none() | TEXTS))
    device = Device("d1", room.name, room.amenities, draw(NUMBERS), draw(NUMBERS))
    stretched = TimeSlot(slot.start - timedelta(hours=1), slot.end + timedelta(hours=1))
    kinds: list[Outcome] = [
        Booked(booking, invited, (room.name,) * count),
        Suggested(draw(st.sampled_from(SuggestedBecause)), wish, offered, booking),
        Suggested(draw(st.sampled_from(SuggestedBecause)), wish, offered),
        WhichBooking("cancel", offered, (booking,) * count),
        Asked(draw(st.sampled_from(["start", "rooms", ""])), offered),
        AskedWhom(booking),
        Cancelled(booking, invited),
        Moved(booking, room, invited),
        Invited(booking, invited, invited, (room.name,) * count),
        InvitationShown(draw(INVITATIONS), booking, room.name, all_invitations=invited),
        AgendaShown((booking,) * count, slot, ((draw(INVITATIONS), booking),) * count),
        ScheduleShown(room, stretched, (event,) * count, draw(st.none() | STARTS)),
        RoomsListed((room,) * min(count, 20), count * 10, frozenset({room.email})),
        DevicesListed((replace(device, unsynced_rooms=room.amenities),) * count),
        Refused(draw(st.sampled_from(RefusedBecause)), room.name),
    ]
    return draw(st.sampled_from(kinds))


def markup(message: Message) -> Iterator[str]:
    """Return the texts that Slack reads as markup."""
    yield message.text
    for block in message.blocks:
        parts: list[dict[str, Any]] = [*block.get("elements", []), block.get("text", {})]
        yield from (part["text"] for part in parts if part.get("type") == "mrkdwn")


@settings(derandomize=True, deadline=None, max_examples=200)
@given(outcomes(), READERS)
def test_no_message_breaks_a_limit(outcome: Outcome, reader: Person) -> None:
    assert broken(render(Answer(outcome, "offer"), reader, NOW, ZONE)) == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(outcomes())
def test_nobodys_name_is_read_as_a_command(outcome: Outcome) -> None:
    message = render(Answer(outcome, "offer"), BEN, NOW, ZONE)
    for text in markup(message):
        assert "<!" not in text
        assert "<@U1>" not in text
        assert BARE_SIGN.search(text) is None


def test_500_rooms_are_shown_in_part_and_counted_in_full() -> None:
    rooms = tuple(Room(f"{number}@x", f"Room {number}") for number in range(20))
    message = render(Answer(RoomsListed(rooms, 500)), BEN, NOW, ZONE)
    assert message.text.count("*Room ") == 20
    assert "and 480 more" in message.text
