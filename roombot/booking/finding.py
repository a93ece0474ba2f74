"""Find rooms: the best that are free, or the nearest that nearly fit."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking import choice
from roombot.booking.choice import Candidate
from roombot.booking.office import Office
from roombot.booking.permitting import nearest_allowed, permits_of
from roombot.booking.policy import organizes
from roombot.booking.rooms import by_name, for_company, named, too_small, unknown_room, without
from roombot.booking.searching import Search, booking_search, is_on, on_side, suggestion
from roombot.booking.slots import slot_of, whole_minute, working_windows
from roombot.booking.vacancy import between_pauses, closed_hours, free_now, occupied, open_to
from roombot.domain.intents import AskApproval, AskHolder, Find, Wish
from roombot.domain.options import Option, RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import Outcome, Refused, Suggested, options_of
from roombot.domain.room_rules import Broken, Rule, RuleRefused
from roombot.domain.rooms import Room
from roombot.domain.sides import Side
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds
from roombot.domain.turns import Turn

PROBES = 3  # distinct times that Joan is asked about for one answer
FAR_SHIFTS = (30, -30, 60, -60)  # minutes tried where Joan's events do not reach


async def find(office: Office, turn: Turn, intent: Find) -> Outcome:
    """Answer what is free."""
    search = booking_search(intent.wish, SuggestedBecause.ASKED)
    slot = slot_of(intent.wish, office.rules.minutes_for(turn.person))
    if intent.side is None or slot is None:
        return await suggest(office, turn, search)
    return await suggest_times(office, turn, search, slot, intent.side)


async def suggest(office: Office, turn: Turn, search: Search) -> Outcome:
    """Return the best rooms at the time that was asked for, or the nearest alternatives."""
    rooms = await office.calendar.rooms()
    if refused := unknown_room(rooms, search.wish.rooms) or too_small(rooms, search.wish):
        return refused
    if search.wish.others:
        return await _suggest_any(office, turn, search)
    return await forbidden(office, turn, search) or await _look(office, turn, search)


async def forbidden(office: Office, turn: Turn, search: Search) -> RuleRefused | None:
    """Return the rule that stands against a search in every room, with the nearest it allows."""
    if office.rules.rooms.is_empty:
        return None
    wish, slot = search.wish, _slot_of(office, turn, search.wish)
    rooms = await office.calendar.rooms()
    wanted = named(rooms, *wish.rooms)
    shown = choice.ranked(office.rules.rooms.shown(rooms), for_company(wish), None)
    permits = await permits_of(office, turn)
    if wish.start is None:
        permits = permits.at_any_hour()
    broken = permits.broken_by_all(wanted or shown, slot, search.booking)
    if broken is None:
        return await _too_close(office, turn, search, wanted, slot)
    if broken.rule is Rule.APPROVAL:
        return await _for_approval(office, turn, search, broken, slot)
    return await _with_nearest(office, turn, search, broken, slot)


async def suggest_times(
    office: Office, turn: Turn, search: Search, slot: TimeSlot, side: Side = Side.ANY
) -> Suggested:
    """Return the nearest other times for the rooms that are wanted."""
    times = await _at_other_times(office, turn, search, slot, side)
    if search.booking is not None:
        return suggestion(search, times, search.because, slot)
    day = TimeSlot(*day_bounds(slot.start, turn.person.time_zone))
    hours = working_windows(day, office.rules.office_hours, turn.person.time_zone, turn.now)
    wish = replace(search.wish, start=None, end=None, minutes=slot.minutes)
    wish = replace(wish, window=hours[0] if hours else day)
    return suggestion(replace(search, wish=wish), times, search.because, None)


async def floor_of(office: Office, turn: Turn) -> str | None:
    """Return the floor where the person usually books."""
    if turn.person.preferences.floor:
        return turn.person.preferences.floor
    recent = await office.ledger.usual_floor_rooms(turn.person)
    return choice.usual_floor(await office.calendar.rooms(), recent)


async def _with_nearest(
    office: Office, turn: Turn, search: Search, broken: Broken, slot: TimeSlot
) -> RuleRefused:
    nearest = nearest_allowed(broken, search.wish, slot, turn)
    if nearest is None or (search.fixed_time and nearest.rooms):
        return RuleRefused(broken)
    return await _instead_of(office, turn, replace(search, wish=nearest), broken)


async def _for_approval(
    office: Office, turn: Turn, search: Search, broken: Broken, slot: TimeSlot
) -> RuleRefused | None:
    """Offer to ask for approval; None where the room is taken, which is all there is to say."""
    if search.wish.start is None:
        return RuleRefused(broken)
    events = await occupied(office, but_for=search.booking)
    is_taken = broken.room.email in choice.busy_rooms(events, slot)
    if is_taken and search.once_approved is None and search.booking is None:
        return None
    refused = await _with_nearest(office, turn, search, broken, slot)
    if is_taken and search.once_approved is None:
        return refused
    wanted = search.once_approved or search.click(Candidate(broken.room, slot))
    ask = Option(AskApproval(wanted, broken.room.email, slot))
    return replace(refused, options=(ask, *refused.options))


async def _instead_of(office: Office, turn: Turn, search: Search, broken: Broken) -> RuleRefused:
    """Return the refusal with what is free as the rule allows it."""
    found = options_of(await _look(office, turn, search))
    return RuleRefused(broken, tuple(one for one in found if one.room is not None))


async def _look(office: Office, turn: Turn, search: Search) -> Outcome:
    slot = slot_of(search.wish, office.rules.minutes_for(turn.person))
    if slot is None and search.wish.window is not None:
        return await _suggest_in_window(office, turn, search, search.wish.window)
    return await _suggest_at(office, turn, search, _slot_of(office, turn, search.wish))


def _slot_of(office: Office, turn: Turn, wish: Wish) -> TimeSlot:
    """Return the slot of a wish; one from now, or from a window's begin, where none was said."""
    minutes = office.rules.minutes_for(turn.person)
    start = wish.window.start if wish.window else whole_minute(turn.now)
    return slot_of(wish, minutes) or TimeSlot.lasting(start, wish.minutes or minutes)


async def _too_close(
    office: Office, turn: Turn, search: Search, wanted: Sequence[Room], slot: TimeSlot
) -> RuleRefused | None:
    """Return the refusal of a room that is free, but for the pause after another meeting."""
    if not wanted or search.wish.start is None:
        return None
    room = await between_pauses(office, wanted, slot, search.booking)
    if room is None:
        return None
    pause = office.rules.rooms.of(room).buffer or 0
    return await _instead_of(office, turn, search, Broken(Rule.BUFFER, room, pause))


async def _suggest_at(office: Office, turn: Turn, search: Search, slot: TimeSlot) -> Outcome:
    permits = await permits_of(office, turn)
    free = [
        room
        for room in permits.allowed(await free_now(office, slot), slot, search.booking)
        if room.email != search.not_in
    ]
    wish = for_company(search.wish)
    rooms = await office.calendar.rooms()
    free = list(without(free, wish))
    wanted = named(rooms, *wish.rooms)
    search = replace(search, wish=by_name(rooms, search.wish))
    floor, liked = await floor_of(office, turn), turn.person.preferences.favourites
    if wanted:  # who names a room hears whether it is free, also when it is small
        asked_for = [room for room in free if room in wanted]
        best = tuple(
            choice.Candidate(r, slot, choice.reasons_for(r, wish, floor, liked)) for r in asked_for
        )
    else:
        best = _likest(choice.at_slot(free, wish, slot, floor, liked), search)
    if not best and wish.least and wish.least < slot.minutes:
        shorter = TimeSlot.lasting(slot.start, wish.least)
        return await _suggest_at(office, turn, search, shorter)
    if best:
        return suggestion(search, best[: choice.BEST], search.because, slot)
    misses = choice.near_misses(free, wish, slot, wanted[0] if wanted else None)
    times = () if search.fixed_time else await _at_other_times(office, turn, search, slot)
    nearest = choice.assorted([*misses, *times])
    asked = search.because is SuggestedBecause.ASKED
    because = SuggestedBecause.TAKEN if asked else search.because
    suggested = suggestion(search, nearest, because, slot)
    return await _or_ask(office, turn, suggested, wanted, slot)


def _likest(found: tuple[Candidate, ...], search: Search) -> tuple[Candidate, ...]:
    """Return rooms in another order where one is left and no size was said: by its size."""
    held = search.booking
    if held is None or search.wish.capacity is not None:
        return found
    return tuple(sorted(found, key=lambda one: choice.unlike(one.room, held.room)))


async def _suggest_any(office: Office, turn: Turn, search: Search) -> Outcome:
    """Return the best over all the times that would do: what fits first, each kind in order."""
    wishes = (replace(search.wish, others=()), *search.wish.others)
    outcomes = [await suggest(office, turn, replace(search, wish=wish)) for wish in wishes]
    found = [one for one in outcomes if isinstance(one, Suggested)]
    if not found:
        return outcomes[0]
    fitting = choice.best_of([one for one in found if one.because is search.because])
    nearly = choice.best_of([one for one in found if one.because is not search.because])
    because = search.because if fitting else SuggestedBecause.TAKEN
    options = (*fitting, *nearly)[: choice.BEST]
    return Suggested(because, search.wish, options, search.booking)


async def _or_ask(
    office: Office, turn: Turn, suggested: Suggested, wanted: Sequence[Room], slot: TimeSlot
) -> Suggested:
    """Offer to ask whoever holds the one room that is wanted."""
    if len(wanted) != 1 or suggested.booking is not None or slot.end <= turn.now:
        return suggested
    event = choice.sole_event(await office.calendar.events(), wanted[0], slot)
    if event is None or event.organizer_email is None or organizes(turn.person, event):
        return suggested
    wish = replace(suggested.wish, rooms=(wanted[0].email,), recurrence=None)
    return replace(suggested, options=(*suggested.options, Option(AskHolder(wish))))


async def _at_other_times(
    office: Office, turn: Turn, search: Search, slot: TimeSlot, side: Side = Side.ANY
) -> tuple[Candidate, ...]:
    """Return other times for the rooms that were wanted, each checked with Joan."""
    rooms = await office.calendar.rooms()
    wish = for_company(search.wish)
    fitting = named(rooms, *wish.rooms) or without(rooms, wish)
    if slot.end + choice.SEARCH <= office.calendar.shown_until(turn.now):
        events = await occupied(office)
        since = choice.next_quarter(whole_minute(turn.now))
        permits = await permits_of(office, turn)
        found = choice.other_times(fitting, wish, slot, events, since)
        allowed = permits.allowed_at(on_side(found, slot, side), search.booking)
        return await _verified(office, choice.assorted(allowed))
    shifted = [slot.shifted(minutes) for minutes in FAR_SHIFTS]
    shifted = [other for other in shifted if other.start >= turn.now and is_on(side, other, slot)]
    return tuple(choice.moved(await _probed(office, turn, fitting, wish, shifted), slot))


async def _probed(
    office: Office, turn: Turn, rooms: Sequence[Room], wish: Wish, slots: Sequence[TimeSlot]
) -> tuple[Candidate, ...]:
    """Ask Joan about times that its events do not reach."""
    found: list[Candidate] = []
    liked = turn.person.preferences.favourites
    for slot in slots[:PROBES]:
        emails = {room.email for room in await open_to(office, turn, slot)}
        free = [room for room in rooms if room.email in emails]
        found += choice.at_slot(free, wish, slot, None, liked)[: choice.BEST]
    return tuple(found)


async def _suggest_in_window(
    office: Office, turn: Turn, search: Search, window: TimeSlot
) -> Outcome:
    hours, zone = office.rules.office_hours, turn.person.time_zone
    windows = working_windows(window, hours, zone, whole_minute(turn.now))
    if not windows:
        return Refused(RefusedBecause.IN_THE_PAST)
    rooms = await office.calendar.rooms()
    minutes = search.wish.minutes or office.rules.minutes_for(turn.person)
    wish = replace(for_company(search.wish), minutes=minutes)
    fitting = named(rooms, *wish.rooms) or without(rooms, wish)
    for part in windows:
        found = await _first_free(office, turn, fitting, wish, part)
        if found:
            return suggestion(search, found[: choice.BEST], search.because, None)
    return suggestion(search, (), SuggestedBecause.TAKEN, None)


async def _first_free(
    office: Office, turn: Turn, rooms: Sequence[Room], wish: Wish, window: TimeSlot
) -> tuple[Candidate, ...]:
    """Return rooms that are free in the window for the wish's minutes."""
    if window.end <= office.calendar.shown_until(turn.now):
        events = (*await occupied(office), *closed_hours(office.rules.rooms, rooms, window))
        liked = turn.person.preferences.favourites
        found = choice.in_window(rooms, wish, window, events, liked)
        permits = await permits_of(office, turn)
        return await _verified(office, permits.allowed_at(found))
    starts = choice.starts_in(window, wish.minutes or 0, PROBES)
    return choice.assorted(await _probed(office, turn, rooms, wish, starts))


async def _verified(office: Office, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that Joan calls free too, for the few best times."""
    slots = list(dict.fromkeys(candidate.slot for candidate in candidates))[:PROBES]
    free = {slot: await office.calendar.free_rooms(slot) for slot in slots}
    return tuple(one for one in candidates if one.room.email in free.get(one.slot, ()))
