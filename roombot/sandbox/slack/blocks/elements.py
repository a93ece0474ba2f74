"""The parts of blocks that a person can use, and what they hold."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from roombot.sandbox.slack.wire import Json

_HOLD = {  # what a part holds at first, and under which name it says so
    "static_select": ("initial_option", "selected_option"),
    "external_select": ("initial_option", "selected_option"),
    "multi_external_select": ("initial_options", "selected_options"),
    "radio_buttons": ("initial_option", "selected_option"),
    "multi_static_select": ("initial_options", "selected_options"),
    "checkboxes": ("initial_options", "selected_options"),
    "users_select": ("initial_user", "selected_user"),
    "multi_users_select": ("initial_users", "selected_users"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "multi_conversations_select": ("initial_conversations", "selected_conversations"),
    "channels_select": ("initial_channel", "selected_channel"),
    "multi_channels_select": ("initial_channels", "selected_channels"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "plain_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "email_text_input": ("initial_value", "value"),
    "url_text_input": ("initial_value", "value"),
}
_SEVERAL = frozenset(
    {"selected_options", "selected_users", "selected_conversations", "selected_channels"}
)
Selection = str | int | list[str]
State = dict[str, dict[str, Json]]  # what parts hold, by block_id and action_id


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
        if selected is None or selected == []:
            return {name: [] if name in _SEVERAL else None}
        if name in {"selected_option", "selected_options"}:
            return {name: self._options(selected, several=name in _SEVERAL)}
        return {name: str(selected) if self.kind == "number_input" else selected}

    def initial(self) -> Json | None:
        """Return what the element holds at first; None for what holds nothing."""
        if self.kind not in _HOLD:
            return None
        first, name = _HOLD[self.kind]
        empty: list[object] | None = [] if name in _SEVERAL else None
        return {name: self.raw.get(first, empty)}

    def offers(self, held: Json) -> bool:
        """Say whether what was held before can still be held."""
        if held.get("type") != self.kind or self.kind not in _HOLD:
            return False
        if "options" not in self.raw and "option_groups" not in self.raw:
            return True
        chosen = held.get(_HOLD[self.kind][1])
        several = chosen if isinstance(chosen, list) else [chosen] if chosen else []
        values = {option.get("value") for option in self._all_options()}
        return all(one["value"] in values for one in several)

    def _options(self, selected: Selection | None, *, several: bool) -> Json | list[Json]:
        if several:
            values = selected if isinstance(selected, list) else [str(selected)]
            return [self._option(value) for value in values]
        return self._option(str(selected))

    def _option(self, value: str) -> Json:
        options = self._all_options()
        for option in options:
            if value in {option.get("value"), option["text"]["text"]}:
                return option
        offered = [option["text"]["text"] for option in options]
        raise LookupError(f"no option {value!r}; there are {offered}")

    def _all_options(self) -> list[Json]:
        groups = self.raw.get("option_groups", [])
        return [*self.raw.get("options", []), *(o for g in groups for o in g["options"])]


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


def state_of(blocks: list[Json]) -> State:
    """Return what the parts of blocks hold at first, by block_id and action_id."""
    values: State = {}
    for element in elements_in(blocks):
        held = element.initial()
        if held is not None:
            inner = values.setdefault(element.block_id, {})
            inner[element.action_id] = {"type": element.kind, **held}
    return values


def kept_state(blocks: list[Json], fresh: State, entered: State) -> State:
    """Return what the parts of a changed view hold.

    As at Slack, a part with the block_id and action_id of an earlier one keeps what that held, and
    a new initial value goes unheard.
    """
    values = {block_id: {**held} for block_id, held in fresh.items()}
    for element in elements_in(blocks):
        held = entered.get(element.block_id, {}).get(element.action_id)
        if held is not None and element.offers(held):
            values[element.block_id][element.action_id] = held
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
