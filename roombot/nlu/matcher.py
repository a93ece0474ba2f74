"""Which intent the words of a sentence carry: the first rule with a template that fits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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
    def read(cls, data: Mapping[str, Any]) -> "Rules":
        """Compile the rules of a language's data."""
        phrases = data["phrases"]
        templates: list[tuple[str, Template]] = []
        exceptions: list[tuple[Template, ...]] = []
        for rule in data["rules"]:
            unless = tuple(compile_template(text, phrases) for text in rule.get("unless", ()))
            for text in rule["say"]:
                templates.append((str(rule["intent"]), compile_template(text, phrases)))
                exceptions.append(unless)
        by_cue: dict[str, tuple[int, ...]] = {}
        for index, (_intent, template) in enumerate(templates):
            for cue in template.cues:
                by_cue[cue] = (*by_cue.get(cue, ()), index)
        without = tuple(index for index, (_, one) in enumerate(templates) if not one.cues)
        return cls(tuple(templates), tuple(exceptions), by_cue, without)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words that templates name."""
        words = (
            re.findall(r"[^\W\d_]+", template.source.pattern) for _, template in self.templates
        )
        return frozenset(word for found in words for word in found)

    def intent(self, words: Iterable[str]) -> str:
        """Return the intent of the first rule that fits, ``unknown`` when none does."""
        said = list(words)
        sentence = "".join(f"{word} " for word in said)
        candidates = set(self.without_cue)
        for word in set(said):
            candidates.update(self.by_cue.get(word, ()))
        for index in sorted(candidates):
            intent, template = self.templates[index]
            if template.fits(sentence) and not self._excepted(index, sentence):
                return intent
        return "unknown"

    def _excepted(self, index: int, sentence: str) -> bool:
        """Tell whether a rule does not hold although one of its templates fits."""
        return any(template.fits(sentence) for template in self.unless[index])
