"""The policies of workspaces.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workspace_policies",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_workspace_policies"),
    )


def downgrade() -> None:
    op.drop_table("workspace_policies")
