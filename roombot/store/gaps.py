"""What was not understood: counted by day, the words only where they are given."""

from dataclasses import dataclass

from sqlalchemy import desc, select

from roombot.domain.turns import Turn
from roombot.store.database import Database
from roombot.store.schema import gaps

LONGEST = 200  # characters that are kept of a text


@dataclass(frozen=True)
class Gap:
    """How often something was not understood on a day; ``text`` is empty where it is not kept."""

    day: str
    language: str
    text: str
    times: int


class SqlGaps:
    """The gaps in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def count(self, turn: Turn, language: str, text: str) -> None:
        """Count a text that was not understood; an empty one where it may not be kept."""
        key = {"team_id": turn.person.team_id, "day": f"{turn.now:%Y-%m-%d}", "language": language}
        insert = self._database.insert(gaps).values(**key, text=text[:LONGEST], times=1)
        again = insert.on_conflict_do_update(
            index_elements=["team_id", "day", "language", "text"],
            set_={"times": gaps.c.times + 1},
        )
        async with self._database.transaction() as connection:
            await connection.execute(again)

    async def newest(self, most: int) -> tuple[Gap, ...]:
        """Return the gaps, the newest days and the most frequent first."""
        query = select(gaps).order_by(desc(gaps.c.day), desc(gaps.c.times)).limit(most)
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).mappings()
            return tuple(
                Gap(row["day"], row["language"], row["text"], row["times"]) for row in rows
            )
