"""How a language writes its words: accents, elisions, compounds, endings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from roombot.nlu.normalize import folded
from roombot.nlu.tokens import Token

STEM_ENDING = 4  # letters that may follow the ``~`` of a word in the data
_SHORTEST_FIRST = 2

Plain = Callable[[str], str]


@dataclass(frozen=True)
class Spelling:
    """What is written together in a language and yet is several words, or another word."""

    elisions: tuple[str, ...]
    possessives: tuple[str, ...]
    compounds: Mapping[str, int]
    heads: tuple[tuple[str, str], ...]
    letters: frozenset[str]
    plain: Plain

    @classmethod
    def read(cls, data: Mapping[str, Any], plain: Plain) -> "Spelling":
        """Read a language's data."""
        spelling = data["spelling"]
        heads = [(plain(end), word) for word, ends in spelling["heads"].items() for end in ends]
        return cls(
            tuple(spelling["elisions"]),
            tuple(spelling["possessives"]),
            dict(_compounds(data, plain)),
            tuple(sorted(heads, key=lambda head: -len(head[0]))),
            frozenset(spelling["letters"]),
            plain,
        )

    def split(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Part elided articles and days with a part of the day from what they are written with."""
        if not self.elisions and not self.compounds:
            return tokens
        return [piece for token in tokens for piece in self._pieces(token)]

    def template(self, word: str) -> str:
        """Return a word of a template as sentences have it, elided articles apart."""
        for elision in self.elisions:
            if word.startswith(elision) and word != elision:
                return f"{elision} {self.plain(word.removeprefix(elision))}"
        return self.plain(word)

    def bare(self, word: str) -> str:
        """Return a word without a possessive ending."""
        for ending in self.possessives:
            word = word.removesuffix(ending)
        return word

    def head(self, word: str) -> str:
        """Return the word that a compound ends with, where the data names it, else the word."""
        for ending, meant in self.heads:
            if word.endswith(ending) and len(word) > len(ending) + _SHORTEST_FIRST:
                return meant
        return word

    def _pieces(self, token: Token) -> Iterator[Token]:
        at = self._seam(token.text) if token.kind == "word" else 0
        if at:
            middle = token.start + at
            yield replace(token, text=token.text[:at], end=middle)
            yield replace(token, text=token.text[at:], start=middle, glued=True)
        else:
            yield token

    def _seam(self, word: str) -> int:
        """Return where a word is to be parted, 0 where it is one."""
        if "'" in word:
            ends = (len(one) for one in self.elisions if word.startswith(one))
            return next((end for end in ends if end < len(word)), 0)
        return self.compounds.get(self.plain(word), 0)


def speller(same: Mapping[str, str]) -> Plain:
    """Return what brings words to one spelling: without accents, "ae" as "a" where it says so."""

    @lru_cache(maxsize=8192)
    def plain(word: str) -> str:
        word = folded(word)
        for odd, usual in same.items():
            word = word.replace(odd, usual)
        return word

    return plain


def _compounds(data: Mapping[str, Any], plain: Plain) -> Iterator[tuple[str, int]]:
    """Yield days and parts of the day in one word ("montagabend"), with where they meet."""
    days = [word for words in data["weekdays"].values() for word in words]
    days += [word for words in data["days"].values() for word in words]
    parts = [word for part in data["parts"].values() for word in part["words"]]
    parts += [word for part in data["parts"].values() for word in part.get("after_day", ())]
    for day in days:
        for part in parts:
            if day.isalpha() and part.isalpha():
                yield plain(day + part), len(day)
