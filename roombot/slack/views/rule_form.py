"""The form in which an administrator lays down the rules of a room, or of all."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from roombot.domain.room_rules import (
    MOST_AT_ONCE,
    MOST_BUFFER,
    MOST_DAYS,
    MOST_MINUTES,
    RoomRule,
    RoomRules,
    Rule,
)
from roombot.domain.rooms import Room, counting_order
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, View
from roombot.slack.views.blocks import Element, section
from roombot.slack.views.inputs import VALUE, field, menu, option, plain, with_initial
from roombot.slack.views.reader import Reader

HINT = 2_000
TITLE = 24  # characters of a modal's title and of its buttons
ALL, NONE, YES = "all", "none", "yes"
CHOICES = {
    Rule.LONGEST: (30, 60, 90, 120, 180, 240, 480),
    Rule.AHEAD: (1, 2, 7, 14, 30, 60, 90, 180, 365),
    Rule.AT_ONCE: (1, 2, 3, 5, 10),
    Rule.BUFFER: (5, 10, 15, 30),
}
MOST = {
    Rule.LONGEST: MOST_MINUTES,
    Rule.AHEAD: MOST_DAYS,
    Rule.AT_ONCE: MOST_AT_ONCE,
    Rule.BUFFER: MOST_BUFFER,
}
_ACCOUNT = re.compile(r"[uw][a-z0-9]{1,20}")


def rule_form(reader: Reader, rooms: Sequence[Room], rules: RoomRules, room: Room | None) -> View:
    """Return the form for a room, or for all where none is given, filled with what holds."""
    own = rules.own(room)
    fields = [_number(reader, rule, room, getattr(own, rule)) for rule in CHOICES]
    hidden = [_hidden(reader, room, is_hidden=bool(own.hidden))] if room else []
    submit = plain(reader.caption("settings.save"), TITLE)
    blocks = [
        _rooms(reader, rooms, room),
        *fields,
        _people(reader, room, own),
        _approver(reader, room, own),
        *hidden,
    ]
    return _view(reader, blocks) | {"submit": submit}


def saved(reader: Reader, room: Room | None) -> View:
    """Say that the rules hold."""
    if room is None:
        return _view(reader, [section(reader.say("ruling.saved_all"))])
    return _view(reader, [section(reader.say("ruling.saved", room=room.name))])


def refused(reader: Reader) -> View:
    """Say that this is for administrators."""
    return _view(reader, [section(reader.say("refused.not_admin"))])


def chosen_room(view: dict[str, Any], rooms: Sequence[Room]) -> Room | None:
    """Return the room that is chosen in the form; None stands for all."""
    key = _chosen(_values(view), ids.RULE_ROOM, ids.RULE_ROOM)
    return next((room for room in rooms if room.email == key), None)


def rule_in(view: dict[str, Any], room: Room | None, before: RoomRule) -> RoomRule | None:
    """Return what was entered for a room; None where the fields are still those of another."""
    values = _values(view)
    if _block(Rule.LONGEST, room) not in values:
        return None
    numbers = {rule: _entered_number(values, rule, room) for rule in CHOICES}
    accounts = _entered(values, Rule.PEOPLE, room).get("selected_users") or []
    addresses = [one for one in before.people or () if not _ACCOUNT.fullmatch(one)]
    people = (*(str(one).casefold() for one in accounts), *addresses)
    approver = str(_entered(values, Rule.APPROVAL, room).get("selected_user") or "")
    is_hidden = bool(_entered(values, Rule.HIDDEN, room).get("selected_options"))
    return RoomRule(
        people=people or None,
        longest=numbers[Rule.LONGEST],
        ahead=numbers[Rule.AHEAD],
        at_once=numbers[Rule.AT_ONCE],
        buffer=numbers[Rule.BUFFER],
        hidden=True if is_hidden else None,
        approval=approver or ("" if before.approval == "" else None),
    )


def _view(reader: Reader, blocks: list[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": ids.RULE_FORM,
        "title": plain(reader.caption("ruling.title"), TITLE),
        "close": plain(reader.caption("form.done"), TITLE),
        "blocks": blocks,
    }


def _rooms(reader: Reader, rooms: Sequence[Room], room: Room | None) -> Block:
    ranked = sorted(rooms, key=lambda one: counting_order(one.name))
    usable = [one for one in ranked if len(one.email) <= VALUE]
    options = [option(reader.caption("ruling.all"), ALL)]
    options += [option(one.name or one.email, one.email) for one in usable]
    rooms_menu = menu(ids.RULE_ROOM, options, room.email if room else ALL)
    label = reader.caption("ruling.room")
    return field(ids.RULE_ROOM, label, rooms_menu, dispatch_action=True)


def _number(reader: Reader, rule: Rule, room: Room | None, value: int | None) -> Block:
    """Return the menu of a number; a value from the command line is among its lines."""
    numbers = sorted({*CHOICES[rule], *([value] if value else [])})
    nothing = [option(reader.caption("ruling.no_limit"), "0")]
    if room is not None:
        nothing.insert(0, option(reader.caption("ruling.as_all"), NONE))
    options = [*nothing, *(option(_amount(reader, rule, one), str(one)) for one in numbers)]
    without = NONE if room else "0"
    chosen = menu(rule, options, without if value is None else str(value))
    return field(_block(rule, room), reader.caption(f"ruling.{rule}"), chosen)


def _amount(reader: Reader, rule: Rule, number: int) -> str:
    if rule is Rule.AHEAD:
        return reader.caption("ruling.days", count=number)
    return str(number) if rule is Rule.AT_ONCE else str(reader.length(number))


def _people(reader: Reader, room: Room | None, own: RoomRule) -> Block:
    accounts = [one.upper() for one in own.people or () if _ACCOUNT.fullmatch(one)]
    element: Element = {
        "type": "multi_users_select",
        "action_id": Rule.PEOPLE,
        "placeholder": plain(reader.caption("ruling.everybody"), 150),
    }
    filled = with_initial(element, "initial_users", accounts)
    label = reader.caption("ruling.people")
    others = [one for one in own.people or () if not _ACCOUNT.fullmatch(one)]
    besides = reader.caption("ruling.besides", names=", ".join(others)) if others else ""
    more = {"hint": plain(besides, HINT)} if besides else {}
    return field(_block(Rule.PEOPLE, room), label, filled, optional=True, **more)


def _approver(reader: Reader, room: Room | None, own: RoomRule) -> Block:
    element: Element = {
        "type": "users_select",
        "action_id": Rule.APPROVAL,
        "placeholder": plain(reader.caption("ruling.nobody"), 150),
    }
    filled = with_initial(element, "initial_user", own.approval or None)
    label = reader.caption("ruling.approval")
    return field(_block(Rule.APPROVAL, room), label, filled, optional=True)


def _hidden(reader: Reader, room: Room, *, is_hidden: bool) -> Block:
    yes = option(reader.caption("ruling.hidden_yes"), YES)
    element: Element = {"type": "checkboxes", "action_id": Rule.HIDDEN, "options": [yes]}
    chosen = with_initial(element, "initial_options", [yes] if is_hidden else None)
    label = reader.caption("ruling.hidden")
    return field(_block(Rule.HIDDEN, room), label, chosen, optional=True)


def _block(rule: Rule, room: Room | None) -> str:
    """Return a field's name, another for each room, so that Slack fills it in anew."""
    key = sha256(room.email.encode()).hexdigest()[:12] if room else ALL
    return f"{rule}:{key}"


def _values(view: dict[str, Any]) -> dict[str, Any]:
    return (view.get("state") or {}).get("values") or {}


def _entered(values: dict[str, Any], rule: Rule, room: Room | None) -> dict[str, Any]:
    found: dict[str, Any] = (values.get(_block(rule, room)) or {}).get(rule) or {}
    return found


def _chosen(values: dict[str, Any], block: str, action: str) -> str:
    entered = (values.get(block) or {}).get(action) or {}
    return str((entered.get("selected_option") or {}).get("value") or "")


def _entered_number(values: dict[str, Any], rule: Rule, room: Room | None) -> int | None:
    """Return a number that makes sense; for all rooms no limit says nothing."""
    text = _chosen(values, _block(rule, room), rule)
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) > MOST[rule]:
        return None
    return int(text) or (0 if room else None)
