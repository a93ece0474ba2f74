"""The tables of the workspaces that have added the bot; ``team_id`` may be an organisation's."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from roombot.store.schema import Instant, metadata

installations = Table(
    "installations",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("bot_token", Text, nullable=True),  # sealed; none when it was revoked
    Column("bot_user_id", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("installer_id", Text, nullable=False),
    Column("installed_at", Instant, nullable=False),
    Column("revoked_at", Instant, nullable=True, index=True),
    Column("refresh_token", Text, nullable=True),  # sealed
    Column("expires_at", Instant, nullable=True),
    Column("claimed_until", Instant, nullable=True),  # by the process that renews the token
)

joan_accounts = Table(
    "joan_accounts",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("client_secret", Text, nullable=False),  # sealed
    Column("set_by", Text, nullable=False),
    Column("set_at", Instant, nullable=False),
)

# Which organisation a workspace belongs to that has the bot by its organisation.
memberships = Table(
    "memberships",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("enterprise_id", String(32), nullable=False, index=True),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team_id", String(32), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("result", String(64), nullable=False),
    Column("delivery", Text, nullable=False),
    Index("ix_audit_team", "team_id", "at"),
)

__all__ = ["audit", "installations", "joan_accounts", "memberships", "metadata"]
