"""Cards: messages that change when their booking or invitation does."""

from sqlalchemy import select

from roombot.domain.cards import Card
from roombot.store.database import Database
from roombot.store.schema import cards


class SqlCards:
    """The cards in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def remember(self, card: Card) -> None:
        """Keep where a message is; the latest of its subject for a person and channel."""
        values = {
            "team_id": card.team_id,
            "subject_id": card.subject_id,
            "slack_id": card.slack_id,
            "channel": card.channel,
            "ts": card.ts,
        }
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(cards), values)

    async def of(self, team_id: str, subject_id: str) -> tuple[Card, ...]:
        """Return the messages about a booking or an invitation."""
        query = select(cards).where(cards.c.team_id == team_id, cards.c.subject_id == subject_id)
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).mappings()
            return tuple(Card(**row) for row in rows)
