import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from roombot.domain.bookings import (
    Action,
    Attempt,
    AttemptState,
    Booking,
    BookingState,
    Event,
    Invitation,
    InvitationState,
)
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.sandbox.clock import SandboxClock
from roombot.store.database import Database
from roombot.store.ledger import SqlLedger

NINE = datetime(2026, 5, 11, 9, tzinfo=UTC)
LATER = datetime(2036, 1, 1, tzinfo=UTC)
OAK = Room("oak@rooms", "Oak", time_zone="Europe/Ljubljana")
ELM = Room("elm@rooms", "Elm")
ADA = Person("T1", "U1", "Ada", joan_email="ada@example.com")
HOUR = TimeSlot.lasting(NINE, 60)


def an_attempt(number: int = 1, key: str = "delivery") -> Attempt:
    return Attempt(
        id=f"a{number}",
        team_id="T1",
        key=key,
        action=Action.BOOK,
        slack_id="U1",
        room=OAK,
        slot=HOUR,
        organizer_email="ada@example.com",
        title="Čaj & “keksi”",
        details={"old_event": "E0"},
    )


def a_booking(number: int = 1, start: int = 0) -> Booking:
    return Booking(
        id=f"b{number}",
        team_id="T1",
        room=OAK,
        slot=HOUR.shifted(start),
        organizer_id="U1",
        organizer_email="ada@example.com",
        title="Tea",
        event_id=f"E{number}",
        capacity=6,
        amenities=("whiteboard",),
    )


def an_invitation(number: int = 1, slack_id: str | None = "U2") -> Invitation:
    return Invitation(
        id=f"i{number}",
        team_id="T1",
        booking_id="b1",
        email=f"ben{number}@example.com",
        name="Ben",
        slack_id=slack_id,
        joan_id="77",
    )


async def test_an_attempt_is_recorded_once_for_its_key(ledger: SqlLedger) -> None:
    attempt = an_attempt()
    assert await ledger.begin(attempt) is None
    assert await ledger.begin(replace(attempt, id="a2")) == attempt


async def test_of_many_attempts_at_once_one_is_recorded(
    ledger: SqlLedger, neighbour: Database, clock: SandboxClock
) -> None:
    other = SqlLedger(neighbour, clock)
    both = [ledger, other]
    earlier = await asyncio.gather(
        *(both[number % 2].begin(an_attempt(number)) for number in range(30))
    )
    assert earlier.count(None) == 1


async def test_the_same_key_in_another_workspace_is_another_attempt(ledger: SqlLedger) -> None:
    await ledger.begin(an_attempt())
    assert await ledger.begin(replace(an_attempt(), team_id="T2")) is None


async def test_a_settled_attempt_leaves_its_booking(ledger: SqlLedger) -> None:
    attempt, booking = an_attempt(), a_booking()
    await ledger.begin(attempt)
    assert await ledger.unsettled(LATER) == (attempt,)
    await ledger.settle(attempt, AttemptState.DONE, booking, "DONE")
    assert await ledger.unsettled(LATER) == ()
    assert await ledger.booking("T1", "b1") == booking


async def test_an_attempt_without_a_clear_answer_stays_to_be_settled(ledger: SqlLedger) -> None:
    await ledger.begin(an_attempt())
    await ledger.settle(an_attempt(), AttemptState.UNCONFIRMED, note="UNKNOWN")
    (left,) = await ledger.unsettled(LATER)
    assert left.state is AttemptState.UNCONFIRMED


async def test_a_booking_that_is_saved_again_is_replaced(ledger: SqlLedger) -> None:
    await ledger.save(a_booking())
    moved = replace(a_booking(), room=ELM, event_id="E9", checked_in=True)
    await ledger.save(moved)
    assert await ledger.booking("T1", "b1") == moved
    assert await ledger.booking("T2", "b1") is None


async def test_a_persons_bookings_are_those_of_the_account_or_the_address(
    ledger: SqlLedger,
) -> None:
    elsewhere = replace(a_booking(2, 60), organizer_id="U9", organizer_email="Ada@Example.com")
    await ledger.save(elsewhere)
    await ledger.save(a_booking(1))
    await ledger.save(replace(a_booking(3), organizer_id="U8", organizer_email="x@example.com"))
    await ledger.save(replace(a_booking(4), state=BookingState.CANCELLED))
    window = TimeSlot.lasting(NINE, 600)
    assert [one.id for one in await ledger.bookings(ADA, window)] == ["b1", "b2"]
    unlinked = replace(ADA, joan_email=None)
    assert [one.id for one in await ledger.bookings(unlinked, window)] == ["b1"]


async def test_bookings_outside_the_window_are_left_out(ledger: SqlLedger) -> None:
    await ledger.save(a_booking())
    assert await ledger.bookings(ADA, HOUR.shifted(60)) == ()


async def test_bookings_are_found_by_event_ids_which_are_case_sensitive(
    ledger: SqlLedger,
) -> None:
    long_id = "aB" * 80
    await ledger.save(replace(a_booking(), event_id=long_id))
    events = [Event(name, OAK.email, HOUR) for name in (long_id, long_id.lower())]
    found = await ledger.by_event("T1", events + events * 400)
    assert list(found) == [long_id]


async def test_the_rooms_of_recent_bookings_come_newest_first(ledger: SqlLedger) -> None:
    await ledger.save(a_booking(1))
    await ledger.save(replace(a_booking(2, 120), room=ELM))
    assert await ledger.usual_floor_rooms(ADA) == (ELM.email, OAK.email)


async def test_an_invitation_is_answered_once(ledger: SqlLedger) -> None:
    await ledger.add_invitation(an_invitation())
    assert await ledger.answer("T1", "i1", InvitationState.CONFIRMED)
    assert not await ledger.answer("T1", "i1", InvitationState.REJECTED)
    found = await ledger.invitation("T1", "i1")
    assert found == replace(an_invitation(), state=InvitationState.CONFIRMED)
    assert not await ledger.answer("T1", "unknown", InvitationState.CONFIRMED)


async def test_an_answer_can_be_given_back(ledger: SqlLedger) -> None:
    await ledger.add_invitation(an_invitation())
    await ledger.answer("T1", "i1", InvitationState.CONFIRMED)
    await ledger.add_invitation(an_invitation())
    assert await ledger.answer("T1", "i1", InvitationState.REJECTED)


async def test_invitations_wait_until_they_are_answered_or_over(
    ledger: SqlLedger, clock: SandboxClock
) -> None:
    await ledger.save(a_booking())
    await ledger.add_invitation(an_invitation(1))
    await ledger.add_invitation(an_invitation(2, slack_id=None))
    ben = Person("T1", "U2", "Ben", email="ben2@example.com")
    assert {one.id for one in await ledger.waiting_for(ben, NINE)} == {"i1", "i2"}
    assert await ledger.waiting_for(ben, NINE + timedelta(hours=1)) == ()
    await ledger.save(replace(a_booking(), state=BookingState.CANCELLED))
    assert await ledger.waiting_for(ben, clock.now()) == ()


async def test_a_bookings_invitations_come_in_the_order_of_inviting(
    ledger: SqlLedger, clock: SandboxClock
) -> None:
    for number in (2, 1, 3):
        await ledger.add_invitation(an_invitation(number))
        clock.advance(timedelta(seconds=1))
    assert [one.id for one in await ledger.invitations("T1", "b1")] == ["i2", "i1", "i3"]


async def test_a_final_result_stands(ledger: SqlLedger) -> None:
    await ledger.begin(an_attempt())
    await ledger.settle(an_attempt(), AttemptState.DONE)
    await ledger.settle(an_attempt(), AttemptState.UNCONFIRMED)
    assert await ledger.unsettled(LATER) == ()


async def test_a_result_is_not_recorded_without_its_booking(ledger: SqlLedger) -> None:
    await ledger.begin(an_attempt())
    unstorable = replace(a_booking(), title="\ud800")
    with pytest.raises((UnicodeEncodeError, DBAPIError)):
        await ledger.settle(an_attempt(), AttemptState.DONE, unstorable)
    assert await ledger.unsettled(LATER) == (an_attempt(),)
    assert await ledger.booking("T1", "b1") is None


async def test_long_texts_in_any_script_come_back_as_they_were(ledger: SqlLedger) -> None:
    booking = replace(a_booking(), title="čšž 会議 🎉 ' \\ %s :x " * 2_000, amenities=("会議🎉",))
    await ledger.save(booking)
    assert await ledger.booking("T1", "b1") == booking


async def test_an_event_that_came_back_belongs_to_the_latest_booking(
    ledger: SqlLedger, clock: SandboxClock
) -> None:
    again = replace(a_booking(1), id="a1")
    await ledger.save(a_booking(1))
    clock.advance(timedelta(seconds=1))
    await ledger.save(again)
    assert await ledger.by_event("T1", [Event("E1", OAK.email, HOUR)]) == {"E1": again}
