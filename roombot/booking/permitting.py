"""What the rules of rooms allow a person at this moment."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roombot.booking.choice import Candidate
from roombot.booking.mine import HORIZON, bookings_of
from roombot.booking.office import Office
from roombot.booking.slots import at_hour, whole_minute
from roombot.domain.approvals import Approval
from roombot.domain.bookings import Booking
from roombot.domain.errors import DirectoryUnavailable
from roombot.domain.intents import Wish
from roombot.domain.people import Person, folded
from roombot.domain.room_rules import Broken, RoomRule, RoomRules, Rule
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds, in_zone
from roombot.domain.turns import Turn

_log = logging.getLogger(__name__)

SAID_FIRST = (
    Rule.LONGEST,
    Rule.HOURS,
    Rule.AHEAD,
    Rule.AT_ONCE,
    Rule.APPROVAL,
    Rule.PEOPLE,
    Rule.HIDDEN,
)


@dataclass(frozen=True)
class Permits:
    """The rules as they meet a person, whose bookings are counted where they matter."""

    rules: RoomRules
    person: Person
    now: datetime
    mine: tuple[Booking, ...] = ()
    granted: tuple[Approval, ...] = ()
    groups: frozenset[str] = frozenset()  # of Slack, in which the person is
    unread: frozenset[str] = frozenset()  # whose members could not be read

    def broken(self, room: Room, slot: TimeSlot, changed: Booking | None = None) -> Broken | None:
        """Return the rule that stands against a slot; a booking may always become shorter."""
        if changed is not None and changed.room.email == room.email and _within(slot, changed.slot):
            return None
        rule = self.rules.of(room)
        if rule.hidden:
            return Broken(Rule.HIDDEN, room)
        if rule.people and not self._names() & set(rule.people):
            return Broken(Rule.PEOPLE, room, is_unsure=bool(rule.groups & self.unread))
        if full := self._full(room, changed):
            return full
        if found := self._too_far_or_long(rule, room, slot) or self._closed(room, slot):
            return found
        needs = self.needs_approval(room, slot)
        return Broken(Rule.APPROVAL, room, by=rule.approval or "") if needs else None

    def needs_approval(self, room: Room, slot: TimeSlot) -> bool:
        """Tell whether somebody else must approve it first, and has not yet."""
        approver = self.rules.of(room).approval
        if not approver or self.person.is_admin or self.person.slack_id == approver:
            return False
        return not any(one.covers(room, slot) for one in self.granted)

    def allowed(
        self, rooms: Iterable[Room], slot: TimeSlot, changed: Booking | None = None
    ) -> tuple[Room, ...]:
        """Return the rooms that may be booked for a slot."""
        return tuple(room for room in rooms if not self.broken(room, slot, changed))

    def within_reach(self, rooms: Iterable[Room], slot: TimeSlot) -> tuple[Room, ...]:
        """Return the rooms that may be booked, or asked for where somebody must approve."""
        found = [(room, self.broken(room, slot)) for room in rooms]
        return tuple(room for room, one in found if one is None or one.rule is Rule.APPROVAL)

    def allowed_at(
        self, candidates: Iterable[Candidate], changed: Booking | None = None
    ) -> tuple[Candidate, ...]:
        """Return the candidates that may be booked at their times."""
        return tuple(one for one in candidates if not self.broken(one.room, one.slot, changed))

    def broken_by_all(
        self, rooms: Sequence[Room], slot: TimeSlot, changed: Booking | None
    ) -> Broken | None:
        """Return the mildest of the rules where each room has one against the slot."""
        found = [self.broken(room, slot, changed) for room in rooms]
        broken = [one for one in found if one is not None]
        if not broken or len(broken) < len(found):
            return None
        return min(broken, key=lambda one: (SAID_FIRST.index(one.rule), -one.limit))

    def _names(self) -> set[str]:
        own = (self.person.slack_id.casefold(), self.person.email, self.person.joan_email)
        return {folded(name) for name in own if name} | self.groups

    def _full(self, room: Room, changed: Booking | None) -> Broken | None:
        """Return the rule on how many at once: in all rooms, or in a room with its own number."""
        if changed is not None and changed.room.email == room.email:
            return None
        own = self.rules.own(room).at_once
        others = [one for one in self.mine if changed is None or one.id != changed.id]
        if own is not None:
            others = [one for one in others if one.room.email == room.email]
        most = self.rules.general.at_once if own is None else own
        if changed is not None and own is None:
            return None
        if not most or len(others) < most:
            return None
        return Broken(Rule.AT_ONCE, room, most, is_own=own is not None)

    def at_any_hour(self) -> "Permits":
        """Return the rules without office hours, for a search of a time."""
        return replace(self, rules=replace(self.rules, hours={}))

    def _closed(self, room: Room, slot: TimeSlot) -> Broken | None:
        """Return the office hours that do not hold a slot, on the clock of the building."""
        for hours in self.rules.hours_of(room):
            zone = hours.zone or room.time_zone or self.person.time_zone
            day = hours.on(slot.start, zone)
            if not _within(slot, day):
                nearest = hours.nearest(slot, zone, whole_minute(self.now))
                there = replace(room, time_zone=zone)
                return Broken(Rule.HOURS, there, open=day, nearest=nearest)
        return None

    def _too_far_or_long(self, rule: RoomRule, room: Room, slot: TimeSlot) -> Broken | None:
        zone = self.person.time_zone
        days = (in_zone(slot.start, zone).date() - in_zone(self.now, zone).date()).days
        if rule.ahead and days > rule.ahead:
            return Broken(Rule.AHEAD, room, rule.ahead)
        if rule.longest and slot.end - slot.start > timedelta(minutes=rule.longest):
            return Broken(Rule.LONGEST, room, rule.longest)
        return None


async def permits_of(office: Office, turn: Turn) -> Permits:
    """Return what the rules allow the turn's person now."""
    rules = office.rules.rooms
    mine: tuple[Booking, ...] = ()
    if rules.counts:
        mine = await bookings_of(office, turn.person, TimeSlot(turn.now, turn.now + HORIZON))
    granted = await office.approvals.granted(turn.person, turn.now) if rules.approves else ()
    groups, unread = await _groups_of(office, turn.person)
    return Permits(rules, turn.person, turn.now, mine, granted, groups, unread)


async def _groups_of(office: Office, person: Person) -> tuple[frozenset[str], frozenset[str]]:
    """Return the named groups in which the person is, and those that cannot be read now."""
    own: set[str] = set()
    unread: set[str] = set()
    for group in sorted(office.rules.rooms.groups):
        try:
            if person.slack_id in await office.people.group(person.team_id, group.upper()):
                own.add(group)
        except DirectoryUnavailable as error:
            _log.warning("the members of the user group %s are unknown: %s", group.upper(), error)
            unread.add(group)
    return frozenset(own), frozenset(unread)


def nearest_allowed(broken: Broken, wish: Wish, slot: TimeSlot, turn: Turn) -> Wish | None:
    """Return the wish as the rule would allow it; None where it must be another's or later."""
    match broken.rule:
        case Rule.LONGEST if wish.start is None:
            return replace(wish, minutes=broken.limit, least=None)
        case Rule.LONGEST:
            end = slot.start + timedelta(minutes=broken.limit)
            return replace(wish, start=slot.start, end=end, minutes=None, least=None)
        case Rule.HOURS if broken.nearest is not None:
            nearest = broken.nearest
            return replace(
                wish, start=nearest.start, end=nearest.end, window=None, minutes=None, least=None
            )
        case Rule.AHEAD:
            zone = turn.person.time_zone
            midnight, _ = day_bounds(turn.now, zone, broken.limit)
            start = at_hour(midnight, in_zone(slot.start, zone).time(), zone)
            nearer = slot.starting_at(start)
            return replace(wish, start=nearer.start, end=nearer.end, window=None, minutes=None)
        case Rule.PEOPLE | Rule.HIDDEN | Rule.APPROVAL if wish.rooms:
            return replace(wish, rooms=())
        case _:
            return None


def _within(slot: TimeSlot, other: TimeSlot) -> bool:
    return other.start <= slot.start and slot.end <= other.end
