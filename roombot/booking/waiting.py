"""The waiting list, as its people see it: get in line, take what is held, leave."""

from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking import changing, choice
from roombot.booking.finding import forbidden, suggest
from roombot.booking.inviting import invite_all
from roombot.booking.office import Office
from roombot.booking.policy import refuse_slot, refuse_to_book
from roombot.booking.protocol import new_id
from roombot.booking.rooms import for_company, named, unknown_room
from roombot.booking.searching import booking_search
from roombot.booking.slots import slot_of, whole_minute
from roombot.booking.vacancy import occupied
from roombot.domain import intents
from roombot.domain.intents import Cancel, Which, Wish
from roombot.domain.options import Option, RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import Booked, Outcome, Refused, Suggested
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn
from roombot.domain.watches import Watch, WatchEnded, Watching, WatchState

MOST = 5  # watches a person
USEFUL = 15  # minutes that must be left of a slot for a room to serve
HOLDS = {WatchState.HOLDING, WatchState.HELD}


async def watch(office: Office, turn: Turn, intent: intents.Watch) -> Outcome:
    """Put the person in line, unless there is a room already."""
    wish = intent.wish
    slot = slot_of(wish, office.rules.minutes_for(turn.person))
    if refused := refuse_to_book(turn.person) or (slot and refuse_slot(slot, turn.now)):
        return refused
    until = _until(wish, slot, office.rules.minutes_for(turn.person))
    if until is None:
        return await suggest(office, turn, booking_search(wish, SuggestedBecause.INCOMPLETE))
    if until <= turn.now:
        return Refused(RefusedBecause.IN_THE_PAST)
    if refused := unknown_room(await office.calendar.rooms(), wish.rooms):
        return refused
    if await fitting(office, turn, wish):
        return await suggest(office, turn, booking_search(wish, SuggestedBecause.ASKED))
    return await _line_up(office, turn, wish, until)


async def take(office: Office, turn: Turn, watch_id: str) -> Outcome:
    """Keep the room that is held for the person."""
    mine = await _mine(office, turn, watch_id)
    if isinstance(mine, Refused):
        return mine
    if mine.state is not WatchState.TAKEN and not await _taken(office, mine):
        return await suggest(
            office, turn, booking_search(mine.wish, SuggestedBecause.TAKEN_MEANWHILE)
        )
    booking = await office.ledger.booking(mine.team_id, mine.booking_id or "")
    if booking is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if mine.state is WatchState.TAKEN:
        made = await office.ledger.invitations(booking.team_id, booking.id)
        return Booked(booking, made, already=True)
    invited = await invite_all(office, turn, booking, mine.wish.people)
    return Booked(booking, invited.invitations, invited.unknown_people)


async def leave(office: Office, turn: Turn, watch_id: str) -> Outcome:
    """Leave the line; what is held goes to the next."""
    mine = await _mine(office, turn, watch_id)
    if isinstance(mine, Refused):
        return mine
    if mine.state is WatchState.WAITING:
        stopped = replace(mine, state=WatchState.STOPPED)
        await office.watches.change(mine, stopped)
        return WatchEnded(stopped)
    if mine.state in HOLDS and mine.booking_id is not None:
        return await give_back(office, turn, mine)
    return WatchEnded(mine)


async def give_back(office: Office, turn: Turn, held: Watch) -> Outcome:
    """Give a hold back, so that the next in line gets the room."""
    releasing = replace(held, state=WatchState.RELEASING)
    if held.state is not WatchState.RELEASING and not await office.watches.change(held, releasing):
        return WatchEnded(held)
    booking_id = held.booking_id or ""
    passed = replace(held, state=WatchState.PASSED)
    if await office.ledger.is_touched(held.team_id, booking_id):  # in use: it stays theirs
        passed = replace(held, state=WatchState.TAKEN)
    else:
        own = replace(turn, key=key_of(held, turn.now))
        await changing.cancel(office, own, Cancel(Which(booking_id=booking_id)))
    await office.watches.change(releasing, passed)
    return WatchEnded(passed)


async def fitting(office: Office, turn: Turn, wish: Wish) -> Option | None:
    """Return the best free room for a wish, if there is one."""
    slot = slot_of(wish, office.rules.minutes_for(turn.person))
    if slot is not None:
        start = max(slot.start, whole_minute(turn.now))
        wish = replace(wish, start=start, end=slot.end)
        if not await _may_be_free(office, turn, wish):
            return None
    outcome = await suggest(office, turn, booking_search(wish, SuggestedBecause.ASKED))
    if not isinstance(outcome, Suggested) or outcome.because is not SuggestedBecause.ASKED:
        return None
    return next(iter(outcome.options), None)


def key_of(watch: Watch, instant: datetime) -> str:
    """Return the key of a step about a watch: the same step never writes twice."""
    return f"watch/{watch.id}/{instant.isoformat()}"


async def _line_up(office: Office, turn: Turn, wish: Wish, until: datetime) -> Outcome:
    search = booking_search(wish, SuggestedBecause.TAKEN)
    search = replace(search, once_approved=intents.Watch(wish))
    if ruled_out := await forbidden(office, turn, search):
        return ruled_out
    person = turn.person
    others = await office.watches.of_person(person, turn.now)
    same = next((one for one in others if one.wish == wish), None)
    if same is not None:
        return Watching(same, already=True)
    if len(others) >= MOST:
        return Refused(RefusedBecause.TOO_MANY_WATCHES, str(MOST))
    new = Watch(new_id(), person.team_id, person.slack_id, wish, until, turn.now)
    await office.watches.add(new)
    return Watching(new)


async def _mine(office: Office, turn: Turn, watch_id: str) -> Watch | Refused:
    found = await office.watches.get(turn.person.team_id, watch_id)
    if found is None:
        return Refused(RefusedBecause.EXPIRED)
    if found.slack_id != turn.person.slack_id:
        return Refused(RefusedBecause.NOT_YOUR_OFFER)
    return found


async def _taken(office: Office, held: Watch) -> bool:
    """Turn a hold into the person's own booking; False when it was passed on before."""
    if held.state not in HOLDS or held.booking_id is None:
        return False
    return await office.watches.change(held, replace(held, state=WatchState.TAKEN))


def _until(wish: Wish, slot: TimeSlot | None, default_minutes: int) -> datetime | None:
    """Return the last instant at which a room would still serve."""
    if slot is not None:
        return slot.end - timedelta(minutes=min(USEFUL, slot.minutes // 2))
    if wish.window is not None:
        return wish.window.end - timedelta(minutes=wish.minutes or default_minutes)
    return None


async def _may_be_free(office: Office, turn: Turn, wish: Wish) -> bool:
    """Tell whether Joan's events leave a room free that would do."""
    slot = slot_of(wish, office.rules.minutes_for(turn.person))
    rooms = await office.calendar.rooms()
    if slot is None:
        return False
    everywhere = frozenset(room.email for room in rooms)
    unshown = choice.free_at(rooms, slot, await occupied(office), everywhere)
    if wanted := {room.email for room in named(rooms, *wish.rooms)}:
        return any(room.email in wanted for room in unshown)
    return bool(choice.ranked(unshown, for_company(wish), None))
