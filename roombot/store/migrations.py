"""Bring a database up to date, and tell whether it is."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, inspect, text

from roombot.store.database import sync_url

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 0x726F6F6D626F74  # "roombot": one upgrade at a time
CHECKOUT = Path(__file__).parents[2] / "migrations"
INSTALLED = Path(__file__).parents[1] / "_migrations"


class SchemaState(StrEnum):
    """How a database compares with this version."""

    CURRENT = "current"
    BEHIND = "behind"
    NEWER = "newer"
    EMPTY = "empty"


def upgrade(address: str) -> None:
    """Bring a database up to date; two upgrades at once wait for each other."""
    from alembic import command  # noqa: PLC0415 - Alembic costs a fifth of a second to import

    engine = create_engine(sync_url(address))
    try:
        with engine.begin() as connection:
            _wait_for_turn(connection)
            command.upgrade(alembic_config(connection), "head")
    finally:
        engine.dispose()


def schema_state(address: str) -> SchemaState:
    """Tell whether a database needs ``upgrade``."""
    engine = create_engine(sync_url(address))
    try:
        with engine.begin() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return SchemaState.EMPTY
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    finally:
        engine.dispose()
    return state_of(version, known_revisions())


def known_revisions() -> tuple[str, ...]:
    """Return the revisions that this version of the program knows, the newest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    scripts = ScriptDirectory.from_config(alembic_config())
    return tuple(script.revision for script in scripts.walk_revisions())


def state_of(version: str | None, known: Sequence[str]) -> SchemaState:
    """Tell how a database at a revision compares; one that is not known was made by a successor."""
    if version is None:
        return SchemaState.EMPTY
    if version not in known:
        return SchemaState.NEWER
    return SchemaState.CURRENT if version == known[0] else SchemaState.BEHIND


def is_shared(address: str) -> bool:
    """Tell whether several processes may use the database, so that one must upgrade it for all."""
    return sync_url(address).get_backend_name() == "postgresql"


def alembic_config(connection: Connection | None = None) -> "Config":
    """Return Alembic's configuration; the migrations lie beside the package, or inside it."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(INSTALLED if INSTALLED.exists() else CHECKOUT))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _wait_for_turn(connection: Connection) -> None:
    """Take the lock that ends with the transaction; SQLite's own write lock does the same."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    else:
        connection.execute(text("PRAGMA busy_timeout = 10000"))
        connection.exec_driver_sql("BEGIN IMMEDIATE")
