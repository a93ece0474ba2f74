"""What is not done, and what went wrong: why, and the next step."""

from roombot.domain.errors import (
    CalendarMisconfigured,
    CalendarMissing,
    CalendarRefused,
    CalendarUnavailable,
    CalendarUnreadable,
    DirectoryUnavailable,
    WriteUnconfirmed,
)
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Refused
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import actions, button, section
from roombot.slack.views.connect_form import connect
from roombot.slack.views.reader import Reader

SEE_AGENDA = {
    RefusedBecause.CHANGED_MEANWHILE,
    RefusedBecause.NOT_RUNNING,
    RefusedBecause.NOT_YOURS,
    RefusedBecause.NO_SUCH_BOOKING,
    RefusedBecause.OVER,
}
SEE_HELP = {RefusedBecause.EXPIRED, RefusedBecause.NOT_YOUR_OFFER}
NAMELESS = {  # reasons with another sentence where there is no detail
    RefusedBecause.NOT_IN_JOAN: "refused.not_in_joan_unknown",
    RefusedBecause.NO_SUCH_ROOM: "refused.no_such_room_unknown",
}
ERRORS: dict[type[Exception], str] = {
    CalendarUnavailable: "errors.unavailable",
    CalendarMissing: "errors.missing",
    CalendarMisconfigured: "errors.misconfigured",
    CalendarUnreadable: "errors.unreadable",
    CalendarRefused: "errors.refused",
    WriteUnconfirmed: "errors.unconfirmed",
    DirectoryUnavailable: "errors.directory",
}


def refused(reader: Reader, outcome: Refused) -> Message:
    """Say why not, and what to do."""
    because = outcome.because
    has_detail = bool(outcome.detail) or because not in NAMELESS
    key = f"refused.{because}" if has_detail else NAMELESS[because]
    text = reader.say(key, detail=outcome.detail)
    return Message(text, [section(text), *_next(reader, because)])


def already_chosen(reader: Reader) -> Message:
    """Say that an earlier click was counted."""
    text = reader.say("changed.already_chosen")
    return Message(text, [section(text)])


def error(reader: Reader, problem: Exception) -> Message:
    """Put what prevented an answer into words, without details."""
    if isinstance(problem, CalendarUnavailable) and problem.retry_after:
        text = reader.say("errors.busy", count=max(1, round(problem.retry_after)))
        return Message(text, [section(text)])
    text = reader.say(error_key(problem))
    if isinstance(problem, CalendarMissing) and reader.person.is_admin:
        return Message(text, [section(text), section(reader.say("joan.offer")), connect(reader)])
    is_open = isinstance(problem, WriteUnconfirmed)
    return Message(text, [section(text), *([_agenda(reader)] if is_open else [])])


def error_key(problem: Exception) -> str:
    """Return the name of the sentence for what prevented an answer."""
    kinds = (key for kind, key in ERRORS.items() if isinstance(problem, kind))
    return next(kinds, "errors.unexpected")


def _next(reader: Reader, because: RefusedBecause) -> list[Block]:
    """Return the button that leads on."""
    if because in SEE_AGENDA:
        return [_agenda(reader)]
    if because in SEE_HELP:
        return [actions(button(reader.caption("buttons.help"), ids.SHOW_HELP))]
    return []


def _agenda(reader: Reader) -> Block:
    return actions(button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA))
