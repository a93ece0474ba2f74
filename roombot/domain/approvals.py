"""Approvals: who would like a room that somebody must approve, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from roombot.domain.intents import Intent
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


class ApprovalState(StrEnum):
    """What has become of a request; all but the first are final."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Approval:
    """One person's request for a room that needs somebody's approval.

    ``intent`` is done for the asker once it is approved, in ``slots`` and no others. ``is_told``
    is whether whom the state concerns knows it: the approver that they are asked, the asker what
    became of it. ``next_at`` is when another process may take the next step.
    """

    id: str
    team_id: str
    asker_id: str
    approver_id: str
    room: Room
    slots: tuple[TimeSlot, ...]
    intent: Intent
    created_at: datetime
    until: datetime
    state: ApprovalState = ApprovalState.ASKED
    is_told: bool = False
    next_at: datetime | None = None
    answered_by: str | None = None

    def covers(self, room: Room, slot: TimeSlot) -> bool:
        """Tell whether a room at a time is what the request is about."""
        return self.room.email == room.email and any(
            one.start <= slot.start and slot.end <= one.end for one in self.slots
        )


@dataclass(frozen=True)
class ApprovalSent:
    """The approver will be asked; ``already`` where they were asked the same before."""

    approval: Approval
    already: bool = False


@dataclass(frozen=True)
class ApprovalAsked:
    """What the approver reads; the answers name the request by its id."""

    approval: Approval


@dataclass(frozen=True)
class ApprovalAnswered:
    """What the approver has said; ``already`` where it was decided before."""

    approval: Approval
    already: bool = False


@dataclass(frozen=True)
class ApprovalEnded:
    """What the asker reads of the decision."""

    approval: Approval


ApprovalOutcome = ApprovalSent | ApprovalAsked | ApprovalAnswered | ApprovalEnded
