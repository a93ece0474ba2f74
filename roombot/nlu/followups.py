"""Unfinished sentences: "make it 3pm", "for 8 people", "somewhere bigger", "the second one".

They mean something only after another sentence. A text is one when each of its words is either
an entity, a word that joins, or known to lead back to what was said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from roombot.nlu.analysis import analyse
from roombot.nlu.clockwork import Clockwork
from roombot.nlu.detection import language_of
from roombot.nlu.directory import directory, names_of
from roombot.nlu.grammar import kinds
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import normalize
from roombot.nlu.reading import Context, Reading
from roombot.nlu.sentence import Lexeme
from roombot.nlu.times import times_of
from roombot.nlu.understand import on_day_of, reading_of

_ENTITIES = kinds(
    "clock range date daypart stretch now length capacity room amenity person place repeat title"
)
_ORDINALS = kinds("ordinal ordinal_word")
_JOINTS = kinds(
    "at on in of the article comma punct dash for from until to and with more junk starting "
    "instead_of between after before or"
)
_LONGEST = 5  # words of a phrase


@dataclass(frozen=True)
class FollowUp:
    """What an unfinished sentence says.

    ``number`` tells which of what was offered is meant, from one, the last for -1. ``marks`` are
    what its words lead to: yes, no, bigger, smaller, another, same, that.
    """

    reading: Reading
    number: int | None
    marks: frozenset[str]
    says_day: bool
    says_hour: bool

    @property
    def is_complete(self) -> bool:
        """Whether the sentence needs no other: it would stand by itself as a request."""
        where = bool(self.reading.rooms or self.reading.capacity)
        return self.says_hour and not self.marks and (self.says_day or where)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to do."""
        reading = self.reading
        said = (reading.duration_minutes, reading.capacity, reading.amenities, reading.place)
        named = (reading.rooms, reading.people, self.number, self.says_day, self.says_hour)
        return any((*said, *named, self.marks - {"that"}))


def follow_up(text: str, context: Context, since: datetime | None) -> FollowUp | None:
    """Read an unfinished sentence; None where a text is none.

    An hour without a day is one of the day of ``since``, which was spoken of.
    """
    plain = normalize(text)
    language = context.language or language_of(plain, context.locale, names_of(context.rooms))
    words = lexicon(language)
    context = replace(context, language=language)
    clockwork = Clockwork(context)
    sentence = analyse(
        plain, words, directory(context.rooms, language), clockwork.calendar
    ).sentence
    marks = _marks(sentence.lexemes, words)
    if marks is None:
        return None
    times = times_of(sentence)
    says_day = bool(times.days or times.last_day)
    reading = reading_of("book", sentence, on_day_of(since, times, clockwork), language)
    says_hour = bool(times.points or times.part or times.now)
    return FollowUp(reading, _number(sentence.lexemes), marks, says_day, says_hour)


def points_back(text: str, context: Context) -> bool:
    """Tell whether a text says "it" or "that" for what was spoken of."""
    plain = normalize(text)
    language = context.language or language_of(plain, context.locale, names_of(context.rooms))
    known = lexicon(language).followups
    return any(known.get((word,)) == "that" for word in plain.replace("?", " ").split())


def _marks(lexemes: Sequence[Lexeme], words: Lexicon) -> frozenset[str] | None:
    """Return what the words lead back to; None where some word is not accounted for."""
    known = words.followups
    marks: set[str] = set()
    for run in _runs(lexemes, words):
        index = 0
        while index < len(run):
            text, is_joint = run[index]
            longest = _longest(run, index, known)
            if longest:
                marks.add(known[tuple(word for word, _ in run[index : index + longest])])
                index += longest
            elif is_joint or not text:
                index += 1
            else:
                return None
    return frozenset(marks - {"filler"})


def _longest(
    run: Sequence[tuple[str, bool]], index: int, known: Mapping[tuple[str, ...], str]
) -> int:
    """Return how many words from one on are a phrase, as many as possible."""
    most = min(_LONGEST, len(run) - index)
    texts = tuple(word for word, _ in run[index : index + most])
    return next((size for size in range(most, 0, -1) if texts[:size] in known), 0)


def _runs(lexemes: Sequence[Lexeme], words: Lexicon) -> Iterator[list[tuple[str, bool]]]:
    """Yield the words between entities, each with whether it only joins."""
    run: list[tuple[str, bool]] = []
    for lexeme in lexemes:
        if lexeme.kind in _ENTITIES or lexeme.kind in _ORDINALS or lexeme.kind == "digits":
            yield run
            run = []
            continue
        is_joint = lexeme.kind in _JOINTS or not any(map(str.isalnum, lexeme.text))
        spoken = words.plain(lexeme.text).split()
        run += [(word, is_joint) for word in spoken]
    yield run


def _number(lexemes: Sequence[Lexeme]) -> int | None:
    """Return which one is meant: "the second", "2", "the last one"."""
    said = [one for one in lexemes if one.kind in _ORDINALS or one.kind in {"digits", "last"}]
    if len(said) != 1:
        return None
    return -1 if said[0].kind == "last" else int(said[0].number)
