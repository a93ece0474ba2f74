"""The records beside the ledger: what waits, what was asked, what was said, what was offered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from roombot.domain.approvals import Approval
from roombot.domain.audit import Deed
from roombot.domain.bookings import Booking
from roombot.domain.clicks import Attendance
from roombot.domain.gatherings import Gathering
from roombot.domain.handovers import Handover
from roombot.domain.intents import Intent
from roombot.domain.offers import Offer
from roombot.domain.people import Person
from roombot.domain.preferences import Preferences
from roombot.domain.series import Series
from roombot.domain.watches import Watch


class Watches(Protocol):
    """The waiting list."""

    async def add(self, watch: Watch) -> None:
        """Put somebody at the end of the line."""
        ...

    async def get(self, team_id: str, watch_id: str) -> Watch | None:
        """Return a watch."""
        ...

    async def of_person(self, person: Person, now: datetime) -> tuple[Watch, ...]:
        """Return the person's watches that are not over, in order."""
        ...

    async def open(self) -> tuple[Watch, ...]:
        """Return all watches in a state that is not final, first come first."""
        ...

    async def change(self, before: Watch, after: Watch) -> bool:
        """Replace a watch as it was; False when another process was faster."""
        ...


class Gatherings(Protocol):
    """Who was asked in a thread, and who comes."""

    async def add(self, booking: Booking, people: tuple[str, ...]) -> None:
        """Keep who is asked."""
        ...

    async def answer(self, person: Person, booking_id: str, attendance: Attendance) -> None:
        """Keep an answer in place of the person's earlier one."""
        ...

    async def of(self, team_id: str, booking_id: str) -> Gathering | None:
        """Return who was asked and who has answered; None for other bookings."""
        ...


class SeriesPlans(Protocol):
    """The series that were laid out, and how far their booking has come."""

    async def save(self, series: Series) -> None:
        """Keep a series as it is now."""
        ...

    async def change(self, before: Series, after: Series) -> bool:
        """Keep a series as it is now; False where another process has taken it over since."""
        ...

    async def left_behind(self, now: datetime) -> tuple[Series, ...]:
        """Return the series whose process has not ended in time."""
        ...

    async def get(self, team_id: str, series_id: str) -> Series | None:
        """Return a series."""
        ...


class Notes(Protocol):
    """What was begun and finished, so that it happens once."""

    async def begin(self, key: str, now: datetime) -> bool:
        """Note that something is about to happen; False when it was begun before."""
        ...

    async def finish(self, key: str, at: datetime) -> None:
        """Note that something has happened, or the instant that a key stands for."""
        ...

    async def done(self, keys: Sequence[str]) -> frozenset[str]:
        """Return the keys of what has happened."""
        ...

    async def time_of(self, key: str) -> datetime | None:
        """Return the instant of a note."""
        ...


class Handovers(Protocol):
    """The questions to the holders of rooms."""

    async def add(self, handover: Handover) -> None:
        """Keep a question."""
        ...

    async def get(self, team_id: str, handover_id: str) -> Handover | None:
        """Return a question."""
        ...

    async def since(self, team_id: str, instant: datetime) -> tuple[Handover, ...]:
        """Return the questions of a workspace that were asked after an instant."""
        ...

    async def open(self) -> tuple[Handover, ...]:
        """Return all questions in a state that is not final."""
        ...

    async def change(self, before: Handover, after: Handover) -> bool:
        """Replace a question as it was; False when another process was faster."""
        ...


class Approvals(Protocol):
    """The requests for rooms that somebody must approve."""

    async def add(self, approval: Approval) -> None:
        """Keep a request."""
        ...

    async def get(self, team_id: str, approval_id: str) -> Approval | None:
        """Return a request."""
        ...

    async def open_of(self, person: Person, now: datetime) -> tuple[Approval, ...]:
        """Return the person's requests that can still be answered."""
        ...

    async def granted(self, person: Person, now: datetime) -> tuple[Approval, ...]:
        """Return what was approved for the person and is not over."""
        ...

    async def due(self, now: datetime) -> tuple[Approval, ...]:
        """Return the requests whose next step may be taken."""
        ...

    async def change(self, before: Approval, after: Approval) -> bool:
        """Replace a request as it was; False when another click or process was faster."""
        ...


class Audit(Protocol):
    """Who did what."""

    async def add(self, deed: Deed) -> None:
        """Keep a line."""
        ...


class Wishes(Protocol):
    """What people wish of the bot."""

    async def of(self, team_id: str, slack_id: str) -> Preferences:
        """Return a person's settings."""
        ...

    async def thanked(self) -> tuple[tuple[str, str], ...]:
        """Return who wishes to be thanked: workspaces and Slack ids."""
        ...

    async def save(self, person: Person, wished: Preferences) -> None:
        """Keep a person's settings."""
        ...


class Offers(Protocol):
    """The intents behind the buttons of a message."""

    async def save(
        self, team_id: str, slack_id: str, intents: Sequence[Intent], now: datetime
    ) -> str:
        """Keep what one person was offered; return an opaque id."""
        ...

    async def load(self, team_id: str, offer_id: str) -> Offer | None:
        """Return an offer, or None where there is none (any more)."""
        ...

    async def claim(self, team_id: str, offer_id: str, index: int, now: datetime) -> bool:
        """Take one of the offer's intents; False when the offer was taken before."""
        ...

    async def release(self, team_id: str, offer_id: str) -> None:
        """Give an offer back whose intent could not be carried out."""
        ...
