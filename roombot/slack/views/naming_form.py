"""The form in which an administrator says what people call the equipment of rooms."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from roombot.domain.amenity_names import AmenityNames, BadName, amenities_of, names_in, names_of
from roombot.domain.rooms import Room
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, View
from roombot.slack.views.blocks import section
from roombot.slack.views.inputs import VALUE, field, menu, option, plain, with_initial
from roombot.slack.views.reader import Reader

TITLE = 24  # characters of a modal's title and of its buttons
HINT = 2_000
ALSO = "also"
LONGEST_ENTRY = 1_000


def naming_form(
    reader: Reader, rooms: Sequence[Room], names: AmenityNames, amenity: str | None
) -> View:
    """Return the form for an amenity, the first where none is named, with its names."""
    known = _known(rooms)
    if not known:
        return _view(reader, [section(reader.say("naming.nothing"))])
    chosen = amenity or known[0]
    entry = {
        "type": "plain_text_input",
        "action_id": ALSO,
        "max_length": LONGEST_ENTRY,
    }
    also = with_initial(entry, "initial_value", ", ".join(names_of(chosen, names)))
    hint = plain(reader.caption("naming.hint"), HINT)
    amenities = menu(ids.AMENITY, [option(one, one) for one in known], chosen)
    blocks = [
        field(ids.AMENITY, reader.caption("naming.amenity"), amenities, dispatch_action=True),
        field(_block(chosen), reader.caption("naming.also"), also, optional=True, hint=hint),
    ]
    return _view(reader, blocks) | {"submit": plain(reader.caption("settings.save"), TITLE)}


def saved(reader: Reader, amenity: str, names: Sequence[str]) -> View:
    """Say that the names hold, or that there are none any more."""
    key = "naming.saved" if names else "naming.cleared"
    return _view(reader, [section(reader.say(key, amenity=amenity))])


def refused(reader: Reader) -> View:
    """Say that this is for administrators."""
    return _view(reader, [section(reader.say("refused.not_admin"))])


def chosen_amenity(view: dict[str, Any], rooms: Sequence[Room]) -> str | None:
    """Return the amenity that is chosen in the form."""
    chosen = _entered(view, ids.AMENITY, ids.AMENITY).get("selected_option") or {}
    return next((one for one in _known(rooms) if one == chosen.get("value")), None)


def entered_names(view: dict[str, Any], amenity: str) -> tuple[str, ...] | None:
    """Return the names that were entered; None where the field is still another amenity's."""
    if _block(amenity) not in _values(view):
        return None
    text = str(_entered(view, _block(amenity), ALSO).get("value") or "")
    return names_in(text[:LONGEST_ENTRY].split(","))


def flaws_of(reader: Reader, amenity: str, bad: BadName) -> dict[str, str]:
    """Return what is wrong with what was entered, by field."""
    return {_block(amenity): reader.caption(f"naming.{bad.flaw}", name=bad.name)}


def _view(reader: Reader, blocks: list[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": ids.NAMING_FORM,
        "title": plain(reader.caption("naming.title"), TITLE),
        "close": plain(reader.caption("form.done"), TITLE),
        "blocks": blocks,
    }


def _known(rooms: Sequence[Room]) -> list[str]:
    named = amenities_of(rooms).values()
    return sorted((one for one in named if len(one) <= VALUE), key=str.casefold)


def _block(amenity: str) -> str:
    """Return a field's name, another for each amenity, so that Slack fills it in anew."""
    return f"{ALSO}:{sha256(amenity.encode()).hexdigest()[:12]}"


def _values(view: dict[str, Any]) -> dict[str, Any]:
    return (view.get("state") or {}).get("values") or {}


def _entered(view: dict[str, Any], block: str, action: str) -> dict[str, Any]:
    found: dict[str, Any] = (_values(view).get(block) or {}).get(action) or {}
    return found
