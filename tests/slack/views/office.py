"""A small office to show: people, rooms, and a Monday at 10:05."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from roombot.domain.bookings import Booking, Event, Invitation, InvitationState
from roombot.domain.intents import Book, Extend, Move, Reschedule, Which, Wish
from roombot.domain.options import Option, Reason, Trait
from roombot.domain.people import Person
from roombot.domain.rooms import Device, Location, Room
from roombot.domain.time_slots import TimeSlot

ZONE = "Europe/Ljubljana"
NOW = datetime(2026, 5, 11, 8, 5, tzinfo=UTC)  # 10:05 in Ljubljana
NEW_YORK = "America/New_York"


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """Return an instant by the clock of Ljubljana, today or some days later."""
    midnight = datetime(2026, 5, 10, 22, tzinfo=UTC)
    return midnight + timedelta(days=days, hours=hour, minutes=minute)


def slot(start: int, end: int, days: int = 0) -> TimeSlot:
    """Return a slot of full hours."""
    return TimeSlot(at(start, days=days), at(end, days=days))


BEN = Person("T1", "UBEN", "Ben Okafor", "ben@example.com", "ben@example.com", ZONE, "en-GB")
ANA = replace(BEN, slack_id="UANA", name="Ana Kovač", email="ana@example.com", locale="en-US")

EVEREST = Room(
    "everest@example.com",
    "Everest",
    8,
    ("whiteboard", "TV"),
    (Location("floor", "3rd floor"),),
    ZONE,
)
OAK = Room("oak@example.com", "Oak", 6, ("whiteboard",), (Location("floor", "2nd floor"),), ZONE)
BROADWAY = Room("broadway@example.com", "Broadway", 10, (), (), NEW_YORK)
BARE = Room("bare@example.com", "Bare")

BOOKING = Booking(
    "b1", "T1", EVEREST, slot(14, 15, 1), "UBEN", "ben@example.com", "Budget review", "e1"
)
RUNNING = replace(BOOKING, id="b2", slot=slot(10, 11), title=None)
CHECKED_IN = replace(RUNNING, checked_in=True)
SOON = replace(BOOKING, id="b3", room=OAK, slot=TimeSlot(at(10, 15), at(11)))
ABROAD = replace(BOOKING, id="b4", room=BROADWAY, slot=slot(16, 17, 1))
LATE = replace(BOOKING, id="b5", slot=TimeSlot(at(22, days=3), at(25, days=3)))
NEXT_YEAR = replace(BOOKING, id="b6", slot=slot(9, 10, 320))
OF_A_BARE_ROOM = replace(BOOKING, id="b7", room=BARE, title=None)

ANAS = Invitation("i1", "T1", "b1", "ana@example.com", "Ana Kovač", "UANA", "j1")
UNMAILED = replace(ANAS, id="i2", name="Cleo Martin", slack_id="UCLEO", mailed=False)
OUTSIDE = replace(ANAS, id="i3", name="Leo Novak", email="leo@example.org", slack_id=None)
UNREACHED = replace(OUTSIDE, id="i4", name="Mia Horvat", mailed=False)
CONFIRMED = replace(ANAS, state=InvitationState.CONFIRMED)
REJECTED = replace(UNMAILED, state=InvitationState.REJECTED)

WISH = Wish(at(14, days=1), at(15, days=1), capacity=6, amenities=("whiteboard",))
FITS = (Reason(Trait.FITS, "6"), Reason(Trait.HAS, "whiteboard"))


def offer(room: Room, when: TimeSlot, *reasons: Reason) -> Option:
    """Return a room that can be booked."""
    return Option(Book(Wish(when.start, when.end, rooms=(room.email,))), room, when, reasons)


def longer(minutes: int) -> Option:
    """Return an end to which the running meeting can be extended."""
    until = RUNNING.slot.end + timedelta(minutes=minutes)
    return Option(Extend(Which("b2"), until=until), EVEREST, RUNNING.slot.ending_at(until))


ROOMS_THEN = (
    offer(OAK, slot(14, 15, 1), *FITS, Reason(Trait.USUAL_FLOOR, "2nd floor")),
    offer(EVEREST, slot(14, 15, 1), Reason(Trait.LARGER, "8"), Reason(Trait.ON_FLOOR, "3rd floor")),
    offer(BARE, slot(14, 15, 1)),
)
NEAREST = (
    offer(EVEREST, TimeSlot(at(14, 20, 1), at(15, 20, 1)), Reason(Trait.LATER, "20"), *FITS),
    offer(OAK, slot(14, 15, 1), Reason(Trait.SMALLER, "5"), Reason(Trait.LACKS, "whiteboard")),
    offer(OAK, slot(13, 14, 1), Reason(Trait.EARLIER, "60"), Reason(Trait.NAMED)),
    offer(BARE, slot(14, 15, 1), Reason(Trait.SMALLER, "?"), Reason(Trait.ELSEWHERE, "")),
)
OTHER_ROOMS = (
    Option(Move(Which("b1"), OAK.email), OAK, BOOKING.slot, FITS),
    Option(Move(Which("b1"), BARE.email), BARE, BOOKING.slot),
)
OTHER_TIMES = (
    Option(Reschedule(Which("b1"), at(15, days=1)), EVEREST, slot(15, 16, 1)),
    Option(Reschedule(Which("b1"), at(14, days=1), to_room=OAK.email), OAK, slot(14, 15, 1)),
)

EVENTS = (
    Event("e1", EVEREST.email, slot(9, 10), "Stand-up", "ben@example.com", "Ben Okafor"),
    Event("e2", EVEREST.email, slot(11, 12), None, "ana@example.com", "Ana Kovač"),
    Event("e3", EVEREST.email, slot(12, 13), "Lunch & learn"),
    Event("e4", EVEREST.email, slot(15, 16), None),
)
DAY = slot(0, 24)
WEEK = TimeSlot(DAY.start, DAY.start + timedelta(days=7))
DEVICES = (
    Device("d1", "Oak door", ("Oak",), 12, wifi_quality=20, unsynced_rooms=("Oak",)),
    Device("d2", "Everest", ("Everest",), 64, wifi=-60),
    Device("d3", "Lobby", ("Bare", "Broadway"), None, wifi=45),
    Device("d4", "Store", (), 90),
)
