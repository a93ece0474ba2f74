"""Gatherings: a room for the people of a thread, and who of them comes."""

from dataclasses import dataclass

from roombot.domain.bookings import Booking
from roombot.domain.clicks import Attendance
from roombot.domain.options import Option


@dataclass(frozen=True)
class Reply:
    """What somebody answered; their last answer counts."""

    slack_id: str
    name: str
    attendance: Attendance


@dataclass(frozen=True)
class Gathering:
    """Who was in the thread when the room was booked (Slack ids), and who has answered."""

    people: tuple[str, ...]
    replies: tuple[Reply, ...] = ()

    def of(self, attendance: Attendance) -> tuple[Reply, ...]:
        """Return those who answered so."""
        return tuple(one for one in self.replies if one.attendance is attendance)

    def expected(self, organizer_id: str) -> int:
        """Return how many seats are needed: all but those who said that they need none."""
        away = {one.slack_id for one in self.replies if one.attendance is not Attendance.COMING}
        answered = {one.slack_id for one in self.replies}
        return max(len({organizer_id, *self.people, *answered} - away), 1)


@dataclass(frozen=True)
class FewCome:
    """Few come, told to the organizer; the option takes the meeting to a smaller room."""

    booking: Booking
    expected: int
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Gathered:
    """A room is booked for a thread; ``few`` is what the organizer has to hear."""

    booking: Booking
    gathering: Gathering
    few: FewCome | None = None
