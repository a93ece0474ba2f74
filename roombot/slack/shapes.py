"""Deliveries as Slack makes them: whatever has another shape is refused at the door.

What is signed comes from Slack, yet nothing behind the door should have to ask whether a name is
a text and a list a list. Looked at is what is read somewhere; all else may be as it likes.
"""

from types import NoneType
from typing import Any

from roombot.slack.bolt import UnreadableDelivery

WITH_ACCOUNTS = {"user_change"}  # whose `user` is the whole account
DEEPEST = 40  # Slack's own views have a dozen levels

_TEXT = (str, NoneType)
_OBJECT = (dict, NoneType)
_LIST = (list, NoneType)
_EITHER = (str, dict, NoneType)  # the name of something, or the whole of it
_TEXTS = """
    action_id action_ts block_id bot_id bot_user_id callback_id channel_id channel_type command
    enterprise_id event_context event_id event_ts external_id hash message_ts parent_user_id
    private_metadata response_url selected_channel selected_conversation selected_date
    selected_time selected_user subtype tab team_id thread_ts token trigger_id ts type unfurl_id
    url user_id value view_id
"""
_OBJECTS = """
    assistant_thread container context message profile selected_option state values view
"""
_LISTS = "actions attachments authorizations blocks elements files links options selected_options"
_NAMED = frozenset({"channel", "enterprise", "team", "user", "view"})
_SHAPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(_TEXTS.split(), _TEXT),
    **dict.fromkeys(_OBJECTS.split(), _OBJECT),
    **dict.fromkeys(_LISTS.split(), _LIST),
    **dict.fromkeys(("channel", "enterprise", "team", "text", "user"), _EITHER),
}


def check_shape(body: dict[str, Any]) -> None:
    """Raise ``UnreadableDelivery`` for what Slack would never send."""
    if "event" in body:
        event = body["event"]
        if not isinstance(event, dict):
            raise UnreadableDelivery("event")
        _check_parts(event, ("team", "text", "type"), _TEXT)
        whole = event.get("type") in WITH_ACCOUNTS
        _check_parts(event, ("user",), _OBJECT if whole else _TEXT)
    else:
        _check_parts(body, ("user", "team", "channel", "enterprise"), _OBJECT)
    _check(body, 0)


def _check_parts(value: dict[str, Any], names: tuple[str, ...], shape: tuple[type, ...]) -> None:
    for name in names:
        if not isinstance(value.get(name), shape):
            raise UnreadableDelivery(name)


def _check(value: object, depth: int) -> None:
    if depth > DEEPEST:
        raise UnreadableDelivery("too deep")
    match value:
        case str():
            _check_text(value)
        case dict():
            for key, part in value.items():
                _check_text(key)
                _check_part(key, part)
                _check(part, depth + 1)
        case list():
            for part in value:
                _check(part, depth + 1)


def _check_part(key: str, part: object) -> None:
    if not isinstance(part, _SHAPES.get(key, object)):
        raise UnreadableDelivery(key)
    if key == "message" and isinstance(part, dict):
        _check_parts(part, ("text",), _TEXT)
    if key in _NAMED and isinstance(part, dict) and not isinstance(part.get("id"), _TEXT):
        raise UnreadableDelivery(f"{key}.id")
    if _SHAPES.get(key) is _LIST and any(not isinstance(one, dict) for one in _each(part)):
        raise UnreadableDelivery(f"{key}[]")


def _each(part: object) -> list[object]:
    return part if isinstance(part, list) else []


def _check_text(text: str) -> None:
    """Refuse half characters and null, which no database takes."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise UnreadableDelivery("a text") from error
    if "\x00" in text:
        raise UnreadableDelivery("a text")
