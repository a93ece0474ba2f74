"""Words that mean something of their own in a request."""

from roombot.languages.loader import languages
from roombot.nlu.directory import name_words
from roombot.nlu.lexicon import lexicon


def is_everyday(text: str) -> bool:
    """Tell whether a text is one word that a language needs for something else than equipment."""
    words = name_words(text)
    if len(words) != 1:
        return not words
    spoken = (lexicon(language) for language in languages("understanding"))
    return any(one.kind(words[0]) or words[0] in one.room_words["generic"] for one in spoken)
