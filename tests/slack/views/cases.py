"""Every kind of answer once, and those that read differently more than once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from types import MappingProxyType

from roombot.booking.repeating import MOST
from roombot.domain import watches
from roombot.domain.approvals import (
    Approval,
    ApprovalAnswered,
    ApprovalAsked,
    ApprovalEnded,
    ApprovalSent,
    ApprovalState,
)
from roombot.domain.bookings import Action, BookingState, Invitation
from roombot.domain.clicks import Attendance, HandoverAnswer, PassHold, TakeHold
from roombot.domain.closings import Closing, LetGo
from roombot.domain.days import DayShown
from roombot.domain.digests import RoomUse, WeekDigest
from roombot.domain.gatherings import FewCome, Gathered, Gathering, Reply
from roombot.domain.handovers import (
    AskedToName,
    Handover,
    HandoverAnswered,
    HandoverEnded,
    HandoverSent,
    HandoverShown,
    HandoverState,
)
from roombot.domain.intents import (
    AskApproval,
    AskHolder,
    Book,
    Cancel,
    Extend,
    ListRooms,
    Move,
    Reschedule,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Undo,
    Watch,
    Which,
    Wish,
)
from roombot.domain.leaving import (
    Fate,
    Leaver,
    LeavingOffered,
    LeavingSettled,
    Left,
    LeftToYou,
    OrganizerChanged,
)
from roombot.domain.links import BookingLinked, RoomLinked
from roombot.domain.listings import DevicesListed, Linked, RoomsListed
from roombot.domain.occasions import (
    CheckInAsked,
    EndingSoon,
    JobGivenUp,
    Occasion,
    Released,
    Reminded,
    RunningLate,
    Settled,
    Thanked,
)
from roombot.domain.options import ClosedBecause, Option, RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import (
    AgendaShown,
    AlreadyChosen,
    AlreadyDone,
    Asked,
    AskedHowLong,
    AskedWhom,
    Booked,
    Cancelled,
    CannotExtend,
    CheckedIn,
    Dropped,
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
    Suggested,
    Unconfirmed,
    WhichBooking,
)
from roombot.domain.room_rules import Broken, Rule, RuleRefused
from roombot.domain.series import (
    DateState,
    Place,
    Series,
    SeriesAsked,
    SeriesBooked,
    SeriesCancelled,
    SeriesDate,
    SeriesPlanned,
)
from roombot.domain.watches import HeldForYou, WatchEnded, Watching, WatchState
from tests.slack.views.office import (
    ABROAD,
    ANAS,
    BARE,
    BOOKING,
    BROADWAY,
    CHECKED_IN,
    CONFIRMED,
    DAY,
    DEVICES,
    EVENTS,
    EVEREST,
    LATE,
    NEAREST,
    NEXT_YEAR,
    OAK,
    OF_A_BARE_ROOM,
    OTHER_ROOMS,
    OTHER_TIMES,
    OUTSIDE,
    REJECTED,
    ROOMS_THEN,
    RUNNING,
    SOON,
    UNMAILED,
    UNREACHED,
    WEEK,
    WISH,
    ZONE,
    at,
    longer,
    offer,
    slot,
)

VERBS_TO_ASK = (
    "extend",
    "finish",
    "cancel",
    "check_in",
    "move",
    "reschedule",
    "invite",
    "accept",
    "reject",
)
ANSWERED = InvitationShown(CONFIRMED, BOOKING, "Ben Okafor")
WINDOW = replace(WISH, start=None, end=None, window=slot(13, 17, 1), minutes=90, place="2nd floor")
WATCH = watches.Watch("w1", "T1", "UBEN", WISH, at(14, 45, days=1), at(10))
LONGER = tuple(
    Option(Extend(Which(booking_id="b1"), until=at(15, minutes, days=1)), EVEREST, slot(14, 16, 1))
    for minutes in (15, 30)
)
SERIES = Series(
    "s1",
    "T1",
    "UBEN",
    WISH,
    EVEREST,
    (
        SeriesDate(slot(14, 15, 1), (Place(EVEREST, slot(14, 15, 1)),)),
        SeriesDate(
            slot(14, 15, 8),
            (Place(BROADWAY, slot(14, 15, 8)), Place(EVEREST, slot(15, 16, 8))),
            clashes=True,
        ),
        SeriesDate(
            slot(14, 15, 15), (Place(BROADWAY, slot(14, 15, 15)),), chosen=None, clashes=True
        ),
        SeriesDate(slot(14, 15, 22), chosen=None, clashes=True),
        SeriesDate(slot(14, 15, 29), (Place(EVEREST, slot(14, 15, 29)),), is_certain=False),
    ),
    at(10),
)
BOOKED_SERIES = replace(
    SERIES,
    dates=tuple(
        replace(date, state=state)
        for date, state in zip(
            SERIES.dates,
            (
                DateState.BOOKED,
                DateState.UNSURE,
                DateState.PLANNED,
                DateState.PLANNED,
                DateState.FAILED,
            ),
            strict=True,
        )
    ),
)
BACK = (Option(Undo(Book(WISH), at(10, 2))),)
HANDOVER = Handover(
    "h1", "T1", "UBEN", "UANA", "b1", WISH, slot(14, 15, 1), at(10), other_room="elm@x"
)
LEAVER = Leaver("U0OTTO", "Otto Former")
LEFT = (
    Left((replace(BOOKING, id="single"),)),
    Left(tuple(replace(BOOKING, id=f"series-{number}") for number in range(3))),
)
MUCH = tuple(Left((replace(BOOKING, id=f"single-{number}"),)) for number in range(30))
APPROVAL = Approval(
    "p1", "T1", "UBEN", "UANA", EVEREST, (slot(14, 15, 1),), Book(WISH), at(10), at(14, 0, 1)
)
HOURS = (time(8), time(18))
GAPS = tuple(offer(room, slot(13, 14)) for room in (EVEREST, OAK))
HOLD = (Option(TakeHold("w1")), Option(PassHold("w1")))
CANCELLED = replace(BOOKING, state=BookingState.CANCELLED)


def _suggested(because: SuggestedBecause) -> Suggested:
    match because:
        case SuggestedBecause.CHANGE_ROOM:
            return Suggested(because, WISH, OTHER_ROOMS, BOOKING)
        case SuggestedBecause.CHANGE_TIME:
            return Suggested(because, WISH, OTHER_TIMES, BOOKING)
        case SuggestedBecause.NOT_WRITTEN | SuggestedBecause.LOST:
            return Suggested(because, WISH, ROOMS_THEN[:1])
        case SuggestedBecause.ASKED | SuggestedBecause.INCOMPLETE:
            return Suggested(because, WISH, ROOMS_THEN)
        case _:
            return Suggested(because, WISH, NEAREST)


def _which(verb: str) -> WhichBooking:
    bookings = (BOOKING, ABROAD)
    options = tuple(Option(Cancel(Which(one.id)), one.room, one.slot) for one in bookings)
    return WhichBooking(verb, options, bookings)


def _readings() -> tuple[Option, ...]:
    times = (at(19), at(7, days=1))
    return (
        Option(Book(Wish(times[0], at(20)))),
        Option(Book(Wish(times[1]))),
        Option(Extend(until=times[0])),
        Option(Reschedule(start=times[1])),
        Option(Cancel(Which(start=times[1]))),
        Option(Cancel(Which(rooms=("Oak",)))),
        Option(Move(to_room="Everest")),
        Option(Move(to_room=" ")),
        Option(ShowSchedule(("Oak", "Everest"))),
        Option(Book(Wish(rooms=("Oak",)))),
        Option(ShowHelp()),
    )


def _all_answers() -> InvitationShown:
    waiting = Invitation("i5", "T1", "b1", "gita@example.com", "Gita Rao", "UGITA")
    return replace(ANSWERED, all_invitations=(CONFIRMED, REJECTED, waiting))


LAST_WEEK = slot(0, 24 * 7, -7)
DIGEST = WeekDigest(
    LAST_WEEK,
    ZONE,
    8,
    (
        RoomUse(EVEREST, 7, (0.0, 0.4, 1.0, 0.9, 0.0, 0.0, 0.55, 0.2, 0.1, 0.0)),
        RoomUse(BROADWAY, 1, (0.0,) * 10),
        RoomUse(OAK, 0, (0.0,) * 10),
        RoomUse(BARE, 0, (0.0,) * 10),
    ),
    meetings=8,
    released=2,
    absent=1,
    absent_minutes=90,
    oversized=2,
    sized=5,
    devices=(DEVICES[0],),
)

CASES: Mapping[str, Outcome] = MappingProxyType(
    {
        "booked": Booked(BOOKING),
        "booked_running": Booked(RUNNING),
        "booked_soon": Booked(SOON),
        "booked_abroad": Booked(ABROAD),
        "booked_over_midnight": Booked(LATE),
        "booked_next_year": Booked(NEXT_YEAR),
        "booked_bare_room": Booked(OF_A_BARE_ROOM),
        "booked_already": Booked(BOOKING, already=True),
        "booked_with_people": Booked(BOOKING, (ANAS, UNMAILED, OUTSIDE, UNREACHED), ("UX", "a@b")),
        **{f"suggested_{because}": _suggested(because) for because in SuggestedBecause},
        "suggested_window": Suggested(SuggestedBecause.ASKED, WINDOW, NEAREST[:1]),
        "suggested_days": Suggested(
            SuggestedBecause.ASKED, Wish(window=WEEK, people=("UANA",), title="Plan"), ROOMS_THEN
        ),
        "suggested_room_taken": Suggested(
            SuggestedBecause.TAKEN, replace(WISH, rooms=("Everest",)), NEAREST
        ),
        "suggested_key_taken": Suggested(
            SuggestedBecause.TAKEN, replace(WISH, rooms=(OAK.email,)), NEAREST
        ),
        "suggested_key_taken_for_booking": Suggested(
            SuggestedBecause.TAKEN, replace(WISH, rooms=(EVEREST.email,)), OTHER_TIMES, BOOKING
        ),
        "suggested_on_two_clocks": Suggested(
            SuggestedBecause.ASKED, WISH, (ROOMS_THEN[0], offer(BROADWAY, slot(14, 15, 1)))
        ),
        "suggested_start_only": Suggested(SuggestedBecause.TAKEN, Wish(at(9, days=1))),
        "suggested_nothing": Suggested(SuggestedBecause.TAKEN, WISH),
        "suggested_nothing_at_all": Suggested(SuggestedBecause.INCOMPLETE, Wish()),
        "suggested_no_other_room": Suggested(SuggestedBecause.CHANGE_ROOM, WISH, (), BOOKING),
        "suggested_without_rooms": Suggested(SuggestedBecause.ASKED, WISH, _readings()[:1]),
        **{f"which_booking_{verb}": _which(verb) for verb in VERBS_TO_ASK},
        "asked_start": Asked("start", _readings()),
        "asked_rooms": Asked("rooms", _readings()[5:7]),
        "asked_other": Asked("capacity", ()),
        "asked_how_long": AskedHowLong(RUNNING, (longer(15), longer(30), longer(60))),
        "asked_how_long_in_vain": AskedHowLong(RUNNING, ()),
        "asked_whom": AskedWhom(BOOKING),
        "extended": Extended(RUNNING),
        "cannot_extend": CannotExtend(RUNNING, RUNNING.slot.end),
        "cannot_extend_so_far": CannotExtend(RUNNING, at(11, 20), (longer(15), longer(20))),
        "finished": Finished(RUNNING, 12),
        "finished_one_minute": Finished(RUNNING, 1),
        "finished_on_time": Finished(RUNNING, 0),
        "cancelled": Cancelled(BOOKING),
        "cancelled_and_told": Cancelled(BOOKING, (ANAS, UNMAILED)),
        "checked_in": CheckedIn(CHECKED_IN),
        "moved": Moved(BOOKING, OAK),
        "moved_and_told": Moved(BOOKING, OAK, (ANAS,)),
        "rescheduled": Rescheduled(BOOKING, EVEREST, slot(16, 17, 1), (ANAS,)),
        "rescheduled_old_stays": Rescheduled(BOOKING, OAK, slot(16, 17, 1), old_still_booked=True),
        "invited": Invited(BOOKING, (ANAS, UNMAILED, OUTSIDE), (REJECTED,), ("UX", "nobody")),
        "invited_nobody_new": Invited(BOOKING, (), (ANAS,)),
        "invitation": InvitationShown(ANAS, BOOKING, "Ben Okafor"),
        "invitation_untitled": InvitationShown(ANAS, OF_A_BARE_ROOM, "Ben Okafor"),
        "invitation_confirmed": ANSWERED,
        "invitation_rejected": replace(ANSWERED, invitation=REJECTED),
        "invitation_confirmed_before": replace(ANSWERED, repeated=True),
        "invitation_rejected_before": replace(ANSWERED, invitation=REJECTED, repeated=True),
        "invitation_cancelled": replace(ANSWERED, closed=ClosedBecause.CANCELLED),
        "invitation_past": replace(ANSWERED, closed=ClosedBecause.PAST),
        "answers": _all_answers(),
        "answers_rejected": replace(ANSWERED, invitation=REJECTED),
        "answers_none_yet": InvitationShown(ANAS, BOOKING, "Ben Okafor"),
        "answers_of_a_cancelled_booking": replace(ANSWERED, booking=CANCELLED),
        "agenda": AgendaShown((CHECKED_IN, SOON, BOOKING, ABROAD), WEEK, ((ANAS, BOOKING),)),
        "agenda_nothing": AgendaShown((), WEEK),
        "agenda_invitations_only": AgendaShown((), DAY, ((ANAS, OF_A_BARE_ROOM),)),
        "agenda_full": AgendaShown((BOOKING,) * 12, WEEK, ((ANAS, BOOKING),) * 6),
        "schedule": ScheduleShown(EVEREST, DAY, EVENTS, at(11)),
        "schedule_of_a_week": ScheduleShown(
            OAK, WEEK, (*EVENTS, replace(EVENTS[0], slot=slot(17, 18, 6)))
        ),
        "schedule_free_day": ScheduleShown(BARE, DAY, (), DAY.end),
        "schedule_free_again": ScheduleShown(EVEREST, DAY, EVENTS[:1], DAY.end),
        "schedule_abroad": ScheduleShown(BROADWAY, DAY, EVENTS[-1:]),
        "schedule_long": ScheduleShown(EVEREST, DAY, EVENTS * 8),
        "day": DayShown(ShowDay(), (EVEREST, OAK), DAY, EVENTS, frozenset({"e1"}), HOURS, GAPS, 2),
        "day_of_many_rooms": DayShown(
            ShowDay(place="3rd floor", dark=True),
            tuple(replace(EVEREST, name=f"Room {n}") for n in range(25)),
            slot(0, 24, 1),
            EVENTS * 3,
            frozenset(),
            HOURS,
            (*GAPS, Option(ShowDay(first=25)), Option(ShowDay())),
            30,
        ),
        "day_of_a_room": DayShown(
            ShowDay(("Oak",)), (OAK,), WEEK, EVENTS, frozenset({"e1"}), HOURS, GAPS, 1
        ),
        "schedule_with_picture": ScheduleShown(
            OAK, DAY, EVENTS, options=(Option(ShowDay(("Oak",), None, DAY)),)
        ),
        "digest": DIGEST,
        "digest_long_ago": replace(DIGEST, released=None, devices=()),
        "digest_unused": WeekDigest(LAST_WEEK, ZONE, 8, (RoomUse(OAK, 0, (0.0,) * 10),), 0, 0),
        "room_linked_free": RoomLinked(EVEREST, is_free=True, until=at(11), minutes=(30,)),
        "room_linked_free_on": RoomLinked(BARE, is_free=True, until=None, minutes=(30, 60)),
        "room_linked_taken": RoomLinked(OAK, is_free=False, until=at(12)),
        "room_linked_taken_on": RoomLinked(OAK, is_free=False, until=None),
        "booking_linked": BookingLinked(BOOKING),
        "booking_linked_given_up": BookingLinked(CANCELLED),
        "booking_linked_over": BookingLinked(replace(BOOKING, slot=slot(8, 9))),
        "rooms": RoomsListed((EVEREST, OAK, BROADWAY, BARE), 4, frozenset({OAK.email})),
        "rooms_one": RoomsListed((OAK,), 1),
        "rooms_none": RoomsListed((), 0),
        "rooms_500": RoomsListed(
            tuple(replace(OAK, name=f"Room {n}") for n in range(20, 40)),
            500,
            first=20,
            options=(Option(ListRooms(first=40)),),
        ),
        "devices": DevicesListed(DEVICES),
        "devices_none": DevicesListed(()),
        "devices_many": DevicesListed(DEVICES * 20),
        "linked": Linked("UBEN", "ben@joan.example.com", known_to_joan=True),
        "linked_unknown": Linked("UBEN", "ben@joan.example.com", known_to_joan=False),
        "series_planned": SeriesPlanned(SERIES),
        "series_planned_without_clash": SeriesPlanned(replace(SERIES, dates=SERIES.dates[:1])),
        "series_planned_nothing_left": SeriesPlanned(replace(SERIES, dates=SERIES.dates[3:4])),
        "series_planned_as_long_as_may_be": SeriesPlanned(
            replace(SERIES, dates=(SERIES.dates[1],) * MOST, is_cut=True)
        ),
        "series_booked": SeriesBooked(BOOKED_SERIES),
        "series_booked_nothing": SeriesBooked(
            replace(SERIES, dates=(replace(SERIES.dates[0], state=DateState.FAILED),))
        ),
        "series_asked": SeriesAsked(BOOKING, 4, HOLD),
        "series_asked_in_a_bare_room": SeriesAsked(OF_A_BARE_ROOM, 1, HOLD),
        "series_cancelled": SeriesCancelled(((BOOKING, ()), (OF_A_BARE_ROOM, ()))),
        "series_cancelled_but_for": SeriesCancelled(((BOOKING, ()),), (OF_A_BARE_ROOM,)),
        "series_cancelled_nothing": SeriesCancelled((), (BOOKING,)),
        "watching": Watching(WATCH),
        "watching_already": Watching(replace(WATCH, wish=WINDOW), already=True),
        "watching_from_a_start": Watching(replace(WATCH, wish=Wish(at(9, days=1)))),
        "watching_nothing_said": Watching(replace(WATCH, wish=Wish(rooms=("Oak",)))),
        **{f"watch_{state}": WatchEnded(replace(WATCH, state=state)) for state in WatchState},
        "held_for_you": HeldForYou(replace(WATCH, held_until=at(10, 3)), BOOKING, HOLD),
        "held_for_you_in_a_bare_room": HeldForYou(WATCH, OF_A_BARE_ROOM, HOLD),
        "suggested_with_waiting_list": Suggested(
            SuggestedBecause.TAKEN, WISH, (*NEAREST, Option(Watch(WISH)))
        ),
        "suggested_waiting_list_only": Suggested(
            SuggestedBecause.TAKEN, WISH, (Option(Watch(WISH)),)
        ),
        "suggested_with_holder": Suggested(
            SuggestedBecause.TAKEN, WISH, (*NEAREST, Option(Watch(WISH)), Option(AskHolder(WISH)))
        ),
        "reminded": Reminded(BOOKING),
        "check_in_asked": CheckInAsked(BOOKING),
        "check_in_asked_of_an_invitee": CheckInAsked(
            BOOKING, at(14, 10, days=1), may_release=False
        ),
        "running_late": RunningLate(BOOKING, at(14, 20, days=1)),
        "released": Released(BOOKING, (Option(Book(WISH), EVEREST, slot(14, 15, 1)),)),
        **{f"given_up_{kind}": JobGivenUp(kind, BOOKING) for kind in Occasion},
        "given_up_digest": JobGivenUp("digest"),
        "thanked": Thanked(85),
        "thanked_for_a_minute": Thanked(1),
        "released_for_an_invitee": Released(BOOKING),
        "gathered": Gathered(BOOKING, Gathering(("U0ANA",))),
        "gathered_answered": Gathered(
            BOOKING,
            Gathering(
                ("U0ANA",),
                (
                    Reply("U0ANA", "Ana <&>", Attendance.COMING),
                    Reply("U0BEN", "Ben", Attendance.COMING),
                    Reply("U0CLEO", "Cleo", Attendance.REMOTE),
                    Reply("U0DAN", "Dan", Attendance.ABSENT),
                ),
            ),
        ),
        "gathered_over": Gathered(
            replace(BOOKING, state=BookingState.CANCELLED), Gathering(("U0ANA",))
        ),
        "few_come": FewCome(
            BOOKING, 2, (Option(Move(Which("b1"), "oak"), EVEREST, slot(14, 15, 1)),)
        ),
        "ending": EndingSoon(BOOKING, options=LONGER),
        "ending_followed": EndingSoon(
            BOOKING, is_followed=True, options=(Option(Book(WISH), BROADWAY, slot(15, 16, 1)),)
        ),
        **{
            f"settled_{action}_{took_place}": Settled(action, BOOKING, took_place)
            for action in (Action.BOOK, Action.CANCEL)
            for took_place in (True, False)
        },
        "asked_to_name": AskedToName(EVEREST, slot(14, 15, 1), HOLD),
        "handover_sent": HandoverSent(
            HANDOVER, EVEREST, HandoverShown(HANDOVER, BOOKING, tuple(HandoverAnswer))
        ),
        "handover_sent_already": HandoverSent(HANDOVER, EVEREST),
        "handover_shown": HandoverShown(HANDOVER, BOOKING, tuple(HandoverAnswer), BROADWAY),
        "handover_shown_unnamed": HandoverShown(
            replace(HANDOVER, is_named=False), replace(BOOKING, title=None), (HandoverAnswer.KEEP,)
        ),
        **{
            f"handover_answered_{answer}": HandoverAnswered(HANDOVER, EVEREST, BOOKING, answer)
            for answer in HandoverAnswer
        },
        **{
            f"handover_ended_{state}": HandoverEnded(replace(HANDOVER, state=state), EVEREST)
            for state in (HandoverState.KEPT, HandoverState.MISSED)
        },
        "leaving_offered": LeavingOffered(LEAVER, LEFT),
        "leaving_offered_many": LeavingOffered(replace(LEAVER, is_in_slack=True), MUCH),
        "leaving_taken": LeavingSettled(
            LEAVER, Fate.TAKEN, ((BOOKING, ()),), (BOOKING,), LEFT[:1], heir_id="U0BEN"
        ),
        "leaving_given": LeavingSettled(LEAVER, Fate.GIVEN, ((BOOKING, ()),) * 3, heir_id="U0BEN"),
        "leaving_cancelled": LeavingSettled(LEAVER, Fate.CANCELLED, ((BOOKING, ()),)),
        "leaving_left_to_you": LeftToYou(LEAVER, (BOOKING,) * 2, "U0BEN"),
        "leaving_organizer_changed": OrganizerChanged(BOOKING, LEAVER, "Ada"),
        "approval_sent": ApprovalSent(APPROVAL),
        "approval_sent_already": ApprovalSent(APPROVAL, already=True),
        "approval_asked": ApprovalAsked(APPROVAL),
        "approval_asked_for_a_series": ApprovalAsked(replace(APPROVAL, slots=APPROVAL.slots * 3)),
        **{
            f"approval_answered_{state}{'_before' * already}": ApprovalAnswered(
                replace(APPROVAL, state=state), already=already
            )
            for state in ApprovalState
            for already in (False, True)
            if state is not ApprovalState.ASKED
        },
        **{
            f"approval_ended_{state}": ApprovalEnded(replace(APPROVAL, state=state))
            for state in ApprovalState
            if state is not ApprovalState.ASKED
        },
        "help": HelpShown(is_admin=False),
        "help_for_administrators": HelpShown(is_admin=True),
        "not_understood": NotUnderstood("bananas"),
        "not_understood_but_near": NotUnderstood("could my meeting extend itself"),
        **{f"refused_{because}": Refused(because, "Atlantis") for because in RefusedBecause},
        "refused_without_address": Refused(RefusedBecause.NOT_IN_JOAN),
        "refused_without_room": Refused(RefusedBecause.NO_SUCH_ROOM),
        **{
            f"rule_{rule}": RuleRefused(Broken(rule, EVEREST, 90))
            for rule in Rule
            if rule is not Rule.HOURS
        },
        "rule_at_once_in_one_room": RuleRefused(Broken(Rule.AT_ONCE, EVEREST, 1, is_own=True)),
        "rule_with_the_nearest": RuleRefused(
            Broken(Rule.LONGEST, EVEREST, 120),
            (Option(Book(Wish(at(14), at(16), rooms=(EVEREST.email,))), EVEREST, slot(14, 16)),),
        ),
        "rule_hours_of_a_building": RuleRefused(
            Broken(Rule.HOURS, EVEREST, open=slot(8, 18), nearest=slot(8, 9)), ROOMS_THEN[:1]
        ),
        "rule_hours_elsewhere": RuleRefused(
            Broken(Rule.HOURS, replace(EVEREST, time_zone="America/New_York"), open=slot(8, 18))
        ),
        "rule_people_unknown": RuleRefused(Broken(Rule.PEOPLE, EVEREST, is_unsure=True)),
        "rule_approval_to_ask_for": RuleRefused(
            Broken(Rule.APPROVAL, EVEREST, by="UANA"),
            (Option(AskApproval(Book(WISH), EVEREST.email, slot(14, 16))), *ROOMS_THEN[:1]),
        ),
        "rule_approval_with_other_rooms": RuleRefused(
            Broken(Rule.APPROVAL, EVEREST, by="UANA"), ROOMS_THEN[:1]
        ),
        **{f"already_{state}": AlreadyDone(BOOKING, state) for state in BookingState},
        "cancelled_with_the_way_back": Cancelled(BOOKING, options=BACK),
        "finished_with_the_way_back": Finished(BOOKING, 20, options=BACK),
        "moved_with_the_way_back": Moved(BOOKING, BROADWAY, options=BACK),
        "dropped": Dropped(),
        "dropped_with_thanks": Dropped(Closing.THANKED),
        **{f"dropped_{closing}": Dropped(closing) for closing in list(Closing)[2:]},
        "asked_day": Asked("day"),
        "asked_regret": Asked("regret", (Option(Cancel(Which("b1"))), Option(LetGo()))),
        "asked_again": Asked(
            "again", (Option(Reschedule(Which("b1"), at(9), at(10))), Option(Book(Wish())))
        ),
        "already_chosen": AlreadyChosen(),
        **{f"unconfirmed_{action}": Unconfirmed(action, BOOKING) for action in Action},
    }
)

SEEN_BY_THE_INVITEE = tuple(name for name in CASES if name.startswith("invitation"))
