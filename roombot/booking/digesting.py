"""The weekly digest for administrators: count a week, and bring it on Monday morning."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from roombot.booking.caring import Care
from roombot.booking.home import LOW
from roombot.booking.office import Office
from roombot.booking.slots import at_hour
from roombot.domain.bookings import Booking, BookingState
from roombot.domain.digests import (
    RoomUse,
    WeekDigest,
    week_name,
    week_named,
    week_window,
)
from roombot.domain.occasions import Due, Occasion
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds, in_zone

AT = time(9)  # on Mondays, by the office's clock
LATEST = timedelta(days=2)  # after which a digest that could not be sent is stale
DAYS = 5  # of a week, on which office hours are counted
REMEMBERED = timedelta(days=14)  # for which notes are kept of what was released
HOUR = 60

Cell = tuple[int, TimeSlot]


@dataclass(frozen=True)
class Digests:
    """Brings the digest of the week before to whoever administers."""

    care: Care

    async def due(self) -> tuple[tuple[str, str], ...]:
        """Return the workspaces that wait for a digest, each with the week's name."""
        office = self.care.office
        now, zone = office.clock.now(), office.rules.zone
        today = in_zone(now, zone).date()
        monday = today - timedelta(days=today.weekday())
        opens = at_hour(in_zone(week_window(monday, zone).start, zone), AT, zone)
        if not office.rules.have_admins or not opens <= now < opens + LATEST:
            return ()
        week = week_name(monday - timedelta(weeks=1))
        teams = await office.ledger.teams()
        done = await office.notes.done([digest_key(week, team) for team in teams])
        return tuple((team, week) for team in teams if digest_key(week, team) not in done)

    async def bring(self, team_id: str, week: str) -> None:
        """Send a workspace's digest, once to each; a week without a meeting has none."""
        office = self.care.office
        told = await digest(office, team_id, week_named(week))
        key = digest_key(week, team_id)
        if told.meetings:
            for person in await office.people.administrators(team_id):
                await self.care.tell_once(person, f"{key}/{person.slack_id}", told)
        await office.notes.finish(key, office.clock.now())


def digest_key(week: str, team_id: str) -> str:
    """Return the name of the note, and of the job, that a digest was brought."""
    return f"digest/{week}/{team_id}"


async def digest(office: Office, team_id: str, monday: date) -> WeekDigest:
    """Count the week that begins on a Monday."""
    window = week_window(monday, office.rules.zone)
    rooms = {room.email: room for room in await office.calendar.rooms()}
    begun = await office.ledger.begun(team_id, window)
    now = office.clock.now()
    missed = [one for one in begun if not one.checked_in and one.slot.end <= now]
    released = await office.notes.done([Due(Occasion.NO_SHOW, one).key for one in missed])
    absent = [one for one in missed if one.state is BookingState.BOOKED]
    sizes = [(rooms[one.room.email].capacity, one.capacity) for one in begun if _sized(rooms, one)]
    first, _ = _span(office)
    return WeekDigest(
        window=window,
        zone=office.rules.zone,
        first_hour=first,
        rooms=_uses(office, window, tuple(rooms.values()), begun),
        meetings=len(begun),
        released=len(released) if now - window.start <= REMEMBERED else None,
        absent=len(absent),
        absent_minutes=sum(one.slot.minutes for one in absent),
        oversized=sum((seats or 0) > 2 * (asked or 0) for seats, asked in sizes),
        sized=len(sizes),
        devices=tuple(
            one
            for one in await office.calendar.devices()
            if one.battery is not None and one.battery <= LOW
        ),
    )


def _sized(rooms: dict[str, Room], booking: Booking) -> bool:
    """Tell whether it is known how large a booking's room is, and should have been."""
    room = rooms.get(booking.room.email)
    return bool(booking.capacity and room and room.capacity)


def _uses(
    office: Office, window: TimeSlot, rooms: Sequence[Room], begun: Sequence[Booking]
) -> tuple[RoomUse, ...]:
    cells = tuple(_cells(office, window))
    found = [
        _use(room, cells, [one for one in begun if one.room.email == room.email]) for room in rooms
    ]
    return tuple(
        sorted(found, key=lambda one: (-one.share, -one.meetings, one.room.place_in_lists))
    )


def _use(room: Room, cells: Sequence[Cell], held: Sequence[Booking]) -> RoomUse:
    taken = [0] * (1 + max(number for number, _ in cells))
    for number, cell in cells:
        taken[number] += sum(_minutes_in(cell, one.slot) for one in held)
    return RoomUse(room, len(held), tuple(min(1.0, one / (DAYS * HOUR)) for one in taken))


def _minutes_in(cell: TimeSlot, slot: TimeSlot) -> int:
    if not cell.overlaps(slot):
        return 0
    return TimeSlot(max(cell.start, slot.start), min(cell.end, slot.end)).minutes


def _cells(office: Office, window: TimeSlot) -> Iterator[Cell]:
    """Yield each office hour of the working days, and its place among the hours of a day."""
    zone = office.rules.zone
    first, last = _span(office)
    for day in range(DAYS):
        midnight = in_zone(day_bounds(window.start, zone, day)[0], zone)
        for hour in range(first, last):
            yield hour - first, TimeSlot.lasting(at_hour(midnight, time(hour), zone), HOUR)


def _span(office: Office) -> tuple[int, int]:
    """Return the full hours within which the office is open."""
    opens, closes = office.rules.office_hours
    return opens.hour, max(opens.hour + 1, math.ceil(closes.hour + closes.minute / HOUR))
