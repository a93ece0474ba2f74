"""What is offered and refused, and for which reasons.

An ``Option`` is something a person can click: its intent is kept on the server, the button
carries an opaque id only.
"""

from dataclasses import dataclass
from enum import StrEnum

from roombot.domain.intents import Intent
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


class Trait(StrEnum):
    """A reason for a room, or what it lacks."""

    FITS = "fits"  # detail: the capacity
    HAS = "has"  # detail: the amenity
    ON_FLOOR = "on_floor"  # detail: the floor
    USUAL_FLOOR = "usual_floor"  # detail: the floor
    NAMED = "named"
    FAVOURITE = "favourite"
    LARGER = "larger"  # detail: the capacity, for a room far larger than asked
    SMALLER = "smaller"  # detail: the capacity, below what was asked
    LACKS = "lacks"  # detail: the amenity
    EARLIER = "earlier"  # detail: minutes
    LATER = "later"  # detail: minutes
    ELSEWHERE = "elsewhere"  # not in the place that was named


@dataclass(frozen=True)
class Reason:
    """Why a room is offered: a trait and what fills its sentence."""

    trait: Trait
    detail: str = ""


@dataclass(frozen=True)
class Option:
    """One choice: what a click will do, with the room and slot it is about where there is one."""

    intent: Intent
    room: Room | None = None
    slot: TimeSlot | None = None
    reasons: tuple[Reason, ...] = ()


class SuggestedBecause(StrEnum):
    """Why rooms are suggested rather than one booked."""

    ASKED = "asked"  # the person asked what is free
    INCOMPLETE = "incomplete"  # no start was said
    TAKEN = "taken"  # what was asked for is not free; options are the nearest
    TAKEN_MEANWHILE = "taken_meanwhile"  # somebody was faster
    DECLINED = "declined"  # the room's calendar declined after all
    NOT_WRITTEN = "not_written"  # Joan did not answer and nothing was booked: try again
    LOST = "lost"  # a change failed halfway and the old booking could not be had back
    CHANGE_ROOM = "change_room"  # other rooms for a booking
    CHANGE_TIME = "change_time"  # other times for a booking


class RefusedBecause(StrEnum):
    """Why something is not done."""

    NOT_MEMBER = "not_member"  # guests, strangers, bots, deactivated accounts
    NOT_IN_JOAN = "not_in_joan"  # detail: the person's Slack address
    NOT_YOURS = "not_yours"
    NOT_ADMIN = "not_admin"
    NOT_YOUR_OFFER = "not_your_offer"
    NOT_INVITED = "not_invited"
    IN_THE_PAST = "in_the_past"
    CHANGED_MEANWHILE = "changed_meanwhile"  # another click or somebody else was faster
    NOT_RUNNING = "not_running"  # end now / check in for a meeting that has not begun
    OVER = "over"  # the meeting is over
    SHORTER = "shorter"  # extend to an end before the present one
    TOO_LONG = "too_long"  # longer than a day
    NO_SUCH_ROOM = "no_such_room"  # detail: the name
    TOO_MANY_PEOPLE = "too_many_people"  # detail: the seats of the largest room
    NO_SUCH_BOOKING = "no_such_booking"
    NO_INVITATION = "no_invitation"
    TOO_MANY_WATCHES = "too_many_watches"  # detail: how many there may be
    NOBODY_TO_ASK = "nobody_to_ask"  # nobody, several people, or nobody known here holds the room
    ASKED_ENOUGH = "asked_enough"  # detail: how often a day a person may ask
    HOLDER_ASKED_ENOUGH = "holder_asked_enough"  # the holder has been asked often enough today
    APPROVER_GONE = "approver_gone"  # detail: the room that they approve
    NOT_APPROVER = "not_approver"
    TOO_MANY_REQUESTS = "too_many_requests"  # detail: how many there may be
    NO_HEIR = "no_heir"  # detail: who was to have a meeting, and cannot book
    DECIDED = "decided"  # an administrator was faster
    TOO_FAST = "too_fast"  # more deliveries a minute than anybody needs
    TOO_LATE_TO_UNDO = "too_late_to_undo"
    EXPIRED = "expired"  # a button whose offer is gone
    BY_JOAN = "by_joan"  # Joan refuses and does not say why
    CANNOT_TELL = "cannot_tell"  # e.g. beyond what Joan shows


class ClosedBecause(StrEnum):
    """Why an invitation's buttons have no effect any more."""

    CANCELLED = "cancelled"
    PAST = "past"
