"""What people wish of the bot, and who looks at the Home.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8), nullable=True),
        sa.Column("floor", sa.Text(), nullable=True),
        sa.Column("favourites", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "slack_id", name="pk_preferences"),
    )
    op.create_table(
        "homes",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "slack_id", name="pk_homes"),
    )


def downgrade() -> None:
    op.drop_table("homes")
    op.drop_table("preferences")
