"""What a rule forbids, and the nearest that it allows."""

from roombot.domain.intents import AskApproval
from roombot.domain.room_rules import Broken, Rule, RuleRefused
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import Markup, actions, button
from roombot.slack.views.people import mention
from roombot.slack.views.questions import question
from roombot.slack.views.reader import Reader


def refused(reader: Reader, outcome: RuleRefused) -> Message:
    """Say the rule, and offer what it allows."""
    head = broken(reader, outcome.broken)
    if outcome.broken.rule is Rule.APPROVAL:
        return _needs_approval(reader, head, outcome)
    if outcome.options:
        head = Markup(f"{head} {reader.say('rules.nearest')}")
    asked = question(reader, head, outcome.options)
    if outcome.broken.rule is not Rule.AT_ONCE:
        return asked
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    return Message(asked.text, [*asked.blocks, actions(agenda)])


def _needs_approval(reader: Reader, head: Markup, outcome: RuleRefused) -> Message:
    """Offer to ask whoever approves, and what needs no approval."""
    if any(isinstance(one.intent, AskApproval) for one in outcome.options):
        head = Markup(f"{head} {reader.say('rules.ask')}")
    elif outcome.options:
        head = Markup(f"{head} {reader.say('rules.nearest')}")
    else:
        head = Markup(f"{head} {reader.say('rules.say_when')}")
    return question(reader, head, outcome.options)


def broken(reader: Reader, found: Broken) -> Markup:
    """Return the sentence that says a rule."""
    key = f"rules.{found.rule}"
    if found.rule is Rule.LONGEST:
        return reader.say(key, room=found.room.name, length=reader.length(found.limit))
    if found.is_unsure:
        key = "rules.people_unknown"
    if found.rule in {Rule.PEOPLE, Rule.HIDDEN}:
        return reader.say(key, room=found.room.name)
    if found.open is not None:
        return reader.say(key, room=found.room.name, hours=reader.hours_at(found.open, found.room))
    if found.rule is Rule.APPROVAL:
        return reader.say(key, room=found.room.name, approver=mention(found.by))
    if found.rule is Rule.AT_ONCE and found.is_own:
        key = "rules.at_once_there"
    return reader.say(key, room=found.room.name, count=found.limit)
