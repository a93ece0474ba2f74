"""Tell the language of a text from the words that it uses."""

from roombot.languages.loader import languages
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import folded
from roombot.nlu.tokens import tokenize

_DEFAULT = "en"
_LETTER = 0.5  # what a letter of its own says for a language; a word of its own says 1
_OWN, _USUAL = 0.6, 0.1  # what speaks for the person's language, and for the usual one


def language_of(text: str, locale: str, names: frozenset[str]) -> str:
    """Return the language that explains a text best, the person's where two come near.

    The words of rooms' ``names`` say nothing.
    """
    known = languages("understanding")
    own = locale.replace("_", "-").partition("-")[0]
    scores = {code: _OWN * (code == own) + _USUAL * (code == _DEFAULT) for code in known}
    for word in {token.text for token in tokenize(text) if token.kind == "word"}:
        speakers = [code for code in known if _says(lexicon(code), word)]
        for code in speakers if folded(word) not in names else ():
            scores[code] += 1 / len(speakers)
    letters = set(text.casefold())
    for code in known:
        scores[code] += _LETTER * len(lexicon(code).spelling.letters & letters)
    return max(known, key=lambda code: scores[code])


def _says(words: Lexicon, word: str) -> bool:
    """Tell whether a language has a word, an elided article with its noun too."""
    article, apostrophe, _ = word.partition("'")
    return words.knows(word) or (bool(apostrophe) and f"{article}'" in words.spelling.elisions)
