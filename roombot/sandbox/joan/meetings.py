"""A working day of plausible meetings: the same for the same seed and date."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha512
from random import Random
from zoneinfo import ZoneInfo

from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.office import PEOPLE, ROOMS, Room

HALF_HOUR = timedelta(minutes=30)
_OPENS, _HALVES = time(8, 30), 19  # to 18:00
_SATURDAY, _WEDNESDAY = 5, 2
_LARGE = 8  # seats from which a room is full at the busiest hour
_MOST_BUSY = 8  # of twelve rooms, at any time
_APPETITE = 0.22  # how likely a meeting begins in a free half hour
_AT_THE_DOOR = 0.08  # how likely it was booked at the door, in the room's name
_ALL_DAY_ROOM = "Matterhorn"

_SMALL_TITLES = (
    "One-to-one",
    "Interview",
    "Focus time",
    "Phone call",
    "Mentoring",
    "Payroll check",
)
_MIDDLE_TITLES = (
    "Sprint planning",
    "Design review",
    "Stand-up",
    "Retrospective",
    "Backlog refinement",
    "Support rota",
    "Campaign ideas",
    "Incident review",
)
_LARGE_TITLES = (
    "Quarterly review",
    "Customer workshop",
    "All hands",
    "Board preparation",
    "Sales pipeline",
    "Architecture forum",
    "New joiners' tour",
)


@dataclass
class _Day:
    """A day being filled, in half hours from opening; ``busy`` is how many rooms each takes."""

    date: date
    zone: ZoneInfo
    seed: int
    random: Random
    busy: list[int] = field(default_factory=lambda: [0] * _HALVES)
    meetings: list[Event] = field(default_factory=list)

    def has_place(self, first: int, halves: int) -> bool:
        """Tell whether enough rooms stay free."""
        taken = self.busy[first : first + halves]
        return len(taken) == halves and max(taken) < _MOST_BUSY

    def add(self, room: Room, first: int, halves: int) -> None:
        """Have a meeting."""
        start = self.time_of(first)
        slot = start, start + halves * HALF_HOUR
        title, organizer = "Reserved", room.email
        if self.random.random() >= _AT_THE_DOOR:
            title = self.random.choice(_titles(room))
            organizer = self.random.choice(self._people_free(*slot))
        self.meetings.append(self._event(room, slot, title, organizer))
        for half in range(first, first + halves):
            self.busy[half] += 1

    def time_of(self, half: int) -> datetime:
        """Return when a half hour begins."""
        return datetime.combine(self.date, _OPENS, self.zone) + half * HALF_HOUR

    def _people_free(self, start: datetime, end: datetime) -> list[str]:
        """Return the addresses of those who lead no other meeting then."""
        leading = {one.organizer for one in self.meetings if one.overlaps(start, end)}
        everybody = [person.email for person in PEOPLE]
        return [email for email in everybody if email not in leading] or everybody

    def add_all_day(self, room: Room) -> None:
        """Keep a room for the whole day."""
        start = datetime.combine(self.date, time(), self.zone)
        event = self._event(room, (start, start + timedelta(days=1)), "Carpet cleaning", room.email)
        self.meetings.append(event)
        self.busy = [count + 1 for count in self.busy]

    def _event(
        self, room: Room, slot: tuple[datetime, datetime], title: str, organizer: str
    ) -> Event:
        start, end = slot
        return Event(
            id=_id(f"{self.seed} {room.email} {start.isoformat()}"),
            room=room.email,
            start=start.astimezone(UTC),
            end=end.astimezone(UTC),
            summary=title,
            organizer=organizer,
            all_day=start.time() == time(),
            generated=True,
        )


def meetings_on(day: date, zone: ZoneInfo, seed: int) -> list[Event]:
    """Return a day's meetings; none at weekends."""
    if day.weekday() >= _SATURDAY:
        return []
    random = Random(f"{seed} {day.isoformat()}")  # noqa: S311 - a believable office, no secret
    filled = _Day(day, zone, seed, random)
    _fill_large_rooms(filled)
    for room in random.sample(ROOMS, len(ROOMS)):
        if room.name == _ALL_DAY_ROOM and day.weekday() == _WEDNESDAY:
            filled.add_all_day(room)
        else:
            _fill(filled, room)
    return filled.meetings


def _fill_large_rooms(day: _Day) -> None:
    """Take every large room for one hour: somebody always finds them full."""
    busiest = day.random.choice((3, 5, 11, 13))  # 10:00, 11:00, 14:00, 15:00
    for room in ROOMS:
        if room.capacity >= _LARGE:
            day.add(room, busiest, 2)


def _fill(day: _Day, room: Room) -> None:
    for first in _gaps(day, room):
        halves = day.random.choice((1, 1, 2, 2, 3))
        if day.random.random() < _APPETITE and day.has_place(first, halves):
            day.add(room, first, halves)


def _gaps(day: _Day, room: Room) -> Iterator[int]:
    """Return the half hours at which the room is free for the longest meeting."""
    for first in range(_HALVES):
        start = day.time_of(first)
        end = start + 3 * HALF_HOUR
        if not any(one.room == room.email and one.overlaps(start, end) for one in day.meetings):
            yield first


def _titles(room: Room) -> tuple[str, ...]:
    if room.capacity >= _LARGE:
        return _LARGE_TITLES
    return _SMALL_TITLES if room.capacity <= 3 else _MIDDLE_TITLES  # noqa: PLR2004 - seats


def _id(text: str) -> str:
    first = sha512(text.encode()).digest()
    return f"AAMk{urlsafe_b64encode(first + sha512(first).digest()).decode()}"
