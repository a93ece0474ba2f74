"""Lengths: "for an hour and a half", "2h30m", "in 20 minutes", "for two days"."""

from dataclasses import replace

from roombot.nlu.sentence import Fused, Lexeme, Match, Sentence
from roombot.nlu.values import Elapsed, Length

_COUNT = "(?P<count>digits|spelled|decimal|article|compact)"
_NO_TIME = "(?!period|meridiem|oclock|people|of_us|dash|to|until|punct digits|month|unit|clock)"
_HOURS = 60
_MOST_HOURS = 12
_MOST_ALONE = 4 * _HOURS
_LONGEST_REST = 59
_LONGEST_RANGE = 8 * _HOURS
_LONGEST_DAYS = 3660
_DAY = 24 * 60


def find_lengths(sentence: Sentence) -> Sentence:
    """Fuse the lengths in hours and minutes, then the instants that they lead to."""
    if not sentence.has("unit|half|quarter|length_word|by digits"):
        return sentence
    sentence = sentence.rewrite("(?P<hour>compact|clock_literal) (?P<unit>unit)", _hours_of_24)
    sentence = sentence.rewrite(
        f"{_COUNT} dash? (?P<unit>unit) (and article? (?P<half>half|quarter))(?!unit|half|digits)",
        _plus_part,
    )
    sentence = sentence.rewrite(
        "((?P<count>digits|spelled) and?)? (?P<share>slash_literal) of? article? (?P<unit>unit)",
        _fraction,
    )
    sentence = sentence.rewrite(
        "(?P<count>spelled|digits) quarter of? article? (?P<unit>unit)", _quarters
    )
    sentence = sentence.rewrite(
        f"({_COUNT} and)? article? (?P<half>half|quarter) (of|dash)? article? (?P<unit>unit)", _part
    )
    sentence = sentence.rewrite(
        "(?<!digits)(?<!spelled)(?P<unit>unit) and article? (?P<half>half)(?!unit|half)", _plus_part
    )
    sentence = sentence.rewrite(
        f"{_COUNT} dash? (?P<unit>unit) (and|comma)? (?P<more>digits|spelled) dash? unit",
        _sum,
    )
    sentence = sentence.rewrite(
        f"{_COUNT} dash? (?P<unit>unit) (?P<more>digits|spelled){_NO_TIME}", _sum
    )
    sentence = sentence.rewrite(
        f"{_COUNT} (?P<unit>unit) and (?P<more>digits|spelled){_NO_TIME}", _sum_of_fives
    )
    sentence = sentence.rewrite(f"{_COUNT} dash? (?P<unit>unit)", _plain)
    sentence = sentence.rewrite("(?P<one>length) and (?P<other>length)", _both)
    sentence = sentence.rewrite(f"{_COUNT} (?P<more>more) (?P<unit>unit)", _more)
    sentence = sentence.rewrite("(?<=more) (?P<unit>unit)", _plain)
    sentence = sentence.rewrite(f"(?<=by) (?P<bare>digits){_NO_TIME}", _bare_minutes)
    sentence = sentence.rewrite("article? (?P<unit>length_word)", _plain)
    return _instants(sentence)


def find_length_ranges(sentence: Sentence) -> Sentence:
    """Fuse "4 to 6 hours", which are lengths before they can be clock times."""
    if not sentence.has("unit"):
        return sentence
    least, unit = "(?P<least>digits|spelled|decimal|article)", "dash? (?P<unit>unit)"
    sentence = sentence.rewrite(f"(?<!at){least} (dash|to|or) {_COUNT} {unit}", _between)
    sentence = sentence.rewrite(f"(?<=[for seats]){least} (until|at) {_COUNT} {unit}", _between)
    return sentence.rewrite(
        f"{least} (?P<unit>unit) or (?P<count>spelled|digits)(?!unit|people)", _between
    )


def find_bare_minutes(sentence: Sentence) -> Sentence:
    """Read the bare number of an extension as minutes: "extend 15", "+15", "by 10", "for 20"."""
    sentence = sentence.rewrite(f"(?<!room_word)(?P<bare>digits|compact){_NO_TIME}", _some_minutes)
    return sentence.rewrite("(?<=by) clock|capacity", _some_minutes)


def find_long_lengths(sentence: Sentence) -> Sentence:
    """Fuse the lengths in days and weeks that are left once the dates are found."""
    sentence = sentence.rewrite(f"({_COUNT} period|length) ago", lambda _: ("taken", None))
    return sentence.rewrite(f"{_COUNT} dash? (?P<period>period)", _days)


def _hours_of_24(match: Match) -> tuple[Lexeme, ...] | None:
    """Read "1430 hours" and "14:30 hrs" as a time."""
    hour, unit = match.lexemes
    hours, minutes = divmod(int(hour.number), 100 if hour.kind == "compact" else _HOURS)
    if unit.number != _HOURS or hours >= _DAY // _HOURS or minutes >= _HOURS:
        return None
    time = replace(hour, kind="clock_literal", number=hours * _HOURS + minutes, name="exact")
    return (replace(time, end=unit.end),)


def _instants(sentence: Sentence) -> Sentence:
    """Fuse "in 20 minutes", "20 minutes from now" and "within the next hour"."""
    if not sentence.has("within|next|in|later"):
        return sentence
    sentence = sentence.rewrite("within (the next?)? (?P<length>length)", _within)
    sentence = sentence.rewrite("within the? (?P<unit>unit)", _within_unit)
    sentence = sentence.rewrite("(the|this)? next (?P<length>length)", _within)
    sentence = sentence.rewrite("(the|this)? next (?P<unit>unit)", _within_unit)
    sentence = sentence.rewrite("in at? (?P<length>length)", _from_now)
    if sentence.has(
        "shift|forward|(my|the) (digits|spelled|clock_literal|clock_name)|clock|clock_literal"
    ):
        return sentence  # "my 3pm an hour later" counts from the meeting
    return sentence.rewrite("(?P<length>length) later", _from_now)


def _minutes(count: Lexeme | None, unit: Lexeme | None) -> float:
    size = unit.number if unit else 0
    return size if count is None or count.kind == "article" else count.number * size


def _length(minutes: float) -> Fused | None:
    return ("length", Length(round(minutes))) if 0 < minutes <= 366 * _DAY else None


def _both(match: Match) -> Fused | None:
    """Read "een uur en een kwartier"."""
    one, other = match.lexemes[0].value, match.lexemes[-1].value
    if not isinstance(one, Length) or not isinstance(other, Length):
        return None
    return _length(one.minutes + other.minutes) if one.minutes >= _HOURS > other.minutes else None


def _between(match: Match) -> Fused | None:
    """Read "4 to 6 hours" and "an hour or two"."""
    unit, count, least = match.one("unit"), match.one("count"), match.one("least")
    length = _length(_minutes(count, unit))
    shortest = round(_minutes(least, unit))
    if not length or not isinstance(length[1], Length) or shortest >= length[1].minutes:
        return None
    if length[1].minutes > _LONGEST_RANGE:  # "10 to 12 h" are times
        return None
    return "length", replace(length[1], least=shortest)


def _share(match: Match) -> float:
    half = match.one("half")
    return 0.5 if half and half.kind == "half" else 0.25


def _plus_part(match: Match) -> Fused | None:
    unit = match.one("unit")
    whole = _minutes(match.one("count"), unit)
    return _length(whole + _share(match) * (unit.number if unit else 0))


def _part(match: Match) -> Fused | None:
    unit = match.one("unit")
    whole = _minutes(match.one("count"), unit) if match.one("count") else 0
    return _length(whole + _share(match) * (unit.number if unit else 0))


def _quarters(match: Match) -> Fused | None:
    return _length(_minutes(match.one("count"), match.one("unit")) / 4)


def _fraction(match: Match) -> Fused | None:
    """Read "1/2 hour" and "2 1/2 hours"."""
    share = match.one("share")
    part, whole = (int(number) for number in share.text.split("/")) if share else (0, 1)
    if not 0 < part < whole:
        return None
    return _length((match.number("count") + part / whole) * match.number("unit"))


def _sum(match: Match) -> Fused | None:
    unit, more = match.one("unit"), match.number("more")
    if not unit or unit.number != _HOURS or not 0 < more <= _LONGEST_REST:
        return None
    return _length(_minutes(match.one("count"), unit) + more)


def _sum_of_fives(match: Match) -> Fused | None:
    """Read "uma hora e quinze": other numbers after "and" may count anything."""
    return _sum(match) if match.number("more") % 5 == 0 else None


def _plain(match: Match) -> Fused | None:
    return _length(_minutes(match.one("count"), match.one("unit")))


def _more(match: Match) -> tuple[Lexeme, ...] | None:
    """Read "20 more minutes" as more, by a length."""
    length, more = _plain(match), match.one("more")
    if not length or not more:
        return None
    last = match.lexemes[-1]
    return more, Lexeme("length", last.text, last.start, last.end, value=length[1])


def _bare_minutes(match: Match) -> Fused | None:
    """Read "extend by 30": no hour is a multiple of five and more than twelve."""
    minutes = match.number("bare")
    return _length(minutes) if minutes > _MOST_HOURS and minutes % 5 == 0 else None


def _some_minutes(match: Match) -> Fused | None:
    """Return the minutes of a figure that stands alone: "10", but neither "10:00" nor "10am"."""
    said = match.lexemes[-1].text.split()[-1]
    minutes = int(said) if said.isascii() and said.isdigit() else 0
    return _length(minutes) if minutes % 5 == 0 and minutes <= _MOST_ALONE else None


def _days(match: Match) -> Fused | None:
    period, count = match.one("period"), match.one("count")
    if not period or not count:
        return None
    times = 1 if count.kind == "article" else count.number
    days = period.number or {"month": 30, "year": 365}[period.name]
    if times * days > _LONGEST_DAYS:
        return None
    return "length", Length(round(times * days * _DAY), round(times), int(days))


def _minutes_of(lexeme: Lexeme | None) -> int:
    return lexeme.value.minutes if lexeme and isinstance(lexeme.value, Length) else 0


def _within(match: Match) -> Fused:
    return "stretch", Elapsed(_minutes_of(match.one("length")), within=True)


def _within_unit(match: Match) -> Fused:
    return "stretch", Elapsed(match.number("unit"), within=True)


def _from_now(match: Match) -> Fused:
    return "stretch", Elapsed(_minutes_of(match.one("length")))
