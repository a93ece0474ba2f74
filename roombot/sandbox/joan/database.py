"""The SQLite file in which a sandbox Joan lives on."""

import sqlite3
from pathlib import Path

MEMORY = ":memory:"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY,
    room TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    summary TEXT,
    organizer TEXT,
    all_day INTEGER NOT NULL,
    generated INTEGER NOT NULL,
    checked_in_until INTEGER
);
CREATE INDEX IF NOT EXISTS events_by_room ON events (room, starts);
CREATE TABLE IF NOT EXISTS invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL,
    email TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY,
    client TEXT NOT NULL,
    scope TEXT NOT NULL,
    expires REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS inactive_rooms (email TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS filled_days (day TEXT PRIMARY KEY);
"""
_TABLES = ("events", "invitations", "tokens", "inactive_rooms", "filled_days")


def connect(database: str) -> sqlite3.Connection:
    """Open the database and make what it lacks; every statement is a transaction."""
    if database != MEMORY:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.executescript(_SCHEMA)
    return connection


def empty(connection: sqlite3.Connection) -> None:
    """Forget everything."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names from above
