"""What people mean by a bare hour.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "habits",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("after_noon", sa.Boolean(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "slack_id", "hour", name="pk_habits"),
    )


def downgrade() -> None:
    op.drop_table("habits")
