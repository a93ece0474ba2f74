"""Dates that are written out: 2026-05-12, 12.5.2026, 5/12, "12 May", "May the 12th, 2026"."""

import re
from datetime import date, datetime

from roombot.nlu.clock_ways import CalendarWays
from roombot.nlu.entities.calendar import Calendar, one_day
from roombot.nlu.sentence import Fused, Lexeme, Match, Sentence
from roombot.nlu.values import Clock, Days

_DAY = "(?P<day>ordinal|ordinal_word|digits)"
_SPELLED_DAY = (
    "(?P<day>ordinal|ordinal_word|digits|(?<![for at from to until before after])spelled)"
)
_YEAR = "(punct?(comma|of|from)? (?P<year>compact)(?!meridiem|oclock))?"
_WEEKDAY = "((next|this|on)? (?P<weekday>weekday) punct? comma?)?"  # "Fr., 2. Okt. 2027"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NOON = 12


def find_written_dates(sentence: Sentence, calendar: Calendar, ways: CalendarWays) -> Sentence:
    """Fuse written dates."""
    sentence = sentence.rewrite(
        "(weekday punct? comma?)? the? (?P<literal>date_literal)",
        lambda match: _literal(match, calendar),
    )
    sentence = sentence.rewrite(
        "(weekday punct? comma?)? the? (?P<literal>slash_literal)(?!amount)",
        lambda match: _slash(match, calendar),
    )
    sentence = sentence.rewrite(
        f"{_WEEKDAY} the? {_SPELLED_DAY} (of|from)? (?P<month>month)(?!pronoun) {_YEAR}",
        lambda match: _named(match, calendar),
    )
    sentence = sentence.rewrite(
        "(?<=[on the period]) (?P<day>spelled) (of|from)? (?P<month>month)(?!pronoun|digits) "
        f"{_YEAR}",
        lambda match: _named(match, calendar),
    )
    if ways.dotted_dates:
        sentence = sentence.rewrite(
            "(?<=on)(the? (?P<weekday>weekday) comma? the?)? (?P<literal>decimal)(?!oclock)",
            lambda match: _on_its_weekday(match, _slash(match, calendar)),
        )
    if not calendar.month_first:
        sentence = sentence.rewrite(
            "(?<=on)(the? (?P<weekday>weekday) comma? the?)? (?P<day>digits) dash "
            "(?P<month>digits)(?!meridiem|oclock|unit|people|dash|punct digits)",
            lambda match: (
                None if _may_be_hours(match) else _on_its_weekday(match, _named(match, calendar))
            ),
        )
    return sentence.rewrite(
        f"{_WEEKDAY} (?P<month>month) (punct|comma)? on? the? {_DAY}"
        f"(?!meridiem|oclock|unit|people|punct digits) {_YEAR}",
        lambda match: _named(match, calendar),
    )


def _may_be_hours(match: Match) -> bool:
    """Tell whether "friday 9-10" says hours, as any two figures beside a weekday may."""
    return match.one("weekday") is not None and match.number("day") <= _NOON


def _named(match: Match, calendar: Calendar) -> Fused | None:
    year = match.number("year")
    if year and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    days = calendar.on(match.number("month"), match.number("day"), year)
    return ("date", days) if days else None


def _on_its_weekday(match: Match, fused: Fused | None) -> Fused | None:
    """Take a date in figures only on the weekday that is said: "on thursday 10-11" is a range."""
    days, weekday = fused[1] if fused else None, match.one("weekday")
    if not weekday or not isinstance(days, Days) or days.start.weekday() == weekday.number:
        return fused
    return fused if _is_no_range(match) else None


def _is_no_range(match: Match) -> bool:
    """Tell the figures of a date such as "19-05" and "21-5" from those of a range of hours."""
    month = match.one("month")
    is_padded = month is not None and month.name == "exact"
    return is_padded or match.number("day") > max(match.number("month"), _NOON)


def _literal(match: Match, calendar: Calendar) -> tuple[Lexeme, ...] | Fused | None:
    literal = match.one("literal")
    text = literal.name if literal else ""
    if re.match(r"\d{4}-\d\d-\d\d[t ]", text):
        return _instant(match, text)
    found = _read(text, calendar)
    return ("date", one_day(found)) if found else None


def _instant(match: Match, text: str) -> tuple[Lexeme, ...] | None:
    """Return the date and the clock of a literal that holds both."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    start, end = match.lexemes[0].start, match.lexemes[-1].end
    clock = Clock(instant.hour * 60 + instant.minute, exact=True)
    return (
        Lexeme("date", text, start, end, value=one_day(instant.date())),
        Lexeme("clock", text, start, end, value=clock),
    )


def _read(text: str, calendar: Calendar) -> date | None:
    """Read a date in numbers; dots always put the day first."""
    order = "YMD" if re.match(r"\d{4}", text) else "DMY"
    if order == "DMY" and "/" in text and calendar.month_first:
        order = "MDY"
    settings = {
        "DATE_ORDER": order,
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": datetime.combine(calendar.today, datetime.min.time()),
        "STRICT_PARSING": True,
    }
    import dateparser  # noqa: PLC0415 - 100 ms of start-up that only dates in figures need

    found = dateparser.parse(text.replace(" ", ""), languages=["en"], settings=settings)
    return found.date() if found else None


def _slash(match: Match, calendar: Calendar) -> Fused | None:
    literal = match.one("literal")
    said = literal.name if literal else ""
    one, other = (int(part) for part in re.findall(r"\d+", said)[:2])
    month_first = calendar.month_first and "/" in said
    month, day = (one, other) if month_first else (other, one)
    if month > 12 >= day:  # noqa: PLR2004 - months of the year
        month, day = day, month
    days: Days | None = calendar.on(month, day)
    return ("date", days) if days and said != "24/7" else None
