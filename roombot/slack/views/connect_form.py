"""The form in which an administrator connects Joan, and what comes of it."""

from typing import Any

from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, View
from roombot.slack.views.blocks import Element, actions, button, section
from roombot.slack.views.inputs import field, plain, with_initial
from roombot.slack.views.reader import Reader

TITLE = 24  # characters of a modal's title and of its buttons
LONGEST = 300  # characters of an entry
CLIENT_ID, CLIENT_SECRET = "client_id", "client_secret"


def form(reader: Reader, client_id: str = "", notice: str = "") -> View:
    """Return the form; the secret is never filled in."""
    blocks = [section(notice)] if notice else []
    blocks += [
        section(reader.say("joan.explain")),
        _entry(reader, CLIENT_ID, client_id),
        _entry(reader, CLIENT_SECRET),
    ]
    submit = plain(reader.caption("joan.connect"), TITLE)
    return _view(reader, blocks) | {"submit": submit}


def said(reader: Reader, key: str, **values: object) -> View:
    """Return a modal with a sentence."""
    return _view(reader, [section(reader.say(key, **values))], close="form.done")


def entered(view: dict[str, Any]) -> tuple[str, str]:
    """Return the client id and the secret that were filled in."""
    values = (view.get("state") or {}).get("values") or {}
    return _value(values, CLIENT_ID), _value(values, CLIENT_SECRET)


def unconnected(reader: Reader, reason: str, *, may_connect: bool) -> View:
    """Return the Home where there are no rooms, since Joan is not connected."""
    blocks = [section(reader.say(reason))]
    if may_connect:
        blocks += [section(reader.say("joan.offer")), connect(reader)]
    return {"type": "home", "blocks": blocks}


def connect(reader: Reader) -> Block:
    """Return the button that opens the form."""
    return actions(connect_button(reader))


def connect_button(reader: Reader) -> Element:
    """Return the button alone."""
    return button(reader.caption("buttons.connect_joan"), ids.CONNECT_JOAN)


def _view(reader: Reader, blocks: list[Block], close: str = "settings.close") -> View:
    return {
        "type": "modal",
        "callback_id": ids.CONNECT_FORM,
        "title": plain(reader.caption("joan.title"), TITLE),
        "close": plain(reader.caption(close), TITLE),
        "blocks": blocks,
    }


def _entry(reader: Reader, name: str, filled: str = "") -> Block:
    element: Element = {"type": "plain_text_input", "action_id": name, "max_length": LONGEST}
    shown = with_initial(element, "initial_value", filled[:LONGEST])
    return field(name, reader.caption(f"joan.{name}"), shown)


def _value(values: dict[str, Any], name: str) -> str:
    return str(((values.get(name) or {}).get(name) or {}).get("value") or "").strip()
