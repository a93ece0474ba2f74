"""What a person wishes of the bot, by their own settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Preferences:
    """A person's settings; None leaves it to the workspace, or to what the bot has seen.

    ``language`` is a code such as ``de``; ``favourites`` are keys of rooms.
    """

    language: str | None = None
    floor: str | None = None
    favourites: tuple[str, ...] = ()
    minutes: int | None = None
    reminders: bool = True
