"""Several times that would all do: "tomorrow or friday", "at 10 or 2", "monday, tuesday or …"."""

from dataclasses import replace
from itertools import pairwise

from roombot.nlu.sentence import Lexeme, Sentence
from roombot.nlu.times import Times, collected, times_of

_DAYS = frozenset({"date"})
_HOURS = frozenset({"clock", "range", "daypart", "all_day", "now", "stretch"})
_LEADS = frozenset({"at", "on", "the", "in", "from", "comma", "or", "between"})


def alternatives(sentence: Sentence) -> tuple[Times, ...]:
    """Return what each alternative says about time, one where there is no other."""
    lexemes = sentence.lexemes
    cuts = _cuts(lexemes)
    if not cuts:
        return (times_of(sentence),)
    parts = [collected(lexemes, first, last) for first, last in pairwise([0, *cuts, len(lexemes)])]
    if any(part.repeat for part in parts):
        return (times_of(sentence),)
    return tuple(_completed(parts, index) for index in range(len(parts)))


def _cuts(lexemes: tuple[Lexeme, ...]) -> list[int]:
    """Return where another time begins; a comma divides times only where "or" does too."""
    said = [index for index, one in enumerate(lexemes) if one.kind == "or"]
    ors = [index for index in said if _left(lexemes, index) and _right(lexemes, index)]
    if not ors:
        return []
    commas = [index for index in range(ors[0]) if lexemes[index].kind == "comma"]
    same = [one for one in commas if _left(lexemes, one) & _right(lexemes, one)]
    return sorted({*same, *ors})


def _left(lexemes: tuple[Lexeme, ...], index: int) -> set[str]:
    """Return whether a day or an hour ends before a place."""
    while index > 0 and lexemes[index - 1].kind in {"comma", "length", "for"}:
        index -= 1
    return _sort(lexemes[index - 1]) if index else set()


def _right(lexemes: tuple[Lexeme, ...], index: int) -> set[str]:
    """Return whether a day or an hour begins after a place."""
    after = (one for one in lexemes[index + 1 :] if one.kind not in _LEADS)
    return _sort(next(after, None))


def _sort(lexeme: Lexeme | None) -> set[str]:
    if lexeme is None:
        return set()
    return {name for name, kinds in (("day", _DAYS), ("hour", _HOURS)) if lexeme.kind in kinds}


def _completed(parts: list[Times], index: int) -> Times:
    """Add what an alternative leaves to the others: "monday or tuesday at 10 for an hour"."""
    part, before, after = parts[index], parts[:index][::-1], parts[index + 1 :]
    if not (part.points or part.part or part.all_day or part.now):
        clocked = [one for one in before if one.points] or [one for one in after if _says_hour(one)]
        if clocked:
            nearest = clocked[0]
            part = replace(part, points=nearest.points, part=nearest.part, all_day=nearest.all_day)
    if not part.days and not part.now:
        alike = [one for one in after if one.points and part.points]
        days = next((one.days for one in [*before, *alike] if one.days), ())
        part = replace(part, days=days)
    lengths = next((one.lengths for one in [part, *after, *before] if one.lengths), ())
    return replace(part, lengths=lengths)


def _says_hour(times: Times) -> bool:
    return bool(times.points or times.part or times.all_day)
