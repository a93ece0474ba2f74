"""The settings of a person, as a form."""

from collections.abc import Sequence
from typing import Any

from roombot.domain.preferences import Preferences
from roombot.domain.rooms import Room, counting_order
from roombot.languages.loader import languages
from roombot.languages.sentences import own_name
from roombot.slack.messages import Block
from roombot.slack.views.blocks import Element
from roombot.slack.views.inputs import VALUE, field, menu, option, plain, some
from roombot.slack.views.reader import Reader

CALLBACK = "settings"
AUTO = "auto"
MINUTES = (15, 30, 45, 60, 90, 120)
REMINDERS = (5, 10, 15, 30)
TITLE = 24  # characters of a modal's title and of its buttons


def settings_form(reader: Reader, rooms: Sequence[Room]) -> dict[str, Any]:
    """Return the form, filled with what holds now."""
    wished = reader.person.preferences
    named = {room.floor for room in rooms if room.floor and len(room.floor) <= VALUE}
    floors = sorted(named, key=counting_order)
    tongues = {code: own_name(code) for code in languages("answers")}
    lengths = {str(minutes): reader.caption("home.minutes", count=minutes) for minutes in MINUTES}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(reader.caption("settings.title"), TITLE),
        "submit": plain(reader.caption("settings.save"), TITLE),
        "close": plain(reader.caption("settings.close"), TITLE),
        "blocks": [
            _menu(reader, "language", tongues, wished.language),
            _menu(reader, "minutes", lengths, str(wished.minutes) if wished.minutes else None),
            *_floor(reader, floors, wished),
            *_favourites(reader, rooms, wished),
            _reminder(reader, wished),
            _thanks(reader, wished),
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
        thanks=bool(_entered(state, "thanks").get("selected_options")),
    )


def _entered(state: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = (state.get(name) or {}).get(name) or {}
    return found


def _one(state: dict[str, Any], name: str) -> str:
    return str((_entered(state, name).get("selected_option") or {}).get("value") or "")


def _menu(reader: Reader, name: str, choices: dict[str, str], chosen: str | None) -> Block:
    auto = option(reader.caption(f"settings.{name}_auto"), AUTO)
    options = [auto, *(option(words, value) for value, words in choices.items())]
    return _field(reader, name, menu(name, options, chosen if chosen in choices else AUTO))


def _floor(reader: Reader, floors: Sequence[str], wished: Preferences) -> list[Block]:
    """Return the menu of floors, where the office has any."""
    return [_menu(reader, "floor", {one: one for one in floors}, wished.floor)] if floors else []


def _favourites(reader: Reader, rooms: Sequence[Room], wished: Preferences) -> list[Block]:
    """Return the menu of rooms, what is chosen first."""
    ranked = sorted(
        rooms, key=lambda room: (room.email not in wished.favourites, counting_order(room.name))
    )
    usable = [room for room in ranked if len(room.email) <= VALUE]
    if not usable:
        return []
    options = [option(room.name or room.email, room.email) for room in usable]
    hint: Element = {"placeholder": plain(reader.caption("settings.favourites_hint"), 150)}
    liked = some(options, "favourites", wished.favourites)
    return [_field(reader, "favourites", liked | hint)]


def _reminder(reader: Reader, wished: Preferences) -> Block:
    never = option(reader.caption("settings.reminder_never"), "0")
    times = [
        option(reader.caption("settings.reminder_before", count=minutes), str(minutes))
        for minutes in REMINDERS
    ]
    chosen = wished.reminder if wished.reminder in REMINDERS else 0
    return _field(reader, "reminder", menu("reminder", [never, *times], str(chosen)))


def _thanks(reader: Reader, wished: Preferences) -> Block:
    yes = option(reader.caption("settings.thanks_yes"), "yes")
    element: Element = {"type": "checkboxes", "action_id": "thanks", "options": [yes]}
    chosen: Element = {"initial_options": [yes]} if wished.thanks else {}
    return _field(reader, "thanks", element | chosen)


def _field(reader: Reader, name: str, element: Element) -> Block:
    return field(name, reader.caption(f"settings.{name}"), element, optional=True)
