"""Who reads a message, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from roombot.domain.bookings import Booking
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds, is_zone
from roombot.languages.sentences import Sentences, sentences
from roombot.slack.views.blocks import Markup, capitalized, clipped, escaped
from roombot.slack.views.clocks import Clock

IN_CAPTIONS = 40  # characters of a name, so that the words around it stay
IN_LISTS = 40
NAMED = 10  # people and things that are named one by one

HOUR = 60


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
    address: str = ""  # where links of ours lead

    @classmethod
    def of(cls, person: Person, now: datetime, default_zone: str, offer_id: str) -> "Reader":
        """Return the reader with the words of the person's language."""
        return cls(person, now, default_zone, sentences(person.locale), offer_id)

    def say(self, key: str, **values: object) -> Markup:
        """Return a sentence as markup, people's texts made safe."""
        safe = {
            name: escaped(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return Markup(self.words.text(key, **safe))

    def caption(self, key: str, **values: object) -> str:
        """Return a sentence as plain text, for buttons and dialogs."""
        short = {
            name: _short(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return self.words.text(key, **short)

    def length(self, minutes: int) -> Markup:
        """Return a length in minutes, in hours where they are full."""
        if minutes % HOUR:
            return self.say("wish.minutes", count=minutes)
        return self.say("wish.hours", count=minutes // HOUR)

    def all_of(self, items: Iterable[str]) -> Markup:
        """Return texts as a list, the last of a long one only counted."""
        safe = [escaped(item, IN_LISTS) for item in items if item.strip()]
        shown, rest = safe[:NAMED], len(safe) - NAMED
        if rest > 0:
            shown = [*shown, self.say("list.more", count=rest)]
        if not shown:
            return Markup()
        return Markup(", ".join(shown))

    def when(self, slot: TimeSlot, room: Room | None = None) -> Markup:
        """Return day and hours, on the room's clock too where it shows another time."""
        return self._both(self.own_time(slot), slot, room)

    def hours_at(self, slot: TimeSlot, room: Room) -> Markup:
        """Return the hours, on the room's clock too where it shows another time."""
        return self._both(self.hours(slot), slot, room)

    def own_time(self, slot: TimeSlot) -> Markup:
        """Return day and hours on the person's clock alone."""
        return Markup(self._clock().slot(slot, self.now))

    def stretch(self, window: TimeSlot) -> Markup:
        """Return a window: its days, or its hours where it is a part of one day."""
        return Markup(self._clock().stretch(window, self.now))

    def day(self, instant: datetime) -> Markup:
        """Return a date, with today or tomorrow said where it is so."""
        return Markup(self._clock().day(instant, self.now))

    def heading(self, instant: datetime) -> Markup:
        """Return a date as it begins a line."""
        return capitalized(self.day(instant))

    def moment(self, instant: datetime) -> Markup:
        """Return a day and a time of day."""
        return Markup(self._clock().moment(instant, self.now))

    def hours(self, slot: TimeSlot) -> Markup:
        """Return a slot's hours."""
        return Markup(self._clock().hours(slot))

    def hour(self, instant: datetime) -> Markup:
        """Return a time of day."""
        return Markup(self._clock().hour(instant))

    def weekday(self, instant: datetime) -> str:
        """Return a date with its day of the week, however near."""
        return self._clock().plain_day(instant, self.now)

    def full_hour(self, hour: int) -> str:
        """Return an hour of the day in short."""
        return self._clock().full_hour(hour)

    def day_around(self, instant: datetime) -> TimeSlot:
        """Return the day in which an instant lies."""
        return TimeSlot(*day_bounds(instant, self._clock().zone))

    def hours_since_midnight(self, instant: datetime) -> float:
        """Return where on the face of the clock an instant lies."""
        return self._clock().hours_since_midnight(instant)

    def booking(self, booking: Booking) -> dict[str, str]:
        """Return a booking's room and time, as most sentences need them."""
        return {"room": booking.room.name, "when": self.when(booking.slot, booking.room)}

    def foreign_city(self, room: Room | None, slot: TimeSlot) -> str | None:
        """Return the city whose clock a room goes by, where that is not the person's clock."""
        there = self._clock_at(room)
        return None if room is None or self._clock().agrees_with(there, slot) else there.city

    def date(self, instant: datetime) -> date:
        """Return the local date of an instant."""
        return self._clock().day_of(instant)

    def _both(self, here: Markup, slot: TimeSlot, room: Room | None) -> Markup:
        city = self.foreign_city(room, slot)
        if city is None:
            return here
        there = self._clock_at(room).slot_seen_from(self._clock(), slot, self.now)
        return Markup(self.words.text("when.two_clocks", here=here, city=city, there=there))

    def _clock(self) -> Clock:
        own = self.person.time_zone
        return Clock(own if is_zone(own) else self.default_zone, self.words)

    def _clock_at(self, room: Room | None) -> Clock:
        own = room.time_zone if room else None
        return Clock(own if own and is_zone(own) else self.default_zone, self.words)


def _short(text: str) -> str:
    return text if isinstance(text, Markup) else clipped(" ".join(text.split()), IN_CAPTIONS)
