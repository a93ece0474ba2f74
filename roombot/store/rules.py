"""The rules that administrators have laid down."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete, select

from roombot.domain.amenity_names import plain
from roombot.domain.office_hours import OfficeHours
from roombot.domain.room_rules import RoomRule, RoomRules
from roombot.domain.rooms import Room
from roombot.store.adapters import adapter
from roombot.store.aliases import Clock
from roombot.store.database import Database
from roombot.store.recent import Recent
from roombot.store.rule_tables import amenity_names, office_hours, room_rules

FRESH = timedelta(seconds=10)  # for so long rules are believed that another process may change


class SqlRoomRules:
    """The rules of rooms in a database, read anew every few seconds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take the database, and the clock by which what was read grows old."""
        self._database = database
        self._clock = clock
        self._rule = adapter(RoomRule)
        self._read: Recent[str, RoomRules] = Recent(FRESH)

    async def of(self, team_id: str) -> RoomRules:
        """Return a workspace's rules; those for all rooms are kept under no room's key."""
        now = self._clock.now()
        if known := self._read.get(team_id, now):
            return known[0]
        query = select(room_rules.c.room_email, room_rules.c.rule)
        async with self._database.transaction() as connection:
            rows = await connection.execute(query.where(room_rules.c.team_id == team_id))
            found = {row[0]: self._rule.validate_python(row[1]) for row in rows}
            query = select(office_hours).where(office_hours.c.team_id == team_id)
            places = (await connection.execute(query)).mappings()
            hours = {
                row["place"]: OfficeHours(row["opens"], row["closes"], row["zone"])
                for row in places
            }
            query = select(amenity_names.c.said, amenity_names.c.amenity)
            rows = await connection.execute(query.where(amenity_names.c.team_id == team_id))
            names = {row[0]: row[1] for row in rows}
        rules = RoomRules(found.pop("", RoomRule()), found, hours, names)
        self._read.keep(team_id, rules, now)
        return rules

    async def save(self, team_id: str, room: Room | None, rule: RoomRule) -> None:
        """Keep the rule of a room, or of all; an empty one is taken away."""
        key = room.email if room else ""
        async with self._database.transaction() as connection:
            if rule.is_empty:
                mine = (room_rules.c.team_id == team_id) & (room_rules.c.room_email == key)
                await connection.execute(delete(room_rules).where(mine))
            else:
                values = {"team_id": team_id, "room_email": key, "rule": asdict(rule)}
                await connection.execute(self._database.upsert(room_rules), values)
        self._read.drop(team_id)

    async def save_hours(self, team_id: str, place: str, hours: OfficeHours | None) -> None:
        """Keep the office hours of a place, or of all other rooms; None takes them away."""
        key = place.casefold()
        async with self._database.transaction() as connection:
            if hours is None:
                mine = (office_hours.c.team_id == team_id) & (office_hours.c.place == key)
                await connection.execute(delete(office_hours).where(mine))
            else:
                values = {"team_id": team_id, "place": key, **asdict(hours)}
                await connection.execute(self._database.upsert(office_hours), values)
        self._read.drop(team_id)

    async def save_names(self, team_id: str, amenity: str, names: Sequence[str]) -> None:
        """Keep what an amenity is called besides, in place of what it was."""
        key = plain(amenity)
        mine = (amenity_names.c.team_id == team_id) & (amenity_names.c.amenity == key)
        rows = [{"team_id": team_id, "said": name, "amenity": key} for name in names]
        async with self._database.transaction() as connection:
            await connection.execute(delete(amenity_names).where(mine))
            if rows:
                await connection.execute(self._database.upsert(amenity_names), rows)
        self._read.drop(team_id)
