"""What is only said: help, refusals, errors, and what was not understood."""

from roombot.domain.errors import (
    CalendarMisconfigured,
    CalendarRefused,
    CalendarUnavailable,
    CalendarUnreadable,
    DirectoryUnavailable,
    WriteUnconfirmed,
)
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import HelpShown, Linked, NotUnderstood, Refused
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import actions, button, section
from roombot.slack.views.options import choices
from roombot.slack.views.reader import Reader

VERBS = (
    "book",
    "find",
    "extend",
    "finish",
    "cancel",
    "check_in",
    "move",
    "reschedule",
    "invite",
    "answer",
    "agenda",
    "schedule",
    "rooms",
)
FOR_ADMINS = ("devices", "link")
ERRORS: dict[type[Exception], str] = {
    CalendarMisconfigured: "misconfigured",
    CalendarUnreadable: "unreadable",
    CalendarRefused: "refused",
    WriteUnconfirmed: "unconfirmed",
    DirectoryUnavailable: "directory",
}


def help_shown(reader: Reader, outcome: HelpShown) -> Message:
    """Explain by examples."""
    verbs = VERBS + (FOR_ADMINS if outcome.is_admin else ())
    title, ways = reader.say("help.title"), reader.say("help.ways")
    lines = "\n".join(reader.say(f"help.{verb}") for verb in verbs)
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    blocks = [section(title), section(lines), section(ways), actions(agenda)]
    return Message(f"{title}\n{lines}\n{ways}", blocks)


def not_understood(reader: Reader, _outcome: NotUnderstood) -> Message:
    """Give examples and a way to more."""
    examples = "\n".join(
        f"• _{reader.say(f'unknown.{name}')}_" for name in ("first", "second", "third")
    )
    text = f"{reader.say('unknown.sorry')}\n{examples}"
    more = button(reader.caption("buttons.help"), ids.SHOW_HELP)
    return Message(text, [section(text), actions(more)])


def refused(reader: Reader, outcome: Refused) -> Message:
    """Say why not, and what to do."""
    key = f"refused.{outcome.because}"
    if outcome.because is RefusedBecause.NOT_IN_JOAN and not outcome.detail:
        key = "refused.not_in_joan_unknown"
    text = reader.say(key, detail=outcome.detail)
    return Message(text, [section(text), *choices(reader, outcome.options)])


def linked(reader: Reader, outcome: Linked) -> Message:
    """Confirm who is who."""
    key = "linked.done" if outcome.known_to_joan else "linked.unknown"
    text = reader.say(key, user=outcome.slack_id, email=outcome.joan_email)
    return Message(text, [section(text)])


def already_chosen(reader: Reader) -> Message:
    """Say that an earlier click was counted."""
    text = reader.say("changed.already_chosen")
    return Message(text, [section(text)])


def error(reader: Reader, problem: Exception) -> Message:
    """Put what prevented an answer into words, without details."""
    text = _busy(reader, problem) or reader.say(f"errors.{_name(problem)}")
    return Message(text, [section(text)])


def _busy(reader: Reader, problem: Exception) -> str | None:
    if isinstance(problem, CalendarUnavailable) and problem.retry_after:
        return reader.say("errors.busy", count=max(1, round(problem.retry_after)))
    return None


def _name(problem: Exception) -> str:
    if isinstance(problem, CalendarUnavailable):
        return "unavailable"
    return next((name for kind, name in ERRORS.items() if isinstance(problem, kind)), "unexpected")
