"""Patterns over kinds of words: they name kinds, never words, so no language is in them.

A sentence becomes a string with one symbol a lexeme; a pattern such as
``"digits (dash|to) digits meridiem"`` is a regular expression over these symbols.
"""

import re
from functools import cache

KINDS = tuple(
    """
    word junk comma punct dash taken
    room person amenity place title date window clock range length capacity repeat stretch daypart earlier
    digits compact spelled article decimal clock_literal date_literal slash_literal ordinal
    ordinal_word month weekday weekday_plural day part tonight clock_name meridiem oclock half
    quarter unit period weekend end_of zone this next last every other frequency all_day
    weekdays now at in on from starting until to between and or of the my for by before after past
    within later ago more more_after people seats group of_us others with without floor
    room_word times shift ending pronoun me negation book_verb half_past ish start_of least am_is
    """.split()
)


@cache
def symbol(kind: str) -> str:
    """Return the character that stands for a kind of lexeme."""
    return chr(0xE000 + KINDS.index(kind))


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern whose words are kinds; spaces do not count."""
    named = re.sub(r"\?P<\w+>|[a-z_]+", _symbolic, source)
    return re.compile(named.replace(" ", ""))


def _symbolic(found: re.Match[str]) -> str:
    text = found.group()
    return text if text.startswith("?P<") else symbol(text)
