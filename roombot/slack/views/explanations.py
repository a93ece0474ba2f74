"""What can be said to roombot, by examples."""

import re

from roombot.domain.closings import Closing
from roombot.domain.listings import Linked
from roombot.domain.outcomes import HelpShown, NotUnderstood
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import actions, button, context, section
from roombot.slack.views.reader import Reader

VERBS = (
    ("book", "series", "find", "watch", "rooms", "schedule", "day"),
    ("agenda", "extend", "finish", "cancel", "check_in", "move", "reschedule"),
    ("invite", "answer"),
)
FOR_ADMINS = ("devices", "link")
EXAMPLE = re.compile(r"_([^_]+)_")
WORD = re.compile(r"[^\W\d_]{3,}")
NEAR = 2  # words that an example shares at least with what it is near to


def help_shown(reader: Reader, outcome: HelpShown) -> Message:
    """Explain by examples, verb by verb."""
    groups = VERBS + ((FOR_ADMINS,) if outcome.is_admin else ())
    parts = ["\n".join(reader.say(f"help.{verb}") for verb in group) for group in groups]
    title, ways = reader.say("help.title"), reader.say("help.ways")
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    blocks = [section(title), *map(section, parts), context(ways), actions(agenda)]
    return Message("\n".join([title, *parts, ways]), blocks)


def dropped(reader: Reader, closing: Closing) -> Message:
    """Confirm that nothing is done, or answer what asks for nothing."""
    text = reader.say(f"dropped.{closing}")
    return Message(text, [section(text)])


def not_understood(reader: Reader, outcome: NotUnderstood) -> Message:
    """Give the nearest examples, and a way to more."""
    nearest = _nearest(reader, outcome.text)
    key = "unknown.sorry_near" if nearest else "unknown.sorry"
    standing = [reader.say(f"unknown.{name}") for name in ("first", "second", "third")]
    examples = [f"• _{example}_" for example in nearest or standing]
    text = "\n".join([reader.say(key), *examples])
    more = button(reader.caption("buttons.help"), ids.SHOW_HELP)
    return Message(text, [section(text), actions(more)])


def _nearest(reader: Reader, text: str) -> list[str]:
    """Return the two examples of what can be said that share most words with a text."""
    said = set(WORD.findall(text.casefold()))
    groups = " ".join(reader.say(f"help.{verb}") for group in VERBS for verb in group)
    examples = EXAMPLE.findall(groups)
    shared = [(len(said & set(WORD.findall(one.casefold()))), one) for one in examples]
    best = sorted((one for one in shared if one[0] >= NEAR), key=lambda one: -one[0])
    return [example for _, example in best[:2]]


def linked(reader: Reader, outcome: Linked) -> Message:
    """Confirm who is who."""
    key = "linked.done" if outcome.known_to_joan else "linked.unknown"
    text = reader.say(key, user=outcome.slack_id, email=outcome.joan_email)
    return Message(text, [section(text)])
