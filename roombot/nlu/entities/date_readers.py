"""What a date that was said means on the calendar: a reader a way to say one."""

from datetime import timedelta

from roombot.nlu.entities.calendar import WEEK, Calendar, one_day
from roombot.nlu.sentence import Lexeme, Match
from roombot.nlu.values import Days

_MOST = 1000  # of any period ahead


def nth_weekday(match: Match, calendar: Calendar) -> Days | None:
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


def day_of_month_meant(match: Match, calendar: Calendar) -> Days | None:
    """Read "the 15th of next month"."""
    month, nth = _month_meant(match, calendar), match.one("nth")
    if not month or not nth:
        return None
    length = (month.end - month.start).days
    day = length if nth.kind == "last" else int(nth.number)
    if not 1 <= day <= length:
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


def weekday_and_day(match: Match, calendar: Calendar) -> Days | None:
    """Read "friday 23"; a small number must fit this month or the next, else it is a time."""
    day = match.one("day")
    if not day or (match.one("period") and match.number("period") != 1):
        return None
    months = 2 if day.kind == "digits" else 14
    return calendar.weekday_and_day(match.number("weekday"), int(day.number), months)


def weekday_in_week(match: Match, calendar: Calendar) -> Days | None:
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


def weekday_and_week(match: Match, calendar: Calendar) -> Days | None:
    """Read "monday week" as a week from monday."""
    period = match.one("period")
    if not period or period.number != WEEK:
        return None
    return one_day(calendar.weekday(match.number("weekday")).start + timedelta(days=WEEK))


def after_next(match: Match, calendar: Calendar) -> Days | None:
    """Read "the week after next", with a weekday in it where one follows."""
    period, weekday = match.one("period"), match.one("weekday")
    if not period or period.number != WEEK:
        return None
    week = calendar.week(2)
    return one_day(week.start + timedelta(days=int(weekday.number))) if weekday else week


def weeks_from(match: Match, calendar: Calendar) -> Days | None:
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


def periods_ahead(match: Match, calendar: Calendar) -> Days | None:
    """Read "in two days", "in a week" and "5 days from now"."""
    period = match.one("period")
    if not period or _count(match) > _MOST:
        return None
    if period.number:
        return calendar.after(_count(match) * int(period.number))
    months = calendar.month(_count(match) * (12 if period.name == "year" else 1))
    day = min(calendar.today.day, (months.end - months.start).days)
    return one_day(months.start + timedelta(days=day - 1))


def weekdays_ahead(match: Match, calendar: Calendar) -> Days | None:
    """Read "three fridays from now"."""
    coming = calendar.weekday(match.number("weekday")).start
    weeks = _count(match) - (coming > calendar.today)
    return one_day(coming + timedelta(days=weeks * WEEK)) if weeks < _MOST else None


def modified_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "next friday" as the one of next week, "this friday" as the coming one."""
    which, weekday = match.one("which"), match.number("weekday")
    if which and which.kind == "last":
        return None
    if which and which.kind == "next":
        return one_day(calendar.week(1).start + timedelta(days=weekday))
    return calendar.weekday(weekday)


def coming_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "el próximo viernes" as the coming one, a week ahead where it is today."""
    which, weekday = match.one("which"), match.number("weekday")
    if which and which.kind == "next" and weekday == calendar.today.weekday():
        return calendar.after(WEEK)
    return calendar.weekday(weekday)


def overnext(match: Match, calendar: Calendar) -> Days | None:
    """Read "übernächste Woche", with a weekday in it where one is said."""
    period, weekday = match.one("period"), match.one("weekday")
    if period is None:
        return calendar.weekday(match.number("weekday"))
    if period.name == "month":
        return calendar.month(2)
    week = calendar.week(2)
    return one_day(week.start + timedelta(days=int(weekday.number))) if weekday else week


def overnext_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "monday after next" as the one after that of next week."""
    return one_day(calendar.week(2).start + timedelta(days=match.number("weekday")))


def weekday_after_coming(match: Match, calendar: Calendar) -> Days | None:
    """Read "vendredi en huit" as a week after the coming friday."""
    coming = calendar.weekday(match.number("weekday"))
    return one_day(coming.start + timedelta(days=WEEK))


def last_weekday(match: Match, calendar: Calendar) -> Days | None:
    """Read "last friday", which is over."""
    back = (calendar.today.weekday() - match.number("weekday") - 1) % WEEK + 1
    return calendar.after(-back)


def day(match: Match, calendar: Calendar) -> Days | None:
    """Read "tomorrow"."""
    return calendar.after(match.number("day"))


def stretch(match: Match, calendar: Calendar) -> Days | None:
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


def next_periods(match: Match, calendar: Calendar) -> Days | None:
    """Read "in the next two weeks" as the days from today on."""
    period = match.one("period")
    days = int(period.number or 30) * _count(match) if period else 0
    return Days(calendar.today, calendar.today + timedelta(days=days)) if days else None


def weekend(match: Match, calendar: Calendar) -> Days | None:
    """Read "this weekend"."""
    which = match.one("which")
    saturday = calendar.week(1 if which and which.kind == "next" else 0).start + timedelta(days=5)
    return Days(saturday, saturday + timedelta(days=2))


def month(match: Match, calendar: Calendar) -> Days | None:
    """Read "in march"."""
    return calendar.named_month(match.number("month"))


def edge_of_month(match: Match, calendar: Calendar) -> Days | None:
    """Read "end of march"."""
    month = calendar.named_month(match.number("month"))
    return _edge(month, match.one("edge"), WEEK)


def number_of_day(match: Match, calendar: Calendar) -> Days | None:
    """Read "the 15th"."""
    return calendar.day_of_month(match.number("day"))


def numbered(match: Match, calendar: Calendar) -> Days | None:
    """Read "el día 15" and "in week 42"."""
    if match.number("period") == 1:
        return calendar.day_of_month(match.number("number"))
    return week_of_year(match, calendar)


def week_of_year(match: Match, calendar: Calendar) -> Days | None:
    """Read "week 42", with a weekday in it where one is said."""
    number, weekday = match.one("number"), match.one("weekday")
    if number is None or match.number("period") != WEEK:
        return None
    week = calendar.week_of_year(int(number.number))
    if week is None or weekday is None:
        return week
    return one_day(week.start + timedelta(days=int(weekday.number)))


def _count(match: Match) -> int:
    count = match.one("count")
    return 1 if count is None or count.kind == "article" else int(count.number)
