"""Sums on the calendar: weekdays, months, and days that exist."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from roombot.nlu.values import Days

WEEK = 7
_FAR = 14  # months to look ahead for a day of the month
_YEARS_TO_LONG = 8  # within which there is a year of 53 weeks


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day on which something is said, and how dates are written there."""

    today: date
    month_first: bool = False

    def after(self, days: int) -> Days:
        """Return the day some days from today."""
        return one_day(self.today + timedelta(days=days))

    def weekday(self, weekday: int) -> Days:
        """Return the next such weekday, today included; a week is added when it is over."""
        ahead = (weekday - self.today.weekday()) % WEEK
        return one_day(self.today + timedelta(days=ahead), rolls=WEEK, weekday=weekday)

    def week(self, weeks: int) -> Days:
        """Return the week from Monday to Sunday, some weeks from this one."""
        monday = self.today + timedelta(days=WEEK * weeks - self.today.weekday())
        return Days(monday, monday + timedelta(days=WEEK))

    def week_of_year(self, number: int) -> Days | None:
        """Return the week of that number (ISO 8601) that is not over yet, if there is one."""
        year = self.today.isocalendar().year
        for ahead in range(_YEARS_TO_LONG):
            try:
                monday = date.fromisocalendar(year + ahead, number, 1)
            except ValueError:  # not every year has a week 53
                continue
            if monday + timedelta(days=WEEK) > self.today:
                return Days(monday, monday + timedelta(days=WEEK))
        return None

    def month(self, months: int) -> Days:
        """Return a whole month, some months from this one."""
        first = self._first_of(months)
        return Days(first, first + timedelta(days=monthrange(first.year, first.month)[1]))

    def named_month(self, month: int) -> Days:
        """Return the month of that number that is not over yet."""
        return self.month((month - self.today.month) % 12)

    def day_of_month(self, day: int) -> Days | None:
        """Return the next day with that number."""
        for months in range(_FAR):
            first = self._first_of(months)
            found = existing(first.year, first.month, day)
            if found and found >= self.today:
                return one_day(found)
        return None

    def weekday_and_day(self, weekday: int, day: int, months: int = _FAR) -> Days | None:
        """Return the next day with that number that is such a weekday."""
        for ahead in range(months):
            first = self._first_of(ahead)
            found = existing(first.year, first.month, day)
            if found and found >= self.today and found.weekday() == weekday:
                return one_day(found)
        return None

    def on(self, month: int, day: int, year: int = 0) -> Days | None:
        """Return a date, the next one where no year is said."""
        if year:
            found = existing(year, month, day)
            return one_day(found) if found else None
        for ahead in range(9):  # a leap day may be eight years off
            found = existing(self.today.year + ahead, month, day)
            if found and found >= self.today:
                return one_day(found)
        return None

    def nth_weekday(self, nth: int, weekday: int, month: Days) -> Days | None:
        """Return the nth such weekday of a month, the last one for -1."""
        days = (month.end - month.start).days
        found = [
            day
            for day in (month.start + timedelta(days=ahead) for ahead in range(days))
            if day.weekday() == weekday
        ]
        index = nth if nth < 0 else nth - 1
        return one_day(found[index]) if -1 <= index < len(found) else None

    def _first_of(self, months: int) -> date:
        years, month = divmod(self.today.month - 1 + months, 12)
        return date(self.today.year + years, month + 1, 1)


def one_day(day: date, rolls: int = 0, weekday: int | None = None) -> Days:
    """Return a single day."""
    return Days(day, day + timedelta(days=1), rolls, weekday)


def existing(year: int, month: int, day: int) -> date | None:
    """Return a date if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
