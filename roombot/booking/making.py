"""Make bookings: choose a room, write it, and tell what came of it."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking import choice
from roombot.booking.finding import floor_of, suggest
from roombot.booking.inviting import invite_all
from roombot.booking.mine import bookings_of
from roombot.booking.occasions import occasions
from roombot.booking.office import Office
from roombot.booking.planning import plan
from roombot.booking.policy import organizes, refuse_slot, refuse_to_book
from roombot.booking.protocol import Result, Write, Written, attempt_on, carry_out, new_id
from roombot.booking.rooms import for_company, named, unknown_room
from roombot.booking.searching import booking_search
from roombot.booking.slots import slot_of, whole_minute
from roombot.booking.vacancy import free_now, open_to
from roombot.domain.bookings import Action, Attempt, Booking, Event
from roombot.domain.errors import CalendarRefused, SlotTaken
from roombot.domain.intents import Book, Wish
from roombot.domain.occasions import Occasion
from roombot.domain.options import Option, RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import AlreadyChosen, Booked, Outcome, Refused, Suggested, Unconfirmed
from roombot.domain.people import Person, folded
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

TRIES = 3  # rooms, where others are faster


async def book(office: Office, turn: Turn, intent: Book) -> Outcome:
    """Book what was asked for where all that is needed was said; else offer the best rooms."""
    if refused := refuse_to_book(turn.person):
        return refused
    wish = intent.wish
    slot = slot_of(wish, office.rules.minutes_for(turn.person))
    if wish.recurrence is not None and slot is not None:
        return await plan(office, turn, wish, slot)
    if slot is None or wish.others:
        because = SuggestedBecause.ASKED if wish.others else SuggestedBecause.INCOMPLETE
        return await suggest(office, turn, booking_search(wish, because))
    if refused := refuse_slot(slot, turn.now):
        return refused
    return await _book_best(office, turn, wish, _from_now(slot, turn))


async def event_write(
    office: Office, turn: Turn, booking: Booking, action: Action, about: str = ""
) -> Write:
    """Return the write of a new event for a booking, checked and read back."""
    others = {folded(one.email) for one in await office.calendar.colleagues()}
    wished = {"capacity": str(booking.capacity or ""), "amenities": ",".join(booking.amenities)}
    attempt = replace(attempt_on(turn, booking, action, about), event_id=None, details=wished)
    return Write(
        attempt=attempt,
        check=lambda: is_free(office, booking.room, booking.slot),
        send=lambda: office.calendar.book(attempt, confirm=booking.slot.start <= turn.now),
        took_place=lambda events, hint: _own_event(events, attempt, hint, others) is not None,
        after=lambda events, hint: _with_event(
            booking, _own_event(events, attempt, hint, others), hint
        ),
    )


async def is_free(office: Office, room: Room, slot: TimeSlot) -> bool:
    """Tell whether a room is free; reads anew only what a write of ours has made stale."""
    return room.email in {one.email for one in await free_now(office, slot)}


async def _book_best(office: Office, turn: Turn, wish: Wish, slot: TimeSlot) -> Outcome:
    """Book the best room; where others are faster and any room will do, the next best."""
    lost: list[str] = []
    while True:
        room = await _choose(office, turn, wish, slot, lost)
        if not isinstance(room, Room):
            return room
        booking = _booking(turn, wish, room, slot)
        written = await _write(office, turn, booking, str(len(lost) or ""))
        if not isinstance(written, Written):
            return written
        lost.append(room.email)
        if written.result is not Result.NOT_FREE or wish.rooms or len(lost) == TRIES:
            return await _tell(office, turn, wish, booking, written)


async def _choose(
    office: Office, turn: Turn, wish: Wish, slot: TimeSlot, lost: Sequence[str]
) -> Room | Outcome:
    """Return the best free room that was not lost to others, or the answer when there is none."""
    rooms = await office.calendar.rooms()
    if refused := unknown_room(rooms, wish.rooms):
        return refused
    open_rooms = await open_to(office, turn, slot, fresh=True)
    free = [one for one in open_rooms if one.email not in lost]
    wanted = {room.email for room in named(rooms, *wish.rooms)}
    if wanted:  # who names a room has thought of its size
        chosen: Sequence[Room] = [room for room in free if room.email in wanted]
    else:
        liked = turn.person.preferences.favourites
        chosen = choice.ranked(free, for_company(wish), None, liked)
        if choice.is_tied(chosen):
            floor = await floor_of(office, turn)
            chosen = choice.ranked(free, for_company(wish), floor, liked)
    if chosen:
        return chosen[0]
    if mine := await _mine_already(office, turn.person, wanted, slot):
        return Booked(mine, await office.ledger.invitations(mine.team_id, mine.id), already=True)
    return await suggest(office, turn, booking_search(wish, SuggestedBecause.TAKEN))


def _booking(turn: Turn, wish: Wish, room: Room, slot: TimeSlot) -> Booking:
    return Booking(
        id=new_id(),
        team_id=turn.person.team_id,
        room=room,
        slot=slot,
        organizer_id=turn.person.slack_id,
        organizer_email=turn.person.joan_email or "",
        title=wish.title,
        capacity=wish.capacity,
        amenities=wish.amenities,
        checked_in=slot.start <= turn.now,  # who books for now is there
    )


async def _write(office: Office, turn: Turn, booking: Booking, about: str) -> Written | Refused:
    try:
        async with office.ledger.turn_at(booking.team_id, booking.room):
            write = await event_write(office, turn, booking, Action.BOOK, about)
            return await carry_out(office, write)
    except SlotTaken:
        return Written(Result.NOT_FREE)
    except CalendarRefused:
        if await is_free(office, booking.room, booking.slot):
            return Refused(RefusedBecause.BY_JOAN)
        return Written(Result.NOT_FREE)


async def _tell(
    office: Office, turn: Turn, wish: Wish, booking: Booking, written: Written
) -> Outcome:
    match written.result:
        case Result.DONE:
            made = written.booking or booking
            await _spare_reminder(office, turn, made)
            invited = await invite_all(office, turn, made, wish.people)
            return Booked(made, invited.invitations, invited.unknown_people)
        case Result.NOT_FREE:
            return await _instead(office, turn, wish, booking, SuggestedBecause.TAKEN_MEANWHILE)
        case Result.DECLINED:
            return await _instead(office, turn, wish, booking, SuggestedBecause.DECLINED)
        case Result.ABSENT:
            again = replace(wish, start=booking.slot.start, end=booking.slot.end)
            again = replace(again, rooms=(booking.room.email,), minutes=None)
            option = Option(Book(again), booking.room, booking.slot)
            return Suggested(SuggestedBecause.NOT_WRITTEN, again, (option,))
        case Result.UNKNOWN:
            return Unconfirmed("book", booking)
        case Result.REPEATED:
            return AlreadyChosen()


async def _spare_reminder(office: Office, turn: Turn, booking: Booking) -> None:
    """Remind nobody of what they have booked just now."""
    for due in occasions(booking, turn.now, office.rules):
        if due.occasion is Occasion.SOON and due.lead <= turn.person.preferences.reminder:
            await office.notes.finish(due.key_for(turn.person.slack_id), turn.now)


async def _instead(
    office: Office, turn: Turn, wish: Wish, booking: Booking, because: SuggestedBecause
) -> Outcome:
    """Offer other rooms, or the room at other times: at this time it cannot be had."""
    search = replace(booking_search(wish, because), not_in=booking.room.email)
    return await suggest(office, turn, search)


async def _mine_already(
    office: Office, person: Person, wanted: set[str], slot: TimeSlot
) -> Booking | None:
    """Return the person's own booking of that room then; "now", said again, is a minute later."""
    mine = await bookings_of(office, person, slot)
    return next((one for one in mine if one.room.email in wanted), None)


def _own_event(
    events: Sequence[Event], attempt: Attempt, hint: str | None, others: set[str]
) -> Event | None:
    """Return the event that the attempt has created, if Joan shows it."""
    by_id = (one for one in events if hint is not None and one.id == hint)
    alike = (
        one
        for one in events
        if one.room_email == attempt.room.email
        and one.slot == attempt.slot
        and _same_maker(one, attempt, others)
    )
    return next(by_id, None) or next(alike, None)


def _same_maker(event: Event, attempt: Attempt, others: set[str]) -> bool:
    """Tell whether the event is the attempt's.

    Joan may show the room's or the company's account as organizer; then the title decides, but
    never against a colleague who has booked the same under the same title.
    """
    person = Person(attempt.team_id, attempt.slack_id, "", joan_email=attempt.organizer_email)
    if organizes(person, event):
        return True
    is_somebodys = folded(event.organizer_email or "") in others
    return not is_somebodys and attempt.title is not None and event.title == attempt.title


def _with_event(booking: Booking, event: Event | None, hint: str | None) -> Booking:
    return replace(booking, event_id=event.id if event else hint)


def _from_now(slot: TimeSlot, turn: Turn) -> TimeSlot:
    """Return what is left of a slot that has begun."""
    now = whole_minute(turn.now)
    return TimeSlot(max(slot.start, now), slot.end) if now < slot.end else slot
