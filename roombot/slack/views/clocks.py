"""Dates and times of day on one zone's clock, in the forms of one locale."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from babel.dates import format_interval, format_skeleton, format_time, get_time_format

from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone, same_clock
from roombot.languages.sentences import Sentences

SAME_YEAR = timedelta(days=300)  # a date that far off needs its year
INSTANT = timedelta(microseconds=1)  # slots are half-open
ALMOST_A_DAY = 22 * 60  # minutes; days of clock changes are shorter than others
PLAIN_SPACES = {0x2009: " ", 0x202F: " ", 0x00A0: " "}  # thin ones of locale data break searches


@dataclass(frozen=True)
class Clock:
    """The clock of a zone, read aloud in a language."""

    zone: str
    words: Sentences

    @property
    def city(self) -> str:
        """The place that the zone is named after."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    def slot(self, slot: TimeSlot, now: datetime) -> str:
        """Return day and hours."""
        if self.crosses_midnight(slot):
            start, end = (self.moment(one, now) for one in (slot.start, slot.end))
            return self.words.text("when.span", start=start, end=end)
        return self.words.text("when.slot", day=self.day(slot.start, now), hours=self.hours(slot))

    def slot_seen_from(self, other: "Clock", slot: TimeSlot, now: datetime) -> str:
        """Return the hours, with the day where it is not the day on the other clock."""
        same_day = self.day_of(slot.start) == other.day_of(slot.start)
        if same_day and not self.crosses_midnight(slot):
            return self.hours(slot)
        return self.slot(slot, now)

    def moment(self, instant: datetime, now: datetime) -> str:
        """Return a day and a time of day."""
        hour = self.hour(instant)
        return self.words.text("when.moment", day=self.day(instant, now), hour=hour)

    def stretch(self, window: TimeSlot, now: datetime) -> str:
        """Return a window: its days, or its hours where it is a part of one day."""
        last = window.end - INSTANT
        first_day, last_day = self.day(window.start, now), self.day(last, now)
        if self.day_of(window.start) < self.day_of(last):
            return self.words.text("when.span", start=first_day, end=last_day)
        return first_day if window.minutes > ALMOST_A_DAY else self.slot(window, now)

    def day(self, instant: datetime, now: datetime) -> str:
        """Return a date, with today or tomorrow said where it is so."""
        day, today = self.day_of(instant), self.day_of(now)
        shown = self.plain_day(instant, now)
        near = {today: "when.today", today + timedelta(days=1): "when.tomorrow"}.get(day)
        if near is None:
            return shown
        return self.words.text("when.day", near=self.words.text(near), date=shown)

    def plain_day(self, instant: datetime, now: datetime) -> str:
        """Return a date with its day of the week, and with its year when that is far off."""
        skeleton = "yMMMEd" if abs(instant - now) > SAME_YEAR else "MMMEd"
        midnight = datetime.combine(self.day_of(instant), time())
        return _plain(format_skeleton(skeleton, midnight, locale=self.words.locale))

    def hours(self, slot: TimeSlot) -> str:
        """Return the hours of a slot."""
        start, end = (
            in_zone(one, self.zone).replace(tzinfo=None) for one in (slot.start, slot.end)
        )
        skeleton = "Hm" if self._counts_to_24() else "hm"
        return _plain(
            format_interval(
                start.replace(tzinfo=None),
                end.replace(tzinfo=None),
                skeleton,
                locale=self.words.locale,
            )
        )

    def hour(self, instant: datetime) -> str:
        """Return a time of day."""
        local = in_zone(instant, self.zone).time()
        return _plain(format_time(local, "short", locale=self.words.locale))

    def full_hour(self, hour: int) -> str:
        """Return an hour of the day in short: 14:00, or 2 PM."""
        pattern = "H:mm" if self._counts_to_24() else "h a"
        return _plain(format_time(time(hour % 24), pattern, locale=self.words.locale))

    def hours_since_midnight(self, instant: datetime) -> float:
        """Return where on the face of the clock an instant lies."""
        local = in_zone(instant, self.zone)
        return local.hour + local.minute / 60

    def day_of(self, instant: datetime) -> date:
        """Return the local date of an instant."""
        return in_zone(instant, self.zone).date()

    def crosses_midnight(self, slot: TimeSlot) -> bool:
        """Tell whether a slot ends on another day, midnight itself left aside."""
        return self.day_of(slot.start) != self.day_of(slot.end - INSTANT)

    def agrees_with(self, other: "Clock", slot: TimeSlot) -> bool:
        """Tell whether two clocks show the same times throughout a slot."""
        return all(same_clock(one, self.zone, other.zone) for one in (slot.start, slot.end))

    def _counts_to_24(self) -> bool:
        return "H" in get_time_format("short", locale=self.words.locale).pattern


def _plain(text: str) -> str:
    return text.translate(PLAIN_SPACES)
