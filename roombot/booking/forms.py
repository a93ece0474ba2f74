"""Serve the booking form: fill it in, and show what is free for what it says."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking import choice
from roombot.booking.drafts import draft_of, wish_of
from roombot.booking.finding import floor_of, suggest
from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_book
from roombot.booking.rooms import for_company
from roombot.booking.searching import booking_search
from roombot.booking.vacancy import within_reach
from roombot.domain.forms import BookingForm, Draft, Field, Flaw, Problem
from roombot.domain.intents import Book, Intent, Watch, Wish
from roombot.domain.options import Option, SuggestedBecause
from roombot.domain.outcomes import Refused, options_of
from roombot.domain.rooms import Room, counting_order
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

NEAREST = 3  # other times and rooms that are offered where nothing is free


async def fill_in(office: Office, turn: Turn, wish: Wish) -> Draft:
    """Return the form with what was said of a wish filled in."""
    rooms = await office.calendar.rooms()
    people = [await _slack_id(office, turn, person) for person in wish.people]
    known = tuple(dict.fromkeys(one for one in people if one))
    return draft_of(replace(wish, people=known), turn, rooms, office.rules.default_minutes)


def wish_behind(intents: Sequence[Intent]) -> Wish:
    """Return what somebody wanted to whom these were offered; the room is open again."""
    watched = [intent.wish for intent in intents if isinstance(intent, Watch)]
    booked = [intent.wish for intent in intents if isinstance(intent, Book)]
    return replace(next(iter([*watched, *booked]), Wish()), rooms=())


async def look(office: Office, turn: Turn, draft: Draft) -> BookingForm | Refused:
    """Return the draft with the rooms that are free then, or what stands against it."""
    if refused := refuse_to_book(turn.person):
        return refused
    office = await office.of(turn.person.team_id)
    rooms = await office.calendar.rooms()
    names = office.rules.rooms.amenity_names
    form = BookingForm(draft, (), _amenities(rooms), names, places=_places(rooms))
    wish = wish_of(draft, turn)
    if isinstance(wish, Problem):
        return replace(form, problem=wish)
    return await _with_rooms(office, turn, form, wish)


async def check(office: Office, turn: Turn, draft: Draft) -> Book | BookingForm:
    """Return the intent that a submitted form stands for, or the form with what is wrong."""
    form = await look(office, turn, draft)
    if isinstance(form, BookingForm) and form.problem is not None:
        return form
    return meant(turn, draft)


def meant(turn: Turn, draft: Draft) -> Book | BookingForm:
    """Return the intent of a form as far as it can be told without the rooms."""
    wish = wish_of(draft, turn)
    return BookingForm(draft, problem=wish) if isinstance(wish, Problem) else Book(wish)


async def _with_rooms(office: Office, turn: Turn, form: BookingForm, wish: Wish) -> BookingForm:
    slot = TimeSlot(wish.start, wish.end) if wish.start and wish.end else None
    if slot is None:
        return form
    free = await within_reach(office, turn, slot)
    anywhere = for_company(replace(wish, rooms=()))
    liked = turn.person.preferences.favourites
    fitting = choice.ranked(free, anywhere, await floor_of(office, turn), liked)
    wanted = [room for room in free if room.email == form.draft.room]
    offered = (*fitting, *(room for room in wanted if room not in fitting))
    if form.draft.room and not wanted:
        name = await _name(office, form.draft.room)
        form = replace(form, problem=Problem(Field.ROOM, Flaw.TAKEN, name))
    if offered:
        return replace(form, rooms=offered)
    problem = form.problem or Problem(Field.START, Flaw.NOTHING_FREE)
    return replace(form, problem=problem, nearest=await _nearest(office, turn, anywhere))


async def _nearest(office: Office, turn: Turn, wish: Wish) -> tuple[Option, ...]:
    found = options_of(await suggest(office, turn, booking_search(wish, SuggestedBecause.ASKED)))
    return tuple(option for option in found if option.room and option.slot)[:NEAREST]


async def _slack_id(office: Office, turn: Turn, person: str) -> str | None:
    """Return the account of somebody who was named by account or by address."""
    if "@" not in person:
        return person
    found = await office.people.by_email(turn.person.team_id, person)
    return found.slack_id if found else None


async def _name(office: Office, email: str) -> str:
    rooms = await office.calendar.rooms()
    return next((room.name for room in rooms if room.email == email), "")


def _amenities(rooms: Sequence[Room]) -> tuple[str, ...]:
    return tuple(sorted({own for room in rooms for own in room.amenities}, key=str.casefold))


def _places(rooms: Sequence[Room]) -> tuple[str, ...]:
    names = {one.name for room in rooms for one in room.locations}
    return tuple(sorted(names, key=counting_order))
