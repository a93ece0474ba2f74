"""What the commands say when they cannot start."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from roombot.settings import Settings, SettingsError, read_settings
from roombot.store.migrations import SchemaState, is_shared, schema_state, upgrade


def settings_or_exit(*needed: str) -> Settings:
    """Return the settings; name every problem and leave with status 2 when there are any."""
    try:
        return read_settings(*needed)
    except SettingsError as error:
        complain(f"roombot cannot start with these settings:\n{error}")
        complain("docs/settings.md lists every setting with its meaning.")
        sys.exit(2)


def database_or_exit(settings: Settings) -> None:
    """Make sure that the schema is up to date: SQLite's by upgrading, PostgreSQL's by asking."""
    with leaving_without_database():
        if not is_shared(settings.database_url):
            upgrade_or_exit(settings.database_url)
            return
        state = schema_state(settings.database_url)
        if state is SchemaState.NEWER:
            _leave_to_successor()
        if state is not SchemaState.CURRENT:
            complain("The database is not up to date: first run `roombot migrate` (release).")
            sys.exit(2)


def upgrade_or_exit(address: str) -> None:
    """Bring a database up to date; leave with status 2 where it is ahead of this version."""
    if schema_state(address) is SchemaState.NEWER:
        _leave_to_successor()
    upgrade(address)


@contextmanager
def leaving_without_database() -> Iterator[None]:
    """Leave with status 2 and a line when the database cannot be used."""
    try:
        yield
    except (SQLAlchemyError, ValueError) as error:
        complain(f"roombot cannot use the database of DATABASE_URL: {reason(error)}")
        sys.exit(2)


def reason(error: Exception) -> str:
    """Return the driver's own line; only that one, since others may repeat the address."""
    if isinstance(error, OperationalError):
        return str(error.orig).splitlines()[0]
    return type(error).__name__


def _leave_to_successor() -> NoReturn:
    complain("The database was brought up to date by a newer roombot: run that version.")
    sys.exit(2)


def complain(words: str) -> None:
    """Say something on the error stream."""
    print(words, file=sys.stderr)
