"""The one id that follows a delivery to Joan and back, and the kinds that deliveries have."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from structlog.contextvars import bound_contextvars, get_contextvars

EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "assistant_thread_context_changed",
        "assistant_thread_started",
        "link_shared",
        "message",
        "tokens_revoked",
    }
)
INTERACTIONS = frozenset(
    {
        "block_actions",
        "block_suggestion",
        "message_action",
        "shortcut",
        "view_closed",
        "view_submission",
    }
)
OTHER = "other"
_OPEN_ID = re.compile(r"Ev[0-9A-Za-z]{1,30}")


def kind_of(body: Mapping[str, Any]) -> str:
    """Return what was delivered, out of few words: whoever delivers cannot invent more."""
    if "command" in body:
        return "command"
    event = body.get("event")
    named = event.get("type") if isinstance(event, dict) else body.get("type")
    known = EVENTS if isinstance(event, dict) else INTERACTIONS
    return named if isinstance(named, str) and named in known else OTHER


def id_of(body: Mapping[str, Any]) -> str:
    """Return Slack's own id of an event; else a digest, since a trigger is a one-time secret."""
    event_id = body.get("event_id")
    if isinstance(event_id, str) and _OPEN_ID.fullmatch(event_id):
        return event_id
    origin = body.get("trigger_id") or json.dumps(body, sort_keys=True, default=str)
    return hashlib.sha256(str(origin).encode(errors="replace")).hexdigest()[:16]


@contextmanager
def following(delivery: str) -> Iterator[None]:
    """Mark all that is logged within, and whatever is begun there, with a delivery's id."""
    with bound_contextvars(delivery=delivery):
        yield


def current_delivery() -> str | None:
    """Return the id of the delivery that is being worked for."""
    found = get_contextvars().get("delivery")
    return str(found) if found else None
