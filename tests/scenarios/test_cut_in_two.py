"""A change of time whose process died halfway; the records are as it would have left them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from roombot.booking.mending import REPLACED
from roombot.booking.protocol import attempt_on
from roombot.booking.settling import settle
from roombot.booking.sweeping import sweep
from roombot.domain.bookings import Action, AttemptState, Booking, BookingState
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn
from tests.scenarios.world import BEN, World


async def booked(world: World) -> Booking:
    await world.say(BEN, "book oak tomorrow 2-3pm")
    office = world.bot.rounds.care.office
    whole = TimeSlot(world.at(8, days=1), world.at(18, days=1))
    (booking,) = await office.ledger.standing(whole)
    return booking


async def begin_to_move(world: World, booking: Booking, start: datetime) -> Booking:
    """Record what a change of time records before it writes; return what it is to make."""
    office = world.bot.rounds.care.office
    person = await office.people.person(booking.team_id, BEN)
    assert person is not None
    turn = Turn(person, "delivery", world.clock.now())
    new = replace(booking, slot=booking.slot.starting_at(start))
    removal = attempt_on(turn, booking, Action.CANCEL, REPLACED)
    making = replace(attempt_on(turn, new, Action.RESCHEDULE), event_id=None)
    for attempt in (removal, making):
        await office.ledger.begin(attempt)
    return new


async def pass_time(world: World) -> None:
    world.clock.advance(timedelta(minutes=2))
    await settle(world.bot.rounds.care)


async def test_the_old_event_goes_where_the_new_one_was_made(world: World) -> None:
    booking = await booked(world)
    new = await begin_to_move(world, booking, world.at(16, days=1))
    world.joan.add_event("Oak", new.slot.start, new.slot.end, None, booking.organizer_email)
    await pass_time(world)
    assert world.held("Oak") == [(world.at(16, days=1), world.at(17, days=1))]
    assert "it did go through: *Oak*, tomorrow, Tue, May 12, 4:00" in world.newest(BEN)["text"]


async def test_of_a_change_that_was_cut_off_before_its_new_event_its_person_hears(
    world: World,
) -> None:
    booking = await booked(world)
    office = world.bot.rounds.care.office
    person = await office.people.person(booking.team_id, BEN)
    assert person is not None
    turn = Turn(person, "delivery", world.clock.now())
    await office.ledger.begin(attempt_on(turn, booking, Action.CANCEL, REPLACED))
    await pass_time(world)
    assert world.held("Oak") == [(world.at(14, days=1), world.at(15, days=1))]
    told = world.newest(BEN)["text"]
    assert "did not go through: *Oak*, tomorrow, Tue, May 12, 2:00" in told


async def test_of_a_change_that_lacked_only_the_removal_its_person_hears(world: World) -> None:
    booking = await booked(world)
    new = await begin_to_move(world, booking, world.at(16, days=1))
    event = world.joan.add_event("Oak", new.slot.start, new.slot.end, None, booking.organizer_email)
    office = world.bot.rounds.care.office
    made = await office.ledger.attempt(booking.team_id, f"delivery/{Action.RESCHEDULE}/")
    assert made is not None
    after = replace(new, event_id=event.id)
    await office.ledger.settle(made, AttemptState.DONE, after, note="DONE")
    await pass_time(world)
    assert world.held("Oak") == [(world.at(16, days=1), world.at(17, days=1))]
    before = len(world.messages(world.dm(BEN), BEN))
    assert "it did go through: *Oak*, tomorrow, Tue, May 12, 4:00" in world.newest(BEN)["text"]
    await pass_time(world)
    assert len(world.messages(world.dm(BEN), BEN)) == before


@pytest.mark.parametrize("is_taken", [False, True], ids=["the new time", "the old time"])
async def test_a_booking_of_which_nothing_is_left_is_had_back(
    world: World, *, is_taken: bool
) -> None:
    booking = await booked(world)
    await begin_to_move(world, booking, world.at(14, 30, days=1))
    world.joan.delete_event(booking.event_id or "")
    if is_taken:
        world.taken("Oak", world.at(15, days=1), world.at(15, 30, days=1))
    await pass_time(world)
    start = world.at(14, days=1) if is_taken else world.at(14, 30, days=1)
    assert (start, start + timedelta(hours=1)) in world.held("Oak")
    told = world.newest(BEN)["text"]
    assert ("did not go through" in told) is is_taken


async def test_nothing_happens_where_the_new_event_was_not_made(world: World) -> None:
    booking = await booked(world)
    await begin_to_move(world, booking, world.at(16, days=1))
    await pass_time(world)
    assert world.held("Oak") == [(world.at(14, days=1), world.at(15, days=1))]
    assert "did not go through" in world.newest(BEN)["text"]


async def test_who_looks_before_it_is_known_what_became_of_a_change_disturbs_nothing(
    world: World,
) -> None:
    booking = await booked(world)
    new = await begin_to_move(world, booking, world.at(16, days=1))
    world.joan.add_event("Oak", new.slot.start, new.slot.end, None, booking.organizer_email)
    world.clock.advance(timedelta(seconds=45))  # what was read before is stale
    await world.say(BEN, "my meetings tomorrow")
    await pass_time(world)
    assert world.held("Oak") == [(world.at(16, days=1), world.at(17, days=1))]
    assert "it did go through: *Oak*, tomorrow, Tue, May 12, 4:00" in world.newest(BEN)["text"]


async def test_a_meeting_that_was_moved_when_the_process_died_is_not_taken_for_cancelled(
    world: World,
) -> None:
    booking = await booked(world)
    office = world.bot.rounds.care.office
    person = await office.people.person(booking.team_id, BEN)
    assert person is not None
    turn = Turn(person, "delivery", world.clock.now())
    (room,) = [one for one in await office.calendar.rooms() if one.name == "Birch"]
    moving = attempt_on(turn, replace(booking, room=room), Action.MOVE)
    await office.ledger.begin(moving)
    world.joan.delete_event(booking.event_id or "")  # in the other room it has another id
    world.joan.add_event(
        "Birch", booking.slot.start, booking.slot.end, None, booking.organizer_email
    )
    world.clock.advance(timedelta(seconds=45))
    await sweep(office)
    assert await office.ledger.booking(booking.team_id, booking.id) == booking
    await pass_time(world)
    assert "it did go through: *Birch*" in world.newest(BEN)["text"]
    assert "Birch" in str(await world.say(BEN, "my bookings"))
    kept = await office.ledger.booking(booking.team_id, booking.id)
    assert kept is not None
    assert (kept.state, kept.room.name) == (BookingState.BOOKED, "Birch")
