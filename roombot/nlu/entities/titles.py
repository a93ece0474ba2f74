"""Titles: "called Q3 planning", "for the budget review", "to discuss the roadmap"."""

from collections.abc import Iterator, Sequence

from roombot.nlu.grammar import kinds
from roombot.nlu.lexicon import Lexicon
from roombot.nlu.sentence import Lexeme, Sentence

_PLAIN = kinds(  # what a title may hold
    "word junk room_word of and the article dash period my people spelled digits ordinal_word last "
    "group seats half quarter floor floor_word start_of pronoun ordinal compact decimal other unit "
    "zone_word part month amenity every me least shift forward past becomes"
)
_WHEN = kinds("clock range date daypart repeat length")


def find_title(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Fuse the first title that a mark such as "called", or a plain "for", leads to."""
    if any(lexeme.kind == "title" for lexeme in sentence.lexemes):
        return sentence
    for first, length in _marks(sentence, lexicon):
        is_named = sentence.lexemes[first].kind != "for"
        end = _end(sentence, first + length, lexicon, whole=is_named)
        start = _start(sentence.lexemes, first + length, end, lexicon)
        if start < end and not _is_empty(sentence, start, end, lexicon):
            return _with_title(sentence, start, end)
    return sentence


def find_title_of_meeting(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Fuse the title by which a meeting is named: "cancel the design review"."""
    generic = lexicon.titles.get("generic")
    if not generic or any(lexeme.kind == "title" for lexeme in sentence.lexemes):
        return sentence
    words = [lexicon.plain(lexeme.text) for lexeme in sentence.lexemes]
    for first, lexeme in enumerate(sentence.lexemes):
        if not _leads_to_title(lexeme, sentence.text, lexicon):
            continue
        start = _past_times(sentence.lexemes, first + 1)
        end = _end(sentence, start, lexicon)
        is_bare = [
            one in generic or sentence.lexemes[i].kind == "my" for i, one in enumerate(words)
        ]
        while start < end and is_bare[start]:
            start += 1
        while end > start and is_bare[end - 1]:
            end -= 1
        if start < end and not _is_empty(sentence, start, end, lexicon):
            return _with_title(sentence, start, end)
    return sentence


def _leads_to_title(lexeme: Lexeme, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a meeting's name may follow: after "my", "the" and "tomorrow's"."""
    if lexeme.kind in {"my", "the"}:
        return True
    said = text[lexeme.start : lexeme.end].casefold()
    return lexeme.kind == "date" and said.endswith(lexicon.spelling.possessives)


def _past_times(lexemes: Sequence[Lexeme], start: int) -> int:
    """Leave out when a meeting is: "my 3pm sync", "the weekly review"."""
    while start < len(lexemes) and lexemes[start].kind in _WHEN:
        start += 1
    return start


def _marks(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where marks are and how long they are; "for" comes last."""
    texts = [lexicon.plain(lexeme.text) for lexeme in sentence.lexemes]
    for first, text in enumerate(texts):
        may_open = text.partition(" ")[0] in lexicon.mark_openings
        for length in (3, 2, 1) if may_open else ():
            if " ".join(texts[first : first + length]) in lexicon.titles["marks"]:
                yield first, length
                break
    for first, lexeme in enumerate(sentence.lexemes):
        before = sentence.lexemes[first - 1].kind if first else ""
        after = [one.kind for one in sentence.lexemes[first + 1 : first + 3]]
        if _is_for(lexeme, lexicon):  # "le" is "on" in French
            yield first, 2 if after in (["on", "word"], ["on", "room_word"]) else 1
        elif lexeme.text == ":" and before in _WHEN:
            yield first, 1


def _is_for(lexeme: Lexeme, lexicon: Lexicon) -> bool:
    """Tell whether a word is "for", with an article too: "para la" leads to hours as well."""
    first = lexeme.text.partition(" ")[0]
    return lexeme.kind == "for" or (lexeme.kind == "to" and lexicon.kind(first) == "for")


def _start(lexemes: Sequence[Lexeme], start: int, end: int, lexicon: Lexicon) -> int:
    """Leave out a leading article or possessive, and the colon after a mark."""
    while start < end and (
        lexicon.plain(lexemes[start].text) in lexicon.titles["drop"] or lexemes[start].text == ":"
    ):
        start += 1
    return start


def _end(sentence: Sentence, start: int, lexicon: Lexicon, *, whole: bool = False) -> int:
    """Return where a title ends; names in it are its own where it is told as a ``whole``."""
    lexemes, end = sentence.lexemes, start
    while end < len(lexemes) and (
        _is_plain(lexemes, end, lexicon)
        or _tells_with_whom(sentence, start, end, lexicon, named=whole)
    ):
        end += 1
    while end > start and lexemes[end - 1].kind in {"and", "dash", "article", "the"}:
        end -= 1
    return end


def _is_plain(lexemes: Sequence[Lexeme], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title may hold a word, a "de" as in "comité de direction" too."""
    lexeme = lexemes[index]
    if lexicon.plain(lexeme.text) in lexicon.titles["stops"]:
        return False
    after = lexemes[index + 1].kind if index + 1 < len(lexemes) else ""
    is_word = lexeme.kind in _PLAIN or (lexeme.kind == "from" and after == "word")
    return is_word or lexeme.text == ":"


def _tells_with_whom(
    sentence: Sentence, start: int, end: int, lexicon: Lexicon, *, named: bool
) -> bool:
    """Tell whether a title goes on as in "interview with the candidate"; "with Jane" if named."""
    if sentence.lexemes[end].kind != "with" or start == end:
        return False
    if _is_empty(sentence, start, end, lexicon):
        return False
    after = [one.kind for one in sentence.lexemes[end + 1 : end + 3]]
    is_led = after[:1] in (["the"], ["my"])
    whom = after[1:] if is_led else after[:1]
    return whom == ["people"] or (whom == ["word"] and (is_led or named))


def _is_empty(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the words after a "for" say no more than "a meeting" or "us"."""
    empty, lexemes = lexicon.titles["empty"], sentence.lexemes[start:end]
    words = [_word(lexeme, sentence.text, lexicon) for lexeme in lexemes]
    nouns = lexicon.room_words["nouns"]
    rooms = [one.text.split() for one in lexemes if one.kind == "room_word"]
    if not nouns.isdisjoint(lexicon.plain(word) for words_of_one in rooms for word in words_of_one):
        return True
    is_bare = [
        lexeme.kind == "me" or word in empty or word in nouns
        for lexeme, word in zip(lexemes, words, strict=True)
    ]
    if " ".join(words) in empty or all(is_bare):
        return True
    return lexemes[0].kind in {"digits", "compact", "decimal", "spelled"}


def _word(lexeme: Lexeme, text: str, lexicon: Lexicon) -> str:
    """Return a word to compare, a compound such as "Vorstellungsgespräch" whole."""
    said = lexicon.plain(text[lexeme.start : lexeme.end])
    is_compound = lexicon.spelling.head(said) == lexeme.text != said
    return said if is_compound else lexicon.plain(lexeme.text)


def _with_title(sentence: Sentence, start: int, end: int) -> Sentence:
    first, last = sentence.lexemes[start], sentence.lexemes[end - 1]
    text = sentence.text[first.start : last.end]
    title = Lexeme("title", text, first.start, last.end)
    return Sentence.of(sentence.text, (*sentence.lexemes[:start], title, *sentence.lexemes[end:]))
