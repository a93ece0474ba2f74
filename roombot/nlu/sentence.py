"""A sentence as lexemes: words with a kind, over which the grammar's patterns run."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roombot.nlu.grammar import SYMBOLS, pattern
from roombot.nlu.values import Value


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or phrase of the text with what it is; ``start`` and ``end`` are places in it.

    What several words mean together becomes one lexeme, whose ``value`` is the meaning.
    """

    kind: str
    text: str
    start: int
    end: int
    number: float = 0
    name: str = ""
    names: tuple[str, ...] = ()
    value: Value = None


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: the lexemes from ``first`` up to ``last`` and its named groups."""

    first: int
    last: int
    lexemes: tuple[Lexeme, ...]
    groups: dict[str, tuple[Lexeme, ...]]

    def one(self, name: str) -> Lexeme | None:
        """Return the first lexeme of a named group, None where it took no part."""
        found = self.groups.get(name)
        return found[0] if found else None

    def all(self, name: str) -> tuple[Lexeme, ...]:
        """Return the lexemes of a named group."""
        return self.groups.get(name, ())

    def number(self, name: str) -> int:
        """Return the number that a named group says, 0 where it took no part."""
        found = self.one(name)
        return int(found.number) if found else 0


Fused = tuple[str, Value]
Build = Callable[[Match], Fused | tuple[Lexeme, ...] | None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and its lexemes; ``symbols`` has one character a lexeme."""

    text: str
    lexemes: tuple[Lexeme, ...]
    symbols: str

    @classmethod
    def of(cls, text: str, lexemes: tuple[Lexeme, ...]) -> "Sentence":
        """Return the sentence that some lexemes make."""
        return cls(text, lexemes, "".join([SYMBOLS[lexeme.kind] for lexeme in lexemes]))

    def find(self, source: str) -> Iterator[Match]:
        """Yield where a pattern fits, from left to right without overlap."""
        for found in pattern(source).finditer(self.symbols):
            yield self._match(found)

    def has(self, source: str) -> bool:
        """Tell whether a pattern fits anywhere."""
        return pattern(source).search(self.symbols) is not None

    def rewrite(self, source: str, build: Build) -> "Sentence":
        """Replace the lexemes that a pattern fits by what ``build`` makes of them, if anything.

        ``build`` returns a kind and a value for one lexeme, or the lexemes to put in their place.
        """
        if pattern(source).search(self.symbols) is None:
            return self
        lexemes: list[Lexeme] = []
        done = 0
        for match in self.find(source):
            built = build(match)
            if built is None:
                continue
            lexemes += self.lexemes[done : match.first]
            lexemes += self._placed(match, built)
            done = match.last
        if not done:
            return self
        return Sentence.of(self.text, (*lexemes, *self.lexemes[done:]))

    def _placed(self, match: Match, built: Fused | tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
        kind = built[0]
        if not isinstance(kind, str):
            return tuple(one for one in built if isinstance(one, Lexeme))
        start, end = match.lexemes[0].start, match.lexemes[-1].end
        value = built[1] if not isinstance(built[1], Lexeme) else None
        return (Lexeme(kind, self.text[start:end], start, end, value=value),)

    def _match(self, found: re.Match[str]) -> Match:
        groups = {
            name: self.lexemes[found.start(name) : found.end(name)]
            for name, value in found.groupdict().items()
            if value
        }
        first, last = found.span()
        return Match(first, last, self.lexemes[first:last], groups)
