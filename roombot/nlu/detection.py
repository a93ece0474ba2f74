"""Tell the language of a text from the words that it uses."""

from roombot.languages.loader import languages
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.tokens import tokenize

_DEFAULT = "en"


def language_of(text: str) -> str:
    """Return the language that knows most of a text's words, English where none stands out."""
    known = languages("understanding")
    if len(known) == 1:
        return known[0]
    words = [token.text for token in tokenize(text) if token.kind == "word"]
    return max(known, key=lambda code: (_score(words, lexicon(code)), code == _DEFAULT))


def _score(words: list[str], lexicon_: Lexicon) -> int:
    return sum(1 for word in words if lexicon_.knows(word))
