"""What a person says over: "at 3, no wait, 4", "oak, sorry, I mean orion"."""

from dataclasses import replace

from roombot.nlu.entities.clocks import clock_of
from roombot.nlu.grammar import kinds
from roombot.nlu.sentence import Lexeme, Match, Sentence

_SORTS = {
    "clock": "hour",
    "range": "hour",
    "date": "day",
    "stretch": "day",
    "room": "room",
    "capacity": "capacity",
    "length": "length",
}
_JOINTS = kinds("at on in for the from comma")
_NUMBERS = kinds("digits spelled")
_MARK = (
    "comma without comma(?!corrects)|"  # "oak, no, orion"
    "(comma|punct|dash)* (without comma)? corrects (corrects|comma|punct|dash)*"
)


def take_back(sentence: Sentence) -> Sentence:
    """Leave out what is said anew after words such as "no wait", with these words."""
    if not sentence.has("corrects|comma without comma"):
        return sentence
    for mark in sentence.find(_MARK):
        corrected = _corrected(sentence.lexemes, mark)
        if corrected:  # places have changed, so that the next mark is looked for anew
            return take_back(Sentence.of(sentence.text, corrected))
    return sentence


def _corrected(lexemes: tuple[Lexeme, ...], mark: Match) -> tuple[Lexeme, ...]:
    """Return the lexemes without what a mark takes back, none where it takes nothing back."""
    before, after = lexemes[: mark.first], _as_before(lexemes[: mark.first], lexemes[mark.last :])
    places = {_SORTS[one.kind]: index for index, one in enumerate(before) if one.kind in _SORTS}
    dropped = {places[sort] for sort in _said_anew(after) if sort in places}
    if not dropped:
        return ()
    return (*(one for index, one in enumerate(before) if index not in dropped), *after)


def _said_anew(after: tuple[Lexeme, ...]) -> set[str]:
    """Return what directly follows a mark: "no wait, friday at 4" is a day and an hour."""
    said = set[str]()
    for lexeme in after:
        if lexeme.kind in _SORTS:
            said.add(_SORTS[lexeme.kind])
        elif lexeme.kind not in _JOINTS:
            break
    return said


def _as_before(before: tuple[Lexeme, ...], after: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Let a bare number mean what the one before it did: "at 4, make that 5"."""
    if not after or after[0].kind not in _NUMBERS:
        return after
    sorts = [_SORTS[one.kind] for one in before if one.kind in {"clock", "range", "capacity"}]
    number = after[0]
    if sorts[-1:] == ["capacity"]:
        return replace(number, kind="capacity", value=int(number.number)), *after[1:]
    clock = clock_of(number) if sorts else None
    return (replace(number, kind="clock", value=clock), *after[1:]) if clock else after
