"""Short-lived permissions: triggers that open a view once, response URLs that take five posts."""

import secrets
from dataclasses import asdict, dataclass, replace
from typing import Literal

from roombot.sandbox.slack.wire import SlackError
from roombot.sandbox.slack.workspace import Workspace

_TRIGGER_SECONDS = 3
_RESPONSE_SECONDS = 30 * 60
_RESPONSES = 5


class Triggers:
    """Trigger ids, each good for three seconds and one use."""

    def __init__(self, workspace: Workspace) -> None:
        self._now = workspace.settings.now
        self._mishaps = workspace.mishaps
        self._expiry: dict[str, tuple[float, str]] = {}
        self._used: set[str] = set()

    def issue(self, user: str) -> str:
        """Return a trigger id for what a person just did."""
        moment = self._now().timestamp()
        trigger = f"{secrets.randbelow(10**13)}.{int(moment)}.{secrets.token_hex(16)}"
        self._expiry[trigger] = moment + _TRIGGER_SECONDS, user
        return trigger

    def use(self, trigger: str) -> str:
        """Use a trigger up and return whose it was."""
        if trigger not in self._expiry:
            raise SlackError("invalid_trigger_id")
        if trigger in self._used:
            raise SlackError("exchanged_trigger_id")
        expiry, user = self._expiry[trigger]
        if self._mishaps.stale_triggers or self._now().timestamp() > expiry:
            raise SlackError("expired_trigger_id")
        self._used.add(trigger)
        return user


@dataclass(frozen=True)
class ResponseTicket:
    """What a response URL may still do, for whom and where; ``original`` is the message's ts."""

    id: str
    kind: Literal["commands", "actions"]
    user: str
    channel: str
    expires: float
    original: str | None = None
    left: int = _RESPONSES


class ResponseTickets:
    """The response URLs that were given out."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        stored = workspace.records.all("response").values()
        self._tickets = {body["id"]: ResponseTicket(**body) for body in stored}

    def issue(
        self, kind: Literal["commands", "actions"], user: str, channel: str, original: str | None
    ) -> ResponseTicket:
        """Return a new ticket."""
        expires = self._workspace.settings.now().timestamp() + _RESPONSE_SECONDS
        return self._keep(
            ResponseTicket(secrets.token_urlsafe(18), kind, user, channel, expires, original)
        )

    def use(self, ticket_id: str) -> ResponseTicket:
        """Use one of a ticket's posts."""
        ticket = self._tickets.get(ticket_id)
        if ticket is None or self._workspace.settings.now().timestamp() > ticket.expires:
            raise SlackError("expired_url")
        if self._workspace.mishaps.used_urls or not ticket.left:
            raise SlackError("used_url")
        return self._keep(replace(ticket, left=ticket.left - 1))

    def about(self, ticket: ResponseTicket, original: str | None) -> None:
        """Remember which message a ticket is about."""
        self._keep(replace(ticket, original=original))

    def _keep(self, ticket: ResponseTicket) -> ResponseTicket:
        self._tickets[ticket.id] = ticket
        self._workspace.records.put("response", ticket.id, asdict(ticket))
        return ticket


def response_path(ticket: ResponseTicket, team_id: str) -> str:
    """Return the path of a response URL."""
    return f"/{ticket.kind}/{team_id}/{ticket.id}"
