"""Find the people whom Joan knows under another address than Slack."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from roombot.booking.office import Office
from roombot.domain.matches import Unmatched
from roombot.domain.people import Colleague, Person, PersonKind, folded

GUESSES = 3
ALIKE = 0.6  # of 1; who is less alike is no guess


async def unmatched(office: Office, team_id: str) -> tuple[Unmatched, ...]:
    """Return the workspace's members who are not found in Joan, with guesses who they are there."""
    colleagues = await office.calendar.colleagues()
    members = [
        one
        for one in await office.people.everybody(team_id)
        if one.kind is PersonKind.MEMBER and one.joan_email is None
    ]
    return tuple(
        Unmatched(one, guesses(one, colleagues))
        for one in sorted(members, key=lambda one: one.name.casefold())
    )


def guesses(person: Person, colleagues: Sequence[Colleague]) -> tuple[Colleague, ...]:
    """Return the colleagues whose names or addresses are most like the person's."""
    scored = [(_likeness(person, one), one) for one in colleagues]
    best = sorted((one for one in scored if one[0] >= ALIKE), key=lambda one: -one[0])
    return tuple(one for _, one in best[:GUESSES])


def _likeness(person: Person, colleague: Colleague) -> float:
    own = {_plain(person.name), _plain(_local_part(person.email or ""))} - {""}
    theirs = {_plain(colleague.name), _plain(_local_part(colleague.email))} - {""}
    pairs = (SequenceMatcher(None, one, other).ratio() for one in own for other in theirs)
    return max(pairs, default=0.0)


def _plain(name: str) -> str:
    """Return a name without accents, its words in order, so that "Novak, Ada" is "ada novak"."""
    letters = (one for one in normalize("NFKD", name.casefold()) if not combining(one))
    words = "".join(one if one.isalnum() else " " for one in letters).split()
    return " ".join(sorted(words))


def _local_part(address: str) -> str:
    return folded(address).partition("@")[0]
