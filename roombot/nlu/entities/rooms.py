"""Rooms by name: whole names, parts of names, mistyped names; never words that mean a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from roombot.nlu.directory import Directory, RoomKey
from roombot.nlu.grammar import kinds
from roombot.nlu.lexer import Found
from roombot.nlu.lexicon import Lexicon
from roombot.nlu.normalize import folded
from roombot.nlu.sentence import Lexeme, Sentence
from roombot.nlu.tokens import Token

_TIME_BEFORE = kinds(
    "from until before after by between past dash every next this coming last of day weekday "
    "part on quarter half half_past digits unit tonight other starting"
)
_CLOCKS = kinds("clock_name part tonight now")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tokens a name may be: the words from ``first`` up to ``last``."""

    words: tuple[str, ...]
    tokens: Sequence[Token]
    first: int
    last: int

    @property
    def before(self) -> str:
        return self.words[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        return self.words[self.last] if self.last < len(self.words) else ""


def find_rooms(tokens: Sequence[Token], directory: Directory, lexicon: Lexicon) -> dict[int, Found]:
    """Return the rooms that are named, by the token at which each name begins."""
    if not directory.keys:
        return {}
    indexes = [index for index, token in enumerate(tokens) if _is_wordlike(token)]
    spelled = tuple(_name_word(tokens[index].text, lexicon) for index in indexes)
    words = _in_digits(_undeclined(spelled, directory, lexicon), directory, lexicon)
    spoken = [tokens[index] for index in indexes]
    found: dict[int, Found] = {}
    place = 0
    while place < len(words):
        key, length = _named(words, spoken, place, directory, lexicon)
        if key:
            last = indexes[place + length - 1]
            found[indexes[place]] = _mention(key, tokens[indexes[place] : last + 1])
        place += length
    return found


def _name_word(text: str, lexicon: Lexicon) -> str:
    """Return a word as names are compared, short forms such as "rm" written out."""
    word = folded(text.removesuffix("'s"))
    whole = lexicon.contractions.get(word, ())
    return whole[0] if len(whole) == 1 else word


def _undeclined(words: tuple[str, ...], directory: Directory, lexicon: Lexicon) -> tuple[str, ...]:
    """Write names as the directory does where the language declines them: "v Orionu"."""
    endings = sorted(lexicon.room_words.get("endings", ()), key=len, reverse=True)
    basic = sorted(lexicon.room_words.get("basic_endings", ()), key=len)

    def base(word: str) -> str:
        if word in directory.words or lexicon.knows(word):
            return word
        stems = [word.removesuffix(end) for end in endings if word.endswith(end)]
        forms = [stem + end for stem in stems for end in basic if len(stem) >= _LEAST]
        return next((form for form in forms if form in directory.words), word)

    return tuple(map(base, words)) if endings else words


def _in_digits(words: tuple[str, ...], directory: Directory, lexicon: Lexicon) -> tuple[str, ...]:
    """Write "room seven" and "r7" as the directory does."""
    if not any(word.isdigit() or lexicon.kind(word) == "spelled" for word in words):
        return words
    generic = lexicon.room_words["generic"]

    def written(before: str, word: str) -> str:
        entry = lexicon.entry((word,)) if before in generic else None
        digits = str(int(entry.number)) if entry and entry.kind == "spelled" else ""
        return digits if digits and f"{before}{digits}" in directory.keys else word

    def whole(word: str, after: str) -> str:
        if len(word) > 1 or not after.isdigit():
            return word
        meant = (one for one in sorted(generic) if one.startswith(word))
        return next((one for one in meant if f"{one}{after}" in directory.keys), word)

    spelt = tuple(written(before, word) for before, word in pairwise(("", *words)))
    return tuple(whole(word, after) for word, after in pairwise((*spelt, "")))


def unknown_room(sentence: Sentence, lexicon: Lexicon) -> str | None:
    """Return what is used as the name of a room although no room is called so."""
    lexemes = sentence.lexemes
    spoken = [lexicon.plain(lexeme.text) for lexeme in lexemes]
    nouns = [place for place, word in enumerate(spoken) if word in lexicon.room_words["nouns"]]
    for place in range(1, len(lexemes)):
        last = place
        while last < len(lexemes) and _is_strange(lexemes[last], lexicon):
            last += 1
        is_named = last in nouns and lexemes[place - 1].kind == "the"
        if last > place and (
            is_named or (not nouns and spoken[place - 1] in lexicon.room_words["before"])
        ):
            return sentence.text[lexemes[place].start : lexemes[last - 1].end]
    return None


def unknown_target(sentence: Sentence, lexicon: Lexicon) -> str | None:
    """Return what a meeting is to be moved to although no room is called so."""
    lexemes = sentence.lexemes
    for place in range(1, len(lexemes)):
        last = place
        while last < len(lexemes) and _is_strange(lexemes[last], lexicon):
            last += 1
        if last > place and lexemes[place - 1].kind in {"to", "into"}:
            return sentence.text[lexemes[place].start : lexemes[last - 1].end]
    return None


def _is_strange(lexeme: Lexeme, lexicon: Lexicon) -> bool:
    return lexeme.kind == "word" and lexeme.text.isalpha() and not lexicon.knows(lexeme.text)


def _named(
    words: tuple[str, ...],
    tokens: Sequence[Token],
    first: int,
    directory: Directory,
    lexicon: Lexicon,
) -> tuple[tuple[str, ...], int]:
    """Return the names meant at a word and how many words say them, one word where none is."""
    longest = min(directory.longest, len(words) - first)
    for length in range(longest if words[first] in directory.openings else 0, 0, -1):
        key = directory.keys.get("".join(words[first : first + length]))
        place = _Place(words, tokens, first, first + length) if key else None
        if key and place and _is_meant(key, place, lexicon):
            return _narrowed(key, place, directory, lexicon) or (key.names, length)
    for length in range(min(2, longest), 0, -1):
        if all(map(lexicon.knows, words[first : first + length])):
            continue
        names = _guessed(_Place(words, tokens, first, first + length), directory, lexicon)
        if names:
            return names, length
    return (), 1


def _narrowed(
    key: RoomKey, place: _Place, directory: Directory, lexicon: Lexicon
) -> tuple[tuple[str, ...], int] | None:
    """Let a mistyped next word decide between the rooms that share a word."""
    if len(key.names) == 1 or place.last == len(place.words):
        return None
    longer = _Place(place.words, place.tokens, place.first, place.last + 1)
    names = _guessed(longer, directory, lexicon)
    return (names, place.last + 1 - place.first) if len(names) == 1 else None


def _guessed(place: _Place, directory: Directory, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names that a mistyped word may mean."""
    said = place.words[place.first : place.last]
    unknown = [word for word in said if not lexicon.knows(word)]
    joined = "".join(said)
    if not unknown or len(joined) < _LEAST or any(len(word) < _LEAST for word in unknown):
        return ()
    if lexicon.kind(place.before) in {"with", "and", "me"} or any(
        lexicon.kind(word) for word in said
    ):
        return ()
    if len(said) == 1 and lexicon.corrections.corrected(joined) != joined:
        return ()
    return directory.guess(joined, len(said))


def _is_meant(key: RoomKey, place: _Place, lexicon: Lexicon) -> bool:
    """Tell whether words that spell a name are used as one here."""
    before, after = lexicon.kind(place.before), lexicon.kind(place.after)
    said = place.words[place.first : place.last]
    if said[-1].isdigit() and (after in {"people", "meridiem", "unit", "period"} or not key.whole):
        return False
    if before == "article" and all(lexicon.knows(word) for word in said):
        return False
    if len(said) > 1:
        return True
    kind = "digits" if said[0].isdigit() else lexicon.kind(said[0])
    return not kind or _is_name_here(kind, place, lexicon)


def _is_name_here(kind: str, place: _Place, lexicon: Lexicon) -> bool:
    """Tell whether a word that also means a time, a number or little else is a name here."""
    before = lexicon.kind(place.before)
    if kind in {"digits", "spelled"}:
        return place.before in lexicon.room_words["generic"] or before == "in"
    if kind == "month":
        return _is_no_month(place, lexicon)
    if kind == "clock_name" and (before in {"on", "of"} or _is_given_up(place, lexicon)):
        return True  # no hour is said so: "dibs on noon"
    if before in _TIME_BEFORE or place.before.isdigit() or _is_spelled_out(place, lexicon):
        return False
    return kind not in _CLOCKS or _is_no_clock(before, place, lexicon)


def _is_no_clock(before: str, place: _Place, lexicon: Lexicon) -> bool:
    """Tell "book noon" from "at noon", "cancel my noon" and "book noon for noon"."""
    if before == "my" and lexicon.kind(place.after or "to") == "to":
        return False
    is_said_again = before == "for" and place.words[place.first] in place.words[: place.first]
    return before != "at" and not is_said_again and not _said_a_room(place, lexicon)


def _is_no_month(place: _Place, lexicon: Lexicon) -> bool:
    """Tell "book may", "may, 2pm" and "from may to oslo" from "on 5 may", "may 5" and "may I"."""
    before, after = lexicon.kind(place.before), lexicon.kind(place.after)
    number_of = place.words[place.last + 1] if place.last + 1 < len(place.words) else ""
    is_hour = ":" in place.after or lexicon.kind(number_of) in {"meridiem", "oclock", "unit"}
    if before == "from" and after in {"to", "into"}:
        return True
    if before in _TIME_BEFORE or place.before.isdigit():
        return False
    numbers = (place.after[:1].isdigit() and not is_hour) or after in {"ordinal_word", "the"}
    return not numbers and after != "pronoun" and before != "pronoun"


def _is_given_up(place: _Place, lexicon: Lexicon) -> bool:
    """Tell "from noon to everest" from "from noon to 2"."""
    leads = lexicon.kind(place.before), lexicon.kind(place.after)
    to = place.words[place.last + 1] if place.last + 1 < len(place.words) else ""
    return leads == ("from", "to") and to.isalpha() and not lexicon.knows(to)


def _is_spelled_out(place: _Place, lexicon: Lexicon) -> bool:
    """Tell whether a range leads to the word, as in "10 to noon"."""
    earlier = place.words[place.first - 2] if place.first > 1 else ""
    is_range = lexicon.kind(place.before) in {"to", "and"}
    return is_range and (earlier[:1].isdigit() or lexicon.kind(earlier) in {"spelled", "meridiem"})


def _said_a_room(place: _Place, lexicon: Lexicon) -> bool:
    """Tell whether just a room was asked for earlier, so that a time is to follow."""
    earlier = place.words[: place.first]
    return any(
        lexicon.kind(one) == "article" and other in lexicon.room_words["generic"]
        for one, other in pairwise(earlier)
    )


def _mention(names: tuple[str, ...], tokens: Sequence[Token]) -> Found:
    text = " ".join(token.text for token in tokens)
    lexeme = Lexeme("room", text, tokens[0].start, tokens[-1].end, names=names)
    return lexeme, len(tokens)


def _is_wordlike(token: Token) -> bool:
    return token.text.isalnum() or any(map(str.isalnum, token.text))
