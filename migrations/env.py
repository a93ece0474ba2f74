"""Alembic's environment: run from ``roombot.store.migrations``, which hands over a connection."""

from typing import Any, Literal

from alembic import context

from roombot.store.rule_tables import metadata
from roombot.store.schema import Instant


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write plain types: a migration must not change when the program does."""
    is_instant = kind == "type" and isinstance(item, Instant)
    return "sa.DateTime(timezone=True)" if is_instant else False


def run_migrations() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes tables by copying them
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


run_migrations()
