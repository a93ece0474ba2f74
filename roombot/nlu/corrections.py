"""Forgive typing errors in the words that matter."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 6
_LONG = 8


class Corrections:
    """The words worth correcting to; answers are remembered."""

    def __init__(
        self,
        words: Iterable[str],
        meaning: Callable[[str], object],
        right: frozenset[str] = frozenset(),
    ) -> None:
        """Take the vocabulary and what its words mean, None for those of templates alone.

        Short words are left out, they resemble too much; those that are ``right`` stay.
        """
        self._right = right
        self._meaning = meaning
        self._words: dict[str, list[str]] = {}  # by their first letter, which nobody mistypes
        for word in sorted({word for word in words if len(word) >= _SHORTEST and word.isalpha()}):
            self._words.setdefault(word[0], []).append(word)
        self.corrected = lru_cache(maxsize=2048)(self._corrected)

    def _corrected(self, word: str) -> str:
        """Return the known word that is nearly the same, or the word itself.

        Several will do only where they mean the same, as "wensday" and "wednesday".
        """
        if len(word) < _SHORTEST - 1 or not word.isalpha() or word in self._right:
            return word
        allowed = 1 if len(word) < _LONG else 2
        alike = self._words.get(word[0], [])
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=allowed, limit=3)
        best = [found[0] for found in near if found[1] == near[0][1]]
        if not best:
            return word
        shortest = min(best, key=len)
        is_ending = all(one.startswith(shortest) for one in best)  # "cancell": cancel, cancels
        return shortest if is_ending or self._mean_the_same(best) else word

    def _mean_the_same(self, words: list[str]) -> bool:
        meanings = {self._meaning(word) for word in words}
        return len(meanings) == 1 and None not in meanings
