"""What people mean by what they leave open, in a database."""

from sqlalchemy import select

from roombot.domain.habits import Habit
from roombot.domain.people import Person
from roombot.store.database import Database
from roombot.store.schema import habits

OFTEN = 2  # choices in a row that make a habit


class SqlHabits:
    """The habits of people in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def of(self, person: Person) -> frozenset[Habit]:
        """Return what a person has chosen several times, and nothing else since."""
        query = select(habits.c.hour, habits.c.after_noon).where(
            habits.c.team_id == person.team_id,
            habits.c.slack_id == person.slack_id,
            habits.c.times >= OFTEN,
        )
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).all()
        return frozenset(Habit(hour, after_noon) for hour, after_noon in rows)

    async def learn(self, person: Person, habit: Habit) -> None:
        """Count a choice; another one than before begins anew."""
        where = (
            habits.c.team_id == person.team_id,
            habits.c.slack_id == person.slack_id,
            habits.c.hour == habit.hour,
        )
        query = select(habits.c.after_noon, habits.c.times).where(*where)
        async with self._database.transaction() as connection:
            before = (await connection.execute(query)).one_or_none()
            is_again = before is not None and before.after_noon == habit.after_noon
            values = {
                "team_id": person.team_id,
                "slack_id": person.slack_id,
                "hour": habit.hour,
                "after_noon": habit.after_noon,
                "times": before.times + 1 if before is not None and is_again else 1,
            }
            await connection.execute(self._database.upsert(habits), values)
