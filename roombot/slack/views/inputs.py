"""Builders of what is filled in: fields with their labels, menus that keep Slack's limits."""

from collections.abc import Iterable, Sequence
from typing import Any

from roombot.slack.messages import Block
from roombot.slack.views.blocks import Element, clipped

OPTIONS = 100  # of a list, or of a group
MOST = 1_000  # of a menu, whose view may have 250 kB
OPTION = 75
VALUE = 150


def field(block_id: str, label: str, element: Element, **more: Any) -> Block:
    """Return an input under its label; ``more`` may hold optional and dispatch_action."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2_000),
        "element": element,
        **more,
    }


def option(caption: str, value: str) -> Element:
    """Return a line of a menu."""
    return {"text": plain(caption, OPTION), "value": value}


def menu(action_id: str, options: Sequence[Element], chosen: str | None = None) -> Element:
    """Return a menu; the chosen value is among its lines, or nothing is chosen."""
    shown = list(options)[:MOST]
    initial = [one for one in shown if one["value"] == chosen]
    return _menu("static_select", action_id, shown) | (
        {"initial_option": initial[0]} if initial else {}
    )


def some(options: Sequence[Element], action_id: str, chosen: Iterable[str]) -> Element:
    """Return a menu of lines of which several can be chosen."""
    shown, wanted = list(options)[:MOST], set(chosen)
    initial = [one for one in shown if one["value"] in wanted]
    return _menu("multi_static_select", action_id, shown) | (
        {"initial_options": initial} if initial else {}
    )


def with_initial(element: Element, name: str, value: object) -> Element:
    """Return an element that holds a value at first, where there is one."""
    return element | ({name: value} if value else {})


def plain(text: str, most: int) -> Element:
    """Return plain text of at most ``most`` characters."""
    return {"type": "plain_text", "text": clipped(text, most)}


def _menu(kind: str, action_id: str, options: list[Element]) -> Element:
    """Return a menu; where there are too many lines for one list, they come in groups."""
    element: Element = {"type": kind, "action_id": action_id}
    if len(options) <= OPTIONS:
        return element | {"options": options}
    starts = range(0, len(options), OPTIONS)
    return element | {
        "option_groups": [_group(options[one : one + OPTIONS], one) for one in starts]
    }


def _group(options: list[Element], start: int) -> Element:
    label = plain(f"{start + 1} – {start + len(options)}", OPTION)  # noqa: RUF001 - a range's dash
    return {"label": label, "options": options}
