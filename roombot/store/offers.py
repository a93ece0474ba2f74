"""Offers: what the buttons of a message will do; the buttons carry an id only."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from roombot.domain.intents import Intent
from roombot.domain.offers import Offer
from roombot.store.database import Database
from roombot.store.intents import Intents
from roombot.store.schema import offers


class SqlOffers:
    """The offers in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database
        self._intents = Intents()

    async def save(
        self, team_id: str, slack_id: str, intents: Sequence[Intent], now: datetime
    ) -> str:
        """Keep what one person was offered; return an opaque id."""
        offer_id = secrets.token_urlsafe(12)
        values = {
            "team_id": team_id,
            "id": offer_id,
            "slack_id": slack_id,
            "intents": [self._intents.dump(intent) for intent in intents],
            "created_at": now,
        }
        async with self._database.transaction() as connection:
            await connection.execute(offers.insert().values(values))
        return offer_id

    async def load(self, team_id: str, offer_id: str) -> Offer | None:
        """Return an offer, or None where there is none (any more)."""
        query = select(offers).where(offers.c.team_id == team_id, offers.c.id == offer_id)
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        intents = tuple(self._intents.load(kept) for kept in row["intents"])
        return Offer(row["id"], row["team_id"], row["slack_id"], intents, row["taken"])

    async def claim(self, team_id: str, offer_id: str, index: int, now: datetime) -> bool:
        """Take one of the offer's intents; False when the offer was taken before."""
        change = (
            update(offers)
            .where(offers.c.team_id == team_id, offers.c.id == offer_id, offers.c.taken.is_(None))
            .values(taken=index, taken_at=now)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def release(self, team_id: str, offer_id: str) -> None:
        """Give an offer back whose intent could not be carried out."""
        mine = (offers.c.team_id == team_id) & (offers.c.id == offer_id)
        async with self._database.transaction() as connection:
            await connection.execute(update(offers).where(mine).values(taken=None, taken_at=None))
