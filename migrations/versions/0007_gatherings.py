"""Who was asked in a thread, and who comes.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gatherings",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("booking_id", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "booking_id", name="pk_gatherings"),
    )
    op.create_table(
        "attendances",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("booking_id", sa.Text(), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attendance", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "booking_id", "slack_id", name="pk_attendances"),
    )


def downgrade() -> None:
    op.drop_table("attendances")
    op.drop_table("gatherings")
