"""Series.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id", name="pk_series"),
    )


def downgrade() -> None:
    op.drop_table("series")
