"""Note who did what: each intent that changes something where its result is known, and jobs."""

import re
from collections.abc import Awaitable, Callable

from roombot.booking.office import Office
from roombot.domain.audit import ROOMBOT, By, Deed
from roombot.domain.clicks import FollowLink
from roombot.domain.closings import LetGo
from roombot.domain.intents import (
    Clarify,
    Find,
    Intent,
    ListDevices,
    ListRooms,
    ShowAgenda,
    ShowBooking,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Undo,
    Unknown,
)
from roombot.domain.outcomes import Outcome, Refused
from roombot.domain.turns import Turn

LOOKS = (
    Clarify,
    Find,
    FollowLink,
    LetGo,
    ListDevices,
    ListRooms,
    ShowAgenda,
    ShowBooking,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Unknown,
)
NAMES = ("slack_id", "invitation_id", "watch_id", "handover_id", "approval_id", "series_id")
ID = re.compile(r"[\w-]{1,40}", re.ASCII)  # a forged button may carry any text, which is not kept

Handle = Callable[[Office, Turn, Intent], Awaitable[Outcome]]


def audited(handle: Handle, actor: str | None = None) -> Handle:
    """Return the door to the use cases with a note of each deed; looking is none."""

    async def perform(office: Office, turn: Turn, intent: Intent) -> Outcome:
        if isinstance(intent, LOOKS):
            return await handle(office, turn, intent)
        by = By(turn.person.team_id, actor or turn.person.slack_id, turn.key)
        action = type(intent).__name__
        try:
            outcome = await handle(office, turn, intent)
        except Exception as error:
            await note(office, by, action, _subject(intent), type(error).__name__)
            raise
        await note(office, by, action, _subject(intent, outcome), _result(outcome))
        return outcome

    return perform


async def note(office: Office, by: By, action: str, subject: str, result: str) -> None:
    """Keep a line of the audit."""
    await office.audit.add(Deed(office.clock.now(), by, action, subject, result))


async def note_job(office: Office, turn: Turn, action: str, subject: str, result: str) -> None:
    """Keep a line for what was done without anybody's asking."""
    by = By(turn.person.team_id, ROOMBOT, turn.key)
    await note(office, by, action, subject, result)


def _result(outcome: Outcome) -> str:
    name = type(outcome).__name__
    return f"{name} {outcome.because}" if isinstance(outcome, Refused) else name


def _subject(intent: Intent, outcome: Outcome | None = None) -> str:
    """Return the id of what a deed was about; of a booking where there is one."""
    if isinstance(intent, Undo):
        return _subject(intent.back, outcome)
    which = getattr(intent, "which", None)
    known = (
        getattr(getattr(outcome, "booking", None), "id", None),
        getattr(which, "booking_id", None),
        getattr(intent, "booking_id", None),
        *(getattr(intent, name, None) for name in NAMES),
    )
    found = next((one for one in known if one), "")
    return found if ID.fullmatch(found) else ""
