"""What the workspace remembers across restarts: JSON documents in SQLite, written through."""

import json
import sqlite3
from pathlib import Path

from roombot.sandbox.slack.wire import Json


class Records:
    """JSON documents by kind and id."""

    def __init__(self, database: str | Path, *, reset: bool) -> None:
        self._connection = sqlite3.connect(
            database, isolation_level=None, check_same_thread=False, timeout=10
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS slack_records"
            " (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id))"
        )
        if reset:
            self._connection.execute("DELETE FROM slack_records")

    def all(self, kind: str) -> dict[str, Json]:
        """Return all documents of a kind by id, in the order of their ids."""
        rows = self._connection.execute(
            "SELECT id, body FROM slack_records WHERE kind = ? ORDER BY id", (kind,)
        )
        return {row[0]: json.loads(row[1]) for row in rows}

    def put(self, kind: str, record_id: str, body: Json) -> None:
        """Write one document."""
        self._connection.execute(
            "INSERT OR REPLACE INTO slack_records VALUES (?, ?, ?)",
            (kind, record_id, json.dumps(body)),
        )

    def drop(self, kind: str, record_id: str) -> None:
        """Forget one document."""
        self._connection.execute(
            "DELETE FROM slack_records WHERE kind = ? AND id = ?", (kind, record_id)
        )

    def close(self) -> None:
        """Close the database."""
        self._connection.close()
