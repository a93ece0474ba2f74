"""Messages of ours that change when a booking or an invitation does."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """A Slack message about a booking or an invitation (``subject_id``), shown to one person."""

    team_id: str
    subject_id: str
    slack_id: str
    channel: str
    ts: str
