"""The waiting list at work: hold what comes free for the first in line, then for the next.

However many wait, Joan is asked no more than one person would: her events, read once for all,
tell for whom a look is worth while. A hold is an ordinary booking in its person's name; each
step is recorded before it is taken, so that a crash leaves none behind.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roombot.booking import making
from roombot.booking.auditing import note_job
from roombot.booking.office import Office
from roombot.booking.waiting import fitting, give_back, key_of
from roombot.domain.bookings import Action, AttemptState, Booking
from roombot.domain.clicks import PassHold, TakeHold
from roombot.domain.intents import Book
from roombot.domain.options import Option
from roombot.domain.outcomes import Booked, Outcome
from roombot.domain.people import Person, PersonKind
from roombot.domain.turns import Turn
from roombot.domain.watches import HeldForYou, Watch, WatchEnded, WatchState

HOLD = timedelta(minutes=3)
LEASE = timedelta(minutes=1)  # after which a step is taken over from a process that died

Tell = Callable[[Turn, Outcome], Awaitable[object]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WaitingList:
    """Serves the people who wait; ``tell`` brings an outcome to a turn's person."""

    office: Office
    tell: Tell

    async def serve(self) -> None:
        """Take the next step with everybody in line, first come first."""
        for watch in await self.office.watches.open():
            person = await self.office.people.person(watch.team_id, watch.slack_id)
            if person is None or person.kind is not PersonKind.MEMBER:
                await self._leave(watch)
                continue
            await self._serve(watch, person)

    async def _serve(self, watch: Watch, person: Person) -> None:
        now = self.office.clock.now()
        turn = Turn(person, key_of(watch, now), now)
        match watch.state:
            case WatchState.WAITING if watch.until <= now:
                await self._end(watch, WatchState.OVER, turn)
            case WatchState.WAITING:
                await self._try_to_hold(watch, turn)
            case WatchState.HOLDING if _ran_out(watch, now):
                await self._recover(watch, turn)
            case WatchState.HELD | WatchState.RELEASING if _ran_out(watch, now):
                await self._pass_on(watch, turn)

    async def _try_to_hold(self, watch: Watch, turn: Turn) -> None:
        office = await self.office.of(watch.team_id)
        if (option := await fitting(office, turn, watch.wish)) is None:
            return
        leased = replace(watch, state=WatchState.HOLDING, held_until=turn.now + LEASE)
        if not await self.office.watches.change(watch, leased):
            return
        wish = option.intent.wish if isinstance(option.intent, Book) else watch.wish
        wish = replace(wish, people=())  # they are invited once the room is taken
        own = replace(turn, key=key_of(leased, turn.now + LEASE))
        outcome = await making.book(office, own, Book(wish))
        if isinstance(outcome, Booked) and not outcome.already:
            await note_job(office, own, "Hold", outcome.booking.id, type(outcome).__name__)
            await self._announce(leased, outcome.booking, turn)
        else:
            await self.office.watches.change(leased, watch)

    async def _announce(self, leased: Watch, booking: Booking, turn: Turn) -> None:
        """Tell the person; told twice after a crash is better than never."""
        until = turn.now + HOLD
        holding = replace(leased, booking_id=booking.id, held_until=until)
        if not await self.office.watches.change(leased, holding):
            return
        options = (Option(TakeHold(leased.id)), Option(PassHold(leased.id)))
        await self.tell(turn, HeldForYou(holding, booking, options))
        await self.office.watches.change(holding, replace(holding, state=WatchState.HELD))

    async def _recover(self, watch: Watch, turn: Turn) -> None:
        """Go on where a process died between its look and its message."""
        booking_id = watch.booking_id
        if booking_id is None and watch.held_until is not None:
            key = f"{key_of(watch, watch.held_until)}/{Action.BOOK}/"
            attempt = await self.office.ledger.attempt(watch.team_id, key)
            if attempt is not None and attempt.state is AttemptState.RECORDED:
                return  # what became of it is being read from Joan
            booking_id = attempt.booking_id if attempt else None
        booking = await self.office.ledger.booking(watch.team_id, booking_id or "")
        if booking is None:
            waiting_again = replace(watch, state=WatchState.WAITING, held_until=None)
            await self.office.watches.change(watch, waiting_again)
            return
        await self._announce(watch, booking, turn)

    async def _pass_on(self, watch: Watch, turn: Turn) -> None:
        leased = replace(watch, held_until=turn.now + LEASE)
        if not await self.office.watches.change(watch, leased):
            return
        outcome = await give_back(self.office, turn, leased)
        if isinstance(outcome, WatchEnded) and outcome.watch.state is WatchState.PASSED:
            held = leased.booking_id or ""
            await note_job(self.office, turn, "PassHold", held, type(outcome).__name__)
            await self.tell(turn, outcome)

    async def _end(self, watch: Watch, state: WatchState, turn: Turn) -> None:
        ended = replace(watch, state=state)
        if await self.office.watches.change(watch, ended):
            await self.tell(turn, WatchEnded(ended))

    async def _leave(self, watch: Watch) -> None:
        """Strike out somebody who has left the workspace."""
        _log.info("watch %s ends: its person is no member any more", watch.id)
        await self.office.watches.change(watch, replace(watch, state=WatchState.STOPPED))


def _ran_out(watch: Watch, now: datetime) -> bool:
    return watch.held_until is None or watch.held_until <= now
