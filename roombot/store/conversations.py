"""What was last spoken of, for as long as an unfinished sentence can refer to it."""

from sqlalchemy import ColumnElement, select

from roombot.domain.conversations import MEMORY, Conversation
from roombot.domain.turns import Turn
from roombot.store.adapters import adapter
from roombot.store.database import Database
from roombot.store.schema import conversations


class SqlConversations:
    """The conversations in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database
        self._adapter = adapter(Conversation)

    async def recall(self, turn: Turn) -> Conversation | None:
        """Return what was spoken of in this place a moment ago."""
        fresh = conversations.c.at >= turn.now - MEMORY
        query = select(conversations.c.spoken_of).where(_here(turn), fresh)
        async with self._database.transaction() as connection:
            kept = (await connection.execute(query)).scalar_one_or_none()
        return None if kept is None else self._adapter.validate_python(kept)

    async def remember(self, turn: Turn, conversation: Conversation) -> None:
        """Keep what is spoken of now."""
        values = {
            "team_id": turn.person.team_id,
            "slack_id": turn.person.slack_id,
            "place": turn.place,
            "spoken_of": self._adapter.dump_python(conversation, mode="json"),
            "at": turn.now,
        }
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(conversations), values)


def _here(turn: Turn) -> ColumnElement[bool]:
    person = turn.person
    return (
        (conversations.c.team_id == person.team_id)
        & (conversations.c.slack_id == person.slack_id)
        & (conversations.c.place == turn.place)
    )
