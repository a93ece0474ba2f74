"""Unfinished sentences: "make it 3pm", "for 8 people", "somewhere bigger", "the second one".

They mean something only after another sentence. A text is one when each of its words is either
an entity, a word that joins, or known to lead back to what was said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from roombot.nlu.analysis import analyse
from roombot.nlu.clockwork import Clockwork
from roombot.nlu.detection import language_of
from roombot.nlu.directory import directory, names_of
from roombot.nlu.grammar import kinds
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import normalize
from roombot.nlu.reading import Context, Reading
from roombot.nlu.sentence import Lexeme, Sentence
from roombot.nlu.times import Times, times_of
from roombot.nlu.understand import on_day_of, reading_of

_ENTITIES = kinds(
    "clock range date daypart stretch now length capacity room amenity person place repeat title "
    "meridiem"
)
_ORDINALS = kinds("ordinal ordinal_word")
_JOINTS = kinds(
    "at on in of the article comma punct dash for from until to and with without more junk "
    "starting instead_of between after before or my by"
)
_LONGEST = 5  # words of a phrase
_NODS = re.compile(  # a thumb up, as a sign or by Slack's name of it
    r"(:(\+1|thumbsup|ok_hand|white_check_mark|heavy_check_mark):|[\U0001f44d\U0001f44c\u2705\u2714])"
    r"(:skin-tone-\d:|[\ufe0f\U0001f3fb-\U0001f3ff])?"
)
_AMOUNTS = frozenset({"later", "earlier", "more", "less"})
_HALVES = {"am": (0, 720), "pm": (720, 1440)}


@dataclass(frozen=True)
class FollowUp:
    """What an unfinished sentence says.

    ``number`` tells which of what was offered is meant, from one, the last for -1; ``is_ordinal``
    where it may be a day as well. ``marks`` are what its words lead to: yes, no, bigger, smaller,
    another, same, that. ``part`` is a part of the day in minutes; ``ends`` where an hour is only
    the end; ``unwanted`` what the room need not have.
    """

    reading: Reading
    number: int | None
    marks: frozenset[str]
    says_day: bool
    says_hour: bool
    says_clock: bool = False
    is_ordinal: bool = False
    part: tuple[int, int] | None = None
    ends: bool = False
    unwanted: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the sentence needs no other: it would stand by itself as a request."""
        where = bool(self.reading.rooms or self.reading.capacity)
        is_led = self.marks - {"change"}
        return self.says_hour and not is_led and (self.says_day or where)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to do."""
        reading = self.reading
        said = (reading.duration_minutes, reading.capacity, reading.amenities, reading.place)
        named = (reading.rooms, reading.people, self.number, self.says_day, self.says_hour)
        other = (self.unwanted, reading.title, reading.recurrence)
        return any((*said, *named, *other, self.marks - {"that", "asks", "change", "any", "also"}))


def follow_up(text: str, context: Context, since: datetime | None) -> FollowUp | None:
    """Read an unfinished sentence; None where a text is none.

    An hour without a day is one of the day of ``since``, which was spoken of.
    """
    plain = _NODS.sub(" ok ", normalize(text)).strip()
    language = context.language or language_of(plain, context.locale, names_of(context.rooms))
    context = replace(context, language=language)
    rest, amounts = _without_amounts(plain, lexicon(language))
    if amounts:
        said = _read(rest, context, since)
        if said is not None and not (said.says_day or said.says_hour):
            return _asking(replace(said, marks=said.marks | amounts), plain)
    said = _read(plain, context, since)
    return said and _asking(said, plain)


def _asking(said: FollowUp, plain: str) -> FollowUp:
    """Mark a question, which changes nothing: "and friday?", but not "can we make it friday?"."""
    if "?" in plain and "change" not in said.marks:
        return replace(said, marks=said.marks | {"asks"})
    return said


def _without_amounts(plain: str, words: Lexicon) -> tuple[str, frozenset[str]]:
    """Take out "later", "earlier", "more" and "less", which turn a length into a change."""
    tokens = plain.split()
    bare = [words.plain(token.strip("?!.,;")) for token in tokens]
    kept, marks, at = [], set(), 0
    while at < len(tokens):
        most = min(_LONGEST, len(tokens) - at)
        sizes = range(most, 0, -1)
        phrases = {size: words.followups.get(tuple(bare[at : at + size])) for size in sizes}
        size = next((size for size in sizes if phrases[size]), 1)
        mark = phrases[size]
        if mark in _AMOUNTS:
            marks.add(mark)
        else:
            kept += tokens[at : at + size]
        at += size
    return " ".join(kept), frozenset(marks)


def _read(plain: str, context: Context, since: datetime | None) -> FollowUp | None:
    language = context.language or ""
    words = lexicon(language)
    clockwork = Clockwork(context)
    sentence = analyse(
        plain, words, directory(context.rooms, language, context.amenity_names), clockwork.calendar
    ).sentence
    marks = _marks(sentence.lexemes, words)
    if marks is None:
        return None
    times = times_of(sentence)
    reading = reading_of("book", sentence, on_day_of(since, times, clockwork), language)
    part = _part(sentence, times)
    number, is_ordinal = _number(sentence.lexemes, words)
    return FollowUp(
        reading,
        number,
        marks,
        says_day=bool(times.days or times.last_day),
        says_hour=bool(times.points or part or times.now),
        says_clock=bool(times.points or times.now),
        is_ordinal=is_ordinal,
        part=part,
        ends=bool(times.points) and all(point.is_end for point in times.points),
        unwanted=_unwanted(sentence.lexemes),
    )


def _part(sentence: Sentence, times: Times) -> tuple[int, int] | None:
    """Return the part of the day that is said, also "am" alone."""
    if times.part is not None:
        return times.part.start, times.part.end
    halves = (_HALVES.get(one.name) for one in sentence.lexemes if one.kind == "meridiem")
    return next(halves, None)


def _unwanted(lexemes: Sequence[Lexeme]) -> tuple[str, ...]:
    """Return what comes after "without", past an article."""
    said = [one for one in lexemes if one.kind not in {"the", "article"}]
    pairs = pairwise(said)
    return tuple(
        one.name for lead, one in pairs if lead.kind == "without" and one.kind == "amenity"
    )


def points_back(text: str, context: Context, *marks: str) -> bool:
    """Tell whether a text says "it" or "that", or "then", for what was spoken of."""
    plain = normalize(text)
    language = context.language or language_of(plain, context.locale, names_of(context.rooms))
    words = lexicon(language)
    said = [words.plain(word.strip("?!.,;")) for word in plain.split()]
    phrases = [phrase for phrase, known in words.followups.items() if known in marks]
    return any(_follows(phrase, said) for phrase in phrases)


def _follows(phrase: tuple[str, ...], said: Sequence[str]) -> bool:
    """Tell whether words are said one after the other."""
    size = len(phrase)
    return any(tuple(said[at : at + size]) == phrase for at in range(len(said) - size + 1))


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
    return frozenset(marks - {"filler", "then"})


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
        if _says(lexeme, words):
            yield run
            run = []
            continue
        spoken = words.plain(lexeme.text).split()
        run += [(word, _joins(lexeme)) for word in spoken]
    yield run


def _number(lexemes: Sequence[Lexeme], words: Lexicon) -> tuple[int | None, bool]:
    """Return which one is meant, "the second", "2", "the last one"; and whether it may be a day."""
    said = [one for one in lexemes if one.kind in _ORDINALS or one.kind in {"digits", "last"}]
    if len(said) == 1:
        return (-1 if said[0].kind == "last" else int(said[0].number)), False
    telling = [one for one in lexemes if not _joins(one)]
    is_on_day = lexemes[:1] and lexemes[0].kind in {"on", "in"} and telling[:1][0].kind == "date"
    if said or len(telling) != 1 or is_on_day:
        return None, False
    number = words.ordinals.get(words.plain(telling[0].text))
    return number, number is not None


def _says(lexeme: Lexeme, words: Lexicon) -> bool:
    """Tell whether a word says something by itself; an ordinal may be of another kind too."""
    if lexeme.kind in _ENTITIES or lexeme.kind in _ORDINALS or lexeme.kind in {"digits", "last"}:
        return True
    return lexeme.kind == "other" and words.plain(lexeme.text) in words.ordinals


def _joins(lexeme: Lexeme) -> bool:
    return lexeme.kind in _JOINTS or not any(map(str.isalnum, lexeme.text))
