"""A room for the people of a thread: book it, ask who comes, offer a smaller one."""

from dataclasses import replace

from roombot.booking import choice
from roombot.booking.making import book
from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_act
from roombot.booking.rooms import described
from roombot.booking.vacancy import open_to
from roombot.domain.bookings import Booking, BookingState
from roombot.domain.clicks import Attend, Attendance
from roombot.domain.gatherings import FewCome, Gathered, Gathering
from roombot.domain.intents import Book, Gather, Move, Which, Wish
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import AlreadyDone, Booked, Outcome, Refused, Suggested
from roombot.domain.rooms import Room
from roombot.domain.turns import Turn

FEW = 2  # a room with this many times the seats that are needed is larger than it need be


async def gather(office: Office, turn: Turn, intent: Gather) -> Outcome:
    """Book a room for the people of a thread, who are asked there and not invited one by one."""
    people = intent.wish.people
    outcome = await book(office, turn, Book(replace(intent.wish, people=())))
    match outcome:
        case Booked(booking):
            await office.gatherings.add(booking, people)
            found = await office.gatherings.of(booking.team_id, booking.id)
            return Gathered(booking, found or Gathering(people))
        case Suggested(options=options):
            return replace(outcome, options=tuple(_for_all(one, people) for one in options))
        case _:
            return outcome


async def attend(office: Office, turn: Turn, intent: Attend) -> Outcome:
    """Record who comes; when few do, the organizer hears of a smaller room, once."""
    if refused := refuse_to_act(turn.person):
        return refused
    team = turn.person.team_id
    booking = await office.ledger.booking(team, intent.booking_id)
    before = await office.gatherings.of(team, intent.booking_id)
    if booking is None or before is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if booking.state is not BookingState.BOOKED:
        return AlreadyDone(booking, booking.state)
    if booking.slot.end <= turn.now:
        return Refused(RefusedBecause.OVER)
    booking = replace(booking, room=await described(office, booking.room))
    await office.gatherings.answer(turn.person, booking.id, intent.attendance)
    gathering = await office.gatherings.of(team, booking.id) or before
    few = None
    if intent.attendance is not Attendance.COMING:
        few = await _few(office, turn, booking, gathering)
    return Gathered(booking, gathering, few)


async def _few(
    office: Office, turn: Turn, booking: Booking, gathering: Gathering
) -> FewCome | None:
    """Return the smaller room to offer, where there is one that was not offered before."""
    expected = gathering.expected(booking.organizer_id)
    seats = booking.room.capacity or 0
    if booking.slot.start <= turn.now or seats < FEW * expected:
        return None
    organizer = await office.people.person(booking.team_id, booking.organizer_id)
    if organizer is None:
        return None
    free = await open_to(office, replace(turn, person=organizer), booking.slot)
    wish = Wish(capacity=expected, amenities=booking.amenities)
    smaller = next(iter(choice.ranked(free, wish, booking.room.floor)), None)
    if smaller is None or smaller.capacity is None or smaller.capacity >= seats:
        return None
    return await _offered_once(office, turn, FewCome(booking, expected, ()), smaller)


async def _offered_once(office: Office, turn: Turn, few: FewCome, smaller: Room) -> FewCome | None:
    booking = few.booking
    if not await office.notes.begin(f"smaller:{booking.id}:{booking.room.email}", turn.now):
        return None
    move = Move(Which(booking_id=booking.id), smaller.email)
    return replace(few, options=(Option(move, smaller, booking.slot),))


def _for_all(option: Option, people: tuple[str, ...]) -> Option:
    """Return an option that books for the thread, as was wanted."""
    if not isinstance(option.intent, Book):
        return option
    return replace(option, intent=Gather(replace(option.intent.wish, people=people)))
