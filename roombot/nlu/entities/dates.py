"""Dates: from "tomorrow" over "next friday" to "the last friday of march"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from roombot.nlu.clock_ways import CalendarWays
from roombot.nlu.entities import date_readers as readers
from roombot.nlu.entities.calendar import WEEK, Calendar, one_day
from roombot.nlu.entities.written_dates import find_written_dates
from roombot.nlu.sentence import Build, Fused, Match, Sentence
from roombot.nlu.values import Days

Reader = Callable[[Match, Calendar], Days | None]

_DATELIKE = (
    "weekday|day|month|period|ordinal|ordinal_word|weekend|date_literal|slash_literal|the digits|"
    "on digits dash digits|on (digits|spelled) punct? (at|clock_name)|weekday_plural later"
)
_DATE_BEFORE = (
    "on next this last every comma from starting until by before after digits meridiem "
    "clock_literal and day daypart to for between room oclock unit ordinal"
)
_DATE_AFTER = (
    "at|room|comma|digits|ordinal|month|part|clock_literal|clock_name|from|between|spelled"
)
_COUNT = "(?P<count>digits|spelled|article)"
_NTH = "(?P<nth>ordinal|ordinal_word|last)"
_DAY_OF = "(?<=[on the period]) (?P<nth>digits|ordinal) (of|from)"
_NOT_A_DAY = "(?!meridiem|oclock|dash|to|until|unit|people|of_us|and|half|punct digits|zone|clock)"


def find_dates(sentence: Sentence, calendar: Calendar, ways: CalendarWays) -> Sentence:
    """Fuse every date of the sentence, the longest ways to say one first."""
    if not sentence.has(_DATELIKE):
        return sentence
    sentence = find_written_dates(sentence, calendar, ways)
    for source, read in _READERS:
        read_so = _COMING.get(read, read) if ways.next_is_coming else read
        sentence = sentence.rewrite(source, _built_by(read_so, calendar))
    sentence = sentence.rewrite("the? (?P<period>period) of (?P<day>date)", _week_of)
    return _within_week(_from_day_to_day(sentence))


def _week_of(match: Match) -> Fused | None:
    """Read "the week of october 5"."""
    period, day = match.one("period"), match.one("day")
    if not period or not day or period.number != WEEK or not isinstance(day.value, Days):
        return None
    monday = day.value.start - timedelta(days=day.value.start.weekday())
    return "date", Days(monday, monday + timedelta(days=WEEK))


def _from_day_to_day(sentence: Sentence) -> Sentence:
    """Join "monday to wednesday", which no meeting is moved by."""
    if sentence.has("shift|forward"):
        return sentence
    return sentence.rewrite(
        "(from|between)? (?P<one>date) (to|until|dash|and) (?P<other>date)(?!clock|digits|at)",
        _several_days,
    )


def _several_days(match: Match) -> Fused | None:
    one, other = match.one("one"), match.one("other")
    first, last = (one.value, other.value) if one and other else (None, None)
    if not isinstance(first, Days) or not isinstance(last, Days):
        return None
    end = last.end + timedelta(days=last.rolls if last.end <= first.start else 0)
    is_range = match.lexemes[0].kind in {"from", "between"} or match.lexemes[-2].kind != "and"
    return ("date", Days(first.start, end)) if is_range and first.start < end else None


def without_homographs(sentence: Sentence, homographs: frozenset[str]) -> Sentence:
    """Take words such as "sat" for weekdays only beside what belongs to a date."""

    def build(match: Match) -> Fused | None:
        return ("word", None) if match.lexemes[0].text in homographs else None

    return sentence.rewrite(f"(?<![{_DATE_BEFORE}])weekday(?!$|{_DATE_AFTER})", build)


def _built_by(read: Reader, calendar: Calendar) -> Build:
    def build(match: Match) -> Fused | None:
        days = read(match, calendar)
        return ("date", days) if days else None

    return build


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


_COMING: dict[Reader, Reader] = {
    readers.modified_weekday: readers.coming_weekday,
    readers.overnext_weekday: readers.weekday_after_coming,
}
_WEEK_NUMBER = "(?P<period>period) (?P<number>digits)"
_NTH_WEEK = (  # "v 42. tednu", but not "in the 2nd week of may"
    "(?P<number>ordinal) (?P<period>period)(?!(of|in|on|from)? the? (month|period|next|this))"
)
_WHICH = "(?P<which>next|this|last)"
_READERS: tuple[tuple[str, Reader], ...] = (
    (
        (
            f"(the? {_NTH} (?P<weekday>weekday) (of|in|on|from)? the? "
            "((?P<month>month)|(?P<which>next|this)? (?P<period>period)))"
        ),
        readers.nth_weekday,
    ),
    (
        "the? (?P<which>next|this) (?P<period>period) on the (?P<nth>ordinal|ordinal_word)",
        readers.day_of_month_meant,
    ),
    (
        (
            "the? (?P<nth>ordinal|ordinal_word|last) period? of "
            "(the? (?P<which>next|this)? (?P<period>period)|(?P<month>month))"
        ),
        readers.day_of_month_meant,
    ),
    (
        f"{_DAY_OF} the? (?P<period>period) (?P<which>next)",
        readers.day_of_month_meant,
    ),
    ("(?P<nth>ordinal) (?P<which>next|this) (?P<period>period)", readers.day_of_month_meant),
    (
        f"{_DAY_OF} the? (?P<which>next|this)? (?P<period>period)",
        readers.day_of_month_meant,
    ),
    (
        (
            f"(next|this|on)? the? (?P<weekday>weekday) comma? the? (?P<period>period)? "
            f"(?P<day>ordinal|ordinal_word|digits){_NOT_A_DAY}"
        ),
        readers.weekday_and_day,
    ),
    (
        "(?P<weekday>weekday) comma? (of|in|on|from)? the? (?P<which>next|this) (?P<period>period)",
        readers.weekday_in_week,
    ),
    (
        "(?P<weekday>weekday) comma? (of|in|on|from)? the? (?P<period>period) (?P<which>next)",
        readers.weekday_in_week,
    ),
    (
        "the? (?P<period>period) (?P<which>next) comma? (on|the)? (?P<weekday>weekday)",
        readers.weekday_in_week,
    ),
    ("(the|in)? overnext (?P<period>period) (comma? on? (?P<weekday>weekday))?", readers.overnext),
    ("(?P<weekday>weekday) comma? (in|of|on|the)? overnext (?P<period>period)", readers.overnext),
    (
        "(?P<which>next|this) (?P<period>period) comma? on? the? (?P<weekday>weekday)",
        readers.weekday_in_week,
    ),
    ("the? (?P<weekday>weekday) after next", readers.overnext_weekday),
    ("(the|on)? overnext (?P<weekday>weekday)", readers.overnext_weekday),
    ("(the|on)? (?P<weekday>weekday) overnext", readers.overnext_weekday),
    ("the? (?P<period>period) after next (on? (?P<weekday>weekday))?", readers.after_next),
    (
        f"(?P<weekday>weekday) comma? (in|of|on)? the? {_WEEK_NUMBER}{_NOT_A_DAY}",
        readers.week_of_year,
    ),
    (
        f"(?<!next)(?<!this)(?<!every) {_WEEK_NUMBER} comma? on? the? (?P<weekday>weekday)",
        readers.week_of_year,
    ),
    (
        f"(?P<weekday>weekday) comma? (in|of|on)? the? {_NTH_WEEK}",
        readers.week_of_year,
    ),
    (f"(in|on)? the? {_NTH_WEEK} comma? on? the? (?P<weekday>weekday)", readers.week_of_year),
    (f"(?<=[in on]) the? {_NTH_WEEK}", readers.week_of_year),
    ("(?P<weekday>weekday) (?P<period>period)", readers.weekday_and_week),
    (f"(?P<weekday>weekday) in {_COUNT} (?P<period>period)", readers.weekday_in_week),
    (
        f"in {_COUNT} (?P<period>period) word? comma? on? (?P<weekday>weekday)",
        readers.weekday_in_week,
    ),
    (
        f"{_COUNT} (?P<period>period) (from|after|on) (next|this)? (?P<base>day|weekday)",
        readers.weeks_from,
    ),
    (f"(?P<base>day) in {_COUNT} (?P<period>period)", readers.weeks_from),
    (f"in at? {_COUNT} (?P<period>period)", readers.periods_ahead),
    (f"{_COUNT} (?P<period>period) later", readers.periods_ahead),
    (f"{_COUNT} (?P<weekday>weekday_plural) later", readers.weekdays_ahead),
    (f"within (the next)? {_COUNT} (?P<period>period)", readers.next_periods),
    (f"(the)? next {_COUNT} (?P<period>period)", readers.next_periods),
    ("last (?P<weekday>weekday)", readers.last_weekday),
    (f"(the|on)? {_WHICH} (?P<weekday>weekday)", readers.modified_weekday),
    ("(the|on)? (?P<weekday>weekday) (?P<which>next)", readers.modified_weekday),
    ("(?P<weekday>weekday)", readers.modified_weekday),
    ("(?P<day>day)", readers.day),
    (
        "(?P<edge>end_of|start_of)? (the)? (?P<which>next|this) (?P<period>period)",
        readers.stretch,
    ),
    (
        "(?P<edge>end_of|start_of)? the? (?P<period>period) (?P<which>next)",
        readers.stretch,
    ),
    ("(?P<edge>end_of|start_of) the? (?P<period>period)", readers.stretch),
    ("(?P<edge>end_of|start_of) (of|the)? (?P<month>month)(?!pronoun)", readers.edge_of_month),
    ("(the)? (?P<which>next|this)? weekend", readers.weekend),
    ("the? weekend (?P<which>next)", readers.weekend),
    ("(?<=[in on of next this from starting]) (?P<month>month)(?!pronoun)", readers.month),
    (
        (
            "(?<=[on for from starting until by before after to]) the "
            "(?P<day>ordinal|digits|ordinal_word)"
            f"{_NOT_A_DAY}(?!room_word|floor|word|period|room)"
        ),
        readers.number_of_day,
    ),
    (
        f"(?<=[in on of for from until by the]) {_WEEK_NUMBER}{_NOT_A_DAY}",
        readers.numbered,
    ),
    (
        (
            "(?<=on) (?P<day>digits|spelled) punct? "
            "(?=at (digits|clock_literal|spelled|clock)|at? clock_name)"
        ),
        readers.number_of_day,
    ),
    (
        f"(?<=on) (?P<day>ordinal_word){_NOT_A_DAY}(?!room_word|floor|word|period|room|month)",
        readers.number_of_day,
    ),
    ("(?<!my) (the|on)? (?P<day>ordinal)(?!room_word|floor)", readers.number_of_day),
)
