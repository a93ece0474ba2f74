"""Notes of what was begun and finished.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_notes"),
    )
    op.create_index("ix_notes_at", "notes", ["at"])
    op.create_index("ix_bookings_standing", "bookings", ["state", "ends_at"])


def downgrade() -> None:
    op.drop_index("ix_bookings_standing", "bookings")
    op.drop_table("notes")
