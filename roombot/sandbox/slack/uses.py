"""The use of a button, menu, picker or input, wherever it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roombot.sandbox.slack.blocks import Element, Selection, State, elements_in, state_of
from roombot.sandbox.slack.wire import Json

Entry = Selection | Json | None
_SHOWN = ("text", "value", "style", "placeholder", "confirm", "url")


@dataclass(frozen=True)
class Use:
    """What a person uses, and how.

    ``target`` is its action_id or label. ``value`` stands in for the button's own, as a forger
    would; ``selected`` is what was chosen or written; ``state`` what other parts hold, see
    ``entered_in``.
    """

    target: str
    block_id: str | None = None
    value: str | None = None
    selected: Selection | None = None
    state: Json = field(default_factory=dict)


def target_of(blocks: list[Json], use: Use) -> Element:
    """Return the part that is meant."""
    elements = list(elements_in(blocks))
    for element in elements:
        named = use.target in {element.action_id, element.label}
        if named and use.block_id in {None, element.block_id}:
            return element
    offered = [f"{element.action_id} ({element.label})" for element in elements]
    raise LookupError(f"no part {use.target!r} here; there are {offered}")


def action_of(element: Element, use: Use, action_ts: str) -> Json:
    """Return the action that Slack reports."""
    action: Json = {
        "type": element.kind,
        "block_id": element.block_id,
        "action_id": element.action_id,
        "action_ts": action_ts,
    }
    action |= {name: element.raw[name] for name in _SHOWN if name in element.raw}
    if element.kind != "button":
        action |= element.held(use.selected)
    if use.value is not None:
        action["value"] = use.value
    return action


def state_with(blocks: list[Json], element: Element, use: Use) -> State:
    """Return what all parts hold once this one was used."""
    values = state_of(blocks)
    for block_id, inner in entered_by(blocks, element, use).items():
        values.setdefault(block_id, {}).update(inner)
    return values


def entered_by(blocks: list[Json], element: Element, use: Use) -> State:
    """Return what a use says that parts hold."""
    entered = entered_in(blocks, use.state)
    if element.initial() is not None:
        held = {"type": element.kind, **element.held(use.selected)}
        entered.setdefault(element.block_id, {})[element.action_id] = held
    return entered


def with_suggestions(blocks: list[Json], suggestions: Mapping[str, Json]) -> list[Json]:
    """Return blocks whose menus offer what the bot suggested for them, by action_id."""
    return [_with_suggestions(block, suggestions) for block in blocks]


def entered_in(blocks: list[Json], values: Json) -> State:
    """Return what a person enters into a form.

    ``values`` are by block_id or action_id: a bare selection, or by action_id again; an object
    with a type is taken as the state that it is.
    """
    entered: State = {}
    for name, value in values.items():
        for element, selected in _meant(blocks, name, value):
            held = {"type": element.kind, **_held(element, selected)}
            entered.setdefault(element.block_id, {})[element.action_id] = held
    return entered


def _with_suggestions(block: Json, suggestions: Mapping[str, Json]) -> Json:
    def fill(part: Json) -> Json:
        return {**part, **suggestions.get(part.get("action_id", ""), {})}

    filled: Json = {name: fill(block[name]) for name in ("accessory", "element") if name in block}
    if block["type"] == "actions":
        filled["elements"] = [fill(part) for part in block["elements"]]
    return {**block, **filled}


def _held(element: Element, selected: Entry) -> Json:
    return selected if isinstance(selected, dict) else element.held(selected)


def _meant(blocks: list[Json], name: str, value: Entry) -> list[tuple[Element, Entry]]:
    elements = list(elements_in(blocks))
    named = [one for one in elements if name in {one.block_id, one.action_id}]
    if not named:
        offered = [f"{one.block_id}.{one.action_id}" for one in elements]
        raise LookupError(f"no input {name!r} here; there are {offered}")
    if isinstance(value, dict) and "type" not in value:
        return [(one, value[one.action_id]) for one in named if one.action_id in value]
    return [(named[0], value)]
