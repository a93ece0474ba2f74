"""Clock times and ranges: "3pm", "half past nine", "2-3:30 pm", "between 2 and 4"."""

from dataclasses import replace
from functools import partial

from roombot.nlu.clock_ways import ClockWay, ClockWays
from roombot.nlu.sentence import Fused, Lexeme, Match, Sentence
from roombot.nlu.values import Clock, ClockRange

NOON = 12 * 60
_DAY = 24 * 60
_LONGEST = 10 * 60
_HOUR = 60
_ON_THE_FACE = frozenset(range(5, _HOUR, 5))
END_OF_DAY = -1

_HOURS = "digits|spelled"
_MER = "(?P<meridiem>meridiem)?"
_BARE = "clock|digits|spelled|compact|decimal"
_MORE = (
    "people|of_us|unit|period|times|month|floor|building|room_word|amenity|others|quarter|half|"
    "amount|junk"
)
_CLOCKLIKE = f"{_HOURS}|clock|compact|decimal|clock_literal|clock_name|oclock|end_of|half|quarter"
_AFTER_DATE = "for|with|in|comma|room|person|capacity|punct|from|starting|until|to|or digits"
_NUMBER = "digits|spelled|clock_literal|clock_name"
_ONE_O_CLOCK = (  # "a la una y media", "hasta la una", but not "a una con pizarra"
    "(of|(?<=[at until to from starting between before after])) article "
    "(?=$|punct|comma|for|until|date|daypart|part|meridiem|"
    "and (half|quarter|article quarter|at|the|digits|spelled)|"
    f"before (article|quarter|spelled|digits)|(at|to) at? ({_NUMBER})(?!unit))"
)
_END = f"(?!{_MORE}|punct digits|dash ({_BARE}|unit|people))"


def find_clocks(sentence: Sentence, ways: ClockWays) -> Sentence:
    """Fuse the times that show by themselves that they are times."""
    sentence = sentence.rewrite(_ONE_O_CLOCK, _one_o_clock)
    if not sentence.has(_CLOCKLIKE):
        return _with_zones(sentence)
    sentence = sentence.rewrite(
        f"(?P<hour>{_HOURS}|decimal) dash? oclock (?P<minute>digits|spelled)"
        "(?!unit|period|people|dash|oclock|meridiem)",
        _hour_and_minute,
    )
    sentence = sentence.rewrite("(?P<hour>article) oclock", _literal)
    for way in ways.ways:
        if not (way.unless and sentence.has(way.unless)):
            sentence = sentence.rewrite(way.pattern, partial(_put_together, way=way))
    sentence = sentence.rewrite("(?P<hour>clock_literal) oclock? (part(?=$))? meridiem", _literal)
    sentence = sentence.rewrite("(?P<hour>clock_literal) (dash? oclock)?", _literal)
    sentence = sentence.rewrite(
        f"(?P<hour>spelled) dash? (?P<minute>spelled) {_MER}(?!unit|period|people)", _spelled
    )
    sentence = sentence.rewrite(
        f"(?<=[at from starting until]) (?P<hour>digits) (?P<minute>digits) {_MER}{_END}", _spelled
    )
    sentence = sentence.rewrite(f"(?P<hour>{_HOURS}|compact|decimal) oclock? meridiem", _literal)
    sentence = sentence.rewrite(f"(?P<hour>{_HOURS}|compact|decimal) dash? oclock {_MER}", _literal)
    sentence = sentence.rewrite("(?P<twelve>digits)? (?P<hour>clock_name)", _named)
    sentence = sentence.rewrite(
        "end_of (?=date)", lambda _: ("clock", Clock(END_OF_DAY, exact=True))
    )
    return _with_zones(sentence)


def find_ranges(sentence: Sentence) -> Sentence:
    """Fuse two times into a range; "to" makes none where something is moved."""
    if not sentence.has("dash|to|until|and|from|starting|clock at? clock"):
        return sentence
    sentence = sentence.rewrite(f"(now|later) (to|and) (?={_BARE})", _from_now)
    sentence = sentence.rewrite("(?<=from) (now|later) at (?=clock)", _from_now)
    one, other = f"(?P<one>{_BARE})", f"(?P<other>{_BARE})"
    figure = "(?P<one>clock|digits|compact|decimal)"
    when = "(?P<when>(on? (date|daypart))*)"
    sentence = sentence.rewrite(
        f"(from|starting)? {one} dash {other} (?P<zone>zone)? {_END}", _range
    )
    sentence = sentence.rewrite(
        f"between {one} {when} (and|dash|to|until) (at|the)? {other} (?P<zone>zone)? {_END}", _range
    )
    if sentence.has("shift|forward"):
        return sentence
    sentence = sentence.rewrite(
        f"(from|starting) {one} {when} (until|to|and|at) at? {other} (?P<zone>zone)? {_END}", _range
    )
    sentence = sentence.rewrite(f"from {one} (?P<other>clock)", _range)  # "das 11 ao meio-dia"
    sentence = sentence.rewrite(f"(?P<one>clock) {when} until at? {other} {_END}", _range)
    sentence = sentence.rewrite("(?<!the)(?<!my)(?P<one>clock) at? (?P<other>clock)", _range)
    until = f"(?<!for)(?<!spelled)at? {figure} until at? {other} {_END}"
    sentence = sentence.rewrite(until, _range)
    return sentence.rewrite(f"at? {one} to {other} (?P<zone>zone)? {_END}", _range)


def find_bare_clocks(sentence: Sentence) -> Sentence:
    """Fuse bare numbers that their neighbours make times: "at 3", "8 tonight", "my 3 to 4"."""
    if not sentence.has("digits|spelled|compact|decimal|article"):
        return sentence
    bare = "(?P<hour>digits|spelled|compact|decimal)"
    for source in (
        f"{bare} (?=or at? clock)",
        f"(?<=[at from starting until before after by instead_of]) {bare} {_END}",
        f"{bare} (?=(comma? date? comma? daypart))",
        "(?P<hour>compact) (?=(comma|on)? date)",
        f"(?<=daypart) comma? at? {bare} {_END}",
        f"(?<=my) {bare} (?=$|to|until|dash|comma|on|date|daypart|instead_of|from|by|in|becomes)",
        f"(?<=my) {bare} (?=at clock)",
        f"(?<!and)(?<=to) {bare} {_END}",
        "(?<=at) (?P<hour>article) (?=$|comma|for|until|to|date|daypart)",
        f"(?<=[date repeat]) {bare} (?=$|{_AFTER_DATE})",
        f"(?<=clock or) {bare} {_END}",
        f"(?<=from clock on) {bare} {_END}",
    ):
        sentence = sentence.rewrite(source, _literal)
    return _with_zones(sentence)


def clock_of(lexeme: Lexeme, meridiem: str = "") -> Clock | None:
    """Return the time of the day that a number or a literal says."""
    if isinstance(lexeme.value, Clock):
        return lexeme.value
    minutes = _minutes(lexeme)
    if minutes is None or not 0 <= minutes <= _DAY:
        return None
    if meridiem:
        return _with_meridiem(minutes, meridiem)
    exact = lexeme.name == "exact" or minutes >= NOON + _HOUR or minutes < _HOUR
    return Clock(minutes % _DAY if lexeme.kind != "clock_name" else minutes, exact)


def _minutes(lexeme: Lexeme) -> int | None:
    if lexeme.kind in {"clock_literal", "clock_name"}:
        return int(lexeme.number)
    if lexeme.kind == "compact":
        hours, minutes = divmod(int(lexeme.number), 100)
        return _valid(hours, minutes) if minutes % 5 == 0 else None
    if lexeme.kind == "decimal":
        hours_said, _, minutes_said = lexeme.name.replace(",", ".").partition(".")
        is_clock = len(minutes_said) == 2 and hours_said.isdigit()  # noqa: PLR2004
        return _valid(int(hours_said), int(minutes_said)) if is_clock else None
    return _valid(int(lexeme.number), 0)


def _valid(hours: int, minutes: int) -> int | None:
    return hours * _HOUR + minutes if hours <= 24 and minutes < _HOUR else None  # noqa: PLR2004


def _with_meridiem(minutes: int, meridiem: str) -> Clock | None:
    if minutes >= NOON + _HOUR:
        return Clock(minutes, exact=True)
    return Clock(minutes % NOON + (NOON if meridiem == "pm" else 0), exact=True)


def _literal(match: Match) -> Fused | None:
    hour = match.one("hour")
    if hour is None:
        return None
    if hour.number == END_OF_DAY:
        return "clock", Clock(END_OF_DAY, exact=True)
    clock = clock_of(hour, _meridiem(match))
    if clock and hour.kind == "clock_name":
        clock = Clock(clock.minutes, exact=True)
    return ("clock", clock) if clock else None


def _named(match: Match) -> tuple[Lexeme, ...] | Fused | None:
    """Read "noon" and "12 noon"; another number before it stays what it is."""
    before, clock = match.all("twelve"), _literal(match)
    if not clock or not before or before[0].number == NOON // _HOUR:
        return clock
    name = match.lexemes[-1]
    return *before, Lexeme("clock", name.text, name.start, name.end, value=clock[1])


def _meridiem(match: Match) -> str:
    return next((one.name for one in match.lexemes if one.kind == "meridiem"), "")


def _near(match: Match, minutes: int) -> Fused | None:
    """Return the time some minutes from an hour; the other half of the day stays open."""
    hour = match.one("hour")
    base = clock_of(hour, _meridiem(match)) if hour and hour.number != END_OF_DAY else None
    if not base:
        return None
    exact = base.exact or (hour is not None and hour.kind == "clock_name")
    total = (base.minutes + minutes) % _DAY
    if not exact and total < _HOUR:
        total += NOON
    return "clock", Clock(total, exact)


def _put_together(match: Match, *, way: ClockWay) -> Fused | None:
    """Return the hour with what a way such as "ten past three" adds to it."""
    hour, minutes = match.one("hour"), match.one("minutes")
    if minutes is None:
        return _near(match, way.add)
    if hour and (_minutes(hour) or 0) > way.most * _HOUR:
        return None
    said = getattr(minutes.value, "minutes", 0) or int(minutes.number)
    if not way.least <= said < _HOUR or (minutes.kind != "length" and said not in _ON_THE_FACE):
        return None
    return _near(match, way.add + way.times * said)


def _one_o_clock(match: Match) -> tuple[Lexeme, ...]:
    *of, article = match.lexemes
    return *(replace(one, kind="from") for one in of), replace(article, kind="spelled", number=1)


def _hour_and_minute(match: Match) -> Fused | None:
    """Read "15 Uhr 30"."""
    minutes = _valid(match.number("hour"), match.number("minute"))
    return ("clock", Clock(minutes, exact=minutes >= NOON + _HOUR)) if minutes else None


def _from_now(match: Match) -> tuple[Lexeme, ...]:
    """Read "now to noon" and "from now to noon" as "now until noon"."""
    now, to = match.lexemes
    return replace(now, kind="now"), replace(to, kind="until")


def _spelled(match: Match) -> Fused | None:
    """Read "five thirty"."""
    hours, minutes = match.number("hour"), match.number("minute")
    if not 1 <= hours <= 19 or not 10 <= minutes < _HOUR:  # noqa: PLR2004 - "twenty ten" is a year
        return None
    total, meridiem = hours * _HOUR + minutes, _meridiem(match)
    exact = total >= NOON + _HOUR
    clock = _with_meridiem(total, meridiem) if meridiem else Clock(total, exact)
    return ("clock", clock) if clock else None


def _with_zones(sentence: Sentence) -> Sentence:
    sentence = sentence.rewrite("(?P<clock>clock) (?P<zone>zone)", _with_zone)
    return sentence.rewrite("(?P<clock>clock) on? (?P<day>date|daypart) (?P<zone>zone)", _far_zone)


def _far_zone(match: Match) -> tuple[Lexeme, ...] | None:
    """Read "9am tomorrow London time"."""
    clock, fused = match.one("clock"), _with_zone(match)
    if not clock or not fused:
        return None
    return replace(clock, value=fused[1]), *match.all("day")


def _with_zone(match: Match) -> Fused | None:
    clock, zone = match.one("clock"), match.one("zone")
    if not zone or not clock or not isinstance(clock.value, Clock):
        return None
    return "clock", Clock(clock.value.minutes, clock.value.exact, zone.name)


def _is_score(start: Clock, end: Clock) -> bool:
    """Tell a result such as "3-2" from a range: no meeting takes eleven hours."""
    return not start.exact and not end.exact and (end.minutes - start.minutes) % NOON > _LONGEST


def _range(match: Match) -> tuple[Lexeme, ...] | None:
    """Return the range, and after it the day that was said within it."""
    one, other = match.one("one"), match.one("other")
    start, end = clock_of(one) if one else None, clock_of(other) if other else None
    if not start or not end or _is_score(start, end):
        return None
    zone = match.one("zone")
    name = zone.name if zone else end.zone or start.zone
    start, end = Clock(start.minutes, start.exact, name), Clock(end.minutes, end.exact, name)
    first, last = match.lexemes[0], match.lexemes[-1]
    text = " ".join(lexeme.text for lexeme in match.lexemes)
    value = ClockRange(start, end)
    inside = tuple(lexeme for lexeme in match.all("when") if lexeme.value is not None)
    return (Lexeme("range", text, first.start, last.end, value=value), *inside)
