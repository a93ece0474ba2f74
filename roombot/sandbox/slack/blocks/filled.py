"""What Slack itself says of a form before it sends it."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from roombot.sandbox.slack.blocks.elements import Element, State, elements_in
from roombot.sandbox.slack.wire import Json

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MISSING = "Please complete this required field."


def problems_of(blocks: list[Json], values: State) -> dict[str, str]:
    """Return what is wrong with what was entered, by block_id."""
    return dict(_problems([block for block in blocks if block["type"] == "input"], values))


def _problems(inputs: list[Json], values: State) -> Iterator[tuple[str, str]]:
    for block, element in zip(inputs, elements_in(inputs), strict=True):
        held = values.get(element.block_id, {}).get(element.action_id, {})
        entered = next((value for name, value in held.items() if name != "type"), None)
        if entered in (None, "", []):
            if not block.get("optional"):
                yield element.block_id, _MISSING
        elif isinstance(entered, str) and (wrong := _wrong(element, entered)):
            yield element.block_id, wrong


def _wrong(element: Element, entered: str) -> str | None:
    if element.kind == "plain_text_input":
        return _wrong_length(element.raw, len(entered))
    if element.kind == "number_input":
        return _wrong_number(element.raw, entered)
    if element.kind == "email_text_input" and not _EMAIL.fullmatch(entered):
        return "Enter a valid email address."
    if element.kind == "url_text_input" and "://" not in entered:
        return "Enter a valid URL."
    return None


def _wrong_length(limits: Json, length: int) -> str | None:
    least, most = limits.get("min_length", 0), limits.get("max_length", 3000)
    if length < least:
        return f"Enter at least {least} characters."
    return f"Enter at most {most} characters." if length > most else None


def _wrong_number(limits: Json, entered: str) -> str | None:
    try:
        number = Decimal(entered)
    except InvalidOperation:
        return "Enter a number."
    if not limits["is_decimal_allowed"] and number != int(number):
        return "Enter a whole number."
    if "min_value" in limits and number < Decimal(limits["min_value"]):
        return f"Enter {limits['min_value']} or more."
    if "max_value" in limits and number > Decimal(limits["max_value"]):
        return f"Enter {limits['max_value']} or less."
    return None
