"""Intents that only a button has: they name what was shown by its id."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class StopWatching:
    """Leave the waiting list."""

    watch_id: str


@dataclass(frozen=True)
class TakeHold:
    """Take the room that is held from the waiting list."""

    watch_id: str


@dataclass(frozen=True)
class PassHold:
    """Leave the room that is held to the next in line."""

    watch_id: str


@dataclass(frozen=True)
class RunLate:
    """Keep the room although nobody is there yet."""

    booking_id: str


class HandoverAnswer(StrEnum):
    """What the holder of a room says to somebody who would like it."""

    GIVE = "give"
    SWAP = "swap"  # another room will do for the holder
    FINISH = "finish"  # the holder ends where the other wants to begin
    KEEP = "keep"


@dataclass(frozen=True)
class AnswerHandover:
    """Answer somebody who would like one's room."""

    handover_id: str
    answer: HandoverAnswer


@dataclass(frozen=True)
class AnswerApproval:
    """Approve or decline that somebody books a special room."""

    approval_id: str
    is_approved: bool


@dataclass(frozen=True)
class TakeLeft:
    """Take over what somebody has left who is gone."""

    booking_id: str


@dataclass(frozen=True)
class GiveLeft:
    """Give it to somebody else."""

    booking_id: str
    heir_id: str


@dataclass(frozen=True)
class CancelLeft:
    """Cancel it."""

    booking_id: str


class Attendance(StrEnum):
    """Whether somebody comes to a meeting."""

    COMING = "coming"
    REMOTE = "remote"
    ABSENT = "absent"


@dataclass(frozen=True)
class Attend:
    """Say whether one comes."""

    booking_id: str
    attendance: Attendance


@dataclass(frozen=True)
class BookSeries:
    """Book all dates of a series that was laid out."""

    series_id: str


@dataclass(frozen=True)
class PlaceDate:
    """Choose where one date of a series takes place; None skips it."""

    series_id: str
    number: int
    choice: int | None


@dataclass(frozen=True)
class CancelOne:
    """Give up one meeting of a series."""

    booking_id: str


@dataclass(frozen=True)
class CancelRest:
    """Give up a meeting of a series and all later ones."""

    booking_id: str


@dataclass(frozen=True)
class FollowLink:
    """Show what a link of ours leads to; ``place`` is the kind of thing, as in its path."""

    place: str
    subject_id: str


@dataclass(frozen=True)
class BookLinked:
    """Book the room of a link from now on."""

    room_id: str
    minutes: int


Click = (
    AnswerApproval
    | AnswerHandover
    | Attend
    | BookLinked
    | BookSeries
    | CancelLeft
    | CancelOne
    | CancelRest
    | FollowLink
    | GiveLeft
    | PassHold
    | PlaceDate
    | RunLate
    | StopWatching
    | TakeHold
    | TakeLeft
)
