"""Bring a text into the one form that the rest reads."""

import html
import re
import unicodedata
from functools import cache, lru_cache

LIMIT = 500
_AS_WRITTEN = re.compile("([\u00ba\u00aa])")  # the marks of "2º piso" and "2ª planta"

_SAME = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "`": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u00bd": ".5",
    "\u00bc": ".25",
    "\u00be": ".75",
    "\u200b": "",
    "\u200d": "",
    "\ufeff": "",
    "\u00ad": "",
}


def normalize(text: str) -> str:
    """Return the first part of a text with plain quotes, dashes, digits and spaces."""
    plain = html.unescape(text[:LIMIT])
    if not plain.isascii() or "`" in plain:
        parts = _AS_WRITTEN.split(plain.translate(_same()))
        plain = "".join(map(_composed, parts))[:LIMIT]
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", plain).strip()


def _composed(part: str) -> str:
    return part if _AS_WRITTEN.fullmatch(part) else unicodedata.normalize("NFKC", part)


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word without case and accents, the form in which names are compared."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _same() -> dict[int, str]:
    return {ord(odd): plain for odd, plain in _SAME.items()}
