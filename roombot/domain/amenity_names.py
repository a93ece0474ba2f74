"""What a workspace calls the equipment of its rooms, beside the names that Joan has for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roombot.domain.rooms import Room

LONGEST = 40  # characters
MOST_WORDS = 3  # that are read as one name
MOST = 20  # names of one amenity

AmenityNames = Mapping[str, str]  # what is said, and the amenity that is meant; both case-folded


class FlawOfName(StrEnum):
    """Why something cannot be called so."""

    IS_ROOM = "is_room"
    IS_AMENITY = "is_amenity"
    IS_TAKEN = "is_taken"  # another amenity is called so
    IS_WORD = "is_word"  # it means something else in a request
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class BadName:
    """A name that an amenity cannot have."""

    flaw: FlawOfName
    name: str


def plain(name: str) -> str:
    """Return a name as it is kept: case-folded, on one line."""
    return " ".join(name.split()).casefold()


def names_in(given: Iterable[str]) -> tuple[str, ...]:
    """Return names as they are kept, each once."""
    return tuple(dict.fromkeys(said for one in given if (said := plain(one))))


def amenities_of(rooms: Iterable[Room]) -> dict[str, str]:
    """Return the amenities that Joan knows, by case-folded name."""
    return {plain(one): one for room in rooms for one in room.amenities if plain(one)}


def names_of(amenity: str, names: AmenityNames) -> tuple[str, ...]:
    """Return what an amenity is called besides."""
    return tuple(sorted(said for said, meant in names.items() if meant == plain(amenity)))


def bad_name(
    wanted: Sequence[str],
    amenity: str,
    rooms: Sequence[Room],
    names: AmenityNames,
    is_word: Callable[[str], bool],
) -> BadName | None:
    """Return the first name that an amenity cannot have, if there is one."""
    if len(wanted) > MOST:
        return BadName(FlawOfName.TOO_MANY, str(MOST))
    called = {plain(room.name) for room in rooms}
    known = amenities_of(rooms)
    for name in wanted:
        flaws = {
            FlawOfName.TOO_LONG: len(name) > LONGEST or len(name.split()) > MOST_WORDS,
            FlawOfName.IS_ROOM: name in called,
            FlawOfName.IS_AMENITY: name in known,
            FlawOfName.IS_TAKEN: names.get(name, plain(amenity)) != plain(amenity),
            FlawOfName.IS_WORD: not any(map(str.isalpha, name)) or is_word(name),
        }
        if flaw := next((flaw for flaw, applies in flaws.items() if applies), None):
            return BadName(flaw, name)
    return None
