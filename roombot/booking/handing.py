"""Hand a room over: the holder answers, and the asker gets the room or hears why not.

The holder's room is given up before the asker books it, for Joan knows no exchange; nobody ends
with less than they agreed to: a holder who swaps has the other room before anything is given up.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roombot.booking import changing, making, moving
from roombot.booking.mine import current
from roombot.booking.office import Office
from roombot.booking.rooms import named
from roombot.booking.slots import whole_minute
from roombot.domain.bookings import Booking, BookingState
from roombot.domain.clicks import AnswerHandover, HandoverAnswer
from roombot.domain.errors import RoombotError
from roombot.domain.handovers import Handover, HandoverAnswered, HandoverEnded, HandoverState
from roombot.domain.intents import Book, Cancel, Finish, Move, Which
from roombot.domain.options import RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import (
    AlreadyDone,
    Booked,
    Cancelled,
    Finished,
    Moved,
    Outcome,
    Refused,
    Suggested,
    Unconfirmed,
)
from roombot.domain.rooms import Room
from roombot.domain.turns import Turn

LEASE = timedelta(minutes=1)  # after which a handover is taken over from a process that died

_log = logging.getLogger(__name__)

Tell = Callable[[Turn, Outcome], Awaitable[object]]


async def answer(office: Office, turn: Turn, intent: AnswerHandover) -> Outcome:
    """Do what the holder says."""
    handover = await _asked(office, turn, intent.handover_id)
    if isinstance(handover, Refused):
        return handover
    booking = await office.ledger.booking(handover.team_id, handover.booking_id)
    if booking is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if intent.answer is HandoverAnswer.KEEP:
        kept = replace(handover, state=HandoverState.KEPT)
        await office.handovers.change(handover, kept)
        return HandoverAnswered(kept, booking.room, booking, intent.answer)
    return await _give(office, turn, handover, booking.room, intent.answer)


async def _asked(office: Office, turn: Turn, handover_id: str) -> Handover | Refused:
    """Return the question, where it is still open and put to the turn's person."""
    handover = await office.handovers.get(turn.person.team_id, handover_id)
    if handover is None:
        return Refused(RefusedBecause.EXPIRED)
    if handover.holder_id != turn.person.slack_id:
        return Refused(RefusedBecause.NOT_YOURS)
    if handover.state is not HandoverState.ASKED:
        return Refused(RefusedBecause.CHANGED_MEANWHILE)
    is_over = handover.slot.end <= turn.now
    return Refused(RefusedBecause.OVER) if is_over else handover


async def _give(
    office: Office, turn: Turn, handover: Handover, room: Room, how: HandoverAnswer
) -> Outcome:
    """Give the room up and hand it over, or go back to the question."""
    giving = replace(handover, state=HandoverState.GIVING, answered_at=turn.now)
    if not await office.handovers.change(handover, giving):
        return Refused(RefusedBecause.CHANGED_MEANWHILE)
    given_up = await _give_up(office, turn, giving, how)
    if not isinstance(given_up, Cancelled | Finished | Moved | AlreadyDone):
        await office.handovers.change(giving, handover)
        return given_up
    ended, got = await _hand_over(office, giving, turn.now)
    return HandoverAnswered(ended, room, given_up.booking, how, got)


async def _give_up(office: Office, turn: Turn, handover: Handover, how: HandoverAnswer) -> Outcome:
    own = replace(turn, key=f"{_key(handover)}/{how}")
    which = Which(booking_id=handover.booking_id)
    match how:
        case HandoverAnswer.SWAP if handover.other_room:
            return await moving.move(office, own, Move(which, handover.other_room))
        case HandoverAnswer.FINISH:
            return await changing.finish(office, own, Finish(which))
        case _:
            return await changing.cancel(office, own, Cancel(which))


async def _hand_over(
    office: Office, giving: Handover, now: datetime
) -> tuple[Handover, Booking | None]:
    """Book the room for the asker; it stays on its way where Joan did not answer."""
    asker = await office.people.person(giving.team_id, giving.asker_id)
    outcome: Outcome = Refused(RefusedBecause.NOT_MEMBER)
    if asker is not None:
        start = max(giving.slot.start, whole_minute(now))
        wish = replace(giving.wish, start=start, end=giving.slot.end, minutes=None)
        key = f"{_key(giving)}/book/{giving.answered_at}"
        ruled = await office.of(giving.team_id)
        outcome = await making.book(ruled, Turn(asker, key, now), Book(wish))
    match outcome:
        case Unconfirmed() | Suggested(because=SuggestedBecause.NOT_WRITTEN):
            return giving, None
        case _:
            got = outcome.booking if isinstance(outcome, Booked) else None
    ended = replace(giving, state=HandoverState.GIVEN if got else HandoverState.MISSED)
    await office.handovers.change(giving, ended)
    return ended, got


@dataclass(frozen=True)
class HandoverDesk:
    """Finishes what a process left halfway, and tells askers whom nobody answers."""

    office: Office
    tell: Tell

    async def serve(self) -> None:
        """Take the next step with every question that is open."""
        for handover in await self.office.handovers.open():
            try:
                await self._serve(handover, self.office.clock.now())
            except RoombotError as error:  # the others' turn must not wait for it
                _log.warning("handover %s has to wait: %s", handover.id, error)

    async def _serve(self, handover: Handover, now: datetime) -> None:
        answered_at = handover.answered_at or handover.created_at
        if handover.state is HandoverState.ASKED and handover.slot.start <= now:
            await self._end(handover, now)
        if handover.state is HandoverState.GIVING and answered_at + LEASE <= now:
            await self._finish(handover, now)

    async def _end(self, handover: Handover, now: datetime) -> None:
        kept = replace(handover, state=HandoverState.KEPT)
        if await self.office.handovers.change(handover, kept):
            await self._tell(kept, await self._room(handover), None, now)

    async def _finish(self, handover: Handover, now: datetime) -> None:
        """Go on where a process died; what the holder still has is asked for anew."""
        booking = await self.office.ledger.booking(handover.team_id, handover.booking_id)
        if booking is not None and await self._still_holds(handover, booking):
            asked = replace(handover, state=HandoverState.ASKED)
            await self.office.handovers.change(handover, asked)
            return
        leased = replace(handover, answered_at=now)
        if not await self.office.handovers.change(handover, leased):
            return
        ended, got = await _hand_over(self.office, leased, now)
        if ended.state is not HandoverState.GIVING:
            await self._tell(ended, await self._room(handover), got, now)

    async def _still_holds(self, handover: Handover, booking: Booking) -> bool:
        shown = await current(self.office, booking)
        is_there = shown.room.email in handover.wish.rooms
        stands = booking.state is BookingState.BOOKED
        return stands and is_there and shown.slot.overlaps(handover.slot)

    async def _tell(
        self, handover: Handover, room: Room | None, got: Booking | None, now: datetime
    ) -> None:
        asker = await self.office.people.person(handover.team_id, handover.asker_id)
        if asker is None or room is None:
            return
        turn = Turn(asker, f"{_key(handover)}/{handover.state}", now)
        await self.tell(turn, Booked(got) if got else HandoverEnded(handover, room))

    async def _room(self, handover: Handover) -> Room | None:
        found = named(await self.office.calendar.rooms(), *handover.wish.rooms)
        return found[0] if found else None


def _key(handover: Handover) -> str:
    return f"handover/{handover.id}"
