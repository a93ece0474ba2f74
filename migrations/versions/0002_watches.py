"""The waiting list.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watches",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("booking_id", sa.Text(), nullable=True),
        sa.Column("held_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id", name="pk_watches"),
    )
    op.create_index("ix_watches_state", "watches", ["state"])


def downgrade() -> None:
    op.drop_table("watches")
