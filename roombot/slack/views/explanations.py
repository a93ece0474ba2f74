"""What can be said to roombot, by examples."""

from roombot.domain.outcomes import HelpShown, Linked, NotUnderstood
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import actions, button, context, section
from roombot.slack.views.reader import Reader

VERBS = (
    ("book", "find", "rooms", "schedule"),
    ("agenda", "extend", "finish", "cancel", "check_in", "move", "reschedule"),
    ("invite", "answer"),
)
FOR_ADMINS = ("devices", "link")


def help_shown(reader: Reader, outcome: HelpShown) -> Message:
    """Explain by examples, verb by verb."""
    groups = VERBS + ((FOR_ADMINS,) if outcome.is_admin else ())
    parts = ["\n".join(reader.say(f"help.{verb}") for verb in group) for group in groups]
    title, ways = reader.say("help.title"), reader.say("help.ways")
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    blocks = [section(title), *map(section, parts), context(ways), actions(agenda)]
    return Message("\n".join([title, *parts, ways]), blocks)


def not_understood(reader: Reader, _outcome: NotUnderstood) -> Message:
    """Give examples and a way to more."""
    examples = (f"• _{reader.say(f'unknown.{name}')}_" for name in ("first", "second", "third"))
    text = "\n".join([reader.say("unknown.sorry"), *examples])
    more = button(reader.caption("buttons.help"), ids.SHOW_HELP)
    return Message(text, [section(text), actions(more)])


def linked(reader: Reader, outcome: Linked) -> Message:
    """Confirm who is who."""
    key = "linked.done" if outcome.known_to_joan else "linked.unknown"
    text = reader.say(key, user=outcome.slack_id, email=outcome.joan_email)
    return Message(text, [section(text)])
