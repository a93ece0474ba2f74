"""What parts of a sentence mean, before they are put together."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; ``count`` and ``days`` keep how it was said, as in "6 weeks".

    ``least`` minutes will do too: "4 to 6 hours".
    """

    minutes: int
    count: int = 0
    days: int = 0
    least: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day in minutes; not ``exact`` when it may be morning or evening."""

    minutes: int
    exact: bool
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ClockRange:
    """From one clock time to another; ``loose`` when it was said with "to" alone."""

    start: Clock
    end: Clock
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """One or several days; ``rolls`` days are added until the days are not over."""

    start: date
    end: date
    rolls: int = 0
    weekday: int | None = None

    @property
    def is_one(self) -> bool:
        """Tell whether it is a single day."""
        return (self.end - self.start).days == 1


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day by name; ``today`` where the word says so ("tonight")."""

    start: int
    end: int
    today: bool = False


@dataclass(frozen=True, slots=True)
class Elapsed:
    """An instant some minutes from now; ``within`` when any instant before it will do."""

    minutes: int
    within: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a series repeats; ``weekdays`` from 0 for Monday, ``nth`` within the month."""

    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    month_day: int = 0
    times: int = 0

    @property
    def picks_days(self) -> bool:
        """Tell whether it says on which days of a week or month."""
        return bool(self.weekdays or self.month_day)


Value = Length | Clock | ClockRange | Days | PartOfDay | Elapsed | Repeat | int | None
