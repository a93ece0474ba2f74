"""Floors, buildings and parts of the day: phrases that name a where or a when."""

from dataclasses import replace
from functools import lru_cache

from roombot.languages.loader import languages
from roombot.nlu.lexer import lex
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import normalize
from roombot.nlu.reading import Context
from roombot.nlu.sentence import Fused, Lexeme, Match, Sentence
from roombot.nlu.tokens import tokenize
from roombot.nlu.values import PartOfDay


def find_places(sentence: Sentence) -> Sentence:
    """Fuse floors and buildings: "2nd floor", "second floor", "floor 2", "building b"."""
    if not sentence.has("floor|building"):
        return sentence
    sentence = sentence.rewrite("(ordinal|ordinal_word|digits|last|floor_word) dash? floor", _place)
    return sentence.rewrite(
        "(floor|building) (?P<name>digits|spelled|article|word)(?!unit|people|period|meridiem)",
        _named,
    )


def find_parts_of_day(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Fuse the parts of the day."""

    def part_of_day(match: Match) -> Fused:
        said = match.lexemes[-1]
        part = lexicon.parts[said.name]
        today = said.kind == "tonight" or any(one.kind == "this" for one in match.lexemes)
        return "daypart", PartOfDay(part.start, part.end, today)

    def early(match: Match) -> tuple[Lexeme, ...] | None:
        _, day, said = match.lexemes
        name = f"early_{said.name}"
        return (day, replace(said, name=name)) if name in lexicon.parts else None

    sentence = sentence.rewrite("start_of date part", early)
    return sentence.rewrite("((in|on|at) the?|this|the|of)? (part|tonight)", part_of_day)


def _named(match: Match) -> Fused | None:
    """Read "floor 3" and "building b", but not "building works"."""
    name = match.one("name")
    is_name = name is not None and (name.kind in {"digits", "spelled"} or len(name.text) == 1)
    return ("place", None) if is_name else None


def place_meant(said: str | None, context: Context, language: str) -> str | None:
    """Return the directory's name for a place: "floor 3" and "3. Stock" are "3rd floor"."""
    if said is None:
        return None
    names = dict.fromkeys(place.name for room in context.rooms for place in room.locations)
    wanted = _essence(said, language)
    tongues = dict.fromkeys((language, *languages("understanding")))
    found = (name for tongue in tongues for name in names if _essence(name, tongue) == wanted)
    return next(found, said)


@lru_cache(maxsize=4096)
def _essence(name: str, language: str) -> frozenset[str]:
    """Return what tells a place from another, numbers as digits."""
    lexemes = lex(tokenize(normalize(name)), lexicon(language))
    numbers = {"ordinal", "ordinal_word", "digits", "spelled"}
    return frozenset(
        str(int(lexeme.number))
        if lexeme.kind in numbers
        else lexeme.kind
        if lexeme.kind == "floor"
        else lexeme.text
        for lexeme in lexemes
        if lexeme.kind not in {"the", "dash"}
    )


def _place(_match: Match) -> Fused:
    return "place", None
