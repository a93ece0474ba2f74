"""From tokens to lexemes: look up phrases, join numbers, forgive typing errors."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from roombot.nlu.entities.zones import zone_at
from roombot.nlu.lexicon import Entry, Lexicon
from roombot.nlu.sentence import Lexeme
from roombot.nlu.tokens import Token

Found = tuple[Lexeme, int]  # a lexeme and how many tokens it took

_LITERALS = {
    "instant": "date_literal",
    "date": "date_literal",
    "slash": "slash_literal",
    "dotted_date": "slash_literal",
    "mention": "person",
    "mail": "person",
    "mailto": "person",
    "link": "taken",
    "version": "junk",
}
_NUMBERS = frozenset({"number", "decimal", "clock"})
_AFTER_ORDINAL = frozenset({"month", "period", "floor", "weekday"})
_BEFORE_ORDINAL = frozenset({"on", "the", "weekday", "every"})
_NO_ORDINAL_AT = frozenset({"at", "for", "from", "until", "to", "and", "between"})
_COMPACT = (3, 4)  # as many digits as in 930 and 1530
_LAST_HOUR, _LAST_MINUTE, _NOON, _TEN = 24, 59, 12, 10


def lex(
    tokens: Sequence[Token], lexicon: Lexicon, known: Mapping[int, Found] | None = None
) -> tuple[Lexeme, ...]:
    """Return the lexemes of some tokens; ``known`` are those found already, by their token."""
    lexemes: list[Lexeme] = []
    found = known or {}
    index = 0
    while index < len(tokens):
        lexeme, taken = found.get(index) or _next(_up_to(tokens, index, found), index, lexicon)
        lexemes.append(lexeme)
        index += taken
    return _joined(lexemes)


def _up_to(tokens: Sequence[Token], index: int, found: Mapping[int, Found]) -> Sequence[Token]:
    """Leave out the tokens from the next one on that is found already."""
    later = [first for first in found if first > index]
    return tokens[: min(later)] if later else tokens


def _next(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Found:
    token = tokens[index]
    if token.kind in _LITERALS:
        return _lexeme(token, Entry(_LITERALS[token.kind], name=token.text)), 1
    if token.kind == "offset":
        return _lexeme(token, _zone_at(token.text)), 1
    if token.kind in _NUMBERS:
        return _marked_ordinal(tokens, index, lexicon) or _number(tokens, index, lexicon)
    if _is_suffix(tokens, index):
        suffix = lexicon.suffixes.get(token.text)
        if suffix and suffix.kind != "ordinal":
            return _lexeme(token, suffix), 1
    return _phrase(tokens, index, lexicon)


def _zone_at(text: str) -> Entry:
    """Read "utc+3" as a zone; one that no place keeps is none."""
    name = zone_at(text)
    return Entry("zone", name=name) if name else Entry("junk")


def _is_suffix(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index].glued and tokens[index - 1].kind in _NUMBERS


def _phrase(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Found:
    """Return the longest phrase that the language knows, else the word as it is."""
    return _known(tokens, index, lexicon) or (_unknown(tokens[index], lexicon), 1)


def _known(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    token = tokens[index]
    for length in lexicon.lengths.get(token.text, ()):
        phrase = tuple([one.text for one in tokens[index : index + length]])
        entry = lexicon.entry(phrase) if len(phrase) == length else None
        if entry:
            end = tokens[index + length - 1].end
            text = phrase[0] if length == 1 else " ".join(phrase)
            return Lexeme(entry.kind, text, token.start, end, entry.number, entry.name), length
    return None


def _unknown(token: Token, lexicon: Lexicon) -> Lexeme:
    if token.kind != "word":
        return _lexeme(token, Entry(_mark(token.text)))
    text, entry = lexicon.word(token.text)
    return Lexeme(entry.kind, text, token.start, token.end, entry.number, entry.name)


def _mark(text: str) -> str:
    return {"-": "dash", "~": "dash", ",": "comma", ";": "comma", "%": "amount"}.get(text, "punct")


def _number(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Found:
    """Read a number with what touches it: ``12th`` is one lexeme, ``300ml`` is none of ours."""
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) and tokens[index + 1].glued else None
    if after and after.text == "°" and _kind_at(tokens, index + 2, lexicon) in _AFTER_ORDINAL:
        return replace(_lexeme(token, _ordinal(token)), end=after.end), 2  # "2° piano"
    touching = after if after and after.kind in {"word", "dotted"} else None
    if _touches_word(tokens, index, lexicon):
        return _lexeme(token, Entry("junk")), 1
    known = _known(tokens, index, lexicon) if after else None  # "2morrow", "1:1"
    if known:
        return known
    if touching:
        suffix = lexicon.suffixes.get(touching.text)
        if suffix and suffix.kind == "ordinal" and token.kind == "number":
            return replace(_lexeme(token, _ordinal(token)), end=touching.end), 2
        if not suffix and not lexicon.kind(touching.text):
            return replace(_lexeme(token, Entry("junk")), end=touching.end), 2
    return _dotted(tokens, index, lexicon) or (_lexeme(token, _numeric(token)), 1)


def _marked_ordinal(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    """Read a figure whose ending has a mark before it, as in "2.º andar"."""
    token, after = tokens[index], tokens[index + 1 : index + 3]
    if token.kind != "number" or len(after) != 2 or not all(one.glued for one in after):  # noqa: PLR2004 - a mark and letters
        return None
    suffix = lexicon.suffixes.get("".join(one.text for one in after))
    is_ordinal = suffix is not None and suffix.kind == "ordinal"
    return (replace(_lexeme(token, _ordinal(token)), end=after[-1].end), 3) if is_ordinal else None


def _ordinal(token: Token) -> Entry:
    is_short = token.kind == "number" and len(token.text) < _COMPACT[0]
    return Entry("ordinal", int(token.text)) if is_short else Entry("junk")


def _kind_at(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> str:
    return lexicon.kind(tokens[index].text) if 0 <= index < len(tokens) else ""


def _dotted(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    """Read the "12." of "12. Mai" and "am 12. um zehn", and the "15." of "ob 15. uri"."""
    token, after = tokens[index], tokens[index + 1 : index + 2]
    is_dotted = bool(after) and after[0].glued and after[0].text == "." and token.kind == "number"
    if not is_dotted or not lexicon.calendar.dotted_dates or len(token.text) > 2:  # noqa: PLR2004 - a day has two digits
        return None
    kind, before = _kind_at(tokens, index + 2, lexicon), _kind_at(tokens, index - 1, lexicon)
    if kind in {"and", "until"}:  # "med 10. in 12. uro"
        kind = _kind_at(tokens, index + 5, lexicon)
    if kind in {"unit", "oclock"}:
        return replace(_lexeme(token, _numeric(token)), end=after[0].end), 2
    is_day = kind in {"at", "next"} and before not in _NO_ORDINAL_AT  # "20. ob 10h"
    if kind in _AFTER_ORDINAL or before in _BEFORE_ORDINAL or is_day:
        return replace(_lexeme(token, Entry("ordinal", int(token.text))), end=after[0].end), 2
    return None


def _touches_word(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a number belongs to the word before it, as in ``q3`` (but not ``feb13``)."""
    before = tokens[index - 1] if index and tokens[index].glued else None
    if not before or before.kind != "word" or _is_suffix(tokens, index - 1):
        return False
    if before.text.endswith("'"):  # "all'1"
        return False
    return lexicon.kind(before.text) not in {"month", "weekday", "day"}


def _numeric(token: Token) -> Entry:
    if token.kind == "clock":
        return _clock(token.text)
    if token.kind == "decimal":
        return Entry("decimal", float(token.text.replace(",", ".")), token.text)
    exact = "exact" if token.text.startswith("0") else ""
    if len(token.text) < _COMPACT[0]:
        return Entry("digits", int(token.text), exact)
    if len(token.text) <= _COMPACT[1]:
        return Entry("compact", int(token.text), exact)
    return Entry("junk")


def _clock(text: str) -> Entry:
    hours, minutes = (int(part) for part in text.replace(" ", "").split(":")[:2])
    if hours > _LAST_HOUR or minutes > _LAST_MINUTE:
        return Entry("junk")
    exact = text.startswith("0") or hours > _NOON or hours == 0
    return Entry("clock_literal", hours * 60 + minutes, "exact" if exact else "")


def _joined(lexemes: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """Join tens and ones: ``twenty-seven``, ``twenty seventh``."""
    if not any(lexeme.kind == "spelled" for lexeme in lexemes):
        return tuple(lexemes)
    joined: list[Lexeme] = []
    for lexeme in lexemes:
        tens = joined[-1:] if not _is_dash(joined) else joined[-2:-1]
        if tens and _are_tens_and_ones(tens[0], lexeme):
            del joined[-2 if _is_dash(joined) else -1 :]
            text, number = f"{tens[0].text} {lexeme.text}", tens[0].number + lexeme.number
            joined.append(replace(lexeme, text=text, number=number, start=tens[0].start))
        else:
            joined.append(lexeme)
    return tuple(joined)


def _is_dash(lexemes: Sequence[Lexeme]) -> bool:
    return bool(lexemes) and lexemes[-1].kind == "dash"


def _are_tens_and_ones(tens: Lexeme, ones: Lexeme) -> bool:
    return (
        tens.kind == "spelled"
        and tens.number in {20, 30, 40, 50, 60}
        and ones.kind in {"spelled", "ordinal_word"}
        and 1 <= ones.number < _TEN
    )


def _lexeme(token: Token, entry: Entry) -> Lexeme:
    return Lexeme(entry.kind, token.text, token.start, token.end, entry.number, entry.name)
