"""Between rows and the values of the domain."""

from typing import Any

from sqlalchemy import RowMapping

from roombot.domain.bookings import (
    Action,
    Attempt,
    AttemptState,
    Booking,
    BookingState,
    Invitation,
    InvitationState,
)
from roombot.domain.people import folded
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot

Values = dict[str, Any]


def attempt_values(attempt: Attempt) -> Values:
    """Return an attempt's columns, but for its times and its note."""
    return {
        "team_id": attempt.team_id,
        "id": attempt.id,
        "key": attempt.key,
        "action": attempt.action.value,
        "state": attempt.state.value,
        "slack_id": attempt.slack_id,
        **_where_and_when(attempt.room, attempt.slot),
        "organizer_email": attempt.organizer_email,
        "title": attempt.title,
        "event_id": attempt.event_id,
        "booking_id": attempt.booking_id,
        "details": attempt.details,
    }


def attempt_of(row: RowMapping) -> Attempt:
    """Return the attempt in a row."""
    return Attempt(
        id=row["id"],
        team_id=row["team_id"],
        key=row["key"],
        action=Action(row["action"]),
        slack_id=row["slack_id"],
        room=_room(row),
        slot=TimeSlot(row["starts_at"], row["ends_at"]),
        organizer_email=row["organizer_email"],
        title=row["title"],
        event_id=row["event_id"],
        booking_id=row["booking_id"],
        state=AttemptState(row["state"]),
        details=row["details"],
    )


def booking_values(booking: Booking) -> Values:
    """Return a booking's columns, but for the time of its change."""
    return {
        "team_id": booking.team_id,
        "id": booking.id,
        **_where_and_when(booking.room, booking.slot),
        "organizer_id": booking.organizer_id,
        "organizer_email": folded(booking.organizer_email),
        "title": booking.title,
        "event_id": booking.event_id,
        "state": booking.state.value,
        "checked_in": booking.checked_in,
        "capacity": booking.capacity,
        "amenities": list(booking.amenities),
    }


def booking_of(row: RowMapping) -> Booking:
    """Return the booking in a row; of its room only what was kept."""
    return Booking(
        id=row["id"],
        team_id=row["team_id"],
        room=_room(row),
        slot=TimeSlot(row["starts_at"], row["ends_at"]),
        organizer_id=row["organizer_id"],
        organizer_email=row["organizer_email"],
        title=row["title"],
        event_id=row["event_id"],
        state=BookingState(row["state"]),
        checked_in=row["checked_in"],
        capacity=row["capacity"],
        amenities=tuple(row["amenities"]),
    )


def invitation_values(invitation: Invitation) -> Values:
    """Return an invitation's columns, but for its time."""
    return {
        "team_id": invitation.team_id,
        "id": invitation.id,
        "booking_id": invitation.booking_id,
        "email": folded(invitation.email),
        "name": invitation.name,
        "slack_id": invitation.slack_id,
        "joan_id": invitation.joan_id,
        "mailed": invitation.mailed,
        "state": invitation.state.value,
    }


def invitation_of(row: RowMapping) -> Invitation:
    """Return the invitation in a row."""
    return Invitation(
        id=row["id"],
        team_id=row["team_id"],
        booking_id=row["booking_id"],
        email=row["email"],
        name=row["name"],
        slack_id=row["slack_id"],
        joan_id=row["joan_id"],
        mailed=row["mailed"],
        state=InvitationState(row["state"]),
    )


def _where_and_when(room: Room, slot: TimeSlot) -> Values:
    return {
        "room_email": room.email,
        "room_name": room.name,
        "room_zone": room.time_zone,
        "starts_at": slot.start,
        "ends_at": slot.end,
    }


def _room(row: RowMapping) -> Room:
    return Room(row["room_email"], row["room_name"], time_zone=row["room_zone"])
