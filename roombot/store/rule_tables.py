"""The tables of the rules of rooms, and of what was asked for under them."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text

from roombot.store.installation_tables import metadata
from roombot.store.schema import Instant

room_rules = Table(
    "room_rules",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("room_email", Text, primary_key=True),  # empty: what holds for all rooms
    Column("rule", JSON, nullable=False),
)

office_hours = Table(
    "office_hours",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("place", Text, primary_key=True),  # case-folded; empty: rooms in no other place
    Column("opens", Integer, nullable=False),  # minutes since midnight
    Column("closes", Integer, nullable=False),
    Column("zone", Text, nullable=True),
)

amenity_names = Table(
    "amenity_names",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("said", Text, primary_key=True),  # case-folded, like the amenity
    Column("amenity", Text, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("asker_id", Text, nullable=False, index=True),
    Column("request", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("is_told", Boolean, nullable=False),
    Column("next_at", Instant, nullable=True),
)

workspace_policies = Table(
    "workspace_policies",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("policy", JSON, nullable=False),
)

__all__ = [
    "amenity_names",
    "approvals",
    "metadata",
    "office_hours",
    "room_rules",
    "workspace_policies",
]
