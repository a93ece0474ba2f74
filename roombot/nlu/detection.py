"""Tell the language of a text from the words that it uses."""

import re
from collections.abc import Mapping
from functools import lru_cache

from roombot.languages.loader import languages
from roombot.nlu.entities.zones import ABBREVIATIONS
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import folded

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ZONE = re.compile(  # what says nothing for a language: "5pm EST", "2026-05-12T17:00Z"
    rf"(?<=[ap]m) ?(?:{'|'.join(ABBREVIATIONS)})\b|(?<=\d)(?:z\b|t(?=\d))"
)
_DEFAULT = "en"
_LETTER = 0.5  # what a letter of its own says for a language; a word of its own says 1
_KNOWN, _DAY = 0.25, 0.1  # what any word, and a day's name, says for each language that has it
_NEAR, _MOST = 0.3, 2  # the next one is tried too, where it is no further behind
_OWN, _USUAL = 0.6, 0.1  # what speaks for the person's language, and for the usual one


def languages_of(text: str, locale: str, names: frozenset[str]) -> tuple[str, ...]:
    """Return the language that explains a text best, then those that explain it nearly as well.

    The person's own has it where two come near; the words of rooms' ``names`` say nothing.
    """
    known = languages("understanding")
    own = locale.replace("_", "-").partition("-")[0]
    scores = {code: _OWN * (code == own) + _USUAL * (code == _DEFAULT) for code in known}
    plain = _ZONE.sub(" ", text.casefold())
    for word in set(_WORD.findall(plain)):
        speakers = _speakers(word) if folded(word) not in names else {}
        for code, worth in speakers.items():
            scores[code] += worth + 1 / len(speakers)
    if not plain.isascii():
        letters = set(plain)
        for code in known:
            scores[code] += _LETTER * len(lexicon(code).spelling.letters & letters)
    ranked = sorted(known, key=lambda code: -scores[code])
    return tuple(code for code in ranked[:_MOST] if scores[code] > scores[ranked[0]] - _NEAR)


def language_of(text: str, locale: str, names: frozenset[str]) -> str:
    """Return the language that explains a text best."""
    return languages_of(text, locale, names)[0]


@lru_cache(maxsize=8192)
def _speakers(word: str) -> Mapping[str, float]:
    """Return the languages that have a word, with what any word, or a day's name, says for each.

    Those that spell it just so come before the others.
    """
    known = [(code, lexicon(code)) for code in languages("understanding")]
    speakers = [one for one in known if _spells(one[1], word)]
    speakers = speakers or [one for one in known if _says(one[1], word)]
    return {code: _KNOWN + _DAY * _is_day(said, word) for code, said in speakers}


def _is_day(words: Lexicon, word: str) -> bool:
    """Tell whether a word names a day and nothing else."""
    return words.kind(word) in {"weekday", "day"} and word not in words.calendar.homographs


def _says(words: Lexicon, word: str) -> bool:
    """Tell whether a language has a word, an elided article with its noun too."""
    article, apostrophe, _ = word.partition("'")
    is_known = words.knows(word) and words.kind(word) != "zone"  # "ist" is a word in German
    return is_known or (bool(apostrophe) and f"{article}'" in words.spelling.elisions)


def _spells(words: Lexicon, word: str) -> bool:
    """Tell whether a language has a word with these very accents, or all of an elided one."""
    article, apostrophe, noun = word.partition("'")
    if apostrophe and f"{article}'" in words.spelling.elisions:
        return words.knows(noun)
    return not word.isascii() and word in words.accented
