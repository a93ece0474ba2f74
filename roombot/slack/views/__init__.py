"""What people read: an outcome and its reader in, a message out; pure."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from roombot.domain import outcomes
from roombot.domain.approvals import (
    ApprovalAnswered,
    ApprovalAsked,
    ApprovalEnded,
    ApprovalSent,
)
from roombot.domain.days import DayShown
from roombot.domain.digests import WeekDigest
from roombot.domain.gatherings import FewCome, Gathered
from roombot.domain.handovers import (
    AskedToName,
    HandoverAnswered,
    HandoverEnded,
    HandoverSent,
    HandoverShown,
)
from roombot.domain.leaving import (
    LeavingOffered,
    LeavingSettled,
    LeftToYou,
    OrganizerChanged,
)
from roombot.domain.links import BookingLinked, RoomLinked
from roombot.domain.listings import DevicesListed, Linked, RoomsListed
from roombot.domain.occasions import (
    CheckInAsked,
    EndingSoon,
    JobGivenUp,
    Released,
    Reminded,
    RunningLate,
    Settled,
    Thanked,
)
from roombot.domain.outcomes import Answer, Outcome
from roombot.domain.people import Person
from roombot.domain.room_rules import RuleRefused
from roombot.domain.series import SeriesAsked, SeriesBooked, SeriesCancelled, SeriesPlanned
from roombot.domain.watches import HeldForYou, WatchEnded, Watching
from roombot.slack.messages import Message
from roombot.slack.views import (
    agenda,
    approvals,
    bookings,
    days,
    digests,
    explanations,
    gatherings,
    handovers,
    invitations,
    leaving,
    links,
    lists,
    occasions,
    questions,
    refusals,
    rules,
    schedule,
    series,
    suggestions,
    watches,
)
from roombot.slack.views.blocks import TEXT, fitting
from roombot.slack.views.reader import Reader


def render(
    answer: Answer, reader: Person, now: datetime, default_zone: str, address: str = ""
) -> Message:
    """Return the message that tells a person an outcome; links lead to ``address``."""
    seen_by = replace(Reader.of(reader, now, default_zone, answer.offer_id or ""), address=address)
    message = _render(seen_by, answer.outcome)
    return Message(fitting(message.text.split("\n"), TEXT), message.blocks, message.picture)


def render_error(error: Exception, reader: Person, now: datetime) -> Message:
    """Return the message that tells a person what prevented an answer."""
    return refusals.error(Reader.of(reader, now, reader.time_zone, ""), error)


def _render(reader: Reader, outcome: Outcome) -> Message:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one line an outcome
    match outcome:
        case outcomes.Booked():
            return bookings.booked(reader, outcome)
        case outcomes.Suggested():
            return suggestions.suggested(reader, outcome)
        case outcomes.WhichBooking():
            return questions.which_booking(reader, outcome)
        case outcomes.Asked():
            return questions.asked(reader, outcome)
        case outcomes.AskedHowLong():
            return bookings.how_long(reader, outcome)
        case outcomes.AskedWhom():
            return invitations.asked_whom(reader, outcome)
        case outcomes.Extended():
            return bookings.extended(reader, outcome)
        case outcomes.CannotExtend():
            return bookings.cannot_extend(reader, outcome)
        case outcomes.Finished():
            return bookings.finished(reader, outcome)
        case outcomes.Cancelled():
            return bookings.cancelled(reader, outcome)
        case outcomes.CheckedIn():
            return bookings.checked_in(reader, outcome)
        case outcomes.Moved():
            return bookings.moved(reader, outcome)
        case outcomes.Rescheduled():
            return bookings.rescheduled(reader, outcome)
        case outcomes.Invited():
            return invitations.invited(reader, outcome)
        case outcomes.InvitationShown():
            return invitations.shown(reader, outcome)
        case outcomes.AgendaShown():
            return agenda.agenda(reader, outcome)
        case outcomes.ScheduleShown():
            return schedule.schedule(reader, outcome)
        case RoomsListed():
            return lists.rooms(reader, outcome)
        case DayShown():
            return days.day(reader, outcome)
        case WeekDigest():
            return digests.digest(reader, outcome)
        case RoomLinked():
            return links.room(reader, outcome)
        case LeavingOffered():
            return leaving.offered(reader, outcome)
        case LeavingSettled():
            return leaving.settled(reader, outcome)
        case LeftToYou():
            return leaving.left_to_you(reader, outcome)
        case OrganizerChanged():
            return leaving.organizer_changed(reader, outcome)
        case BookingLinked():
            return links.booking(reader, outcome)
        case DevicesListed():
            return lists.devices(reader, outcome)
        case Linked():
            return explanations.linked(reader, outcome)
        case SeriesPlanned():
            return series.planned(reader, outcome)
        case SeriesBooked():
            return series.booked(reader, outcome)
        case SeriesAsked():
            return series.asked(reader, outcome)
        case SeriesCancelled():
            return series.cancelled(reader, outcome)
        case Watching():
            return watches.watching(reader, outcome)
        case WatchEnded():
            return watches.ended(reader, outcome)
        case HeldForYou():
            return watches.held(reader, outcome)
        case Reminded():
            return occasions.reminded(reader, outcome)
        case CheckInAsked():
            return occasions.check_in_asked(reader, outcome)
        case RunningLate():
            return occasions.running_late(reader, outcome)
        case Released():
            return occasions.released(reader, outcome)
        case EndingSoon():
            return occasions.ending(reader, outcome)
        case Thanked():
            return occasions.thanked(reader, outcome)
        case JobGivenUp():
            return occasions.given_up(reader, outcome)
        case Settled():
            return occasions.settled(reader, outcome)
        case AskedToName():
            return handovers.asked_to_name(reader, outcome)
        case HandoverSent():
            return handovers.sent(reader, outcome)
        case HandoverShown():
            return handovers.shown(reader, outcome)
        case HandoverAnswered():
            return handovers.answered(reader, outcome)
        case HandoverEnded():
            return handovers.ended(reader, outcome)
        case ApprovalSent():
            return approvals.sent(reader, outcome)
        case ApprovalAsked():
            return approvals.asked(reader, outcome)
        case ApprovalAnswered():
            return approvals.answered(reader, outcome)
        case ApprovalEnded():
            return approvals.ended(reader, outcome)
        case Gathered():
            return gatherings.gathered(reader, outcome)
        case FewCome():
            return gatherings.few_come(reader, outcome)
        case outcomes.HelpShown():
            return explanations.help_shown(reader, outcome)
        case outcomes.NotUnderstood():
            return explanations.not_understood(reader, outcome)
        case outcomes.Refused():
            return refusals.refused(reader, outcome)
        case RuleRefused():
            return rules.refused(reader, outcome)
        case outcomes.Dropped(closing):
            return explanations.dropped(reader, closing)
        case outcomes.AlreadyDone():
            return bookings.already_done(reader, outcome)
        case outcomes.AlreadyChosen():
            return refusals.already_chosen(reader)
        case outcomes.Unconfirmed():
            return bookings.unconfirmed(reader, outcome)
        case _:
            assert_never(outcome)
