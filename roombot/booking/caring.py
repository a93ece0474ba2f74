"""Care for bookings: tell their people what has come, release what nobody uses.

Each message goes out once. A record is made before it is sent and after; where a process died
in between, the message is looked for before it is sent again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from roombot.booking import changing, choice
from roombot.booking.auditing import note_job
from roombot.booking.mine import comes, current, lately
from roombot.booking.occasions import LEADS, occasions
from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.policy import owns
from roombot.booking.slots import whole_minute
from roombot.booking.vacancy import occupied, open_to
from roombot.domain.bookings import Action, Booking, BookingState, InvitationState
from roombot.domain.errors import RoombotError
from roombot.domain.intents import Book, Extend, Finish, Which, Wish
from roombot.domain.occasions import (
    CheckInAsked,
    Due,
    EndingSoon,
    Occasion,
    Released,
    Reminded,
    RunningLate,
)
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import AlreadyDone, Finished, Outcome, Refused
from roombot.domain.people import Person, PersonKind
from roombot.domain.series import series_id_of
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

LATE = timedelta(minutes=10)  # that who runs late is given
LONGER = (15, 30)  # minutes that are offered at the end
MOST_MINUTES = 120  # of a meeting that is offered to go on until the next


class Messenger(Protocol):
    """Brings outcomes to people who have not asked."""

    async def bring(self, turn: Turn, outcome: Outcome) -> None:
        """Send an outcome, marked with the turn's key; ``RoombotError`` where it did not arrive."""
        ...

    async def has_brought(self, turn: Turn) -> bool:
        """Tell whether a message with the turn's key is there already."""
        ...


@dataclass(frozen=True)
class Care:
    """Looks after the bookings of an office."""

    office: Office
    messenger: Messenger

    async def due(self) -> tuple[Due, ...]:
        """Return the occasions that have come and were not brought yet."""
        now = self.office.clock.now()
        near = TimeSlot.lasting(now, max(LEADS) + 1)
        standing = await self.office.ledger.standing(near)
        rules = {one: await self.office.rule_book.of(one.team_id) for one in standing}
        come = [due for one in standing for due in occasions(one, now, rules[one])]
        done = await self.office.notes.done([due.key for due in come])
        left = [due for due in come if due.key not in done]
        held = await self._held() if left else frozenset()
        left = [due for due in left if due.booking.id not in held]
        return tuple([due for due in left if not await self._is_spared(due)])

    async def _held(self) -> frozenset[str]:
        """Return the bookings that only keep a room for somebody who waits: nobody meets there."""
        return frozenset(
            watch.booking_id for watch in await self.office.watches.open() if watch.booking_id
        )

    async def bring(self, team_id: str, booking_id: str, occasion: Occasion, lead: int = 0) -> None:
        """Do what an occasion asks for, if it still does: bookings change until the last moment."""
        booking = await self.office.ledger.booking(team_id, booking_id)
        if booking is None:
            return
        look = current if occasion is Occasion.NO_SHOW else lately  # no message waits for Joan
        booking = await look(self.office, booking)
        now = self.office.clock.now()
        due = Due(occasion, booking, lead)
        if due not in occasions(booking, now, await self.office.rule_book.of(team_id)):
            if occasion is Occasion.NO_SHOW and booking.state is BookingState.FINISHED:
                before = replace(due, booking=await self._before_release(booking))
                await self._tell_released(before, now)  # a process died after the release
            return
        if occasion is not Occasion.NO_SHOW:
            await self._tell_all(due, now)
            await self.office.notes.finish(due.key, now)
        elif await self._release(due, now):
            await self._tell_released(due, now)

    async def _tell_all(self, due: Due, now: datetime) -> None:
        for person in await self._concerned(due.booking):
            if outcome := await self._outcome(due, person, now):
                await self.tell_once(person, due.key_for(person.slack_id), outcome)

    async def tell_once(self, person: Person, key: str, outcome: Outcome) -> None:
        """Send a message unless it was sent before."""
        now = self.office.clock.now()
        turn = Turn(person, key, now)
        is_new = await self.office.notes.begin(key, now)
        if not is_new and (await self.office.notes.done([key]) or await self._was_sent(turn)):
            return
        await self.messenger.bring(turn, outcome)
        await self.office.notes.finish(key, now)

    async def _was_sent(self, turn: Turn) -> bool:
        sent = await self.messenger.has_brought(turn)
        if sent:
            await self.office.notes.finish(turn.key, turn.now)
        return sent

    async def _concerned(self, booking: Booking) -> list[Person]:
        """Return the organizer and the invitees who come."""
        invitations = await self.office.ledger.invitations(booking.team_id, booking.id)
        coming = [one.slack_id for one in invitations if one.state is InvitationState.CONFIRMED]
        ids = dict.fromkeys([booking.organizer_id, *(one for one in coming if one)])
        people = [await self.office.people.person(booking.team_id, one) for one in ids]
        return [one for one in people if one is not None and one.kind is PersonKind.MEMBER]

    async def _outcome(self, due: Due, person: Person, now: datetime) -> Outcome | None:
        booking, own = due.booking, person.slack_id == due.booking.organizer_id
        match due.occasion:
            case Occasion.SOON:
                is_wished = 0 < due.lead <= person.preferences.reminder
                return Reminded(booking) if is_wished else None
            case Occasion.STARTED:
                release_at = await release_time(self.office, booking)
                return CheckInAsked(booking, release_at, may_release=own)
            case Occasion.ENDING:
                return await self._ending(booking, Turn(person, "", now)) if own else None
            case Occasion.NO_SHOW:
                return None

    async def _is_spared(self, due: Due) -> bool:
        """Tell whether a room is kept although nobody came: for a series, or who runs late."""
        if due.occasion is not Occasion.NO_SHOW:
            return False
        late = await self.office.notes.time_of(late_key(due.booking))
        if late is not None and self.office.clock.now() < late:
            return True
        return await release_time(self.office, due.booking) is None

    async def _release(self, due: Due, now: datetime) -> bool:
        """Give the room to the others where nobody came."""
        booking = due.booking
        organizer = await self.office.people.person(booking.team_id, booking.organizer_id)
        if organizer is None or await self._is_spared(due):
            return False
        await self.office.notes.begin(due.key, now)
        turn = Turn(organizer, f"{due.key}/{now.isoformat()}", now)
        outcome = await changing.finish(self.office, turn, Finish(Which(booking_id=booking.id)))
        if not isinstance(outcome, Finished | AlreadyDone):
            raise NotReleased(type(outcome).__name__)
        await note_job(self.office, turn, "Release", booking.id, type(outcome).__name__)
        return True

    async def _before_release(self, booking: Booking) -> Booking:
        """Return a released booking with the time that it had."""
        organizer = await self.office.people.person(booking.team_id, booking.organizer_id)
        writes = (
            await self.office.ledger.done_by(organizer, booking.slot.start) if organizer else ()
        )
        ended = (one for one in writes if one.booking_id == booking.id)
        finish = next((one for one in ended if one.action is Action.FINISH), None)
        return replace(booking, slot=finish.slot) if finish else booking

    async def _tell_released(self, due: Due, now: datetime) -> None:
        if await self.office.notes.time_of(due.key) is None:
            return  # it was ended by somebody, not released
        for person in await self._concerned(due.booking):
            own = person.slack_id == due.booking.organizer_id
            back = tuple(self._take_back(due.booking, now)) if own else ()
            await self.tell_once(person, due.key_for(person.slack_id), Released(due.booking, back))
        await self.office.notes.finish(due.key, now)

    def _take_back(self, booking: Booking, now: datetime) -> Iterator[Option]:
        start = whole_minute(now)
        if booking.slot.end <= start:
            return
        rest = TimeSlot(start, booking.slot.end)
        wish = Wish(
            start=rest.start,
            end=rest.end,
            rooms=(booking.room.email,),
            capacity=booking.capacity,
            amenities=booking.amenities,
            title=booking.title,
        )
        yield Option(Book(wish), booking.room, rest)

    async def _ending(self, booking: Booking, turn: Turn) -> EndingSoon:
        """Offer to go on: here as long as the room is free, else in the nearest other one."""
        end = booking.slot.end
        after = [
            event.slot.start
            for event in await occupied(self.office, but_for=booking)
            if event.room_email == booking.room.email and event.slot.start >= end
        ]
        free_until = min(after, default=None)
        ends = [end + timedelta(minutes=minutes) for minutes in LONGER]
        if free_until is not None:
            ends = [one for one in ends if one <= free_until]
            if end < free_until <= end + timedelta(minutes=MOST_MINUTES):
                ends = list(dict.fromkeys([*ends, free_until]))
        permits = await permits_of(self.office, turn)
        slots = [booking.slot.ending_at(one) for one in ends]
        ends = [one.end for one in slots if not permits.broken(booking.room, one, booking)]
        options = [
            Option(
                Extend(Which(booking_id=booking.id), until=one),
                booking.room,
                TimeSlot(booking.slot.start, one),
            )
            for one in ends
        ]
        if not options:
            options = await self._elsewhere(booking, turn)
        return EndingSoon(booking, free_until == end, tuple(options))

    async def _elsewhere(self, booking: Booking, turn: Turn) -> list[Option]:
        """Return the nearest fitting room for half an hour more."""
        rest = TimeSlot.lasting(booking.slot.end, LONGER[-1])
        wish = Wish(
            start=rest.start,
            end=rest.end,
            capacity=booking.capacity,
            amenities=booking.amenities,
            title=booking.title,
        )
        ranked = choice.ranked(await open_to(self.office, turn, rest), wish, booking.room.floor)
        others = [room for room in ranked if room.email != booking.room.email]
        return [Option(Book(replace(wish, rooms=(room.email,))), room, rest) for room in others[:1]]


class NotReleased(RoombotError):  # noqa: N818 - told to nobody; tried again
    """A room that nobody uses could not be given to the others."""


async def release_time(office: Office, booking: Booking) -> datetime | None:
    """Return when a room that nobody checks in to is given to the others, if ever."""
    rules = await office.rule_book.of(booking.team_id)
    release_at = rules.release_at(booking)
    if release_at is None or rules.release_series:
        return release_at
    series = await office.series.get(booking.team_id, series_id_of(booking.id))
    return release_at if series is None else None


def late_key(booking: Booking) -> str:
    """Return the name of the note that a booking's people come late."""
    return f"late/{booking.id}/{int(booking.slot.start.timestamp())}"


async def run_late(office: Office, turn: Turn, booking_id: str) -> Outcome:
    """Keep the room for its people although nobody is there yet."""
    booking = await office.ledger.booking(turn.person.team_id, booking_id)
    if booking is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if not owns(turn.person, booking) and not await comes(office, turn.person, booking):
        return Refused(RefusedBecause.NOT_YOURS)
    if booking.state is not BookingState.BOOKED:
        return AlreadyDone(booking, booking.state)
    if booking.slot.end <= turn.now:
        return Refused(RefusedBecause.OVER)
    release_at = await release_time(office, booking) or turn.now
    until = min(max(release_at, turn.now) + LATE, booking.slot.end)
    await office.notes.finish(late_key(booking), until)
    return RunningLate(booking, until)
