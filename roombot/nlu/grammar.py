"""Patterns over kinds of words: they name kinds, never words, so no language is in them.

A sentence becomes a string with one symbol a lexeme; a pattern such as
``"digits (dash|to) digits meridiem"`` is a regular expression over these symbols.
"""

import re
from functools import cache
from types import MappingProxyType

_OTHERS = "word junk comma punct dash taken amount"
_ENTITIES = (
    "room person amenity place title date clock range length capacity repeat stretch daypart "
    "times now all_day"
)
_NUMBERS = (
    "digits compact spelled article decimal clock_literal date_literal slash_literal ordinal "
    "ordinal_word"
)
_TIMES = (
    "month weekday weekday_plural day part tonight clock_name meridiem oclock half half_past "
    "quarter three_quarters minus unit length_word period weekend zone zone_word frequency"
)
_FUNCTION_WORDS = (
    "earlier end_of this coming next overnext last every every_other other at in into on from "
    "starting until to between and or of the my for by before after past within later ago more "
    "more_after people seats group of_us others with without instead_of floor floor_word building "
    "room_word shift forward "
    "pronoun me start_of least corrects becomes"
)
KINDS = tuple(f"{_OTHERS} {_ENTITIES} {_NUMBERS} {_TIMES} {_FUNCTION_WORDS}".split())


SYMBOLS = MappingProxyType({kind: chr(0xE000 + place) for place, kind in enumerate(KINDS)})


def kinds(names: str) -> frozenset[str]:
    """Return several kinds by their names; ``ValueError`` where there is no such kind."""
    unknown = set(names.split()) - set(KINDS)
    if unknown:
        raise ValueError(f"no kinds: {unknown}")
    return frozenset(names.split())


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern whose words are kinds; spaces do not count."""
    named = re.sub(r"\?P<\w+>|[a-z_]+", _symbolic, source)
    return re.compile(named.replace(" ", ""))


def _symbolic(found: re.Match[str]) -> str:
    text = found.group()
    return text if text.startswith("?P<") else SYMBOLS[text]
