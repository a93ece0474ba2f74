"""The parts of blocks that a person can use, and what they hold."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from roombot.sandbox.slack.wire import Json

_HOLD = {  # what a part holds at first, and under which name it says so
    "static_select": ("initial_option", "selected_option"),
    "external_select": ("initial_option", "selected_option"),
    "radio_buttons": ("initial_option", "selected_option"),
    "multi_static_select": ("initial_options", "selected_options"),
    "checkboxes": ("initial_options", "selected_options"),
    "users_select": ("initial_user", "selected_user"),
    "multi_users_select": ("initial_users", "selected_users"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "channels_select": ("initial_channel", "selected_channel"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "plain_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "email_text_input": ("initial_value", "value"),
    "url_text_input": ("initial_value", "value"),
}
_SEVERAL = frozenset({"selected_options", "selected_users"})
Selection = str | int | list[str]


@dataclass(frozen=True)
class Element:
    """A button, menu, picker or input in its block."""

    block_id: str
    raw: Json

    @property
    def kind(self) -> str:
        """Return the element's type."""
        return str(self.raw["type"])

    @property
    def action_id(self) -> str:
        """Return the element's action_id."""
        return str(self.raw["action_id"])

    @property
    def label(self) -> str:
        """Return what the element says on its face."""
        face = self.raw.get("text") or self.raw.get("placeholder") or {}
        return str(face.get("text", ""))

    def held(self, selected: Selection | None) -> Json:
        """Return what the element holds once a person has selected something."""
        if self.kind == "overflow":
            return {"selected_option": self._option(str(selected))}
        name = _HOLD[self.kind][1]
        if name in {"selected_option", "selected_options"}:
            return {name: self._options(selected, several=name in _SEVERAL)}
        return {name: selected}

    def initial(self) -> Json | None:
        """Return what the element holds at first; None for what holds nothing."""
        if self.kind not in _HOLD:
            return None
        first, name = _HOLD[self.kind]
        empty: list[object] | None = [] if name in _SEVERAL else None
        return {name: self.raw.get(first, empty)}

    def _options(self, selected: Selection | None, *, several: bool) -> Json | list[Json]:
        if several:
            values = selected if isinstance(selected, list) else [str(selected)]
            return [self._option(value) for value in values]
        return self._option(str(selected))

    def _option(self, value: str) -> Json:
        groups = self.raw.get("option_groups", [])
        options = [*self.raw.get("options", []), *(o for g in groups for o in g["options"])]
        for option in options:
            if value in {option.get("value"), option["text"]["text"]}:
                return cast("Json", option)
        offered = [option["text"]["text"] for option in options]
        raise LookupError(f"no option {value!r}; there are {offered}")


def elements_in(blocks: list[Json]) -> Iterator[Element]:
    """Return the parts of blocks that a person can use, in their order."""
    for block in blocks:
        block_id = str(block.get("block_id", ""))
        parts = block["elements"] if block["type"] == "actions" else []
        single = block.get("accessory") or block.get("element")
        for part in [*parts, *([single] if single else [])]:
            if part["type"] != "image":
                yield Element(block_id, part)


def labelled(blocks: list[Json]) -> list[Json]:
    """Give every block and element the id that its author left out."""
    return [_labelled_block(block) for block in blocks]


def state_of(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """Return what the parts of blocks hold at first, by block_id and action_id."""
    values: dict[str, dict[str, Json]] = {}
    for element in elements_in(blocks):
        held = element.initial()
        if held is not None:
            inner = values.setdefault(element.block_id, {})
            inner[element.action_id] = {"type": element.kind, **held}
    return values


def _labelled_block(block: Json) -> Json:
    block = {**block, "block_id": block.get("block_id") or _new_id()}
    if block["type"] == "actions":
        block["elements"] = [_labelled_element(element) for element in block["elements"]]
    for name in ("accessory", "element"):
        if name in block:
            block[name] = _labelled_element(block[name])
    return block


def _labelled_element(element: Json) -> Json:
    if element["type"] == "image":
        return element
    return {**element, "action_id": element.get("action_id") or _new_id()}


def _new_id() -> str:
    return secrets.token_urlsafe(4)[:5]
