"""What a message's buttons will do, kept on the server."""

from dataclasses import dataclass

from roombot.domain.intents import Intent


@dataclass(frozen=True)
class Offer:
    """Intents that one person may choose from, once; ``taken`` is the index of the choice."""

    id: str
    team_id: str
    slack_id: str
    intents: tuple[Intent, ...]
    taken: int | None = None
