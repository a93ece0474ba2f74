"""The invitations that Joan would mail."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

Answer = Literal["pending", "confirmed", "rejected"]


@dataclass(frozen=True)
class Invitation:
    """One address, asked to one event."""

    id: int
    event_id: str
    email: str
    answer: Answer


class Invitations:
    """All invitations of the office."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Invitation]:
        """Return every invitation, oldest first."""
        rows = self._connection.execute("SELECT id, event_id, email, answer FROM invitations")
        return [Invitation(*row) for row in rows]

    def add(self, event_id: str, email: str) -> int:
        """Invite; return the invitation's id."""
        cursor = self._connection.execute(
            "INSERT INTO invitations (event_id, email, answer) VALUES (?, ?, 'pending')",
            (event_id, email),
        )
        return cursor.lastrowid or 0

    def answer(self, invitation_id: int, answer: Answer) -> bool:
        """Note an answer; tell whether there is such an invitation."""
        sql = "UPDATE invitations SET answer = ? WHERE id = ?"
        return self._connection.execute(sql, (answer, invitation_id)).rowcount == 1

    def follow(self, old_event: str, new_event: str) -> None:
        """Go with an event to its new id."""
        sql = "UPDATE invitations SET event_id = ? WHERE event_id = ?"
        self._connection.execute(sql, (new_event, old_event))

    def withdraw(self, event_id: str) -> None:
        """Forget the invitations to an event that is no more."""
        self._connection.execute("DELETE FROM invitations WHERE event_id = ?", (event_id,))
