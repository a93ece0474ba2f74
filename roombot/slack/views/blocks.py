"""Small builders of blocks that keep Slack's limits."""

import re
from collections.abc import Sequence
from typing import Any

from roombot.slack.messages import Block

SECTION = 3_000
BUTTON = 75
TEXT = 3_900
NAME = 80
ALT_TEXT = 2_000

Element = dict[str, Any]

_CUT_ENTITY = re.compile(r"&[a-z]*\Z")


class Markup(str):
    """Text of our own, or made safe: it needs neither escaping nor clipping."""

    __slots__ = ()


def capitalized(text: Markup) -> Markup:
    """Return a text as it begins a line."""
    return Markup(text[:1].upper() + text[1:])


def escaped(text: str, most: int = NAME) -> Markup:
    """Return people's text on one line, clipped, so that Slack shows it as it is."""
    if isinstance(text, Markup):
        return text
    line = " ".join(text.split())
    safe = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(safe if len(safe) <= most else f"{_CUT_ENTITY.sub('', safe[: most - 1])}…")


def clipped(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def fitting(lines: Sequence[str], most: int = SECTION) -> str:
    """Return as many of the lines as fit, one below the other."""
    shown = "\n".join(lines)
    while len(shown) > most and "\n" in shown:
        shown = shown.rpartition("\n")[0]
    return clipped(shown, most)


def section(text: str, accessory: Element | None = None) -> Block:
    """Return a paragraph, with a button or menu beside it where one is given."""
    block: Block = {"type": "section", "text": _mrkdwn(fitting(text.split("\n")))}
    return block | ({"accessory": accessory} if accessory else {})


def header(text: str) -> Block:
    """Return a heading."""
    return {"type": "header", "text": _plain(clipped(text, 150))}


def context(text: str) -> Block:
    """Return a line in small print."""
    return {"type": "context", "elements": [_mrkdwn(fitting(text.split("\n")))]}


def actions(*elements: Element) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def button(caption: str, action_id: str, value: str = "", **more: Any) -> Element:
    """Return a button; ``more`` may hold style, confirm and accessibility_label."""
    element: Element = {
        "type": "button",
        "text": _plain(clipped(caption, BUTTON)) | {"emoji": False},
        "action_id": action_id,
    }
    if value:
        element["value"] = value
    if "accessibility_label" in more:
        more["accessibility_label"] = clipped(more["accessibility_label"], BUTTON)
    return element | more


def image(file_id: str, alt_text: str) -> Block:
    """Return an uploaded picture, told to those who cannot see it."""
    return {
        "type": "image",
        "slack_file": {"id": file_id},
        "alt_text": clipped(alt_text, ALT_TEXT),
    }


def people_menu(placeholder: str, action_id: str) -> Element:
    """Return a menu of the workspace's people."""
    words = _plain(clipped(placeholder, 150))
    return {"type": "users_select", "action_id": action_id, "placeholder": words}


def confirm(title: str, text: str, yes: str, no: str) -> Element:
    """Return a dialog that asks before something is destroyed."""
    return {
        "title": _plain(clipped(title, 100)),
        "text": _plain(clipped(text, 300)),
        "confirm": _plain(clipped(yes, 30)),
        "deny": _plain(clipped(no, 30)),
        "style": "danger",
    }


def divider() -> Block:
    """Return a line between parts."""
    return {"type": "divider"}


def _mrkdwn(text: str) -> Element:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _plain(text: str) -> Element:
    return {"type": "plain_text", "text": text}
