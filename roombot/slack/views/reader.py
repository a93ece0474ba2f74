"""Who reads a message, when, and in which words and clocks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_interval, format_skeleton, format_time, get_time_format

from roombot.domain.bookings import Booking
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone, same_clock
from roombot.languages.sentences import Sentences, sentences
from roombot.slack.views.blocks import Markup, escaped

SAME_YEAR = timedelta(days=300)  # a date that far off needs its year


@dataclass(frozen=True)
class Reader:
    """A person at an instant; ``default_zone`` is that of rooms without one.

    ``offer_id`` names where the intents behind the message's options are kept.
    """

    person: Person
    now: datetime
    default_zone: str
    words: Sentences
    offer_id: str = ""

    @classmethod
    def of(cls, person: Person, now: datetime, default_zone: str, offer_id: str) -> "Reader":
        """Return the reader with the words of the person's language."""
        return cls(person, now, default_zone, sentences(person.locale), offer_id)

    def say(self, key: str, **values: object) -> Markup:
        """Return a sentence as markup, people's texts escaped."""
        safe = {
            name: escaped(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return Markup(self.words.text(key, **safe))

    def caption(self, key: str, **values: object) -> str:
        """Return a sentence as plain text, for buttons and dialogs."""
        return self.words.text(key, **values)

    def when(self, slot: TimeSlot, room: Room | None = None) -> str:
        """Return day and hours, on the room's clock too where it shows another time."""
        here = self.slot_in(slot, self.person.time_zone)
        zone = (room and room.time_zone) or self.default_zone
        if room is None or same_clock(slot.start, zone, self.person.time_zone):
            return here
        city = zone.rpartition("/")[2].replace("_", " ")
        there = self.slot_in(slot, zone)
        return self.words.text("when.two_clocks", here=here, city=city, there=there)

    def slot_in(self, slot: TimeSlot, zone: str) -> str:
        """Return day and hours on the clock of a zone."""
        day = self.day(slot.start, zone)
        ends_later = in_zone(slot.start, zone).date() != in_zone(slot.end, zone).date()
        if ends_later:
            start, end = (
                f"{self.day(one, zone)}, {self.hour(one, zone)}" for one in (slot.start, slot.end)
            )
            return self.words.text("when.over_midnight", start=start, end=end)
        return self.words.text("when.slot", day=day, hours=self.hours(slot, zone))

    def day(self, instant: datetime, zone: str | None = None) -> str:
        """Return a date in the locale's form, with today or tomorrow said where it is so."""
        clock = zone or self.person.time_zone
        date = in_zone(instant, clock).date()
        is_far = abs(instant - self.now) > SAME_YEAR
        shown = format_skeleton(
            "yMMMEd" if is_far else "MMMEd",
            datetime.combine(date, datetime.min.time()),
            locale=self.words.locale,
        )
        today = in_zone(self.now, clock).date()
        near = {today: "when.today", today + timedelta(days=1): "when.tomorrow"}.get(date)
        return (
            self.words.text("when.day", near=self.words.text(near), date=shown) if near else shown
        )

    def hours(self, slot: TimeSlot, zone: str | None = None) -> str:
        """Return a slot's hours in the locale's form."""
        clock = zone or self.person.time_zone
        start, end = (in_zone(one, clock).replace(tzinfo=None) for one in (slot.start, slot.end))
        skeleton = "Hm" if self._counts_to_24() else "hm"
        return _spaced(format_interval(start, end, skeleton, locale=self.words.locale))

    def hour(self, instant: datetime, zone: str | None = None) -> str:
        """Return a time of day in the locale's form."""
        local = in_zone(instant, zone or self.person.time_zone).replace(tzinfo=None)
        return _spaced(format_time(local.time(), "short", locale=self.words.locale))

    def booking(self, booking: Booking) -> dict[str, str]:
        """Return a booking's room and time, as most sentences need them."""
        return {"room": booking.room.name, "when": self.when(booking.slot, booking.room)}

    def _counts_to_24(self) -> bool:
        return "H" in get_time_format("short", locale=self.words.locale).pattern


def _spaced(text: str) -> str:
    """Return a text with plain spaces: the thin ones of locale data break searches."""
    return text.replace("\u2009", " ").replace("\u202f", " ").replace("\u00a0", " ")
