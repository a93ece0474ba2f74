"""Tell the language of a text from the words that it uses."""

from roombot.languages.loader import languages
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.tokens import tokenize

_DEFAULT = "en"
_LETTER = 0.5  # what a letter of its own says for a language; a word of its own says 1
_OWN, _USUAL = 0.6, 0.1  # what speaks for the person's language, and for the usual one


def language_of(text: str, locale: str) -> str:
    """Return the language that explains a text best, the person's where two come near."""
    known = languages("understanding")
    own = locale.replace("_", "-").partition("-")[0]
    words = frozenset(token.text for token in tokenize(text) if token.kind == "word")
    scores = dict.fromkeys(known, 0.0)
    for word in words:
        speakers = _speakers(word)
        for language in speakers:
            scores[language] += 1 / len(speakers)
    for language in known:
        letters = lexicon(language).spelling.letters
        scores[language] += _LETTER * len(letters.intersection(text.casefold()))
        scores[language] += _OWN * (language == own) + _USUAL * (language == _DEFAULT)
    return max(known, key=lambda language: scores[language])


def _speakers(word: str) -> tuple[str, ...]:
    return _among(word, languages("understanding"))


def _among(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in known if _says(lexicon(language), word))


def _says(words: Lexicon, word: str) -> bool:
    """Tell whether a language has a word, an elided article with its noun too."""
    pieces = word.split("'")
    return words.knows(word) or (len(pieces) > 1 and f"{pieces[0]}'" in words.spelling.elisions)
