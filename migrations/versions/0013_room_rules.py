"""The rules of rooms.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_rules",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("room_email", sa.Text(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "room_email", name="pk_room_rules"),
    )


def downgrade() -> None:
    op.drop_table("room_rules")
