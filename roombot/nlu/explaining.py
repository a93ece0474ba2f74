"""Why a sentence is read as it is: for whoever writes a language's data."""

from dataclasses import dataclass

from roombot.nlu.analysis import analyse
from roombot.nlu.clockwork import Clockwork
from roombot.nlu.directory import directory
from roombot.nlu.lexicon import lexicon
from roombot.nlu.normalize import normalize
from roombot.nlu.reading import Context


@dataclass(frozen=True)
class Explanation:
    """What each piece of a sentence is, the words that templates see, and the one that fits."""

    kinds: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    template: str


def explain(text: str, language: str, context: Context) -> Explanation:
    """Return how a text is read in a language."""
    words = lexicon(language)
    known = directory(context.rooms, language, context.amenity_names)
    analysis = analyse(normalize(text), words, known, Clockwork(context).calendar)
    sentence = analysis.sentence
    kinds = tuple((sentence.text[one.start : one.end], one.kind) for one in sentence.lexemes)
    return Explanation(kinds, analysis.words, words.rules.first_fit(analysis.words)[1])
