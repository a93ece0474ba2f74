"""Tell the others: what an outcome means for people who did not ask."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from roombot.domain.bookings import Booking, Invitation
from roombot.domain.cards import Card
from roombot.domain.errors import RoombotError
from roombot.domain.gatherings import Gathered, Gathering
from roombot.domain.handovers import HandoverAnswered, HandoverEnded, HandoverSent
from roombot.domain.leaving import Fate, LeavingSettled, LeftToYou, OrganizerChanged
from roombot.domain.options import ClosedBecause
from roombot.domain.outcomes import (
    Answer,
    Booked,
    Cancelled,
    CheckedIn,
    Extended,
    Finished,
    InvitationShown,
    Invited,
    Moved,
    Outcome,
    Rescheduled,
)
from roombot.domain.people import Person, PersonKind
from roombot.domain.series import SeriesBooked, SeriesCancelled
from roombot.domain.turns import Turn
from roombot.slack.messages import Message, Posted
from roombot.slack.replies import Replies
from roombot.slack.views import render

THREAD = "thread:"  # before the id of a booking: the message in its thread
CHANGES = (Cancelled, Extended, Finished, Moved, Rescheduled)

_log = logging.getLogger(__name__)


class Cards(Protocol):
    """The record of messages that change later."""

    async def remember(self, card: Card) -> None:
        """Keep where a message is; the latest a person and channel."""
        ...

    async def of(self, team_id: str, subject_id: str) -> tuple[Card, ...]:
        """Return the messages about a booking or an invitation."""
        ...


class Gatherings(Protocol):
    """Who was asked in a thread, and who comes."""

    async def of(self, team_id: str, booking_id: str) -> Gathering | None:
        """Return who was asked and who has answered; None for other bookings."""
        ...


class People(Protocol):
    """Who somebody is."""

    async def person(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person by Slack id."""
        ...

    async def acquaintance(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person also where Joan cannot be asked whom she knows them as."""
        ...


@dataclass(frozen=True)
class Notices:
    """Sends invitations, and keeps everybody's messages true."""

    replies: Replies
    cards: Cards
    people: People
    gatherings: Gatherings
    zone: str

    async def after(self, turn: Turn, answer: Answer, posted: Posted | None) -> None:
        """Tell those whom an answered turn concerns; ``posted`` is where the answer stands."""
        await self._tell_thread(turn, answer.outcome, posted)
        match answer.outcome:
            case Booked(booking, invitations, already=False) | Invited(booking, invitations):
                await self._keep(turn, booking, answer, posted)
                await self._invite(turn, booking, invitations)
            case InvitationShown(repeated=False, closed=None) as shown:
                await self._answered(turn, shown)
            case Cancelled(booking, told):
                await self._refresh(turn, booking.id, answer.outcome)
                await self._tell_closed(turn, booking, told)
            case Moved(booking, _, told) | Rescheduled(booking, _, _, told):
                await self._refresh(turn, booking.id, answer.outcome)
                await self._keep(turn, booking, answer, posted)
                await self._invite(turn, booking, told)
            case HandoverSent(handover, _, question) if question is not None:
                await self._bring(turn, handover.holder_id, question)
            case HandoverAnswered(handover, room, _, _, got) if not handover.is_under_way:
                news = HandoverEnded(handover, room) if got is None else Booked(got)
                await self._bring(turn, handover.asker_id, news)
            case Booked(booking) | Extended(booking) | CheckedIn(booking) | Finished(booking):
                await self._refresh(turn, booking.id, answer.outcome)
                await self._keep(turn, booking, answer, posted)
            case _:
                await self._after_series(turn, answer.outcome)

    async def _after_series(self, turn: Turn, outcome: Outcome) -> None:
        match outcome:
            case LeavingSettled(done=done, fate=Fate.CANCELLED):
                for booking, told in done:
                    await self._tell_closed(turn, booking, told)
            case LeavingSettled():
                await self._tell_passed(turn, outcome)
            case SeriesBooked(made=made):
                for booking, invitations in made:
                    await self._invite(turn, booking, invitations)
            case SeriesCancelled(cancelled):
                for booking, told in cancelled:
                    await self._refresh(turn, booking.id, Cancelled(booking, told))
                    await self._tell_closed(turn, booking, told)

    async def _tell_passed(self, turn: Turn, settled: LeavingSettled) -> None:
        """Tell the invited who organizes from now on, and whoever was given it."""
        for booking, told in settled.done:
            changed = OrganizerChanged(booking, settled.leaver, settled.heir_name)
            for invitation in told:
                shown = InvitationShown(invitation, booking, settled.heir_name)
                await self._refresh(turn, invitation.id, shown)
                if invitation.slack_id not in (None, settled.heir_id):
                    await self._bring(turn, str(invitation.slack_id), changed)
        if settled.fate is Fate.GIVEN and settled.done:
            bookings = tuple(booking for booking, _ in settled.done)
            given = LeftToYou(settled.leaver, bookings, turn.person.slack_id)
            await self._bring(turn, settled.heir_id, given)

    async def _tell_thread(self, turn: Turn, outcome: Outcome, posted: Posted | None) -> None:
        """Keep the message in a thread true, for which a room was booked."""
        if isinstance(outcome, Gathered):
            organizer = await self._person(turn.person.team_id, outcome.booking.organizer_id)
            if organizer is not None and posted is not None:
                await self._remember(f"{THREAD}{outcome.booking.id}", organizer, posted)
        if not isinstance(outcome, CHANGES):
            return
        booking = outcome.booking
        gathering = await self.gatherings.of(booking.team_id, booking.id)
        if gathering is not None:
            await self._refresh(turn, f"{THREAD}{booking.id}", Gathered(booking, gathering))

    async def _keep(
        self, turn: Turn, booking: Booking, answer: Answer, posted: Posted | None
    ) -> None:
        """Remember the organizer's message, so that answers show in it.

        An ephemeral answer cannot change later: then the organizer gets one in the DM that can.
        """
        person = turn.person
        invited = getattr(answer.outcome, "invitations", ())
        if posted is None and any(one.slack_id for one in invited):
            posted = await self.replies.dm(person.slack_id, self._message(answer, person, turn.now))
        if posted is not None:
            await self._remember(booking.id, person, posted)

    async def _invite(
        self, turn: Turn, booking: Booking, invitations: Sequence[Invitation]
    ) -> None:
        """Send each invitee a message with the buttons to answer."""
        for invitation in invitations:
            shown = InvitationShown(invitation, booking, turn.person.name)
            await self._send(turn, invitation, shown)

    async def _tell_closed(self, turn: Turn, booking: Booking, told: Sequence[Invitation]) -> None:
        for invitation in told:
            shown = InvitationShown(
                invitation, booking, turn.person.name, closed=ClosedBecause.CANCELLED
            )
            await self._refresh(turn, invitation.id, shown)
            await self._send(turn, invitation, shown)

    async def _send(self, turn: Turn, invitation: Invitation, shown: InvitationShown) -> None:
        if invitation.slack_id is None:
            return
        invitee = await self._person(invitation.team_id, invitation.slack_id)
        if invitee is None:
            return
        posted = await self.replies.dm(
            invitee.slack_id, self._message(Answer(shown), invitee, turn.now)
        )
        if posted is not None and shown.closed is None:
            await self._remember(invitation.id, invitee, posted)

    async def _answered(self, turn: Turn, shown: InvitationShown) -> None:
        """Show an answer in the invitee's own message and in the organizer's."""
        await self._refresh(turn, shown.invitation.id, shown)
        booking = shown.booking
        if await self._refresh(turn, booking.id, shown):
            return
        organizer = await self._person(booking.team_id, booking.organizer_id)
        if organizer is not None:
            message = self._message(Answer(shown), organizer, turn.now)
            posted = await self.replies.dm(organizer.slack_id, message)
            if posted is not None:
                await self._remember(booking.id, organizer, posted)

    async def _refresh(self, turn: Turn, subject_id: str, outcome: Outcome) -> bool:
        """Change the messages about a subject; tell whether there was any."""
        cards = await self.cards.of(turn.person.team_id, subject_id)
        for card in cards:
            reader = await self._person(card.team_id, card.slack_id)
            if reader is not None:
                message = self._message(Answer(outcome), reader, turn.now)
                await self.replies.update(card.channel, card.ts, message)
        return bool(cards)

    async def _bring(self, turn: Turn, slack_id: str, outcome: Outcome) -> None:
        """Send an outcome without choices to somebody else, who can act on it."""
        reader = await self._person(turn.person.team_id, slack_id)
        if reader is None:
            return
        posted = await self.replies.dm(slack_id, self._message(Answer(outcome), reader, turn.now))
        if posted is not None and isinstance(outcome, Booked):
            await self._remember(outcome.booking.id, reader, posted)

    async def _person(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person; one who cannot be looked up must not keep the others from hearing.

        Who has left hears nothing.
        """
        try:
            found = await self.people.person(team_id, slack_id)
        except RoombotError as error:
            _log.warning("%s is not told: %s", slack_id, error)
            return None
        is_gone = found is not None and found.kind is PersonKind.DEACTIVATED
        return None if is_gone else found

    async def _remember(self, subject_id: str, person: Person, posted: Posted) -> None:
        card = Card(person.team_id, subject_id, person.slack_id, posted.channel, posted.ts)
        await self.cards.remember(card)

    def _message(self, answer: Answer, reader: Person, now: datetime) -> Message:
        return render(answer, reader, now, self.zone)
