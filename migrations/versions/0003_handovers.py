"""The questions to the holders of rooms.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("asker_id", sa.Text(), nullable=False),
        sa.Column("holder_id", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Text(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("other_room", sa.Text(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id", name="pk_handovers"),
    )
    op.create_index("ix_handovers_created_at", "handovers", ["created_at"])
    op.create_index("ix_handovers_state", "handovers", ["state"])


def downgrade() -> None:
    op.drop_table("handovers")
