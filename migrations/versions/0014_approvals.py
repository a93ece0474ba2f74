"""The requests for rooms that somebody must approve.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "approvals",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("asker_id", sa.Text(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("next_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id", name="pk_approvals"),
    )
    for column in ("asker_id", "ends_at", "state"):
        op.create_index(f"ix_approvals_{column}", "approvals", [column])


def downgrade() -> None:
    op.drop_table("approvals")
