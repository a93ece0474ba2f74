"""All that a sentence says about time, in the order in which it is said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roombot.nlu.sentence import Lexeme, Sentence
from roombot.nlu.values import Clock, ClockRange, Days, Elapsed, Length, PartOfDay, Repeat

_ENDS = frozenset({"until", "before", "by"})
_ON_ONE_DAY = (
    "from at? clock (to|at|until|on) (the|at)? clock on? date"  # "from 10 to 11 on friday"
)
_BEGINS = frozenset({"at", "from", "starting"})
_SKIPPED = frozenset({"at", "date", "daypart", "the", "on", "comma"})


@dataclass(frozen=True, slots=True)
class Point:
    """A time that was said, with the kind of word before it."""

    clock: Clock | ClockRange | Elapsed
    before: str = ""
    open_end: bool = False
    is_named: bool = False

    @property
    def is_end(self) -> bool:
        """Tell whether it is when something ends."""
        return self.before in _ENDS and isinstance(self.clock, Clock)


@dataclass(frozen=True, slots=True)
class Times:
    """What was said about time."""

    points: tuple[Point, ...] = ()
    days: tuple[Days, ...] = ()
    last_day: Days | None = None
    part: PartOfDay | None = None
    lengths: tuple[Length, ...] = ()
    repeat: Repeat | None = None
    all_day: bool = False
    now: bool = False
    earlier: bool = False

    @property
    def day(self) -> Days | None:
        """The day that was said."""
        return self.days[0] if self.days else None

    @property
    def minutes(self) -> int | None:
        """The length that was said."""
        return self.lengths[0].minutes if self.lengths else None

    @property
    def least(self) -> int | None:
        """The shortest of the lengths that will do, where several were said."""
        return (self.lengths[0].least or None) if self.lengths else None

    @property
    def says_when(self) -> bool:
        """Tell whether a time or a day was said at all."""
        return bool(self.points or self.days or self.part or self.now or self.last_day)


def times_of(sentence: Sentence) -> Times:
    """Collect what the whole sentence says about time."""
    return collected(sentence.lexemes, 0, len(sentence.lexemes))


def halves(sentence: Sentence) -> tuple[Times, Times]:
    """Split what is said about time at the last "to" that leads to a new time."""
    lexemes = sentence.lexemes
    given_up = _given_up(lexemes)
    if given_up:
        return collected(lexemes, given_up, len(lexemes)), collected(lexemes, 0, given_up)
    split = next(_splits(lexemes), None)
    if split is None:
        return times_of(sentence), Times()
    which, new = collected(lexemes, 0, split), collected(lexemes, split, len(lexemes))
    return (replace(which, days=new.days) if sentence.has(_ON_ONE_DAY) else which), new


def _given_up(lexemes: tuple[Lexeme, ...]) -> int:
    """Return where the old time begins that is said last: "at 3 instead of 2"."""
    place = next((index for index, one in enumerate(lexemes) if one.kind == "instead_of"), 0)
    is_split = any(map(_is_time, lexemes[:place])) and any(map(_is_time, lexemes[place:]))
    return place if is_split else 0


def _splits(lexemes: tuple[Lexeme, ...]) -> Iterator[int]:
    """Yield where the new time may begin, the likeliest first."""
    timely = [index for index, one in enumerate(lexemes) if _is_time(one)]
    for kinds in ({"to", "until"}, {"for"}):
        for index in reversed(timely):
            lead = _lead(lexemes, index)
            if lead >= 0 and lexemes[lead].kind in kinds:
                yield lead
    yield from _leads_to_day(lexemes, timely)
    clocks = [index for index in timely if lexemes[index].kind in {"clock", "range"}]
    if len(clocks) > 1:
        yield _with_own_day(lexemes, clocks)
    elif clocks and clocks[0] and not _is_shifted(lexemes):
        yield from (at - 1 for at in clocks if lexemes[at - 1].kind in _BEGINS)


def _is_shifted(lexemes: tuple[Lexeme, ...]) -> bool:
    """Tell whether a length says by how much: "push the meeting at 1 by an hour"."""
    before = ["", *(one.kind for one in lexemes)]
    return any(
        one.kind == "length" and lead != "for" for lead, one in zip(before, lexemes, strict=False)
    )


def _leads_to_day(lexemes: tuple[Lexeme, ...], timely: list[int]) -> Iterator[int]:
    """Yield where a new day may be led to: "delle 2 a giovedì", "to the same time on friday"."""
    for index in reversed(timely[1:]):
        if lexemes[index].kind == "date" and lexemes[index - 1].kind == "at":
            yield index - 1
    for index in reversed([index for index, one in enumerate(lexemes) if one.kind == "to"]):
        if timely and timely[0] < index < timely[-1]:
            yield index


def _with_own_day(lexemes: tuple[Lexeme, ...], clocks: list[int]) -> int:
    """Return where the last time begins, with the day before it where the first has its own."""
    begin = clocks[-1]
    while begin - 1 > clocks[0] and lexemes[begin - 1].kind in _SKIPPED:
        begin -= 1
    days = [index for index, one in enumerate(lexemes) if one.kind == "date"]
    leads = lexemes[begin].kind == "at" and lexemes[begin + 1].kind in {"date", "the", "on"}
    return begin if leads or any(day < begin for day in days) else clocks[-1]


def _is_time(lexeme: Lexeme) -> bool:
    return lexeme.kind in {"clock", "range", "date", "daypart", "stretch", "now"}


def collected(lexemes: tuple[Lexeme, ...], first: int, last: int) -> Times:
    """Collect what is said about time from one place of a sentence up to another."""
    chosen = range(first, last)
    values = [lexemes[index].value for index in chosen]
    days = [index for index in chosen if isinstance(lexemes[index].value, Days)]
    repeat = _one_repeat([one for one in values if isinstance(one, Repeat)])
    final = [index for index in days if _before(lexemes, index) in _ENDS]
    final = [index for index in final if repeat or not _leads_to_clock(lexemes, index)]
    kinds = {lexemes[index].kind for index in chosen}
    return Times(
        points=tuple(_points(lexemes, chosen, {_lead(lexemes, index) for index in final})),
        days=tuple(
            value
            for index in days
            if index not in final and isinstance(value := lexemes[index].value, Days)
        ),
        last_day=next(
            (value for index in final if isinstance(value := lexemes[index].value, Days)), None
        ),
        part=next((one for one in values if isinstance(one, PartOfDay)), None),
        lengths=tuple(one for one in values if isinstance(one, Length)),
        repeat=_counted(repeat, lexemes) if repeat else None,
        all_day="all_day" in kinds,
        now="now" in kinds,
        earlier=bool(kinds & {"earlier", "forward"}),
    )


def _points(lexemes: tuple[Lexeme, ...], chosen: range, taken: set[int]) -> Iterator[Point]:
    """Yield the times; a lead that is ``taken`` is a day's: "every day until friday at 9"."""
    for index in chosen:
        value = lexemes[index].value
        if isinstance(value, Clock | ClockRange | Elapsed):
            after = lexemes[index + 1].kind if index + 1 < len(lexemes) else ""
            named = bool(index) and lexemes[index - 1].kind in {"the", "at"}
            before = "" if _lead(lexemes, index) in taken else _before(lexemes, index)
            yield Point(value, before, after == "more_after", named)


def _lead(lexemes: tuple[Lexeme, ...], index: int) -> int:
    """Return where the word that leads to a time is, past "at" and the time's own day."""
    index -= 1
    while index > 0 and lexemes[index].kind in _SKIPPED:
        index -= 1
    return index


def _before(lexemes: tuple[Lexeme, ...], index: int) -> str:
    """Return the kind of the word that leads to a time."""
    lead = _lead(lexemes, index)
    return lexemes[lead].kind if lead >= 0 else ""


def _leads_to_clock(lexemes: tuple[Lexeme, ...], index: int) -> bool:
    """Tell whether a clock follows a date, so that the date is not an end by itself."""
    after = [one.kind for one in lexemes[index + 1 :] if one.kind not in {"at", "the", "comma"}]
    return after[:1] == ["clock"]


def _one_repeat(repeats: list[Repeat]) -> Repeat | None:
    """Join "weekly" with the "on tuesdays" that is said elsewhere."""
    if not repeats:
        return None
    first = repeats[0]
    days = next((one.weekdays for one in repeats if one.weekdays), ())
    interval = max(one.interval for one in repeats)
    return replace(first, weekdays=days, interval=interval)


def _counted(repeat: Repeat, lexemes: tuple[Lexeme, ...]) -> Repeat:
    """Add how often a series takes place."""
    times = next((one.value for one in lexemes if one.kind == "times"), None)
    if not isinstance(times, int):
        return repeat
    return replace(repeat, times=times)
