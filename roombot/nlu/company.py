"""Whether a text asks for the people who are there: "for this thread", "for us here"."""

import re
from functools import cache

from roombot.nlu.detection import language_of
from roombot.nlu.directory import names_of
from roombot.nlu.lexicon import lexicon
from roombot.nlu.normalize import normalize
from roombot.nlu.reading import Context


def without_company(text: str, context: Context) -> str | None:
    """Return a text without the words that mean everybody here; None where none are said."""
    plain = normalize(text)
    language = context.language or language_of(plain, context.locale, names_of(context.rooms))
    pattern = _company(language)
    rest = pattern.sub(" ", text, count=1)
    return rest if rest != text else None


@cache
def _company(language: str) -> re.Pattern[str]:
    phrases = sorted(lexicon(language).company, key=len, reverse=True)
    spelt = [r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(spelt) or '(?!)'})\b", re.IGNORECASE)
