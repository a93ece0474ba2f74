"""Book, extend, check in to and cancel 15 minutes in a real room, to see that writing works."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from roombot.domain.bookings import Action, Attempt, Event
from roombot.domain.errors import CalendarUnreadable, RoombotError
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.joan.calendar import JoanCalendar
from roombot.joan.clock import Clock
from roombot.joan.findings import Finding, Level, failed, found

TITLE = "roombot doctor"
QUARTER = 15
FIRST, WHOLE = 10, 15  # minutes booked at first, and after extending
AHEAD = timedelta(hours=12)
LOOKS = (0.0, 1.0, 2.0)  # seconds before each look at what Joan shows


async def try_writing(
    calendar: JoanCalendar, clock: Clock, room_name: str, organizer: str = ""
) -> AsyncIterator[Finding]:
    """Try every write in the named room, and leave it as it was."""
    try:
        room = _named(await calendar.rooms(), room_name)
        start = await _free_start(calendar, clock, room) if room else None
    except RoombotError as error:
        yield failed("Joan: write test", error)
        return
    if room is None:
        yield Finding("Joan: write test", Level.FAIL, "no such room", "Name a room of rooms/.")
        return
    if start is None:
        advice = "Name another room, or try again later."
        yield Finding("Joan: write test", Level.FAIL, "the room is booked all day", advice)
        return
    trial = _Trial(calendar, clock, room, start, organizer)
    yield await found("Joan: book", trial.book())
    if trial.event_id is None:
        return
    yield await found("Joan: extend", trial.extend())
    yield await found("Joan: check in", trial.check_in())
    yield await found("Joan: cancel", trial.cancel())


class _Trial:
    """One event on its way through all writes."""

    def __init__(
        self, calendar: JoanCalendar, clock: Clock, room: Room, start: datetime, organizer: str
    ) -> None:
        self.event_id: str | None = None
        self._calendar = calendar
        self._clock = clock
        self._room = room
        self._slot = TimeSlot.lasting(start, FIRST)
        self._organizer = organizer

    async def book(self) -> str:
        """Book and find the event."""
        attempt = Attempt(
            id=TITLE,
            team_id="",
            key=TITLE,
            action=Action.BOOK,
            slack_id="",
            room=self._room,
            slot=self._slot,
            organizer_email=self._organizer,
            title=TITLE,
        )
        self.event_id = await self._calendar.book(attempt, confirm=False)
        told = self.event_id is not None
        event = await self._look(self._slot)
        if event is None:
            raise CalendarUnreadable("events/ does not show what was booked")
        same = "the reply tells its id" if told and self.event_id == event.id else "id from events/"
        self.event_id = event.id
        return f"booked and seen; {same}"

    async def extend(self) -> str:
        """Extend and see the later end."""
        longer = self._slot.ending_at(self._slot.start + timedelta(minutes=WHOLE))
        await self._calendar.extend(self.event_id or "", self._room, longer.end)
        event = await self._look(longer)
        if event is None:
            raise CalendarUnreadable("events/ does not show the later end")
        kept = "keeps" if event.id == self.event_id else "changes"
        self.event_id, self._slot = event.id, longer
        return f"extended and seen; the event {kept} its id"

    async def check_in(self) -> str:
        """Check in, which nothing shows."""
        await self._calendar.check_in(self.event_id or "", self._room, WHOLE * 60)
        return "accepted"

    async def cancel(self) -> str:
        """Cancel and see that it is gone."""
        await self._calendar.cancel(self.event_id or "", self._room, finish=False)
        for pause in LOOKS:
            await self._clock.sleep(pause)
            if await self._shown(self._slot) is None:
                return "cancelled and gone"
        raise CalendarUnreadable("events/ still shows it: cancel it in Joan")

    async def _look(self, slot: TimeSlot) -> Event | None:
        for pause in LOOKS:
            await self._clock.sleep(pause)
            if event := await self._shown(slot):
                return event
        return None

    async def _shown(self, slot: TimeSlot) -> Event | None:
        events = await self._calendar.events(fresh=True)
        here = (one for one in events if one.room_email == self._room.email and one.slot == slot)
        return next(here, None)


def _named(rooms: tuple[Room, ...], name: str) -> Room | None:
    wanted = name.casefold()
    by_name = (room for room in rooms if room.name.casefold() == wanted)
    return next((room for room in rooms if room.email == name), None) or next(by_name, None)


async def _free_start(calendar: JoanCalendar, clock: Clock, room: Room) -> datetime | None:
    """Return the first quarter of an hour from now on at which the room is free."""
    now = clock.now().replace(second=0, microsecond=0)
    first = now + timedelta(minutes=QUARTER - now.minute % QUARTER)
    events = await calendar.events(fresh=True)
    busy = [event.slot for event in events if event.room_email == room.email]
    for gap in gaps(TimeSlot(first, first + AHEAD), busy):
        start = gap.start + timedelta(minutes=-gap.start.minute % QUARTER)
        slot = TimeSlot.lasting(start, WHOLE)
        if slot.end <= gap.end and room.email in await calendar.free_rooms(slot):
            return start
    return None
