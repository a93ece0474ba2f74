"""What a language's words are: from its data file to kinds, numbers and names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from roombot.languages.loader import load
from roombot.nlu.corrections import Corrections
from roombot.nlu.entities.zones import ABBREVIATIONS
from roombot.nlu.matcher import Rules
from roombot.nlu.normalize import folded
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
        self.phrases: dict[Phrase, Entry] = {}
        for text, entry in _entries(data):
            self._add(text, entry)
        self.longest: dict[str, int] = {}
        for phrase in self.phrases:
            self.longest[phrase[0]] = max(self.longest.get(phrase[0], 0), len(phrase))
        self.suffixes = _suffixes(data)
        self.parts = {name: _part(part) for name, part in data["parts"].items()}
        self.contractions = {one: tuple(said.split()) for one, said in data["contractions"].items()}
        self.amenities = {said: name for name, words in data["amenities"].items() for said in words}
        self.titles = {name: frozenset(words) for name, words in data["titles"].items()}
        self.room_words = {name: frozenset(words) for name, words in data["rooms"].items()}
        self.half_is_past = data["clock"]["half"] == "past"
        self.homographs = frozenset(data["clock"]["homographs"])
        self.hour_mark = str(data["clock"]["mark"])
        self.rules = Rules.read(data)
        self.vocabulary = self._vocabulary()
        self.corrections = Corrections(self.vocabulary)

    def entry(self, phrase: Phrase) -> Entry | None:
        """Return what a phrase is, if the language knows it."""
        return self.phrases.get(phrase)

    def kind(self, word: str) -> str:
        """Return the kind of a single word, empty when it has none."""
        entry = self.phrases.get((word,))
        return entry.kind if entry else ""

    def knows(self, word: str) -> bool:
        """Tell whether a word belongs to the language's data."""
        return word in self.vocabulary or word in self.contractions

    def _add(self, text: str, entry: Entry) -> None:
        phrase = tuple(token.text for token in tokenize(text))
        self.phrases.setdefault(phrase, entry)
        self.phrases.setdefault(tuple(folded(word) for word in phrase), entry)

    def _vocabulary(self) -> frozenset[str]:
        words = {word for phrase in self.phrases for word in phrase}
        words |= {word for said in self.amenities for word in said.split()}
        words |= {word for group in self.titles.values() for said in group for word in said.split()}
        words |= {word for group in self.room_words.values() for word in group}
        return frozenset(words) | self.rules.vocabulary


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, built once."""
    return Lexicon(language)


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """List the language's phrases; where two kinds share a phrase the first one keeps it."""
    yield from _dates(data)
    yield from _clocks(data)
    for freq, words in data["frequencies"].items():
        yield from ((word, Entry("frequency", name=freq)) for word in words)
    for kind, words in data["words"].items():
        yield from ((word, Entry(kind)) for word in words)
    for name, number in data["numbers"].items():
        yield name, Entry("spelled", number)
    for name, number in data["ordinals"].items():
        yield name, Entry("ordinal_word", number)
    for abbreviation in ABBREVIATIONS:
        yield abbreviation, Entry("zone", name=abbreviation)


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
