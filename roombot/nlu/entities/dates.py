"""Dates: from "tomorrow" over "next friday" to "the last friday of march"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from roombot.nlu.entities.calendar import WEEK, Calendar, one_day
from roombot.nlu.entities.written_dates import find_written_dates
from roombot.nlu.sentence import Build, Fused, Lexeme, Match, Sentence
from roombot.nlu.values import Days

Reader = Callable[[Match, Calendar], Days | None]

_DATELIKE = (
    "weekday|day|month|period|ordinal|ordinal_word|weekend|date_literal|slash_literal|the digits"
)
_DATE_BEFORE = (
    "on next this last every comma from starting until by before after digits meridiem "
    "clock_literal and day daypart to for between room oclock unit ordinal"
)
_DATE_AFTER = "at|comma|digits|ordinal|month|part|clock_literal|clock_name|from|between|spelled"
_MOST = 1000  # of any period ahead
_COUNT = "(?P<count>digits|spelled|article)"
_NTH = "(?P<nth>ordinal|ordinal_word|last)"
_NOT_A_DAY = "(?!meridiem|oclock|dash|to|until|unit|people|of_us|and|half|punct digits|zone|clock)"


def find_dates(sentence: Sentence, calendar: Calendar) -> Sentence:
    """Fuse every date of the sentence, the longest ways to say one first."""
    if not sentence.has(_DATELIKE):
        return sentence
    sentence = find_written_dates(sentence, calendar)
    for source, read in _READERS:
        sentence = sentence.rewrite(source, _built_by(read, calendar))
    return _within_week(sentence)


def without_homographs(sentence: Sentence, homographs: frozenset[str]) -> Sentence:
    """Take words such as "sat" for weekdays only beside what belongs to a date."""

    def build(match: Match) -> Fused | None:
        return ("word", None) if match.lexemes[0].text in homographs else None

    return sentence.rewrite(f"(?<!^)(?<![{_DATE_BEFORE}])weekday(?!$|{_DATE_AFTER})", build)


def _built_by(read: Reader, calendar: Calendar) -> Build:
    def build(match: Match) -> Fused | None:
        days = read(match, calendar)
        return ("date", days) if days else None

    return build


def _nth_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "the last friday of march" and "the first monday of next month"."""
    month = _month_meant(match, calendar)
    nth = match.one("nth")
    if not month or not nth:
        return None
    number = -1 if nth.kind == "last" else int(nth.number)
    found = calendar.nth_weekday(number, match.number("weekday"), month)
    if found and found.start < calendar.today and match.one("month"):
        month = Calendar(month.end).named_month(match.number("month"))
        found = calendar.nth_weekday(number, match.number("weekday"), month)
    return found


def _day_of_month_meant(match: Match, calendar: Calendar) -> Days | None:
    """Read "the 15th of next month"."""
    month = _month_meant(match, calendar)
    day = match.number("nth")
    if not month or not 1 <= day <= (month.end - month.start).days:
        return None
    return one_day(month.start + timedelta(days=day - 1))


def _month_meant(match: Match, calendar: Calendar) -> Days | None:
    if match.one("month"):
        return calendar.named_month(match.number("month"))
    period = match.one("period")
    if not period or period.name != "month":
        return None
    which = match.one("which")
    return calendar.month(1 if which and which.kind == "next" else 0)


def _weekday_and_day(match: Match, calendar: Calendar) -> Days | None:
    """Read "friday 23"; a small number must fit this month or the next, else it is a time."""
    day = match.one("day")
    if not day:
        return None
    months = 2 if day.kind == "digits" else 14
    return calendar.weekday_and_day(match.number("weekday"), int(day.number), months)


def _weekday_in_week(match: Match, calendar: Calendar) -> Days | None:
    """Read "wednesday next week" and "in two weeks on wednesday"."""
    period = match.one("period")
    if not period or period.number not in {WEEK, 2 * WEEK}:
        return None
    weeks = _count(match) * int(period.number) // WEEK
    which = match.one("which")
    if which:
        weeks = 1 if which.kind == "next" else 0
    monday = calendar.week(weeks).start
    return one_day(monday + timedelta(days=match.number("weekday")))


def _after_next(match: Match, calendar: Calendar) -> Days | None:
    """Read "the week after next", with a weekday in it where one follows."""
    period, weekday = match.one("period"), match.one("weekday")
    if not period or period.number != WEEK:
        return None
    week = calendar.week(2)
    return one_day(week.start + timedelta(days=int(weekday.number))) if weekday else week


def _weeks_from(match: Match, calendar: Calendar) -> Days | None:
    """Read "two weeks from tomorrow" and "a week from friday"."""
    period, base = match.one("period"), match.one("base")
    if not period or not base:
        return None
    start = calendar.after(int(base.number)) if base.kind == "day" else _of_weekday(base, calendar)
    if not period.number:
        return None
    return one_day(start.start + timedelta(days=_count(match) * int(period.number)))


def _of_weekday(lexeme: Lexeme, calendar: Calendar) -> Days:
    return calendar.weekday(int(lexeme.number))


def _periods_ahead(match: Match, calendar: Calendar) -> Days | None:
    """Read "in two days", "in a week" and "5 days from now"."""
    period = match.one("period")
    if not period or _count(match) > _MOST:
        return None
    if period.number:
        return calendar.after(_count(match) * int(period.number))
    months = calendar.month(_count(match) * (12 if period.name == "year" else 1))
    day = min(calendar.today.day, (months.end - months.start).days)
    return one_day(months.start + timedelta(days=day - 1))


def _modified_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "next friday" as the one of next week, "this friday" as the coming one."""
    which, weekday = match.one("which"), match.number("weekday")
    if which and which.kind == "last":
        return None
    if which and which.kind == "next":
        return one_day(calendar.week(1).start + timedelta(days=weekday))
    return calendar.weekday(weekday)


def _last_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "last friday", which is over."""
    back = (calendar.today.weekday() - match.number("weekday") - 1) % WEEK + 1
    return calendar.after(-back)


def _day(match: Match, calendar: Calendar) -> Days | None:
    return calendar.after(match.number("day"))


def _stretch(match: Match, calendar: Calendar) -> Days | None:
    """Read "this week", "next month" and "the end of the week"."""
    period, which, edge = match.one("period"), match.one("which"), match.one("edge")
    if not period or period.name not in {"7", "month"}:
        return None
    ahead = 1 if which and which.kind == "next" else 0
    if period.name == "7":
        week = calendar.week(ahead)
        return _edge(Days(week.start, week.start + timedelta(days=5)) if edge else week, edge, 2)
    return _edge(calendar.month(ahead), edge, WEEK)


def _edge(days: Days, edge: Lexeme | None, length: int) -> Days:
    if edge and edge.kind == "end_of":
        return Days(days.end - timedelta(days=length), days.end)
    return Days(days.start, days.start + timedelta(days=length)) if edge else days


def _next_periods(match: Match, calendar: Calendar) -> Days | None:
    """Read "in the next two weeks" as the days from today on."""
    period = match.one("period")
    days = int(period.number or 30) * _count(match) if period else 0
    return Days(calendar.today, calendar.today + timedelta(days=days)) if days else None


def _weekend(match: Match, calendar: Calendar) -> Days | None:
    which = match.one("which")
    saturday = calendar.week(1 if which and which.kind == "next" else 0).start + timedelta(days=5)
    return Days(saturday, saturday + timedelta(days=2))


def _month(match: Match, calendar: Calendar) -> Days | None:
    return calendar.named_month(match.number("month"))


def _number_of_day(match: Match, calendar: Calendar) -> Days | None:
    return calendar.day_of_month(match.number("day"))


def _count(match: Match) -> int:
    count = match.one("count")
    return 1 if count is None or count.kind == "article" else int(count.number)


def _within_week(sentence: Sentence) -> Sentence:
    """Put a plain weekday into the week that is named elsewhere ("next week, maybe tuesday")."""
    weeks = [one for one in sentence.lexemes if _is_week(one.value)]
    plain = [one for one in sentence.lexemes if _is_plain_weekday(one.value)]
    if len(weeks) != 1 or len(plain) != 1:
        return sentence
    week, day = weeks[0].value, plain[0].value
    if not isinstance(week, Days) or not isinstance(day, Days):
        return sentence
    meant = one_day(week.start + timedelta(days=day.weekday or 0))
    lexemes = (replace(one, value=meant) if one is plain[0] else one for one in sentence.lexemes)
    return Sentence.of(sentence.text, tuple(one for one in lexemes if one is not weeks[0]))


def _is_week(value: object) -> bool:
    if not isinstance(value, Days):
        return False
    return (value.end - value.start).days == WEEK and value.start.weekday() == 0


def _is_plain_weekday(value: object) -> bool:
    return isinstance(value, Days) and value.rolls == WEEK


_WHICH = "(?P<which>next|this|last)"
_READERS: tuple[tuple[str, Reader], ...] = (
    (
        (
            f"(the? {_NTH} (?P<weekday>weekday) (of|in|on)? the? "
            "((?P<month>month)|(?P<which>next|this)? (?P<period>period)))"
        ),
        _nth_weekday,
    ),
    (
        (
            "the? (?P<nth>ordinal|ordinal_word) period? of the? (?P<which>next|this)? "
            "(?P<period>period)"
        ),
        _day_of_month_meant,
    ),
    (
        (
            f"(next|this|on)? the? (?P<weekday>weekday) comma? the? "
            f"(?P<day>ordinal|ordinal_word|digits){_NOT_A_DAY}"
        ),
        _weekday_and_day,
    ),
    (
        "(?P<weekday>weekday) comma? (of|in|on)? the? (?P<which>next|this) (?P<period>period)",
        _weekday_in_week,
    ),
    (
        "(?P<which>next|this) (?P<period>period) comma? on? the? (?P<weekday>weekday)",
        _weekday_in_week,
    ),
    ("the? (?P<period>period) after next (on? (?P<weekday>weekday))?", _after_next),
    (f"(?P<weekday>weekday) in {_COUNT} (?P<period>period)", _weekday_in_week),
    (f"in {_COUNT} (?P<period>period) word? comma? on (?P<weekday>weekday)", _weekday_in_week),
    (
        f"{_COUNT} (?P<period>period) (from|after|on) (next|this)? (?P<base>day|weekday)",
        _weeks_from,
    ),
    (f"in {_COUNT} (?P<period>period)", _periods_ahead),
    (f"{_COUNT} (?P<period>period) later", _periods_ahead),
    (f"within (the next)? {_COUNT} (?P<period>period)", _next_periods),
    (f"(the)? next {_COUNT} (?P<period>period)", _next_periods),
    ("last (?P<weekday>weekday)", _last_weekday),
    (f"(the|on)? {_WHICH} (?P<weekday>weekday)", _modified_weekday),
    ("(?P<weekday>weekday)", _modified_weekday),
    ("(?P<day>day)", _day),
    (
        "(?P<edge>end_of|start_of)? (the)? (?P<which>next|this) (?P<period>period)",
        _stretch,
    ),
    ("(?P<edge>end_of|start_of) the? (?P<period>period)", _stretch),
    ("(the)? (?P<which>next|this)? weekend", _weekend),
    ("(?<=[in on of next this from starting]) (?P<month>month)(?!pronoun)", _month),
    (
        (
            "(?<=[on for from starting until by before after to]) the "
            "(?P<day>ordinal|digits|ordinal_word)"
            f"{_NOT_A_DAY}(?!room_word|floor|word|period|room)"
        ),
        _number_of_day,
    ),
    ("(?<!my) (the|on)? (?P<day>ordinal)(?!room_word|floor)", _number_of_day),
)
