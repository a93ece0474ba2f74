"""What is said where nothing is to be done."""

from dataclasses import dataclass
from enum import StrEnum


class Closing(StrEnum):
    """Why nothing is done; each has a sentence."""

    DROPPED = "nothing"
    THANKED = "thanks"
    STAYS = "stays"  # the booking, as it is
    NOTHING_ASKED = "nothing_asked"  # a yes to no question
    WHICH = "which"  # a yes where one of several must be chosen
    ONE_BY_ONE = "one_by_one"  # "both"
    WHY = "why"  # how a room is chosen
    FORGOTTEN = "forgotten"  # a change of what was spoken of too long ago
    TITLE = "title"  # Joan gives a meeting no other title


@dataclass(frozen=True)
class LetGo:
    """Want nothing of what was offered, or nothing more."""

    closing: Closing = Closing.DROPPED
