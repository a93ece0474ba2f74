"""Approval of special rooms: what askers and approvers read."""

from roombot.domain.approvals import (
    Approval,
    ApprovalAnswered,
    ApprovalAsked,
    ApprovalEnded,
    ApprovalSent,
    ApprovalState,
)
from roombot.domain.intents import Book, Intent
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import Markup, actions, button, context, section
from roombot.slack.views.cards import joined, title
from roombot.slack.views.people import mention
from roombot.slack.views.reader import Reader


def sent(reader: Reader, outcome: ApprovalSent) -> Message:
    """Confirm that the approver is asked."""
    key = "approval.sent_already" if outcome.already else "approval.sent"
    until = reader.moment(outcome.approval.until)
    text = reader.say(key, until=until, **_what(reader, outcome.approval))
    return Message(text, [section(text)])


def asked(reader: Reader, outcome: ApprovalAsked) -> Message:
    """Put the request to the approver."""
    approval = outcome.approval
    until = reader.moment(approval.until)
    text = reader.say("approval.asked", until=until, **_what(reader, approval))
    about = title(reader, _title(approval.intent))
    approve = button(reader.caption("buttons.approve"), ids.APPROVE, approval.id, style="primary")
    decline = button(reader.caption("buttons.decline"), ids.DECLINE, approval.id)
    more = len(approval.slots) - 1
    others = reader.say("approval.more", count=more) if more else Markup()
    line = joined(about, others)
    small_print = [context(line)] if line else []
    return Message(text, [section(text), *small_print, actions(approve, decline)])


def answered(reader: Reader, outcome: ApprovalAnswered) -> Message:
    """Confirm to the approver what was said, or tell what was decided before."""
    is_new = not outcome.already and outcome.approval.state is not ApprovalState.EXPIRED
    key = f"approval.{outcome.approval.state}_{'now' if is_new else 'before'}"
    text = reader.say(key, **_what(reader, outcome.approval))
    return Message(text, [section(text)])


def ended(reader: Reader, outcome: ApprovalEnded) -> Message:
    """Tell the asker what was decided."""
    approval = outcome.approval
    text = reader.say(f"approval.{approval.state}_told", **_what(reader, approval))
    return Message(text, [section(text)])


def _what(reader: Reader, approval: Approval) -> dict[str, str]:
    return {
        "room": approval.room.name,
        "when": reader.when(approval.slots[0], approval.room),
        "asker": mention(approval.asker_id),
        "approver": mention(approval.answered_by or approval.approver_id),
    }


def _title(intent: Intent) -> str | None:
    return intent.wish.title if isinstance(intent, Book) else None
