"""Approval of special rooms: ask whoever is named for it, and hear the answer.

Nothing is kept in Joan meanwhile: the room is booked once it is approved, where it still is free.
An approval holds for a room and a time: a later end, or another time, needs another.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.policy import refuse_slot, refuse_to_act, refuse_to_book
from roombot.booking.protocol import new_id
from roombot.booking.repeating import dates
from roombot.booking.rooms import named
from roombot.domain.approvals import Approval, ApprovalAnswered, ApprovalSent, ApprovalState
from roombot.domain.clicks import AnswerApproval
from roombot.domain.intents import AskApproval, Book, Intent
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Outcome, Refused
from roombot.domain.people import PersonKind
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

MOST = 10  # requests that a person may have open
FOR = timedelta(hours=24)  # in which a request can be answered
AT_LEAST = timedelta(minutes=15)  # also where the meeting is to begin at once

Do = Callable[[Office, Turn, Intent], Awaitable[Outcome]]


async def ask(office: Office, turn: Turn, wanted: AskApproval, do: Do) -> Outcome:
    """Ask for approval; what needs none any more is done."""
    if refused := refuse_to_book(turn.person) or refuse_slot(wanted.slot, turn.now):
        return refused
    room = next(iter(named(await office.calendar.rooms(), wanted.room)), None)
    if room is None:
        return Refused(RefusedBecause.NO_SUCH_ROOM, wanted.room)
    if not (await permits_of(office, turn)).needs_approval(room, wanted.slot):
        return await do(office, turn, wanted.intent)
    approver_id = office.rules.rooms.of(room).approval or ""
    approver = await office.people.in_slack(turn.person.team_id, approver_id)
    if approver is None or approver.kind is not PersonKind.MEMBER:
        return Refused(RefusedBecause.APPROVER_GONE, room.name)
    return await _ask(office, turn, wanted, room, approver_id)


async def answer(office: Office, turn: Turn, intent: AnswerApproval) -> Outcome:
    """Keep what the approver says; what follows is done and told at once by the desk."""
    if refused := refuse_to_act(turn.person):
        return refused
    approval = await office.approvals.get(turn.person.team_id, intent.approval_id)
    if approval is None:
        return Refused(RefusedBecause.EXPIRED)
    if not _decides(office, turn, approval):
        return Refused(RefusedBecause.NOT_APPROVER)
    said = ApprovalState.APPROVED if intent.is_approved else ApprovalState.DECLINED
    is_late = approval.until <= turn.now
    decided = replace(
        approval,
        state=ApprovalState.EXPIRED if is_late else said,
        is_told=False,
        next_at=None,
        answered_by=None if is_late else turn.person.slack_id,
    )
    is_open = approval.state is ApprovalState.ASKED
    if is_open and await office.approvals.change(approval, decided):
        return ApprovalAnswered(decided)
    found = await office.approvals.get(approval.team_id, approval.id)
    return ApprovalAnswered(found or approval, already=True)


def _decides(office: Office, turn: Turn, approval: Approval) -> bool:
    """Tell whether somebody may answer: whom the rule names now, or an administrator."""
    named_now = office.rules.rooms.of(approval.room).approval or approval.approver_id
    return turn.person.is_admin or turn.person.slack_id == named_now


async def _ask(
    office: Office, turn: Turn, wanted: AskApproval, room: Room, approver_id: str
) -> Outcome:
    slots = _slots(wanted, turn)
    mine = await office.approvals.open_of(turn.person, turn.now)
    same = (one for one in mine if one.room.email == room.email and one.slots == slots)
    if before := next(same, None):
        return ApprovalSent(before, already=True)
    if len(mine) >= MOST:
        return Refused(RefusedBecause.TOO_MANY_REQUESTS, str(MOST))
    request = Approval(
        id=new_id(),
        team_id=turn.person.team_id,
        asker_id=turn.person.slack_id,
        approver_id=approver_id,
        room=room,
        slots=slots,
        intent=wanted.intent,
        created_at=turn.now,
        until=_until(slots[0], turn.now),
    )
    await office.approvals.add(request)
    return ApprovalSent(request)


def _slots(wanted: AskApproval, turn: Turn) -> tuple[TimeSlot, ...]:
    """Return the times that are asked for; of a series all dates."""
    match wanted.intent:
        case Book(wish) if wish.recurrence is not None:
            found, _ = dates(wish.recurrence, wanted.slot, turn.person.time_zone)
            return found or (wanted.slot,)
        case _:
            return (wanted.slot,)


def _until(first: TimeSlot, now: datetime) -> datetime:
    begun = max(first.start, min(now + AT_LEAST, first.end))
    return min(begun, now + FOR)
