"""Until when the process that books a series is given for it.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from roombot.store.schema import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("leased_until", Instant(), nullable=True))
    op.create_index("ix_series_leased_until", "series", ["leased_until"])


def downgrade() -> None:
    op.drop_index("ix_series_leased_until", "series")
    op.drop_column("series", "leased_until")
