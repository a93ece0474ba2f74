"""Which intent the words of a sentence carry: the first rule with a template that fits."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from roombot.nlu.spelling import STEM_ENDING
from roombot.nlu.templates import Template, compile_template


@dataclass(frozen=True)
class Rules:
    """A language's rules in order.

    ``by_cue`` finds the templates that a word may fit, ``unless`` what makes each void.
    """

    templates: tuple[tuple[str, Template], ...]
    unless: tuple[tuple[Template, ...], ...]
    by_cue: Mapping[str, tuple[int, ...]]
    without_cue: tuple[int, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any], spell: Callable[[str], str] = str) -> "Rules":
        """Compile the rules of a language's data; ``spell`` writes words as sentences have them."""
        phrases = data["phrases"]
        templates: list[tuple[str, Template]] = []
        exceptions: list[tuple[Template, ...]] = []
        for rule in data["rules"]:
            unless = tuple(
                compile_template(text, phrases, spell) for text in rule.get("unless", ())
            )
            for text in rule["say"]:
                templates.append((str(rule["intent"]), compile_template(text, phrases, spell)))
                exceptions.append(unless)
        by_cue: dict[str, tuple[int, ...]] = {}
        for index, (_intent, template) in enumerate(templates):
            for cue in template.cues:
                by_cue[cue] = (*by_cue.get(cue, ()), index)
        without = tuple(index for index, (_, one) in enumerate(templates) if not one.cues)
        return cls(tuple(templates), tuple(exceptions), by_cue, without)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that templates name, those with any ending as ``word~``."""
        return frozenset().union(*(template.words for _, template in self.templates))

    def knows(self, word: str) -> bool:
        """Tell whether a template names a word."""
        return any(form in self.vocabulary for form in _forms(word))

    def intent(self, words: Iterable[str]) -> str:
        """Return the intent of the first rule that fits, ``unknown`` when none does."""
        said = list(words)
        sentence = "".join(f"{word} " for word in said)
        candidates = set(self.without_cue).union(*map(self._named_by, set(said)))
        for index in sorted(candidates):
            intent, template = self.templates[index]
            if template.fits(sentence) and not self._excepted(index, sentence):
                return intent
        return "unknown"

    @cached_property
    def _named_by(self) -> Callable[[str], tuple[int, ...]]:
        """Which templates a word may fit; what is found is remembered."""

        @lru_cache(maxsize=8192)
        def templates(word: str) -> tuple[int, ...]:
            return tuple(index for form in _forms(word) for index in self.by_cue.get(form, ()))

        return templates

    def _excepted(self, index: int, sentence: str) -> bool:
        """Tell whether a rule does not hold although one of its templates fits."""
        return any(template.fits(sentence) for template in self.unless[index])


def _forms(word: str) -> tuple[str, ...]:
    """Return how templates may name a word: as it is, or up to its ending."""
    cuts = range(min(STEM_ENDING, len(word) - 1) + 1)
    return (word, *(f"{word[: len(word) - cut]}~" for cut in cuts))
