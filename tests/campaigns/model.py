"""A small description of an office, to hold the real one against."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from roombot.domain.bookings import BookingState
from roombot.domain.occasions import Occasion
from roombot.sandbox.joan import JoanSandbox
from roombot.sandbox.joan.events import Event
from tests.campaigns.truths import is_title

LEAD = timedelta(minutes=15)  # before a start comes the reminder
GRACE = timedelta(minutes=10)  # after a start goes the room of those who are not there
DATE = "/"  # between the title of a series and the day of one of its meetings


class UntrueError(AssertionError):
    """The office is not as it should be."""


@dataclass(frozen=True)
class Meeting:
    """A meeting as it stands; ``since`` is when it came to be at this time."""

    title: str
    room: str
    start: datetime
    end: datetime
    organizer: str
    since: datetime
    checked_in: bool = False

    def moved(self, start: datetime, now: datetime) -> "Meeting":
        """Return it at another time, as long as it was."""
        return replace(self, start=start, end=start + (self.end - self.start), since=now)

    @property
    def is_of_series(self) -> bool:
        """Tell whether it is one date of several."""
        return DATE in self.title

    def same_as(self, event: Event, room: str) -> bool:
        """Tell whether this is what Joan shows, whatever its title."""
        mine = (self.room, self.start, self.end, self.organizer)
        return mine == (room, event.start, event.end, event.organizer)


@dataclass
class Model:
    """What must stand in Joan, and who must have been reminded."""

    joan: JoanSandbox
    meetings: dict[str, Meeting] = field(default_factory=dict)
    lines: dict[str, tuple[str, datetime]] = field(default_factory=dict)  # who waits, until when
    owed: set[tuple[str, datetime]] = field(default_factory=set)
    allowed: set[tuple[str, datetime]] = field(default_factory=set)
    series: set[str] = field(default_factory=set)  # their titles

    def name(self, title: str, start: datetime) -> str:
        """Return what tells a meeting from all others: the title, and of a series the day too."""
        return f"{title}{DATE}{start.astimezone(UTC).date()}" if title in self.series else title

    def named(self, event: Event) -> str:
        """Return the name of what Joan shows."""
        return self.name(str(event.summary), event.start)

    def later_than(self, meeting: Meeting) -> list[Meeting]:
        """Return the later meetings of the same series."""
        title = meeting.title.partition(DATE)[0] + DATE
        ours = [one for one in self.meetings.values() if one.title.startswith(title)]
        return [one for one in ours if one.start > meeting.start]

    def is_free(self, room: str, start: datetime, end: datetime, but: str = "") -> bool:
        """Tell whether nothing takes a room, whoever put it there."""
        events = [one for one in self.joan.events(room) if self.named(one) != but or not but]
        return not any(one.overlaps(start, end) for one in events)

    def shown(self, title: str, since: datetime) -> Meeting | None:
        """Return a meeting as Joan shows it; ``UntrueError`` where it stands twice."""
        found = [one for one in self.joan.events() if self.named(one) == title]
        if len(found) > 1:
            raise UntrueError(f"{title} stands {len(found)} times")
        if not found:
            return None
        event = found[0]
        return Meeting(
            title,
            self.joan.room(event.room).name,
            event.start,
            event.end,
            str(event.organizer),
            since,
            checked_in=event.checked_in_until is not None,
        )

    def pass_over(self, before: datetime, now: datetime) -> None:
        """Note whose reminder came due while the clock moved on."""
        for one in self.meetings.values():
            due = one.start - LEAD
            if one.since < due and before < due <= now < one.start:
                self.owed.add((one.title, one.start))
            if one.start - 2 * LEAD <= now:
                self.allowed.add((one.title, one.start))

    def check(self) -> None:
        """Hold the office against the meetings; ``UntrueError`` where they differ."""
        events = [one for one in self.joan.events() if one.summary and is_title(one.summary)]
        for event in events:
            meeting = self.meetings.get(self.named(event))
            if meeting is None and event.summary not in self.lines:
                raise UntrueError(f"{event.summary} stands and should not: {event}")
            if meeting and not meeting.same_as(event, self.joan.room(event.room).name):
                raise UntrueError(f"{meeting} is another in Joan: {event}")
        if lost := self.meetings.keys() - set(map(self.named, events)):
            raise UntrueError(f"lost: {sorted(lost)}")
        for line in _overlaps(self.joan):
            raise UntrueError(line)


def reminded(marks: dict[str, int], titles: dict[str, str]) -> set[tuple[str, datetime]]:
    """Return which meetings people were reminded of; ``UntrueError`` where anything came twice."""
    found = set()
    for key, times in marks.items():
        if times > 1:
            raise UntrueError(f"{key} was sent {times} times")
        kind, booking_id, instant = (*key.split("/"), "", "")[:3]
        if kind == Occasion.SOON:
            start = datetime.fromtimestamp(int(instant)).astimezone()
            found.add((titles[booking_id], start))
    return found


def as_kept(row: object, model: Model) -> None:
    """Hold what the bot keeps of a booking against the meeting."""
    title, state = str(getattr(row, "title", "")), getattr(row, "state", "")
    meeting = model.meetings.get(model.name(title, row.starts_at))  # type: ignore[attr-defined]  # a row
    if state != BookingState.BOOKED or meeting is None:
        return
    kept = (row.room_name, row.starts_at, row.ends_at)  # type: ignore[attr-defined]  # a row
    if kept != (meeting.room, meeting.start, meeting.end):
        raise UntrueError(f"{meeting} is kept as {kept}")


def _overlaps(joan: JoanSandbox) -> Iterator[str]:
    for room in joan.rooms:
        events = joan.events(room.name)
        for one, other in pairwise(events):
            if other.start < one.end:
                yield f"two at once in {room.name}: {one} and {other}"
