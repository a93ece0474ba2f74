"""Who may do what; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from roombot.domain.bookings import Booking, Event, Invitation
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Refused
from roombot.domain.people import Person, PersonKind, folded
from roombot.domain.room_rules import RoomRules
from roombot.domain.time_slots import TimeSlot
from roombot.domain.workspace_policy import PolicyValue, Term, WorkspacePolicy

LONGEST = timedelta(days=1)


@dataclass(frozen=True)
class Rules:
    """A workspace's rules; ``admins`` are Slack ids or addresses, case-folded."""

    default_minutes: int = 30
    office_hours: tuple[time, time] = (time(8), time(18))
    zone: str = "UTC"  # of the office
    admins: frozenset[str] = frozenset()
    slack_admins: bool = False  # whether those who administer Slack administer roombot too
    release_after: int = 0  # minutes of grace for those who do not check in; 0 releases nothing
    release_up_to: int = 240  # minutes; longer meetings are left alone
    release_series: bool = True  # whether meetings of a series are released too
    never_released: Iterable[str] = ()  # names of rooms, case-folded
    titles: bool = True  # of others' meetings, whether they are shown
    organizers: bool = True
    language: str = "en"  # for those whose own is not spoken here
    languages: frozenset[str] = frozenset({"en"})  # that are spoken here
    keep_unknown: bool = False  # whether texts that were not understood may be kept
    rooms: RoomRules = field(default_factory=RoomRules)

    def under(self, policy: WorkspacePolicy) -> "Rules":
        """Return these rules, with what a workspace's policy lays down over them."""
        return replace(self, **policy.said)  # type: ignore[arg-type] # names and types are alike

    def said(self, term: Term) -> PolicyValue:
        """Return what holds of what a policy may lay down."""
        value = getattr(self, term)
        return tuple(sorted(value)) if term is Term.NEVER_RELEASED else value

    def language_of(self, locale: str) -> str:
        """Return a locale, or the workspace's language where nobody speaks its own here."""
        spoken = locale.replace("_", "-").partition("-")[0].casefold()
        return locale if spoken in self.languages else self.language

    def minutes_for(self, person: Person) -> int:
        """Return how long a meeting of the person's is when nothing is said."""
        return person.preferences.minutes or self.default_minutes

    @property
    def have_admins(self) -> bool:
        """Whether anybody may administer roombot here."""
        return bool(self.admins) or self.slack_admins

    def is_admin(self, person: Person) -> bool:
        """Tell whether the person administers roombot; only a member can."""
        names = {person.slack_id.casefold(), folded(person.email or "")}
        is_named = bool(names & self.admins) or (self.slack_admins and person.is_admin)
        return person.kind is PersonKind.MEMBER and is_named

    def release_at(self, booking: Booking) -> datetime | None:
        """Return when a room that nobody checks in to is given to the others, if ever."""
        is_exempt = booking.room.name.casefold() in self.never_released
        is_long = booking.slot.minutes > self.release_up_to
        if not self.release_after or booking.checked_in or is_exempt or is_long:
            return None
        return booking.slot.start + timedelta(minutes=self.release_after)


def refuse_to_act(person: Person) -> Refused | None:
    """Return why the person may not use rooms at all, if so."""
    if person.kind is not PersonKind.MEMBER:
        return Refused(RefusedBecause.NOT_MEMBER)
    return None


def refuse_to_book(person: Person) -> Refused | None:
    """Return why the person may not book, if so."""
    if refused := refuse_to_act(person):
        return refused
    if person.joan_email is None:
        return Refused(RefusedBecause.NOT_IN_JOAN, person.email or "")
    return None


def refuse_slot(slot: TimeSlot, now: datetime) -> Refused | None:
    """Return why a slot cannot be booked, if so; one that runs already can."""
    if slot.end <= now:
        return Refused(RefusedBecause.IN_THE_PAST)
    if slot.end - slot.start > LONGEST:
        return Refused(RefusedBecause.TOO_LONG)
    return None


def organizes(person: Person, event: Event) -> bool:
    """Tell whether the event's organizer is the person."""
    own = {folded(email) for email in (person.email, person.joan_email) if email}
    return folded(event.organizer_email or "") in own


def owns(person: Person, booking: Booking) -> bool:
    """Tell whether the booking is the person's, by account or by address."""
    if booking.team_id != person.team_id:
        return False
    same_address = person.joan_email is not None and folded(booking.organizer_email) == folded(
        person.joan_email
    )
    return booking.organizer_id == person.slack_id or same_address


def is_invited(person: Person, invitation: Invitation) -> bool:
    """Tell whether the invitation is the person's to answer."""
    if invitation.team_id != person.team_id:
        return False
    if invitation.slack_id is not None:
        return invitation.slack_id == person.slack_id
    own = {folded(email) for email in (person.email, person.joan_email) if email}
    return folded(invitation.email) in own
