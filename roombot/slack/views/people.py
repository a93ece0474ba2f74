"""People in messages: how they were reached, and how they are named."""

import re
from collections.abc import Sequence

from roombot.domain.bookings import Invitation
from roombot.slack.views.blocks import Markup, escaped
from roombot.slack.views.reader import NAMED, Reader

SLACK_ID = re.compile(r"[UW][A-Z0-9]{1,20}")
WAYS = {  # by whether the person is in Slack, and whether Joan's mail is certain
    (True, True): "by_slack",
    (True, False): "by_slack_only",
    (False, True): "by_mail",
    (False, False): "by_nothing",
}


def ways(
    reader: Reader,
    invitations: Sequence[Invitation],
    already: Sequence[Invitation] = (),
    unknown: Sequence[str] = (),
) -> list[str]:
    """Return a line for each invitee that tells how the invitation came, or why it did not."""
    lines = [_way(reader, one) for one in invitations]
    lines += [reader.say("invited.already", name=one.name) for one in already]
    lines += [reader.say("invited.unknown", person=mention(one)) for one in unknown]
    return [f"• {line}" for line in named(reader, lines)]


def named(reader: Reader, lines: Sequence[str]) -> list[str]:
    """Return a line a person; of many, only the first, and how many there are beside them."""
    rest = len(lines) - NAMED
    more = [reader.say("list.more", count=rest)] if rest > 0 else []
    return [*lines[:NAMED], *more]


def names(reader: Reader, invitations: Sequence[Invitation]) -> Markup:
    """Return the invitees' names."""
    return reader.all_of(invitation.name for invitation in invitations)


def mention(person: str) -> Markup:
    """Return a person as named by the organizer: an address, or a Slack id as a mention."""
    return Markup(f"<@{person}>") if SLACK_ID.fullmatch(person) else escaped(person)


def _way(reader: Reader, invitation: Invitation) -> Markup:
    key = WAYS[invitation.slack_id is not None, invitation.mailed]
    return reader.say(f"invited.{key}", name=invitation.name)
