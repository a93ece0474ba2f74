"""Everything that one workspace could try with the identifiers of another.

What the bot listens to is taken from the bot itself; ``untried`` names what has no forgery here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, cast

from slack_bolt.app.async_app import AsyncApp

from roombot.domain.clicks import Attendance
from roombot.domain.forms import Field
from roombot.slack import action_ids as ids
from roombot.slack.exchange import Exchange
from roombot.slack.listeners import register
from roombot.slack.listeners.buttons import BY_VALUE
from tests.scenarios.companies import team_of
from tests.scenarios.world import CLEO, World

Kind = Literal["event", "interaction"]

NUMBERS = count()
VALUES = {ids.CHOOSE: "{}.0", ids.PLACE_DATE: "{}.0.skip", ids.LINK_PERSON: f"{CLEO}.{{}}"}
NUMBERED = (ids.CHOOSE, ids.LINK_PERSON, ids.FORM_TAKE)
ACTIONS = (
    *BY_VALUE,
    *(f"{name}:0" for name in NUMBERED),
    *(f"{ids.ATTEND}:{answer}" for answer in Attendance),
    *(f"{ids.FORM_FIELD}{name}" for name in Field),
    f"{ids.BOOK_LINKED}:30",
    *(ids.CHANGE_WISH, ids.PICK_INVITEE, ids.PLACE_DATE),
    *(ids.OPEN_SETTINGS, ids.DOWNLOAD_DATA, ids.ERASE_DATA),
    *(ids.OPEN_RULES, ids.RULE_ROOM, ids.OPEN_HOURS, ids.HOURS_PLACE, ids.OPEN_MATCHING),
    *(ids.OPEN_POLICY, ids.OPEN_NAMING, ids.AMENITY, ids.GIVE_LEFT),
    ids.CONNECT_JOAN,
)
VIEWS = (
    ids.BOOKING_FORM,
    ids.RULE_FORM,
    ids.HOURS_FORM,
    ids.MATCHING,
    ids.CONNECT_FORM,
    ids.POLICY_FORM,
    ids.NAMING_FORM,
    "settings",
)
SHORTCUTS = (ids.BOOK_ROOM, ids.BOOK_FOR_MESSAGE)
OTHERS = {  # what is listened to and carries no identifier of ours, or is tried by its own name
    *("/room", "link_shared", "message", "app_mention", "app_home_opened", "user_change"),
    *("assistant_thread_started", "assistant_thread_context_changed"),
    *("app_uninstalled", "tokens_revoked"),  # of these test_companies tells
}


@dataclass
class Heard:
    """Takes down what the bot registers, in the place of Bolt."""

    patterns: list[str] = field(default_factory=list)

    def __getattr__(self, _kind: str) -> Callable[..., Callable[[Any], Any]]:
        def listen(pattern: Any) -> Callable[[Any], Any]:
            name = pattern.pattern if isinstance(pattern, re.Pattern) else re.escape(pattern)
            self.patterns.append(name)
            return lambda listener: listener

        return listen


def untried(exchange: Exchange) -> set[str]:
    """Return what the bot listens to without a forgery here; catch-alls match everything."""
    heard = Heard()
    register(cast("AsyncApp", heard), exchange)
    single = {part for pattern in heard.patterns for part in _alternatives(pattern)}
    names = (*ACTIONS, *VIEWS, *SHORTCUTS, *OTHERS)
    return {one for one in single - {""} if not any(re.match(one, name) for name in names)}


def _alternatives(pattern: str) -> list[str]:
    """Return the patterns of one that was joined from whole ones."""
    return pattern.split("$|^") if pattern.startswith("^") else [pattern]


def forgeries(world: World, user: str, identifier: str) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """Return every use of an identifier that a person could make up, each with its kind."""
    for name in ACTIONS:
        yield "interaction", click(world, user, name, identifier)
    for name in VIEWS:
        yield (
            "interaction",
            {**_by(world, user), "type": "view_submission", "view": _view(name, identifier)},
        )
    for name in SHORTCUTS:
        said = {"type": "message", "user": CLEO, "ts": "1.000002", "text": f"cancel {identifier}"}
        yield (
            "interaction",
            {**_by(world, user), "type": "message_action", "callback_id": name, "message": said},
        )
    yield "event", _shared(world, user, identifier)


def click(world: World, user: str, name: str, identifier: str) -> dict[str, Any]:
    """Return a click on what was never shown; the identifier stands wherever one may stand."""
    value = VALUES.get(name.partition(":")[0], "{}").format(identifier)
    block = ids.LEFT_BLOCK if name == ids.GIVE_LEFT else ids.INVITE_BLOCK
    action = {
        "type": "button",
        "action_id": name,
        "block_id": f"{block}{identifier}",
        "value": value,
        "selected_option": {"value": value},
        "selected_user": CLEO,
        "action_ts": f"{next(NUMBERS)}",
    }
    is_in_form = name.startswith((ids.FORM_FIELD, ids.FORM_TAKE, ids.RULE_ROOM, ids.HOURS_PLACE))
    place = {"view": _view(ids.BOOKING_FORM, identifier)} if is_in_form else _message(world, user)
    return {**_by(world, user), **place, "type": "block_actions", "actions": [action]}


def _by(world: World, user: str) -> dict[str, Any]:
    team_id = team_of(world)
    return {
        "team": {"id": team_id, "domain": "sandbox"},
        "user": {"id": user, "team_id": team_id},
        "trigger_id": f"forged-{next(NUMBERS)}",
    }


def _message(world: World, user: str) -> dict[str, Any]:
    channel = world.dm(user)
    return {
        "channel": {"id": channel, "name": "directmessage"},
        "container": {"type": "message", "message_ts": "1.000001", "channel_id": channel},
    }


def _view(callback_id: str, identifier: str) -> dict[str, Any]:
    chosen = {"type": "static_select", "selected_option": {"value": identifier}}
    held = {name: {name: chosen} for name in (ids.RULE_ROOM, ids.HOURS_PLACE)}
    field_of_form = f"{ids.FORM_FIELD}{Field.ROOM}"
    return {
        "id": f"V{next(NUMBERS)}",
        "type": "modal",
        "callback_id": callback_id,
        "hash": "1.1",
        "private_metadata": identifier,
        "state": {"values": {**held, "room": {field_of_form: chosen}}},
    }


def _shared(world: World, user: str, identifier: str) -> dict[str, Any]:
    address = "https://roombot.example.com"
    links = [{"url": f"{address}/{place}/{identifier}"} for place in ("bookings", "rooms")]
    event = {
        "type": "link_shared",
        "user": user,
        "channel": world.channel,
        "message_ts": "1.000003",
        "links": links,
    }
    team_id = team_of(world)
    return {
        "type": "event_callback",
        "team_id": team_id,
        "event_id": f"Ev{next(NUMBERS)}",
        "authorizations": [{"team_id": team_id, "enterprise_id": None}],
        "event": event,
    }
