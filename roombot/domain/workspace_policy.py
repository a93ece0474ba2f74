"""What administrators lay down for their whole workspace, over what the environment says."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

PolicyValue = int | bool | str | tuple[str, ...]

LONGEST_NAME = 200
MOST_ROOMS = 100
NOBODY = "nothing"  # empties a list of names


class Term(StrEnum):
    """What a policy says something about; the name of its field."""

    RELEASE_AFTER = "release_after"
    RELEASE_UP_TO = "release_up_to"
    RELEASE_SERIES = "release_series"
    NEVER_RELEASED = "never_released"
    TITLES = "titles"
    ORGANIZERS = "organizers"
    LANGUAGE = "language"
    KEEP_UNKNOWN = "keep_unknown"


NUMBERS = {Term.RELEASE_AFTER: range(121), Term.RELEASE_UP_TO: range(5, 1441)}
SWITCHES = {  # the words for yes and for no
    Term.RELEASE_SERIES: ("yes", "no"),
    Term.TITLES: ("shown", "hidden"),
    Term.ORGANIZERS: ("shown", "hidden"),
    Term.KEEP_UNKNOWN: ("yes", "no"),
}


class PolicyProblem(ValueError):  # noqa: N818 - the words say what is allowed
    """A value that a term cannot have."""


@dataclass(frozen=True)
class WorkspacePolicy:
    """A workspace's policy; None leaves a term to the environment."""

    release_after: int | None = None  # minutes; 0 releases nothing
    release_up_to: int | None = None  # minutes; longer meetings are left alone
    release_series: bool | None = None
    never_released: tuple[str, ...] | None = None  # names of rooms, case-folded
    titles: bool | None = None  # of others' meetings, whether they are shown
    organizers: bool | None = None
    language: str | None = None  # for those whose own is not spoken here
    keep_unknown: bool | None = None

    @property
    def said(self) -> dict[str, PolicyValue]:
        """What is laid down, by name."""
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in own.items() if value is not None}


def read_term(term: Term, text: str, languages: Collection[str]) -> PolicyValue:
    """Return the value that a text gives a term; ``PolicyProblem`` says what it may be."""
    if term in SWITCHES:
        return _switch(text, SWITCHES[term])
    if term in NUMBERS:
        return _number(text, NUMBERS[term])
    if term is Term.LANGUAGE:
        if text.casefold() not in languages:
            raise PolicyProblem(f"must be one of {', '.join(sorted(languages))}")
        return text.casefold()
    return read_names(text.split(","))


def read_names(given: Iterable[str]) -> tuple[str, ...]:
    """Return names of rooms as a policy has them; ``PolicyProblem`` says how many it may have."""
    names = dict.fromkeys(part.strip().casefold() for part in given if part.strip())
    if len(names) > MOST_ROOMS or any(len(name) > LONGEST_NAME for name in names):
        raise PolicyProblem(f"must be at most {MOST_ROOMS} names of rooms")
    return tuple(name for name in names if name != NOBODY)


def written(term: Term, value: PolicyValue) -> str:
    """Return a value as the text that gives it."""
    if term in SWITCHES:
        yes, no = SWITCHES[term]
        return yes if value else no
    if isinstance(value, int | str):
        return str(value)
    return ", ".join(value) or NOBODY


def _switch(text: str, words: tuple[str, str]) -> bool:
    if text.casefold() not in words:
        raise PolicyProblem(f"must be {words[0]} or {words[1]}")
    return text.casefold() == words[0]


def _number(text: str, allowed: range) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) not in allowed:
        raise PolicyProblem(f"must be between {allowed[0]} and {allowed[-1]}")
    return int(text)
