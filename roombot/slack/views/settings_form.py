"""The settings of a person, as a form."""

from collections.abc import Sequence
from typing import Any

from roombot.domain.preferences import Preferences
from roombot.domain.rooms import Room
from roombot.languages.loader import languages
from roombot.slack.messages import Block
from roombot.slack.views.blocks import Element, clipped
from roombot.slack.views.reader import Reader

CALLBACK = "settings"
AUTO = "auto"
MINUTES = (15, 30, 45, 60, 90, 120)
REMINDERS = (5, 10, 15, 30)
OPTIONS = 100  # that Slack takes in a menu
CAPTION = 75
VALUE = 150
NAMES = {
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pt": "Português",
    "sl": "Slovenščina",
}


def settings_form(reader: Reader, rooms: Sequence[Room]) -> dict[str, Any]:
    """Return the form, filled with what holds now."""
    wished = reader.person.preferences
    floors = sorted({room.floor for room in rooms if room.floor})
    tongues = {code: NAMES.get(code, code) for code in languages("answers")}
    lengths = {str(minutes): reader.caption("home.minutes", count=minutes) for minutes in MINUTES}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain(reader.caption("settings.title"), 24),
        "submit": _plain(reader.caption("settings.save"), 24),
        "close": _plain(reader.caption("settings.close"), 24),
        "blocks": [
            _menu(reader, "language", tongues, wished.language),
            _menu(reader, "minutes", lengths, str(wished.minutes) if wished.minutes else None),
            *(
                [_menu(reader, "floor", {one: one for one in floors}, wished.floor)]
                if floors
                else []
            ),
            *_favourites(reader, rooms, wished),
            _reminder(reader, wished),
        ],
    }


def wished_in(state: dict[str, Any], rooms: Sequence[Room]) -> Preferences:
    """Return what was entered; a value that was never offered counts as none."""
    floors = {room.floor for room in rooms}
    known = {room.email for room in rooms}
    language, minutes, floor = (_one(state, name) for name in ("language", "minutes", "floor"))
    reminder = _one(state, "reminder")
    liked = (_entered(state, "favourites").get("selected_options")) or []
    return Preferences(
        language=language if language in languages("answers") else None,
        floor=floor if floor in floors else None,
        favourites=tuple(one["value"] for one in liked if one["value"] in known),
        minutes=int(minutes) if minutes in {str(one) for one in MINUTES} else None,
        reminder=int(reminder) if reminder in {str(one) for one in REMINDERS} else 0,
    )


def _entered(state: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = (state.get(name) or {}).get(name) or {}
    return found


def _one(state: dict[str, Any], name: str) -> str:
    return str((_entered(state, name).get("selected_option") or {}).get("value") or "")


def _menu(reader: Reader, name: str, choices: dict[str, str], chosen: str | None) -> Block:
    auto = _option(reader.caption(f"settings.{name}_auto"), AUTO)
    options = [auto, *(_option(words, value) for value, words in choices.items())][:OPTIONS]
    initial = next((one for one in options if one["value"] == chosen), auto)
    element = {
        "type": "static_select",
        "action_id": name,
        "options": options,
        "initial_option": initial,
    }
    return _input(reader, name, element)


def _floor(reader: Reader, floors: Sequence[str], wished: Preferences) -> list[Block]:
    """Return the menu of floors, where the office has any."""
    return [_menu(reader, "floor", {one: one for one in floors}, wished.floor)] if floors else []


def _favourites(reader: Reader, rooms: Sequence[Room], wished: Preferences) -> list[Block]:
    """Return the menu of rooms, what is chosen first where there are too many."""
    ranked = sorted(rooms, key=lambda room: (room.email not in wished.favourites, room.name))
    usable = [room for room in ranked if len(room.email) <= VALUE][:OPTIONS]
    if not usable:
        return []
    options = [_option(room.name or room.email, room.email) for room in usable]
    chosen = [one for one in options if one["value"] in wished.favourites]
    element: Element = {
        "type": "multi_static_select",
        "action_id": "favourites",
        "options": options,
        "placeholder": _plain(reader.caption("settings.favourites_hint"), 150),
    }
    return [_input(reader, "favourites", element | ({"initial_options": chosen} if chosen else {}))]


def _reminder(reader: Reader, wished: Preferences) -> Block:
    never = _option(reader.caption("settings.reminder_never"), "0")
    times = [
        _option(reader.caption("settings.reminder_before", count=minutes), str(minutes))
        for minutes in REMINDERS
    ]
    chosen = next((one for one in times if one["value"] == str(wished.reminder)), never)
    element: Element = {
        "type": "static_select",
        "action_id": "reminder",
        "options": [never, *times],
        "initial_option": chosen,
    }
    return _input(reader, "reminder", element)


def _input(reader: Reader, name: str, element: Element) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": _plain(reader.caption(f"settings.{name}"), 2_000),
        "element": element,
    }


def _option(words: str, value: str) -> Element:
    return {"text": _plain(words, CAPTION), "value": value}


def _plain(text: str, most: int) -> Element:
    return {"type": "plain_text", "text": clipped(text, most), "emoji": False}
