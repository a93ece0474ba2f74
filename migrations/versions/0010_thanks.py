"""Who wishes to be thanked for what they give back.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "preferences",
        sa.Column("thanks", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("preferences") as table:
        table.alter_column("thanks", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("preferences") as table:
        table.drop_column("thanks")
