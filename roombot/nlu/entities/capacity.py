"""How many people: "for 6", "6 of us", "a 10 person room", "me and 3 others"."""

from roombot.nlu.sentence import Fused, Match, Sentence

_N = "digits|spelled|compact"
_MOST = 999
_NO_TIME = (
    "(?!meridiem|oclock|dash|to|until|month|period|unit|times|zone|punct digits|half|quarter|"
    "and half|room_word|amount|junk)"
)


def find_people(sentence: Sentence) -> Sentence:
    """Fuse the numbers that say by themselves that they count people."""
    if not sentence.has("people|of_us|seats|group|me|others"):
        return sentence
    sentence = sentence.rewrite(
        f"(for|with)? me (more|others)? (?P<more>{_N}|article) more? (others|people)?", _and_me
    )
    sentence = sentence.rewrite(f"with (?P<more>{_N}) others", _and_me)
    sentence = sentence.rewrite(
        f"(for|with|seats|of|group|article|at|least)* ({_N}) (dash|to|or) (?P<count>{_N}) dash? "
        "people",
        _capacity,
    )
    said = f"(people|of_us|seats(?!{_N}))"
    sentence = sentence.rewrite(
        f"(for|with|seats|of|group|at|least)* (?P<count>{_N}) dash? {said}", _capacity
    )
    sentence = sentence.rewrite(  # "um 11 noch Platz" says when
        f"(?<!at)(for|with|seats|of|group|least)* (?P<count>{_N}) more {said}", _capacity
    )
    sentence = sentence.rewrite(f"of_us (?P<count>{_N}){_NO_TIME}", _capacity)  # "nas je 9"
    return sentence.rewrite(
        f"(for|of)? (seats|group|article group|people for|people of) (for|of|at|least|until)* "
        f"(?P<count>{_N}){_NO_TIME}",
        _capacity,
    )


def find_for_number(sentence: Sentence) -> Sentence:
    """Fuse "for 6" where nothing makes the number a time."""
    return sentence.rewrite(f"for (at|least|my|the)* (?P<count>{_N}){_NO_TIME}", _capacity)


def _capacity(match: Match) -> Fused | None:
    count = match.number("count")
    return ("capacity", count) if 1 <= count <= _MOST else None


def _and_me(match: Match) -> Fused | None:
    more = match.one("more")
    count = 1 if more is None or more.kind == "article" else int(more.number)
    return ("capacity", count + 1) if 1 <= count < _MOST else None
