"""What a person wishes of the bot, by their own settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Preferences:
    """A person's settings; None leaves it to the workspace, or to what the bot has seen.

    ``language`` is a code such as ``de``; ``favourites`` are keys of rooms;
    ``reminder`` is how many minutes before a meeting the person hears of it, 0 for never;
    ``thanks`` is whether to be thanked for minutes given back.
    """

    language: str | None = None
    floor: str | None = None
    favourites: tuple[str, ...] = ()
    minutes: int | None = None
    reminder: int = 15
    thanks: bool = False
