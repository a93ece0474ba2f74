"""What ``roombot doctor`` finds in the database, and what to do about it."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from roombot.commands.problems import reason
from roombot.joan.findings import Finding, Level
from roombot.store.migrations import SchemaState, is_shared, schema_state

NAME = "Database"
CHECK_ADDRESS = "Check DATABASE_URL, and that the server runs and knows the user and the database."


def examine_database(address: str) -> Finding:
    """Look at a database without changing it."""
    try:
        if is_shared(address):
            return _postgresql(address)
        return _sqlite(address)
    except (SQLAlchemyError, ValueError) as error:
        return Finding(NAME, Level.FAIL, reason(error), CHECK_ADDRESS)


def _postgresql(address: str) -> Finding:
    patient = make_url(address).update_query_dict({"connect_timeout": "5"})
    state = schema_state(patient.render_as_string(hide_password=False))
    if state is SchemaState.CURRENT:
        return Finding(NAME, Level.OK, "PostgreSQL, up to date")
    if state is SchemaState.NEWER:
        return _of_successor("PostgreSQL")
    advice = "Run `roombot migrate`, which the release step does."
    return Finding(NAME, Level.FAIL, "PostgreSQL, not up to date", advice)


def _sqlite(address: str) -> Finding:
    file = make_url(address).database
    if not file or file == ":memory:":
        return Finding(
            NAME, Level.WARN, "in memory", "It forgets all at every restart: name a file."
        )
    if not Path(file).exists():
        return _to_be_made(Path(file).absolute().parent)
    state = schema_state(address)
    if state is SchemaState.CURRENT:
        return Finding(NAME, Level.OK, "SQLite, up to date")
    if state is SchemaState.NEWER:
        return _of_successor("SQLite")
    return Finding(NAME, Level.OK, "SQLite; the next start brings it up to date")


def _of_successor(kind: str) -> Finding:
    advice = "Run that version, or restore the database of before it."
    return Finding(NAME, Level.FAIL, f"{kind}, brought up to date by a newer roombot", advice)


def _to_be_made(folder: Path) -> Finding:
    if folder.is_dir():
        return Finding(NAME, Level.OK, "SQLite; the first start makes it")
    return Finding(NAME, Level.FAIL, f"there is no folder {folder}", "Make it.")
