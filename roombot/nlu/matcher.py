"""Which intent the words of a sentence carry: the first rule with a template that fits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from roombot.nlu.templates import Template, compile_template


@dataclass(frozen=True)
class Rules:
    """A language's rules in order; ``by_cue`` finds the templates that a word may fit."""

    templates: tuple[tuple[str, Template], ...]
    by_cue: Mapping[str, tuple[int, ...]]
    without_cue: tuple[int, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Rules":
        """Compile the rules of a language's data."""
        templates = tuple(
            (str(rule["intent"]), compile_template(text, data["phrases"]))
            for rule in data["rules"]
            for text in rule["say"]
        )
        by_cue: dict[str, tuple[int, ...]] = {}
        for index, (_intent, template) in enumerate(templates):
            for cue in template.cues:
                by_cue[cue] = (*by_cue.get(cue, ()), index)
        without = tuple(index for index, (_, one) in enumerate(templates) if not one.cues)
        return cls(templates, by_cue, without)

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
            if template.fits(sentence):
                return intent
        return "unknown"
