"""Who was asked in a thread, and who comes."""

from sqlalchemy import select

from roombot.domain.bookings import Booking
from roombot.domain.clicks import Attendance
from roombot.domain.gatherings import Gathering, Reply
from roombot.domain.people import Person
from roombot.store.database import Database
from roombot.store.schema import attendances, gatherings


class SqlGatherings:
    """The gatherings in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def add(self, booking: Booking, people: tuple[str, ...]) -> None:
        """Keep who is asked."""
        values = {"team_id": booking.team_id, "booking_id": booking.id, "people": list(people)}
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(gatherings), values)

    async def answer(self, person: Person, booking_id: str, attendance: Attendance) -> None:
        """Keep an answer in place of the person's earlier one."""
        values = {
            "team_id": person.team_id,
            "booking_id": booking_id,
            "slack_id": person.slack_id,
            "name": person.name,
            "attendance": attendance.value,
        }
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(attendances), values)

    async def of(self, team_id: str, booking_id: str) -> Gathering | None:
        """Return who was asked and who has answered, by name; None for other bookings."""
        asked = select(gatherings.c.people).where(
            gatherings.c.team_id == team_id, gatherings.c.booking_id == booking_id
        )
        columns = (attendances.c.slack_id, attendances.c.name, attendances.c.attendance)
        answered = (
            select(*columns)
            .where(attendances.c.team_id == team_id, attendances.c.booking_id == booking_id)
            .order_by(attendances.c.name, attendances.c.slack_id)
        )
        async with self._database.transaction() as connection:
            people = (await connection.execute(asked)).scalar_one_or_none()
            if people is None:
                return None
            rows = (await connection.execute(answered)).all()
        replies = tuple(Reply(account, name, Attendance(said)) for account, name, said in rows)
        return Gathering(tuple(people), replies)
