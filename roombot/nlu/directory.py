"""The rooms of the directory by what people call them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roombot.domain.rooms import Room
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import folded
from roombot.nlu.tokens import tokenize

_SHORTEST_GUESS = 3
_SHORTEST_WORD = 4
_SHORT = 6

Names = tuple[tuple[str, str], ...]  # what is said, and which amenity is meant


@dataclass(frozen=True, slots=True)
class RoomKey:
    """A way to say a room's name; ``whole`` when it is all of it."""

    names: tuple[str, ...]
    whole: bool
    words: tuple[str, ...]


class Directory:
    """An index over rooms in one language, built once for each tuple of rooms."""

    def __init__(self, rooms: Sequence[Room], words: Lexicon, names: Names = ()) -> None:
        """Index names, the distinctive parts of names, amenities and places."""
        self._words = words
        self._common = {phrase.replace(" ", "") for phrase in words.amenities}
        self.keys: dict[str, RoomKey] = {}
        self.longest = 1
        for room in rooms:
            self._add(room.name)
        self._parts(rooms)
        self._numbered(rooms)
        self.words = {word for key in self.keys.values() for word in key.words}
        self.openings = {key[:end] for key in self.keys for end in range(1, len(key) + 1)}
        self._alike: dict[tuple[str, int], list[str]] = {}
        for key in self.keys:
            self._alike.setdefault((key[0], len(key)), []).append(key)
        own = ((name_words(said), amenity) for said, amenity in names)
        self.amenities = _amenities(rooms, words) | dict(own)
        self.places = {folded(place.name): place.name for room in rooms for place in room.locations}
        phrases = {phrase[0] for phrase in self.amenities}
        self.beginnings = phrases | {name.partition(" ")[0] for name in self.places}
        self.guess = lru_cache(maxsize=1024)(self._guess)

    def _guess(self, said: str, words: int) -> tuple[str, ...]:
        """Return the names of so many words that a typing error parts from what was said."""
        allowed = 1 if len(said) <= _SHORT else 2
        alike = self._keys_like(said, allowed)
        near = process.extract(said, alike, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        near = [
            found
            for found in near
            if _is_typing_error(said, found[0]) and len(self.keys[found[0]].words) >= words
        ]
        best = [found[0] for found in near if found[1] == near[0][1]] or self._begun(said)
        return tuple(sorted({name for key in best for name in self.keys[key].names}))

    def _begun(self, said: str) -> list[str]:
        """Return the keys that begin with what was said, if it says enough."""
        if len(said) < _SHORTEST_WORD or said not in self.openings:
            return []
        buckets = (keys for (first, _), keys in self._alike.items() if first == said[0])
        return [key for keys in buckets for key in keys if key.startswith(said)]

    def _keys_like(self, said: str, allowed: int) -> list[str]:
        """Return the keys that begin and are as long as a mistyped one may; the rest cannot fit."""
        lengths = range(len(said) - allowed, len(said) + allowed + 1)
        buckets = (self._alike.get((first, length), ()) for first in said[:2] for length in lengths)
        return [key for bucket in buckets for key in bucket]

    def _add(self, name: str) -> None:
        """Index a whole name, and the name without words such as "room"."""
        said = name_words(name)
        if not said:
            return
        self._put(said, name, whole=True)
        core = tuple(word for word in said if word not in self._words.room_words["generic"])
        if core and core != said and not self._is_common(core):
            self._put(core, name, whole=False)

    def _parts(self, rooms: Sequence[Room]) -> None:
        """Index single distinctive words of longer names, where no room is called just that."""
        for room in rooms:
            said = name_words(room.name)
            for word in said if len(said) > 1 else ():
                if len(word) >= _SHORTEST_WORD and not self._is_common((word,)):
                    self._put((word,), room.name, whole=False)
            tail = said[1:]
            if len(tail) > 1 and not set(tail) <= self._words.room_words["generic"]:
                self._put(tail, room.name, whole=False)

    def _numbered(self, rooms: Sequence[Room]) -> None:
        """Index "Room 12" by the language's own words for a room: "sala 12"."""
        generic = self._words.room_words["generic"]
        nouns = sorted(word for word in generic if self._words.kind(word) == "room_word")
        for room in rooms:
            noun, *number = name_words(room.name) or ("",)
            if noun in generic and len(number) == 1 and number[0].isdigit():
                for other in nouns:
                    if f"{other}{number[0]}" not in self.keys:
                        self._put((other, number[0]), room.name, whole=True)

    def _put(self, said: tuple[str, ...], name: str, *, whole: bool) -> None:
        key = "".join(said)
        known = self.keys.get(key)
        if known and known.whole and not whole:
            return
        names = known.names if known and known.whole == whole else ()
        if name not in names:
            self.keys[key] = RoomKey((*names, name), whole, said)
        self.longest = max(self.longest, len(said) + 1)

    def _is_common(self, said: tuple[str, ...]) -> bool:
        """Tell whether words alone would not be taken for a name."""
        joined = "".join(said)
        if joined.isdigit() or joined in self._common:
            return True
        return len(said) == 1 and (len(joined) < _SHORTEST_GUESS or self._words.knows(said[0]))


class _SameRooms:
    """Rooms compared by identity: comparing thousands of them would cost more than reading."""

    def __init__(self, rooms: tuple[Room, ...]) -> None:
        self.rooms = rooms

    def __hash__(self) -> int:
        return id(self.rooms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameRooms) and self.rooms is other.rooms


def directory(rooms: tuple[Room, ...], language: str, names: Names = ()) -> Directory:
    """Return the index over some rooms and a workspace's names, built once for each tuple."""
    return _directory(_SameRooms(rooms), language, names)


@lru_cache(maxsize=32)
def _directory(same: _SameRooms, language: str, names: Names) -> Directory:
    return Directory(same.rooms, lexicon(language), names)


def names_of(rooms: tuple[Room, ...]) -> frozenset[str]:
    """Return the words of the names of some rooms, collected once for each tuple."""
    return _names_of(_SameRooms(rooms))


@lru_cache(maxsize=32)
def _names_of(same: _SameRooms) -> frozenset[str]:
    return frozenset(word for room in same.rooms for word in name_words(room.name))


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words and numbers of a name in the form in which they are compared."""
    return tuple(
        folded(token.text)
        for token in tokenize(name)
        if any(letter.isalnum() for letter in token.text)
    )


def _is_typing_error(said: str, key: str) -> bool:
    """Tell whether a word may be a mistyped key: digits are never mistyped, lengths are near."""
    digits = [letter for letter in said if letter.isdigit()]
    if digits != [letter for letter in key if letter.isdigit()]:
        return False
    return min(len(said), len(key)) > _SHORTEST_GUESS or sorted(said) == sorted(key)


def _amenities(rooms: Iterable[Room], words: Lexicon) -> dict[tuple[str, ...], str]:
    """Map what people say to the amenity as the directory names it."""
    own = {amenity.casefold() for room in rooms for amenity in room.amenities}
    said: dict[tuple[str, ...], str] = {}
    for phrase, concept in words.amenities.items():
        said[name_words(phrase)] = _directory_name(concept, phrase, own, words)
    for amenity in own:
        said[name_words(amenity)] = amenity
    return {phrase: name for phrase, name in said.items() if phrase}


def _directory_name(concept: str, phrase: str, own: set[str], words: Lexicon) -> str:
    """Return what the directory calls an amenity, the language's name where it has none."""
    if phrase in own:
        return phrase
    if concept in own:
        return concept
    return next((name for name in sorted(own) if words.amenities.get(name) == concept), concept)
