"""How long before a meeting a person is reminded.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "preferences", sa.Column("reminder", sa.Integer(), nullable=False, server_default="15")
    )
    op.execute("UPDATE preferences SET reminder = 0 WHERE NOT reminders")
    with op.batch_alter_table("preferences") as table:
        table.drop_column("reminders")
        table.alter_column("reminder", server_default=None)


def downgrade() -> None:
    op.add_column(
        "preferences",
        sa.Column("reminders", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.execute("UPDATE preferences SET reminders = (reminder > 0)")
    with op.batch_alter_table("preferences") as table:
        table.drop_column("reminder")
        table.alter_column("reminders", server_default=None)
