"""People, as Slack and Joan know them."""

from dataclasses import dataclass, field
from enum import StrEnum

from roombot.domain.preferences import Preferences


class PersonKind(StrEnum):
    """What a Slack account is; only members may book."""

    MEMBER = "member"
    GUEST = "guest"
    BOT = "bot"
    STRANGER = "stranger"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True)
class Person:
    """Someone in a Slack workspace.

    ``email`` is the Slack address and ``joan_email`` the address under which Joan knows the
    person (both trimmed and case-folded, each None when unknown). ``is_matched`` is False where
    Joan could not be asked.
    """

    team_id: str
    slack_id: str
    name: str
    email: str | None = None
    joan_email: str | None = None
    time_zone: str = "UTC"
    locale: str = "en-US"
    kind: PersonKind = PersonKind.MEMBER
    is_admin: bool = False
    is_matched: bool = True
    preferences: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True)
class Colleague:
    """A person in Joan's directory."""

    email: str
    name: str


def folded(email: str) -> str:
    """Return an e-mail address in the form in which addresses are compared."""
    return email.strip().casefold()
