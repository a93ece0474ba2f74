"""The door to the use cases: one intent in, one outcome out."""

from dataclasses import replace
from typing import assert_never

from roombot.booking import (
    answering,
    approving,
    asking,
    caring,
    changing,
    drawing,
    extending,
    finding,
    gathering,
    handing,
    inviting,
    leaving,
    linking,
    looking,
    making,
    moving,
    planning,
    rescheduling,
    series,
    waiting,
)
from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_act
from roombot.booking.undoing import undoable
from roombot.domain.clicks import (
    AnswerApproval,
    AnswerHandover,
    Attend,
    BookLinked,
    BookSeries,
    CancelLeft,
    CancelOne,
    CancelRest,
    FollowLink,
    GiveLeft,
    PassHold,
    PlaceDate,
    RunLate,
    StopWatching,
    TakeHold,
    TakeLeft,
)
from roombot.domain.closings import LetGo
from roombot.domain.intents import (
    Accept,
    AskApproval,
    AskHolder,
    Book,
    Cancel,
    CheckIn,
    Clarify,
    Extend,
    Find,
    Finish,
    Gather,
    Intent,
    Invite,
    Link,
    ListDevices,
    ListRooms,
    Move,
    Reject,
    Reschedule,
    ShowAgenda,
    ShowBooking,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Undo,
    Unknown,
    Watch,
)
from roombot.domain.listings import Linked
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import Asked, Dropped, HelpShown, NotUnderstood, Outcome, Refused
from roombot.domain.people import folded
from roombot.domain.turns import Turn


async def handle(office: Office, turn: Turn, intent: Intent) -> Outcome:
    """Do what the person wants and return what came of it, with the way back where there is one.

    Help needs no Joan; for all else she must know the person, or the error says why not.
    """
    if not turn.person.is_matched and not isinstance(intent, ShowHelp):
        person = await office.people.person(turn.person.team_id, turn.person.slack_id)
        turn = replace(turn, person=person or turn.person)
    if isinstance(intent, Undo):
        if turn.now > intent.until:
            return Refused(RefusedBecause.TOO_LATE_TO_UNDO)
        intent = intent.back
    ruled = await office.of(turn.person.team_id)
    return undoable(await _handle(ruled, turn, intent), turn)


async def _handle(office: Office, turn: Turn, intent: Intent) -> Outcome:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one line an intent
    """Do what the person wants and return what came of it."""
    match intent:
        case Find():
            return refuse_to_act(turn.person) or await finding.find(office, turn, intent)
        case Book():
            return await making.book(office, turn, intent)
        case Extend():
            return await extending.extend(office, turn, intent)
        case Finish():
            return await changing.finish(office, turn, intent)
        case Cancel():
            return await series.cancel(office, turn, intent)
        case CheckIn():
            return await changing.check_in(office, turn, intent)
        case Move():
            return await moving.move(office, turn, intent)
        case Reschedule():
            return await rescheduling.reschedule(office, turn, intent)
        case Invite():
            return await inviting.invite(office, turn, intent)
        case Accept() | Reject():
            return await answering.answer(office, turn, intent)
        case ShowAgenda():
            return await looking.agenda(office, turn, intent)
        case ShowSchedule():
            return await looking.schedule(office, turn, intent)
        case ListRooms():
            return await looking.rooms(office, turn, intent)
        case ShowDay():
            return await drawing.day(office, turn, intent)
        case FollowLink():
            return await linking.follow(office, turn, intent)
        case BookLinked():
            return await linking.book(office, turn, intent)
        case ListDevices():
            return await looking.devices(office, turn)
        case Link():
            return await link(office, turn, intent)
        case Watch():
            return await waiting.watch(office, turn, intent)
        case TakeHold(watch_id):
            return await waiting.take(office, turn, watch_id)
        case StopWatching(watch_id) | PassHold(watch_id):
            return await waiting.leave(office, turn, watch_id)
        case AskHolder():
            return await asking.ask(office, turn, intent)
        case AskApproval():
            return await approving.ask(office, turn, intent, _handle)
        case AnswerApproval():
            return await approving.answer(office, turn, intent)
        case AnswerHandover():
            return await handing.answer(office, turn, intent)
        case RunLate(booking_id):
            return await caring.run_late(office, turn, booking_id)
        case TakeLeft() | GiveLeft() | CancelLeft():
            return await leaving.settle(office, turn, intent)
        case BookSeries(series_id):
            return await series.book(office, turn, series_id)
        case PlaceDate():
            return await planning.place(office, turn, intent)
        case CancelOne(booking_id):
            return await series.cancel_one(office, turn, booking_id)
        case CancelRest(booking_id):
            return await series.cancel_rest(office, turn, booking_id)
        case LetGo(closing):
            return Dropped(closing)
        case ShowBooking():
            return await looking.booking(office, turn, intent)
        case Undo(back):
            return await _handle(office, turn, back)
        case Gather():
            return await gathering.gather(office, turn, intent)
        case Attend():
            return await gathering.attend(office, turn, intent)
        case ShowHelp():
            return HelpShown(turn.person.is_admin)
        case Unknown(text):
            return NotUnderstood(text)
        case Clarify(about, choices):
            return Asked(about, tuple(Option(choice) for choice in choices))
        case _:
            assert_never(intent)


async def link(office: Office, turn: Turn, intent: Link) -> Outcome:
    """Say under which address Joan knows a Slack person, on an administrator's word."""
    if not turn.person.is_admin:
        return Refused(RefusedBecause.NOT_ADMIN)
    address = folded(intent.joan_email)
    known = await office.people.link(turn.person.team_id, intent.slack_id, address)
    return Linked(intent.slack_id, address, known)
