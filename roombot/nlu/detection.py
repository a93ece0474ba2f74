"""Tell the language of a text from the words that it uses."""

import re
from functools import lru_cache

from roombot.languages.loader import languages
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import folded

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
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
    plain = text.casefold()
    for word in set(_WORD.findall(plain)):
        speakers = _speakers(word)
        for code in speakers if folded(word) not in names else ():
            scores[code] += 1 / len(speakers)
    if not plain.isascii():
        letters = set(plain)
        for code in known:
            scores[code] += _LETTER * len(lexicon(code).spelling.letters & letters)
    return max(known, key=scores.__getitem__)


@lru_cache(maxsize=8192)
def _speakers(word: str) -> tuple[str, ...]:
    """Return the languages that have a word, those that spell it just so before the others."""
    known = languages("understanding")
    spelling = tuple(code for code in known if _spells(lexicon(code), word))
    return spelling or tuple(code for code in known if _says(lexicon(code), word))


def _says(words: Lexicon, word: str) -> bool:
    """Tell whether a language has a word, an elided article with its noun too."""
    article, apostrophe, _ = word.partition("'")
    return words.knows(word) or (bool(apostrophe) and f"{article}'" in words.spelling.elisions)


def _spells(words: Lexicon, word: str) -> bool:
    """Tell whether a language has a word with these very accents, or all of an elided one."""
    article, apostrophe, noun = word.partition("'")
    if apostrophe and f"{article}'" in words.spelling.elisions:
        return words.knows(noun)
    return not word.isascii() and word in words.accented
