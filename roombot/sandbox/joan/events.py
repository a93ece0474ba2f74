"""The rooms' events, as SQLite keeps them."""

import secrets
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime

_ID_BYTES = 102  # makes 136 characters


def new_id() -> str:
    """Return an opaque, long, case-sensitive event id."""
    return f"AAMk{secrets.token_urlsafe(_ID_BYTES)}="


@dataclass(frozen=True)
class Event:
    """A meeting in a room; ``generated`` tells those that came with the office."""

    room: str
    start: datetime
    end: datetime
    summary: str | None = None
    organizer: str | None = None
    all_day: bool = False
    generated: bool = False
    checked_in_until: datetime | None = None
    id: str = field(default_factory=new_id)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Tell whether it takes any of a half-open interval."""
        return self.start < end and start < self.end


class Events:
    """All events of the office."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, room: str | None = None) -> list[Event]:
        """Return every event, or every one of a room, in order."""
        sql = "SELECT * FROM events WHERE ?1 IS NULL OR room = ?1 ORDER BY starts, room"
        return [_event(row) for row in self._connection.execute(sql, (room,))]

    def between(self, start: datetime, end: datetime) -> list[Event]:
        """Return the events that take any of a half-open interval, in order."""
        sql = "SELECT * FROM events WHERE starts < ? AND ends > ? ORDER BY starts, room"
        return [
            _event(row) for row in self._connection.execute(sql, (_number(end), _number(start)))
        ]

    def find(self, event_id: str, room: str) -> Event | None:
        """Return a room's event."""
        sql = "SELECT * FROM events WHERE id = ? AND room = ?"
        row = self._connection.execute(sql, (event_id, room)).fetchone()
        return _event(row) if row else None

    def is_free(self, event: Event) -> bool:
        """Tell whether no other event is in the way of this one."""
        sql = "SELECT 1 FROM events WHERE room = ? AND starts < ? AND ends > ? AND id <> ?"
        slot = (event.room, _number(event.end), _number(event.start), event.id)
        return self._connection.execute(sql, slot).fetchone() is None

    def put(self, event: Event) -> None:
        """Keep an event, in place of the one with its id."""
        until = event.checked_in_until
        self._connection.execute(
            "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event.id,
                event.room,
                _number(event.start),
                _number(event.end),
                event.summary,
                event.organizer,
                event.all_day,
                event.generated,
                until and _number(until),
            ),
        )

    def delete(self, event_id: str) -> None:
        """Forget an event."""
        self._connection.execute("DELETE FROM events WHERE id = ?", (event_id,))

    def forget_generated(self, before: datetime) -> None:
        """Forget the office's own meetings that are long over."""
        sql = "DELETE FROM events WHERE generated AND ends <= ?"
        self._connection.execute(sql, (_number(before),))


def _number(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(number: int) -> datetime:
    return datetime.fromtimestamp(number, UTC)


def _event(row: tuple[str, str, int, int, str | None, str | None, int, int, int | None]) -> Event:
    event_id, room, starts, ends, summary, organizer, all_day, generated, until = row
    return Event(
        id=event_id,
        room=room,
        start=_moment(starts),
        end=_moment(ends),
        summary=summary,
        organizer=organizer,
        all_day=bool(all_day),
        generated=bool(generated),
        checked_in_until=None if until is None else _moment(until),
    )
