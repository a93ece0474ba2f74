"""Cut a text into tokens: words, numbers, literals, addresses, marks."""

import re
from dataclasses import dataclass
from functools import cache

_PIECES = r"""
  <@(?P<mention>[UW][A-Z0-9]+)(?:\|[^<>]*)?>
| <mailto:(?P<mailto>[^|<>\s]+)(?:\|[^<>]*)?>
| (?P<link><[#!]?[^<>]*>)
| (?P<mail>[\w.+-]++@[\w-]+(?:\.[\w-]+)+)
| (?P<instant>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)
| (?P<date>\d{4}-\d\d-\d\d | \d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)
    | \d{1,2}\.[ ]\d{1,2}\.[ ]\d{4})(?![\d.:/]*\d)
DOTTED| (?P<version>\d+(?:\.\d+){2,})
| (?P<offset>(?:\b(?i:utc|gmt)[ ]?[+-][ ]?|(?<=:\d\d)\+)\d{1,2}(?::?\d\d)?(?![\d:]))
| (?P<clock>\d{1,2}[ ]?:[ ]?\d\d(?::\d\d)?(?!\d))
| (?P<slash>\d{1,2}/\d{1,2}(?![\d/]))
| (?P<decimal>\d+[.,]\d+ | \.\d+)
| (?P<number>\d+)
| (?P<dotted>[^\W\d_]\.[ ]?[^\W\d_]\.(?!\w))
| (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*(?:'(?=\d))?)
| (?P<space>\s+)
| (?P<mark2>.)
"""

_DOTTED = r"""
| (?P<dotted_date>(?:0?[1-9]|[12]\d|3[01])\.[ ]?(?:0?[1-9]|1[0-2])\.(?![ ]?\d{4}|\d))
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; ``glued`` when no space parts it from the piece before."""

    kind: str
    text: str
    start: int
    end: int
    glued: bool = False


def tokenize(text: str, *, dotted: bool = False) -> tuple[Token, ...]:
    """Return the tokens of a normalized text; ``3.5.`` is a date where dates are ``dotted``."""
    tokens: list[Token] = []
    end_before = -1
    for found in _token(dotted=dotted).finditer(text):
        kind = found.lastgroup or "mark2"
        if kind == "space":
            continue
        group = found.group(kind) if kind in {"mention", "mailto"} else found.group()
        plain = group if kind == "mention" else group.casefold()
        tokens.append(Token(kind, plain, found.start(), found.end(), found.start() == end_before))
        end_before = found.end()
    return tuple(tokens)


@cache
def _token(*, dotted: bool) -> re.Pattern[str]:
    pieces = _PIECES.replace("DOTTED", _DOTTED if dotted else "")
    return re.compile(pieces, re.VERBOSE)
