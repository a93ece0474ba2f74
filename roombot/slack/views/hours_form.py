"""The form in which an administrator lays down the office hours of a building, or of all."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from roombot.domain.office_hours import A_DAY, OfficeHours
from roombot.domain.room_rules import RoomRules
from roombot.domain.rooms import Room, counting_order
from roombot.domain.time_zones import is_zone, zone_names
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, View
from roombot.slack.views.blocks import section
from roombot.slack.views.inputs import VALUE, field, menu, option, plain
from roombot.slack.views.reader import Reader

TITLE = 24  # characters of a modal's title and of its buttons
ALL, NONE = "all", "none"
OPENS, CLOSES, ZONE = "opens", "closes", "zone"
STEP = 30  # minutes between the hours that can be chosen


def hours_form(reader: Reader, rooms: Sequence[Room], rules: RoomRules, place: str) -> View:
    """Return the form for a place, or for all others where none is named, with what holds."""
    hours = rules.hours.get(place.casefold())
    opens = _menu(reader, OPENS, place, hours.opens if hours else None)
    closes = _menu(reader, CLOSES, place, hours.closes if hours else None)
    blocks = [_places(reader, rooms, place), opens, closes, _zones(reader, place, hours)]
    return _view(reader, blocks) | {"submit": plain(reader.caption("settings.save"), TITLE)}


def saved(reader: Reader, place: str) -> View:
    """Say that the hours hold."""
    said = reader.say("hours.saved", place=place) if place else reader.say("hours.saved_all")
    return _view(reader, [section(said)])


def refused(reader: Reader) -> View:
    """Say that this is for administrators."""
    return _view(reader, [section(reader.say("refused.not_admin"))])


def chosen_place(view: dict[str, Any], rooms: Sequence[Room]) -> str:
    """Return the place that is chosen in the form; an empty name stands for all others."""
    name = _chosen(view, ids.HOURS_PLACE, ids.HOURS_PLACE)
    return name if name in _names(rooms) else ""


def is_of(view: dict[str, Any], place: str) -> bool:
    """Tell whether the fields are those of a place, not still those of another."""
    return _block(OPENS, place) in _values(view)


def hours_in(view: dict[str, Any], place: str) -> OfficeHours | None:
    """Return what was entered; None where the rooms can be had at all hours."""
    opens, closes = (_minutes(_chosen(view, _block(end, place), end)) for end in (OPENS, CLOSES))
    zone = _chosen(view, _block(ZONE, place), ZONE)
    if opens is None or closes is None:
        return None
    return OfficeHours(opens, closes, zone if is_zone(zone) else None)


def flaws_in(reader: Reader, hours: OfficeHours | None, place: str) -> dict[str, str]:
    """Return what is wrong with what was entered, by field."""
    if hours is None or hours.opens < hours.closes:
        return {}
    return {_block(CLOSES, place): reader.caption("hours.ends_before")}


def _view(reader: Reader, blocks: list[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": ids.HOURS_FORM,
        "title": plain(reader.caption("hours.title"), TITLE),
        "close": plain(reader.caption("form.done"), TITLE),
        "blocks": blocks,
    }


def _names(rooms: Sequence[Room]) -> list[str]:
    names = {one.name for room in rooms for one in room.locations}
    return sorted((name for name in names if len(name) <= VALUE), key=counting_order)


def _places(reader: Reader, rooms: Sequence[Room], place: str) -> Block:
    options = [option(reader.caption("hours.all"), ALL)]
    options += [option(name, name) for name in _names(rooms)]
    chosen = menu(ids.HOURS_PLACE, options, place or ALL)
    return field(ids.HOURS_PLACE, reader.caption("hours.place"), chosen, dispatch_action=True)


def _menu(reader: Reader, end: str, place: str, minutes: int | None) -> Block:
    """Return the menu of the hours; one from the command line is among its lines."""
    full = range(0, A_DAY, STEP) if end == OPENS else range(STEP, A_DAY + 1, STEP)
    shown = sorted({*full, *([] if minutes is None else [minutes])})
    options = [option(reader.caption("ruling.no_limit"), NONE)]
    options += [option(f"{one // 60}:{one % 60:02}", str(one)) for one in shown]
    chosen = menu(end, options, NONE if minutes is None else str(minutes))
    return field(_block(end, place), reader.caption(f"hours.{end}"), chosen)


def _zones(reader: Reader, place: str, hours: OfficeHours | None) -> Block:
    options = [option(reader.caption("hours.own_zone"), NONE)]
    options += [option(name, name) for name in zone_names()]
    chosen = menu(ZONE, options, (hours and hours.zone) or NONE)
    return field(_block(ZONE, place), reader.caption("hours.zone"), chosen)


def _block(name: str, place: str) -> str:
    """Return a field's name, another for each place, so that Slack fills it in anew."""
    return f"{name}:{sha256(place.encode()).hexdigest()[:12] if place else ALL}"


def _values(view: dict[str, Any]) -> dict[str, Any]:
    return (view.get("state") or {}).get("values") or {}


def _chosen(view: dict[str, Any], block: str, action: str) -> str:
    entered = (_values(view).get(block) or {}).get(action) or {}
    return str((entered.get("selected_option") or {}).get("value") or "")


def _minutes(text: str) -> int | None:
    is_number = re.fullmatch(r"[0-9]{1,4}", text) is not None
    return int(text) if is_number and int(text) <= A_DAY else None
