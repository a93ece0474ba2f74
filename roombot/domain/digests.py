"""The week in numbers: how the rooms were used, for those who look after them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from roombot.domain.rooms import Device, Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds, localize


@dataclass(frozen=True)
class RoomUse:
    """How a room was used; ``shares`` tell how much of each office hour it was taken."""

    room: Room
    meetings: int
    shares: tuple[float, ...]

    @property
    def share(self) -> float:
        """How much of the office hours the room was taken."""
        return sum(self.shares) / len(self.shares)


@dataclass(frozen=True)
class WeekDigest:
    """A week of an office by its clock, as far as it was booked here; the most used rooms first.

    ``released`` is None where it is too long ago to know. ``absent_minutes`` were booked by
    those who did not check in. ``oversized`` meetings, of the ``sized`` that said for how many
    they are, had a room with more than twice the seats.
    """

    window: TimeSlot
    zone: str
    first_hour: int
    rooms: tuple[RoomUse, ...]
    meetings: int
    released: int | None = None
    absent: int = 0
    absent_minutes: int = 0
    oversized: int = 0
    sized: int = 0
    devices: tuple[Device, ...] = ()

    @property
    def share(self) -> float:
        """How much of the office hours the rooms were taken."""
        return sum(use.share for use in self.rooms) / max(1, len(self.rooms))

    @property
    def used(self) -> tuple[RoomUse, ...]:
        """The rooms that were booked."""
        return tuple(use for use in self.rooms if use.meetings)

    @property
    def unused(self) -> tuple[Room, ...]:
        """The rooms that nobody booked."""
        return tuple(use.room for use in self.rooms if not use.meetings)


def week_name(monday: date) -> str:
    """Return a week's name, such as 2026-W20."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def week_named(name: str) -> date:
    """Return the Monday of a week; ``ValueError`` where there is no such week."""
    monday = date.fromisoformat(name)
    if week_name(monday) != name:
        raise ValueError(f"{name} is no week")
    return monday


def week_window(monday: date, zone: str) -> TimeSlot:
    """Return the week that begins on a Monday, by the clock of a zone."""
    noon = localize(datetime.combine(monday, time(12)), zone)
    return TimeSlot(day_bounds(noon, zone)[0], day_bounds(noon, zone, 6)[1])
