"""Where an outcome stands: in place of what was clicked, before everybody, or to one alone."""

from roombot.domain.approvals import ApprovalAnswered, ApprovalSent
from roombot.domain.days import DayShown
from roombot.domain.gatherings import Gathered
from roombot.domain.handovers import HandoverAnswered, HandoverSent
from roombot.domain.leaving import LeavingSettled
from roombot.domain.listings import DevicesListed
from roombot.domain.occasions import RunningLate
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import (
    AgendaShown,
    AlreadyChosen,
    AlreadyDone,
    Booked,
    Cancelled,
    CheckedIn,
    Extended,
    Finished,
    HelpShown,
    InvitationShown,
    Invited,
    Moved,
    NotUnderstood,
    Outcome,
    Refused,
    Rescheduled,
    ScheduleShown,
    Unconfirmed,
    WhichBooking,
)
from roombot.domain.series import SeriesAsked, SeriesBooked, SeriesCancelled, SeriesPlanned
from roombot.domain.watches import WatchEnded, Watching

RESULTS = (
    AlreadyDone,
    ApprovalAnswered,
    ApprovalSent,
    Booked,
    Cancelled,
    CheckedIn,
    DayShown,
    Extended,
    Finished,
    Gathered,
    RunningLate,
    HandoverAnswered,
    HandoverSent,
    InvitationShown,
    Invited,
    LeavingSettled,
    Moved,
    Rescheduled,
    SeriesBooked,
    SeriesCancelled,
    SeriesPlanned,
    Unconfirmed,
    WatchEnded,
)
PRIVATE = (
    AgendaShown,
    DayShown,
    DevicesListed,
    HelpShown,
    NotUnderstood,
    Refused,
    SeriesAsked,
    Watching,
    WhichBooking,
)
FOREIGN_CLICKS = {
    RefusedBecause.NOT_YOUR_OFFER,
    RefusedBecause.NOT_YOURS,
    RefusedBecause.NOT_APPROVER,
}


def is_result(outcome: Outcome) -> bool:
    """Tell whether an outcome stands in place of the message whose button led to it."""
    return isinstance(outcome, RESULTS)


def is_private(outcome: Outcome) -> bool:
    """Tell whether an outcome is for the person alone, wherever it was asked for."""
    is_veiled = isinstance(outcome, ScheduleShown) and outcome.is_veiled
    return isinstance(outcome, PRIVATE) or is_veiled


def is_early(outcome: Outcome) -> bool:
    """Tell whether the clicked message still waits for another click, or another's."""
    is_foreign = isinstance(outcome, Refused) and outcome.because in FOREIGN_CLICKS
    return isinstance(outcome, AlreadyChosen) or is_foreign
