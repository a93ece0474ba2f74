"""Ask the holder: who would like a room that somebody else holds, and what the holder says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from roombot.domain.bookings import Booking
from roombot.domain.clicks import HandoverAnswer
from roombot.domain.intents import Wish
from roombot.domain.options import Option
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


class HandoverState(StrEnum):
    """Where a handover is in its life; the last three are final."""

    ASKED = "asked"  # the holder has not answered yet
    GIVING = "giving"  # the holder said yes; the room is on its way to the asker
    GIVEN = "given"
    MISSED = "missed"  # the holder said yes, but somebody else was faster than the asker
    KEPT = "kept"  # the holder said no, or nothing in time


@dataclass(frozen=True)
class Handover:
    """One person's question for a room that another holds.

    ``wish`` is what the asker will book, ``booking_id`` what the holder holds. The holder learns
    who asks only where ``is_named``. ``other_room`` is the room that the holder can swap to.
    """

    id: str
    team_id: str
    asker_id: str
    holder_id: str
    booking_id: str
    wish: Wish
    slot: TimeSlot
    created_at: datetime
    is_named: bool = True
    other_room: str | None = None
    answered_at: datetime | None = None
    state: HandoverState = HandoverState.ASKED

    @property
    def is_under_way(self) -> bool:
        """Whether what becomes of it is not known yet."""
        return self.state in {HandoverState.ASKED, HandoverState.GIVING}


@dataclass(frozen=True)
class AskedToName:
    """The asker chooses whether the holder learns who asks."""

    room: Room
    slot: TimeSlot
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class HandoverShown:
    """What the holder reads: which room is wanted and when, and how it can be answered."""

    handover: Handover
    booking: Booking
    answers: tuple[HandoverAnswer, ...]
    other_room: Room | None = None


@dataclass(frozen=True)
class HandoverSent:
    """The holder is asked; ``question`` is None when they were asked the same before."""

    handover: Handover
    room: Room
    question: HandoverShown | None = None


@dataclass(frozen=True)
class HandoverAnswered:
    """The holder has answered; ``booking`` is what they are left with, ``got`` the asker's."""

    handover: Handover
    room: Room
    booking: Booking
    answer: HandoverAnswer
    got: Booking | None = None


@dataclass(frozen=True)
class HandoverEnded:
    """What the asker reads when the room does not become theirs."""

    handover: Handover
    room: Room


HandoverOutcome = AskedToName | HandoverSent | HandoverAnswered | HandoverEnded | HandoverShown
