"""What was last spoken of, and what was not understood.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("spoken_of", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "slack_id", "place", name="pk_conversations"),
    )
    op.create_index("ix_conversations_at", "conversations", ["at"])
    op.create_table(
        "gaps",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "day", "language", "text", name="pk_gaps"),
    )


def downgrade() -> None:
    op.drop_table("gaps")
    op.drop_table("conversations")
