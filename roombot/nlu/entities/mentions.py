"""What the directory and the marks of a text name: rooms, amenities, places, quoted titles."""

from collections.abc import Iterator, Sequence

from roombot.nlu.directory import Directory
from roombot.nlu.entities.rooms import find_rooms
from roombot.nlu.lexer import Found
from roombot.nlu.lexicon import Lexicon
from roombot.nlu.normalize import folded
from roombot.nlu.sentence import Lexeme
from roombot.nlu.tokens import Token

_LONGEST = 4


def find_mentions(
    tokens: Sequence[Token], directory: Directory, lexicon: Lexicon
) -> dict[int, Found]:
    """Return what is named, by the token at which each name begins; rooms come first."""
    found = find_rooms(tokens, directory, lexicon)
    for first, mention in _quoted(tokens, lexicon, found):
        found.setdefault(first, mention)
    free = _free(tokens, found)
    words = [folded(token.text) for token in tokens]
    for start, word in enumerate(words):
        is_open = start in free and word in directory.beginnings
        named = _named(tokens, words, start, directory, free) if is_open else None
        if named:
            found[start] = named
            free -= set(range(start, start + named[1]))
    return found


def _free(tokens: Sequence[Token], found: dict[int, Found]) -> set[int]:
    taken = {first + ahead for first, (_, length) in found.items() for ahead in range(length)}
    return set(range(len(tokens))) - taken


def _named(
    tokens: Sequence[Token], spoken: list[str], start: int, directory: Directory, free: set[int]
) -> Found | None:
    """Return the amenity or the place that is named at a token, the longest name first."""
    end = start
    while end < len(tokens) and end in free and end - start < _LONGEST:
        end += 1
    words = tuple(spoken[start:end])
    for length in range(len(words), 0, -1):
        said = words[:length]
        amenity = directory.amenities.get(said)
        if amenity:
            return _lexeme("amenity", tokens[start : start + length], amenity), length
        if " ".join(said) in directory.places and not said[0].isdigit():
            return _lexeme("place", tokens[start : start + length], ""), length
    return None


def _quoted(
    tokens: Sequence[Token], lexicon: Lexicon, rooms: dict[int, Found]
) -> Iterator[tuple[int, Found]]:
    """Yield the texts between quotes that are no names of rooms."""
    for first, last in _quotes(tokens):
        inside = tokens[first + 1 : last]
        after = tokens[last + 1].text if last + 1 < len(tokens) else ""
        if not inside or after in lexicon.room_words["generic"]:
            continue
        whole = rooms.get(first + 1)
        if whole and whole[1] == len(inside):
            continue
        for index in range(first, last + 1):
            rooms.pop(index, None)
        title = _lexeme("title", inside, "")
        yield first, (title, last - first + 1)


def _quotes(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where quotes open and close; an apostrophe opens none after a number or in "'s"."""
    done = -1
    for index, token in enumerate(tokens):
        if index <= done or token.text not in {'"', "'"} or (token.text == "'" and token.glued):
            continue
        done = next(
            (last for last in range(index + 1, len(tokens)) if _closes(tokens, index, last)), -1
        )
        if done > 0:
            yield index, done


def _closes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a mark closes a quote: an apostrophe touches the word before it."""
    mark = tokens[last]
    return mark.text == tokens[first].text and (mark.text == '"' or mark.glued)


def _lexeme(kind: str, tokens: Sequence[Token], name: str) -> Lexeme:
    text = " ".join(token.text for token in tokens)
    return Lexeme(kind, text, tokens[0].start, tokens[-1].end, name=name)
