"""What a language's words are: from its data file to kinds, numbers and names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from roombot.languages.loader import load
from roombot.nlu.clock_ways import CalendarWays, ClockWays
from roombot.nlu.corrections import Corrections
from roombot.nlu.entities.zones import ABBREVIATIONS
from roombot.nlu.matcher import Rules
from roombot.nlu.spelling import STEM_ENDING, Spelling, speller
from roombot.nlu.tokens import tokenize

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word is: its kind, with a number or a name where the kind has one."""

    kind: str
    number: float = 0
    name: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the day in minutes from midnight."""

    start: int
    end: int


class Lexicon:
    """A language's words, phrases and rules, ready to be looked up."""

    def __init__(self, language: str) -> None:
        """Read the language's data file."""
        data = load(language, "understanding")
        self.language = language
        self.plain = speller(data["spelling"]["same"])
        self.phrases: dict[Phrase, Entry] = {}
        self.stems: dict[str, Entry] = {}
        self.spelling = Spelling.read(data, self.plain)
        self.rules = Rules.read(data, self.spelling.template)
        for text, entry in _entries(data):
            self._add(text, entry)
        for phrase, entry in [*self.phrases.items()]:
            self.phrases.setdefault(tuple(map(self.plain, phrase)), entry)
        self._add_zones()
        self.lengths = _lengths(self.phrases)
        self._read_names(data)
        self.clock = ClockWays.read(data["clock"])
        self.calendar = CalendarWays.read(data["calendar"])
        self.vocabulary = self._vocabulary()
        self.accented = frozenset(_accented(data))
        self.entry = lru_cache(maxsize=8192)(self._entry)
        right = self._plain_set(data["spelling"].get("right", ()))
        self.corrections = Corrections(self.vocabulary, lambda word: self.entry((word,)), right)
        self.kind = lru_cache(maxsize=8192)(self._kind)
        self.knows = lru_cache(maxsize=8192)(self._knows)
        self.word = lru_cache(maxsize=8192)(self._word)

    def _read_names(self, data: Mapping[str, Any]) -> None:
        """Read what names are said by: suffixes, parts of the day, amenities, titles."""
        self.suffixes = _suffixes(data)
        self.parts = {name: _part(part) for name, part in data["parts"].items()}
        self.after_day = self._parts_by(data, "after_day")
        self.after_for = self._parts_by(data, "after_for")
        self.cities = {word: zone for zone, said in data.get("cities", {}).items() for word in said}
        self.contractions = {
            self.plain(one): tuple(self.plain(said).split())
            for one, said in data["contractions"].items()
        }
        self.amenities = {said: name for name, words in data["amenities"].items() for said in words}
        self.titles = {name: self._plain_set(words) for name, words in data["titles"].items()}
        self.mark_openings = frozenset(mark.split()[0] for mark in self.titles["marks"])
        self.followups = {
            tuple(self.plain(phrase).split()): mark
            for mark, phrases in data.get("followups", {}).items()
            for phrase in phrases
        }
        self.ordinals = {self.plain(word): number for word, number in data["ordinals"].items()}
        self.company = tuple(data.get("company", {}).get("here", ()))
        self.room_words = {name: self._plain_set(words) for name, words in data["rooms"].items()}

    def _parts_by(self, data: Mapping[str, Any], key: str) -> dict[str, str]:
        """Return the parts of the day by the words that mean them in one place only."""
        parts = data["parts"].items()
        return {self.plain(word): name for name, part in parts for word in part.get(key, ())}

    def _entry(self, phrase: Phrase) -> Entry | None:
        """Return what a phrase is, if the language knows it, accents or not."""
        found = self.phrases.get(phrase) or self.phrases.get(tuple(map(self.plain, phrase)))
        return found or (self._stem(self.plain(phrase[0])) if len(phrase) == 1 else None)

    def _word(self, word: str) -> tuple[str, Entry]:
        """Return a single word without its ending, written out or corrected, with what it is."""
        bare = self.spelling.bare(word)
        entry = self.entry((bare,))
        if entry:
            return bare, entry
        whole = self.contractions.get(self.plain(word))
        if whole:
            kind = self.kind(whole[0]) if len(whole) == 1 else ""
            return " ".join(whole), Entry(kind or "word")
        if not self.knows(bare):
            bare = self.spelling.head(self.corrections.corrected(self.plain(bare)))
        return bare, self.entry((bare,)) or Entry("word")

    def _kind(self, word: str) -> str:
        """Return the kind of a single word, empty when it has none."""
        entry = self.entry((word,))
        return entry.kind if entry else ""

    def _knows(self, word: str) -> bool:
        """Tell whether a word belongs to the language's data."""
        plain = self.plain(word)
        return plain in self.vocabulary or self.rules.knows(plain) or bool(self._stem(plain))

    def _stem(self, plain: str) -> Entry | None:
        """Return what a word with an ending is, as in ``nächst~`` for "nächsten"."""
        if not self.stems:
            return None
        found = (self.stems.get(plain[: len(plain) - cut]) for cut in range(STEM_ENDING + 1))
        return next((entry for entry in found if entry), None)

    def _add(self, text: str, entry: Entry) -> None:
        if text.endswith("~"):
            self.stems.setdefault(self.plain(text[:-1]), entry)
            return
        tokens = self.spelling.split(tokenize(text))
        is_elided = text.endswith("'")  # written together with what follows
        phrase = tuple(text.split()) if is_elided else tuple(token.text for token in tokens)
        self.phrases.setdefault(phrase, entry)

    def _add_zones(self) -> None:
        """Know the abbreviations of zones that are no words of the language ("ist", "est")."""
        for abbreviation in ABBREVIATIONS:
            if not self.rules.knows(abbreviation):
                self._add(abbreviation, Entry("zone", name=abbreviation))

    def _plain_set(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self.plain, words))

    def _vocabulary(self) -> frozenset[str]:
        words = {word for phrase in self.phrases for word in phrase}
        words |= {word for said in self.amenities for word in said.split()}
        words |= {word for group in self.titles.values() for said in group for word in said.split()}
        words |= {word for group in self.room_words.values() for word in group}
        words |= {word for phrase in self.followups for word in phrase}
        return self._plain_set(words) | self.contractions.keys() | self.rules.vocabulary


def _accented(data: object) -> Iterator[str]:
    """List the words with accents, as the data spells them wherever they stand."""
    if isinstance(data, str):
        yield from (word for word in re.findall(r"[^\W\d_]+", data) if not word.isascii())
    elif isinstance(data, Mapping):
        for key, part in data.items():
            yield from _accented(key)
            yield from _accented(part)
    elif isinstance(data, list):
        for part in data:
            yield from _accented(part)


def _lengths(phrases: Iterable[Phrase]) -> Mapping[str, tuple[int, ...]]:
    """Return by its first word how many words a phrase may have, the most first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in lengths.items()}


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, built once."""
    return Lexicon(language)


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """List the language's phrases; where two kinds share a phrase the first one keeps it."""
    yield from _dates(data)
    yield from _clocks(data)
    for number, words in data["group_sizes"].items():
        yield from ((word, Entry("capacity", int(number))) for word in words)
    for freq, words in data["frequencies"].items():
        yield from ((word, Entry("frequency", name=freq)) for word in words)
    for kind, words in data["words"].items():
        yield from ((word, Entry(kind, float(kind == "article"))) for word in words)
    for name, words in data.get("zones", {}).items():
        yield from ((word, Entry("zone", name=name)) for word in words)
    for name, number in data["numbers"].items():
        yield name, Entry("spelled", number)
    for name, number in data["ordinals"].items():
        yield name, Entry("ordinal_word", number)


def _dates(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for kind, table in (("weekday", "weekdays"), ("weekday_plural", "weekdays_plural")):
        for number, (code, words) in enumerate(data[table].items()):
            yield from ((word, Entry(kind, number, code)) for word in words)
    for number, words in data["months"].items():
        yield from ((word, Entry("month", int(number))) for word in words)
    for number, words in data["days"].items():
        yield from ((word, Entry("day", int(number))) for word in words)


def _clocks(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for name, part in data["parts"].items():
        today = set(part.get("today", ()))
        for word in part["words"]:
            yield word, Entry("tonight" if word in today else "part", name=name)
    for name, words in data["clock_names"].items():
        number = -1 if name == "end" else _minutes(name)
        yield from ((word, Entry("clock_name", number)) for word in words)
    for name, words in data["meridiems"].items():
        yield from ((word, Entry("meridiem", name=name)) for word in words)
    for number, words in data["units"].items():
        yield from ((word, Entry("unit", int(number))) for word in words)
    for number, words in data["lengths"].items():
        yield from ((word, Entry("length_word", int(number))) for word in words)
    for name, words in data["periods"].items():
        days = int(name) if name.isdigit() else 0
        yield from ((word, Entry("period", days, name)) for word in words)


def _suffixes(data: Mapping[str, Any]) -> dict[str, Entry]:
    kinds = {
        "am": Entry("meridiem", name="am"),
        "pm": Entry("meridiem", name="pm"),
        "minute": Entry("unit", 1),
        "hour": Entry("unit", 60),
        "ordinal": Entry("ordinal"),
        "people": Entry("people"),
        "oclock": Entry("oclock"),
    }
    return {word: kinds[kind] for kind, words in data["suffixes"].items() for word in words}


def _part(data: Mapping[str, Any]) -> Part:
    return Part(_minutes(data["from"]), _minutes(data["to"]))


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
