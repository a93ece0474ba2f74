"""Which intent the words of a sentence carry: the first rule with a template that fits."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from roombot.nlu.spelling import STEM_ENDING
from roombot.nlu.templates import Needs, Template, compile_template


@dataclass(frozen=True)
class Rules:
    """A language's rules in order.

    ``by_cue`` finds templates by the rarest words that they need, ``unless`` says what makes each
    void.
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
        for index, cues in enumerate(_rarest([template.needs for _, template in templates])):
            for cue in cues:
                by_cue[cue] = (*by_cue.get(cue, ()), index)
        without = tuple(index for index, (_, one) in enumerate(templates) if not one.needs)
        return cls(tuple(templates), tuple(exceptions), by_cue, without)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that templates name, those with any ending as ``word~``."""
        return frozenset().union(*(template.words for _, template in self.templates))

    def knows(self, word: str) -> bool:
        """Tell whether a template names a word."""
        return any(form in self.vocabulary for form in _forms(word))

    def first_fit(self, words: Iterable[str]) -> tuple[str, str]:
        """Return the intent of the first rule that fits, and its template; ``unknown`` for none."""
        said = list(words)
        sentence = "".join(f"{word} " for word in said)
        forms = set[str]().union(*map(_forms, set(said)))
        named = [self.by_cue[form] for form in forms if form in self.by_cue]
        for index in sorted(set(self.without_cue).union(*named)):
            intent, template = self.templates[index]
            if any(map(forms.isdisjoint, template.needs)):
                continue
            if template.fits(sentence) and not self._excepted(index, sentence):
                return intent, template.text
        return "unknown", ""

    def _excepted(self, index: int, sentence: str) -> bool:
        """Tell whether a rule does not hold although one of its templates fits."""
        return any(template.fits(sentence) for template in self.unless[index])


def _rarest(needs: Sequence[Needs]) -> Iterator[frozenset[str]]:
    """Yield of each template's needs the one whose words are needed least by all."""
    wanted = Counter(word for sets in needs for words in sets for word in words)
    for sets in needs:
        yield min(sets, key=lambda words: sum(wanted[word] for word in words), default=frozenset())


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, ...]:
    """Return how templates may name a word: as it is, or up to its ending."""
    cuts = range(min(STEM_ENDING, len(word) - 1) + 1)
    return (word, *(f"{word[: len(word) - cut]}~" for cut in cuts))
