"""From a text to a sentence whose entities are found: one step an entity, the surest first."""

from dataclasses import dataclass, replace
from datetime import date

from roombot.nlu.directory import Directory
from roombot.nlu.entities.calendar import Calendar
from roombot.nlu.entities.capacity import find_for_number, find_people
from roombot.nlu.entities.clocks import (
    find_bare_clocks,
    find_clocks,
    find_ranges,
)
from roombot.nlu.entities.dates import find_dates, without_homographs
from roombot.nlu.entities.lengths import find_length_ranges, find_lengths, find_long_lengths
from roombot.nlu.entities.marked_hours import find_counted_hours, find_marked_hours
from roombot.nlu.entities.mentions import find_mentions
from roombot.nlu.entities.places import find_parts_of_day, find_places
from roombot.nlu.entities.repairs import take_back
from roombot.nlu.entities.repeats import find_repeats, find_times
from roombot.nlu.entities.titles import find_title
from roombot.nlu.entities.zones import find_zones
from roombot.nlu.lexer import lex
from roombot.nlu.lexicon import Lexicon
from roombot.nlu.sentence import Build, Lexeme, Match, Sentence
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
_UNCOUNTED = "(^|word|room|comma|punct) unit(?=$|word|comma|punct|for|with|in|room|until|date)"
_SPOKEN = frozenset({"pronoun", "for", "in", "on", "from", "with", "and", "or"})
_JOINTS = frozenset({"at", "on", "in", "of", "comma", "the", "or"})


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence with its entities, and its words with a slot for each."""

    sentence: Sentence
    words: tuple[str, ...]


def analyse(text: str, lexicon: Lexicon, directory: Directory, calendar: Calendar) -> Analysis:
    """Find the entities of a normalized text."""
    tokens = lexicon.spelling.split(tokenize(text, dotted=lexicon.calendar.dotted_dates))
    lexemes = lex(tokens, lexicon, find_mentions(tokens, directory, lexicon))
    sentence = find_zones(find_places(Sentence.of(text, lexemes)), lexicon.cities)
    sentence = find_length_ranges(find_repeats(_settled(sentence, lexicon)))
    sentence = find_marked_hours(find_counted_hours(sentence), lexicon.clock)
    sentence = find_dates(find_lengths(sentence), calendar, lexicon.calendar)
    sentence = find_long_lengths(find_times(sentence))
    sentence = find_parts_of_day(sentence, lexicon)
    sentence = find_clocks(sentence, lexicon.clock)
    sentence = find_people(sentence)
    sentence = find_ranges(sentence)
    sentence = find_bare_clocks(find_for_number(sentence))
    sentence = find_title(take_back(sentence), lexicon)
    return Analysis(sentence, tuple(_words(sentence.lexemes, lexicon, calendar.today)))


def _settled(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Decide what words with two meanings are: "sat", "morgen" after a day, "for lunch"."""

    def part_of_day(match: Match) -> tuple[Lexeme, ...] | None:
        before, said = match.lexemes
        names = lexicon.after_for if before.kind == "for" else lexicon.after_day
        name = names.get(lexicon.plain(said.text))
        return (before, replace(said, kind="part", name=name)) if name else None

    def now(match: Match) -> tuple[Lexeme, ...] | None:
        *before, said = match.lexemes
        return (*before, replace(said, kind="now")) if said.text in lexicon.clock.now else None

    def short_month(match: Match) -> tuple[Lexeme, ...] | None:
        *day, said = match.lexemes
        month = lexicon.calendar.short_months.get(lexicon.plain(said.text))
        return (*day, replace(said, kind="month", number=month)) if month else None

    if lexicon.clock.now:
        sentence = sentence.rewrite(_UNCOUNTED, now)
    if lexicon.clock.for_shifts and sentence.has("shift|forward"):
        sentence = sentence.rewrite("for (?=(digits|spelled|article|half)? unit)", _read_as("by"))
    sentence = sentence.rewrite("coming (?=(digits|spelled)? period)", _read_as("next"))
    sentence = sentence.rewrite("coming", _read_as("this"))
    sentence = sentence.rewrite("(weekday|weekday_plural|day|this|every|month) day", part_of_day)
    if lexicon.after_for:
        sentence = sentence.rewrite("for word(?!and|word|for)", part_of_day)
    if lexicon.calendar.short_months:
        sentence = sentence.rewrite(
            "(digits|ordinal) (of|from)? (weekday|spelled|word|part)", short_month
        )
    return without_homographs(sentence, lexicon.calendar.homographs)


def _read_as(kind: str) -> Build:
    """Take a word for one of another kind: the coming week is the next one, friday this one."""
    return lambda match: (replace(match.lexemes[0], kind=kind),)


def _words(lexemes: tuple[Lexeme, ...], lexicon: Lexicon, today: date) -> list[str]:
    """Return the words that templates see; times that belong together are one."""
    words: list[str] = []
    joint: list[str] = []
    has_hour = False
    for index, lexeme in enumerate(lexemes):
        if index and _is_numbered_room(lexemes[index - 1 : index + 2]):
            continue
        slot = _slot(lexemes[index : index + 3], today)
        is_hour = lexeme.kind in {"clock", "range"}
        if (
            slot == "{time}"
            and words[-1:] == ["{time}"]
            and not (has_hour and is_hour and not _is_other(lexemes, index))
        ):
            joint, has_hour = [], has_hour or is_hour
        elif words[-1:] == ["{time}"] and lexeme.kind in _JOINTS:
            joint += _spoken(lexeme, lexicon)
        else:
            spoken = [slot] if slot else _spoken(lexeme, lexicon)
            if spoken == ["{name}"] == words[-1:] and not joint:
                continue
            words += [*joint, *spoken]
            joint, has_hour = [], is_hour
            if slot == "{room}" and index and lexemes[index - 1].kind == "the":
                del words[-2]  # "the Everest" is "Everest"
    return words + joint


def _is_other(lexemes: tuple[Lexeme, ...], index: int) -> bool:
    """Tell whether a time is said instead of the one before."""
    return any(one.kind == "or" for one in lexemes[max(0, index - 2) : index])


def _slot(lexemes: tuple[Lexeme, ...], today: date) -> str:
    """Return the slot that stands for a lexeme with those that follow it, if one does."""
    if _is_past(lexemes[0], today):
        return "{past}"
    return "{room}" if _is_numbered_room(lexemes) else _SLOTS.get(lexemes[0].kind, "")


def _is_numbered_room(lexemes: tuple[Lexeme, ...]) -> bool:
    """Tell whether a room is named by a number or letter, as in "conference room b"."""
    if len(lexemes) < 2 or lexemes[0].kind != "room_word":  # noqa: PLR2004 - a room and its name
        return False
    name = lexemes[1]
    is_last = len(lexemes) == 2 or lexemes[2].kind != "word"  # noqa: PLR2004
    is_spoken = name.kind in _SPOKEN  # "soba v petek"
    is_letter = len(name.text) == 1 and not is_spoken and name.text.isalpha() and is_last
    return is_letter or name.kind in {"digits", "compact", "decimal", "junk"}


def _is_past(lexeme: Lexeme, today: date) -> bool:
    return isinstance(lexeme.value, Days) and lexeme.value.end <= today


def _spoken(lexeme: Lexeme, lexicon: Lexicon) -> tuple[str, ...]:
    """Return a lexeme's words without marks, contractions written out."""
    if lexeme.kind in {"punct", "comma", "dash", "junk", "taken"}:
        return ("?",) if lexeme.text == "?" else ()
    text = lexicon.plain(lexeme.text)
    if lexeme.kind == "word" and text.isalpha() and not lexicon.knows(text):
        return ("{name}",)
    whole = lexicon.contractions.get(text)
    if whole:
        return whole
    spoken: list[str] = []
    for word in text.replace("-", " ").split():
        spoken += lexicon.contractions.get(word, (word,))
    return tuple(spoken)
