"""Sentence templates: a small language in which a language's data says what carries an intent.

``(a|b)`` one of, ``[a]`` perhaps, ``*`` up to six words, ``^`` start, ``$`` end, ``<name>`` a
phrase of the data, ``{room}`` a thing that was recognised, ``word~`` a word with any ending of
up to four letters. A template becomes a regular expression over words, each followed by one space,
and sets of words of which one must occur: only templates whose words occur are tried.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roombot.nlu.spelling import STEM_ENDING

Needs = tuple[frozenset[str], ...]

_PIECE = re.compile(r"[()\[\]|*^$]|<[a-z_]+>|[^\s()\[\]|*^$<>]+")
_ENDING = rf"[^\W\d_]{{0,{STEM_ENDING}}}"
_GAP = r"(?:\S+ ){0,6}?"


@dataclass(frozen=True)
class Template:
    """A compiled template; it fits only sentences that have a word of each of its ``needs``."""

    text: str
    source: re.Pattern[str]
    needs: Needs
    words: frozenset[str]

    def fits(self, words: str) -> bool:
        """Tell whether the template occurs in words that each end with a space."""
        return self.source.search(words) is not None


@dataclass(frozen=True)
class _Part:
    """A piece of a template as an expression; of each of its ``needs`` a word must occur."""

    source: str
    needs: Needs = ()


def compile_template(
    text: str, phrases: Mapping[str, str], spell: Callable[[str], str] = str
) -> Template:
    """Compile a template; ``spell`` writes its words as sentences have them.

    ``ValueError`` names what is wrong with a template.
    """
    pieces = [
        spelt for one in _PIECE.findall(_expanded(text, phrases)) for spelt in _spelt(one, spell)
    ]
    words = frozenset(piece for piece in pieces if piece[0].isalnum())
    pieces.reverse()
    part = _alternatives(pieces)
    if pieces:
        raise ValueError(f"unbalanced template: {text}")
    return Template(text, re.compile(rf"(?:^|(?<= )){part.source}"), part.needs, words)


def _spelt(piece: str, spell: Callable[[str], str]) -> list[str]:
    return [piece] if piece.startswith("{") else spell(piece).split()


def _expanded(text: str, phrases: Mapping[str, str]) -> str:
    for _depth in range(5):
        text = re.sub(r"<([a-z_]+)>", lambda found: f"({phrases[found[1]]})", text)
    if "<" in text:
        raise ValueError(f"no phrase has such a name: {text}")
    return text


def _alternatives(pieces: list[str]) -> _Part:
    """Read ``a b | c`` up to a closing bracket; ``pieces`` is consumed from its end."""
    choices = [_sequence(pieces)]
    while pieces and pieces[-1] == "|":
        pieces.pop()
        choices.append(_sequence(pieces))
    source = f"(?:{'|'.join(choice.source for choice in choices)})"
    if len(choices) == 1:
        return _Part(source, choices[0].needs)
    rarest = [min(choice.needs, key=len, default=frozenset[str]()) for choice in choices]
    return _Part(source, (frozenset().union(*rarest),) if all(rarest) else ())


def _sequence(pieces: list[str]) -> _Part:
    parts: list[_Part] = []
    while pieces and pieces[-1] not in {")", "]", "|"}:
        parts.append(_element(pieces.pop(), pieces))
    needs = tuple(need for part in parts for need in part.needs)
    return _Part("".join(part.source for part in parts), needs)


def _element(piece: str, pieces: list[str]) -> _Part:
    if piece in {"(", "["}:
        inside = _alternatives(pieces)
        if not pieces or pieces.pop() != {"(": ")", "[": "]"}[piece]:
            raise ValueError("unbalanced brackets")
        return inside if piece == "(" else _Part(f"{inside.source}?")
    if piece in {"*", "^", "$"}:
        return _Part({"*": _GAP, "^": "^", "$": "$"}[piece])
    ending = _ENDING if piece.endswith("~") else ""
    return _Part(f"{re.escape(piece.removesuffix('~'))}{ending} ", (frozenset({piece}),))
