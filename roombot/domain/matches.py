"""Slack people whom Joan does not know by their address."""

from dataclasses import dataclass

from roombot.domain.people import Colleague, Person


@dataclass(frozen=True)
class Unmatched:
    """A person without a match, and the colleagues whose names are most alike, best first."""

    person: Person
    guesses: tuple[Colleague, ...] = ()
