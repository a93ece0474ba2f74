"""Slack's limits for a message, and our own manners."""

from collections.abc import Iterator
from typing import Any

from roombot.slack.messages import Message

TEXT, BLOCKS, ALL_WORDS = 4_000, 50, 13_000
MOST = {
    "section": 3_000,
    "context": 3_000,
    "button": 75,
    "value": 2_000,
    "accessibility_label": 75,
    "action_id": 255,
    "block_id": 255,
    "placeholder": 150,
    "title": 100,
    "confirm_text": 300,
    "confirm": 30,
    "deny": 30,
}


def broken(message: Message) -> list[str]:
    """Return what Slack or a reader would complain of."""
    return [*_of_message(message), *(one for block in message.blocks for one in _of_block(block))]


def elements(message: Message) -> list[dict[str, Any]]:
    """Return everything that can be clicked."""
    found: list[dict[str, Any]] = []
    for block in message.blocks:
        found += block["elements"] if block["type"] == "actions" else []
        found += [block["accessory"]] if "accessory" in block else []
    return found


def _of_message(message: Message) -> Iterator[str]:
    if not message.text.strip() or len(message.text) > TEXT:
        yield f"text of {len(message.text)}"
    if not 1 <= len(message.blocks) <= BLOCKS:
        yield f"{len(message.blocks)} blocks"
    if sum(map(len, _words(message.blocks))) > ALL_WORDS:
        yield "too many words"
    primary = [one for one in elements(message) if one.get("style") == "primary"]
    if len(primary) > 1:
        yield "more than one primary button"
    danger = [one for one in elements(message) if one.get("style") == "danger"]
    if any("confirm" not in one for one in danger):
        yield "a destructive button that does not ask"


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    kind = block["type"]
    if kind == "section":
        yield from _length("section", block["text"]["text"])
    if kind == "context":
        yield from _length("context", block["elements"][0]["text"])
    if kind == "actions":
        if not 1 <= len(block["elements"]) <= 25:
            yield f"{len(block['elements'])} elements"
        ids = [element["action_id"] for element in block["elements"]]
        if len(ids) != len(set(ids)):
            yield "the same action_id twice in a block"
    yield from _length("block_id", block.get("block_id", "-"))
    for element in [*block.get("elements", []), *[block[k] for k in ("accessory",) if k in block]]:
        if "action_id" in element:
            yield from _of_element(element)


def _of_element(element: dict[str, Any]) -> Iterator[str]:
    yield from _length("action_id", element["action_id"])
    if element["type"] == "button":
        yield from _length("button", element["text"]["text"])
    for name in ("value", "accessibility_label"):
        yield from _length(name, element.get(name, "-"))
    if "placeholder" in element:
        yield from _length("placeholder", element["placeholder"]["text"])
    if "confirm" in element:
        dialog = element["confirm"]
        for name in ("title", "confirm", "deny"):
            yield from _length(name, dialog[name]["text"])
        yield from _length("confirm_text", dialog["text"]["text"])


def _length(what: str, text: str) -> Iterator[str]:
    if not 1 <= len(text) <= MOST[what]:
        yield f"{what} of {len(text)}: {text[:40]!r}"


def _words(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for inner in part:
            yield from _words(inner)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _words(inner)
