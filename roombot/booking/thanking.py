"""Thank people once a week for the minutes that they gave back, where they wish for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from roombot.booking.caring import Care
from roombot.booking.office import Office
from roombot.domain.bookings import Action, Attempt
from roombot.domain.occasions import Thanked
from roombot.domain.people import Person, PersonKind
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone

FRIDAY, FROM = 4, 15  # by the person's own clock
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Thanks:
    """Thanks that a person is due this week."""

    person: Person
    week: str

    @property
    def key(self) -> str:
        """Return the name of these thanks, the same all week."""
        return f"thanks/{self.person.team_id}/{self.person.slack_id}/{self.week}"


async def thanks_due(office: Office) -> tuple[Thanks, ...]:
    """Return whose thanks have come and were not brought yet."""
    now = office.clock.now()
    wishing = await office.people.wishes.thanked()
    people = [await office.people.person(team_id, slack_id) for team_id, slack_id in wishing]
    come = [_thanks(person, now) for person in people if person and _is_time(person, now)]
    done = await office.notes.done([one.key for one in come])
    return tuple(one for one in come if one.key not in done)


async def thank(care: Care, team_id: str, slack_id: str) -> None:
    """Thank a person, who may have given back nothing or wish for no thanks any more."""
    office, now = care.office, care.office.clock.now()
    person = await office.people.person(team_id, slack_id)
    if person is None or not (person.preferences.thanks and _is_time(person, now)):
        return
    if minutes := await _given_back(office, person, now):
        await care.tell_once(person, _thanks(person, now).key, Thanked(minutes))


def _is_time(person: Person, now: datetime) -> bool:
    local = in_zone(now, person.time_zone)
    is_member = person.kind is PersonKind.MEMBER
    return is_member and local.weekday() == FRIDAY and local.hour >= FROM


def _thanks(person: Person, now: datetime) -> Thanks:
    return Thanks(person, f"{in_zone(now, person.time_zone):%G-W%V}")


async def _given_back(office: Office, person: Person, now: datetime) -> int:
    """Return the minutes that the person's rooms were free early, and not taken back."""
    writes = await office.ledger.done_by(person, now - WEEK)
    minutes = 0
    for number, write in enumerate(writes):
        booking = await office.ledger.booking(write.team_id, write.booking_id or "")
        if write.action is not Action.FINISH or booking is None:
            continue
        if booking.slot.end < write.slot.end:
            freed = TimeSlot(booking.slot.end, write.slot.end)
            minutes += freed.minutes - sum(_taken_back(write, freed, writes[number + 1 :]))
    return max(0, minutes)


def _taken_back(finish: Attempt, freed: TimeSlot, later: Sequence[Attempt]) -> Iterator[int]:
    """Yield the minutes of a freed room that its person booked afterwards."""
    for write in later:
        is_there = write.room.email == finish.room.email and write.slot.overlaps(freed)
        if write.action is Action.BOOK and is_there:
            start, end = max(write.slot.start, freed.start), min(write.slot.end, freed.end)
            yield TimeSlot(start, end).minutes
