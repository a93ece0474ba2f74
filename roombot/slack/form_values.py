"""Read the booking form as a view carries it; whatever a client may send is taken for a wish."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from roombot.domain.forms import Draft, Field, Repeat
from roombot.domain.time_zones import in_zone
from roombot.slack.action_ids import FORM_FIELD
from roombot.slack.messages import View
from roombot.slack.texts import plain
from roombot.slack.views.forms import BEST, MOST_PEOPLE, TITLE_OF_MEETING, Place

MOST_MINUTES = 9_999
_NUMBER = re.compile(r"[0-9]{1,4}")
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,20}")
_TS = re.compile(r"[0-9]{1,12}\.[0-9]{1,8}")


def place_of(view: View) -> Place:
    """Return where a form was opened."""
    with suppress(ValueError):
        kept = json.loads(view.get("private_metadata") or "")
        match kept:
            case [str(channel), str(thread), int(filled)]:
                return Place(_fit(_CHANNEL, channel), _fit(_TS, thread), filled)
    return Place()


def draft_of(view: View) -> Draft:
    """Return what is filled in."""
    held = {name: value for name, _, value in _values(view)}
    draft = Draft()
    room = _text(held.get(Field.ROOM))
    return Draft(
        day=_day(_text(held.get(Field.DAY))),
        start=_clock(_text(held.get(Field.START))),
        minutes=_number(held.get(Field.MINUTES), MOST_MINUTES) or draft.minutes,
        capacity=_number(held.get(Field.CAPACITY), MOST_PEOPLE),
        amenities=_several(held.get(Field.AMENITIES)),
        place=_text(held.get(Field.PLACE)),
        room=None if room == BEST else room,
        title=plain((_text(held.get(Field.TITLE)) or "")[:TITLE_OF_MEETING]) or None,
        people=_several(held.get(Field.PEOPLE)),
        repeat=_repeat(_text(held.get(Field.REPEAT))),
        times=_number(held.get(Field.TIMES), MOST_MINUTES) or draft.times,
    )


def block_of(view: View, name: Field) -> str | None:
    """Return the block in which a field stands; None where the form does not show it."""
    return next((block for one, block, _ in _values(view) if one == name), None)


def taken(draft: Draft, value: str, zone: str) -> Draft:
    """Return the form with a room and a time that were offered, as the clicked button says."""
    said, _, room = value.partition(" ")
    with suppress(ValueError, OverflowError):
        instant = datetime.fromisoformat(said)
        if instant.tzinfo is None:
            return draft
        start = in_zone(instant, zone)
        return replace(draft, day=start.date(), start=start.time().replace(second=0), room=room)
    return draft


def _values(view: View) -> Iterator[tuple[str, str, Any]]:
    """Return each field's name, block and value."""
    for block_id, elements in (view.get("state") or {}).get("values", {}).items():
        for action_id, held in elements.items():
            if action_id.startswith(FORM_FIELD):
                values = (value for name, value in held.items() if name != "type")
                yield action_id.removeprefix(FORM_FIELD), block_id, next(values, None)


def _text(value: object) -> str | None:
    """Return what was written, or the value of what was chosen."""
    found = value.get("value") if isinstance(value, dict) else value
    return found if isinstance(found, str) and found else None


def _several(values: object) -> tuple[str, ...]:
    found = values if isinstance(values, list) else []
    return tuple(text for one in found if (text := _text(one)))


def _number(value: object, most: int) -> int | None:
    text = _text(value) or ""
    number = int(text) if _NUMBER.fullmatch(text) else 0
    return number if 0 < number <= most else None


def _day(text: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text or "")
    return None


def _clock(text: str | None) -> time | None:
    with suppress(ValueError):
        return time.fromisoformat(text or "").replace(tzinfo=None)
    return None


def _repeat(text: str | None) -> Repeat:
    with suppress(ValueError):
        return Repeat(text or "")
    return Repeat.NEVER


def _fit(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""
