"""Ask the holder of a room whether they would give it up."""

from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking import choice
from roombot.booking.choice import busy_rooms
from roombot.booking.finding import forbidden
from roombot.booking.mine import bookings_of
from roombot.booking.office import Office
from roombot.booking.policy import refuse_slot, refuse_to_book
from roombot.booking.protocol import new_id
from roombot.booking.rooms import for_company, named
from roombot.booking.searching import booking_search
from roombot.booking.slots import slot_of
from roombot.booking.vacancy import open_to
from roombot.domain.bookings import Booking
from roombot.domain.clicks import HandoverAnswer
from roombot.domain.handovers import (
    AskedToName,
    Handover,
    HandoverSent,
    HandoverShown,
    HandoverState,
)
from roombot.domain.intents import AskHolder, Wish
from roombot.domain.options import Option, RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import Outcome, Refused
from roombot.domain.people import Person, PersonKind
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds
from roombot.domain.turns import Turn

A_DAY = 2  # questions that a person may ask, and may be asked
AT_ONCE = timedelta(minutes=10)  # a meeting that is to end within them ends now


async def ask(office: Office, turn: Turn, intent: AskHolder) -> Outcome:
    """Put the question to the holder, named or not as the asker chose."""
    wish = intent.wish
    slot = slot_of(wish, office.rules.minutes_for(turn.person))
    rooms = named(await office.calendar.rooms(), *wish.rooms)
    if slot is None or len(rooms) != 1:
        return Refused(RefusedBecause.NOBODY_TO_ASK)
    if refused := refuse_to_book(turn.person) or refuse_slot(slot, turn.now):
        return refused
    search = booking_search(replace(wish, rooms=(rooms[0].email,)), SuggestedBecause.TAKEN)
    search = replace(search, once_approved=intent)
    if ruled_out := await forbidden(office, turn, search):
        return ruled_out
    if intent.is_named is None:
        ways = tuple(Option(AskHolder(wish, is_named)) for is_named in (True, False))
        return AskedToName(rooms[0], slot, ways)
    held = await _held(office, turn.person, rooms[0], slot)
    if held is None:
        return Refused(RefusedBecause.NOBODY_TO_ASK)
    return await _ask(office, turn, intent, held, slot)


async def shown(office: Office, handover: Handover, booking: Booking) -> HandoverShown:
    """Return the question as the holder reads it, with the answers that make sense now."""
    other = named(await office.calendar.rooms(), handover.other_room or "")
    begins_earlier = booking.slot.start < handover.slot.start
    can_finish = begins_earlier and handover.slot.start - office.clock.now() <= AT_ONCE
    answers = [HandoverAnswer.GIVE]
    answers += [HandoverAnswer.SWAP] if other else []
    answers += [HandoverAnswer.FINISH] if can_finish else []
    return HandoverShown(
        handover, booking, (*answers, HandoverAnswer.KEEP), other[0] if other else None
    )


async def _held(office: Office, asker: Person, room: Room, slot: TimeSlot) -> Booking | None:
    """Return the only booking in the slot, where its holder is a colleague known here."""
    event = choice.sole_event(await office.calendar.events(), room, slot)
    if event is None or event.organizer_email is None:
        return None
    kept = (await office.ledger.by_event(asker.team_id, [event])).get(event.id)
    if kept is not None:  # it may have been taken over from somebody whom Joan still names
        holder = await office.people.person(asker.team_id, kept.organizer_id)
    else:
        holder = await office.people.by_email(asker.team_id, event.organizer_email)
    if holder is None or holder.kind is not PersonKind.MEMBER or holder.slack_id == asker.slack_id:
        return None
    theirs = await bookings_of(office, holder, slot)
    return next((one for one in theirs if one.event_id == event.id), None)


async def _ask(
    office: Office, turn: Turn, intent: AskHolder, held: Booking, slot: TimeSlot
) -> Outcome:
    today, _ = day_bounds(turn.now, turn.person.time_zone)
    asked = await office.handovers.since(turn.person.team_id, today)
    mine = [one for one in asked if one.asker_id == turn.person.slack_id]
    same = (one for one in mine if one.booking_id == held.id and one.state is HandoverState.ASKED)
    if before := next(same, None):
        return HandoverSent(before, held.room)
    if len(mine) >= A_DAY:
        return Refused(RefusedBecause.ASKED_ENOUGH, str(A_DAY))
    if sum(one.holder_id == held.organizer_id for one in asked) >= A_DAY:
        return Refused(RefusedBecause.HOLDER_ASKED_ENOUGH)
    handover = Handover(
        id=new_id(),
        team_id=turn.person.team_id,
        asker_id=turn.person.slack_id,
        holder_id=held.organizer_id,
        booking_id=held.id,
        wish=intent.wish,
        slot=slot,
        created_at=turn.now,
        is_named=bool(intent.is_named),
        other_room=await _other_room(office, held, turn.now),
    )
    await office.handovers.add(handover)
    return HandoverSent(handover, held.room, await shown(office, handover, held))


async def _other_room(office: Office, held: Booking, now: datetime) -> str | None:
    """Return the best room that the holder could have instead, of its size where none was said."""
    left = TimeSlot(max(held.slot.start, now), held.slot.end)
    holder = await office.people.person(held.team_id, held.organizer_id)
    if holder is None:
        return None
    busy = busy_rooms(await office.calendar.events(), left)
    theirs = await open_to(office, Turn(holder, "", now), left)
    free = [room for room in theirs if room.email not in busy]
    invited = await office.ledger.invitations(held.team_id, held.id)
    wish = Wish(
        capacity=held.capacity, amenities=held.amenities, people=tuple(one.email for one in invited)
    )
    wish = for_company(wish)
    ranked = choice.ranked(free, wish, held.room.floor)
    if wish.capacity is None:
        ranked = tuple(sorted(ranked, key=lambda room: choice.unlike(room, held.room)))
    return ranked[0].email if ranked else None
