"""What the equipment of rooms is called besides.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "amenity_names",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("amenity", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "said", name="pk_amenity_names"),
    )


def downgrade() -> None:
    op.drop_table("amenity_names")
