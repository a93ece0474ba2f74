"""From a text to a sentence whose entities are found: one step an entity, the surest first."""

from dataclasses import dataclass
from datetime import date

from roombot.nlu.directory import Directory
from roombot.nlu.entities.calendar import Calendar
from roombot.nlu.entities.capacity import find_for_number, find_people
from roombot.nlu.entities.clocks import (
    find_bare_clocks,
    find_clocks,
    find_marked_hours,
    find_ranges,
)
from roombot.nlu.entities.dates import find_dates
from roombot.nlu.entities.lengths import find_lengths, find_long_lengths
from roombot.nlu.entities.mentions import find_mentions
from roombot.nlu.entities.places import find_parts_of_day, find_places
from roombot.nlu.entities.repeats import find_repeats, find_times
from roombot.nlu.entities.titles import find_title
from roombot.nlu.lexer import lex
from roombot.nlu.lexicon import Lexicon
from roombot.nlu.sentence import Lexeme, Sentence
from roombot.nlu.tokens import tokenize
from roombot.nlu.values import Days

_SLOTS = {
    "clock": "{time}",
    "range": "{time}",
    "date": "{time}",
    "daypart": "{time}",
    "stretch": "{time}",
    "all_day": "{time}",
    "now": "{now}",
    "length": "{length}",
    "repeat": "{repeat}",
    "capacity": "{capacity}",
    "room": "{room}",
    "amenity": "{amenity}",
    "person": "{person}",
    "place": "{place}",
    "title": "{title}",
    "digits": "{number}",
    "compact": "{number}",
}
_JOINTS = frozenset({"at", "on", "in", "of", "comma", "the"})


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence with its entities, and its words with a slot for each."""

    sentence: Sentence
    words: tuple[str, ...]


def analyse(text: str, lexicon: Lexicon, directory: Directory, calendar: Calendar) -> Analysis:
    """Find the entities of a normalized text."""
    tokens = tokenize(text)
    lexemes = lex(tokens, lexicon, find_mentions(tokens, directory, lexicon))
    sentence = find_places(Sentence.of(text, lexemes))
    sentence = find_repeats(sentence)
    sentence = find_marked_hours(sentence, lexicon.hour_mark)
    sentence = find_dates(find_lengths(sentence), calendar)
    sentence = find_long_lengths(find_times(sentence))
    sentence = find_parts_of_day(sentence, lexicon)
    sentence = find_clocks(sentence, half_is_past=lexicon.half_is_past)
    sentence = find_people(sentence)
    sentence = find_ranges(sentence)
    sentence = find_bare_clocks(find_for_number(sentence))
    sentence = find_title(sentence, lexicon)
    return Analysis(sentence, tuple(_words(sentence.lexemes, lexicon, calendar.today)))


def _words(lexemes: tuple[Lexeme, ...], lexicon: Lexicon, today: date) -> list[str]:
    """Return the words that templates see; times that belong together are one."""
    words: list[str] = []
    joint: list[str] = []
    for lexeme in lexemes:
        slot = "{past}" if _is_past(lexeme, today) else _SLOTS.get(lexeme.kind, "")
        if slot == "{time}" and words[-1:] == ["{time}"]:
            joint = []
            continue
        if words[-1:] == ["{time}"] and lexeme.kind in _JOINTS:
            joint += _spoken(lexeme, lexicon)
            continue
        words += joint
        joint = []
        words += [slot] if slot else _spoken(lexeme, lexicon)
    return words + joint


def _is_past(lexeme: Lexeme, today: date) -> bool:
    return isinstance(lexeme.value, Days) and lexeme.value.end <= today


def _spoken(lexeme: Lexeme, lexicon: Lexicon) -> tuple[str, ...]:
    """Return a lexeme's words without marks, contractions written out."""
    if lexeme.kind in {"punct", "comma", "dash", "junk", "taken"}:
        return ("?",) if lexeme.text == "?" else ()
    spoken: list[str] = []
    for word in lexeme.text.replace("-", " ").split():
        spoken += lexicon.contractions.get(word, (word,))
    return tuple(spoken)
