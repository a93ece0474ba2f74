"""What a picture of a day or a week holds: rows of bars over the hours of the clock."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """Something that takes a row from one hour to another; ``label`` where it may be read."""

    start: float
    end: float
    label: str = ""
    own: bool = False


@dataclass(frozen=True)
class Row:
    """A room, or a day of one; ``now`` is the hour that it is there, if it is that day."""

    name: str
    note: str = ""
    bars: tuple[Bar, ...] = ()
    now: float | None = None


@dataclass(frozen=True)
class Legend:
    """The words for what the colours mean."""

    free: str
    taken: str
    own: str


@dataclass(frozen=True)
class Chart:
    """A picture of rows over hours; ``hours`` are the words for ``first`` and each after it."""

    title: str
    subtitle: str
    first: int
    hours: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: Legend
    clock: str = ""  # what time it is, in words

    @property
    def last(self) -> int:
        """The hour at which the picture ends."""
        return self.first + len(self.hours) - 1

    @property
    def now(self) -> float | None:
        """The hour that it is, where every row shows the same day."""
        shown = {row.now for row in self.rows}
        return shown.pop() if len(shown) == 1 else None
