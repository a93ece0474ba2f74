"""The tables. Every row belongs to a workspace; instants are kept in UTC."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Instant(TypeDecorator[datetime]):
    """An aware datetime; SQLite forgets zones, so UTC goes in and comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes; store UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _team() -> Column[str]:
    return Column("team_id", String(32), primary_key=True)


def _text(name: str, *, nullable: bool = False, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=nullable, **options)


def _room() -> tuple[Column[str], ...]:
    """Return what is kept of a room: Joan's key is opaque and may be any string."""
    return (_text("room_email"), _text("room_name"), _text("room_zone", nullable=True))


def _slot() -> tuple[Column[datetime], ...]:
    return (
        Column("starts_at", Instant, nullable=False),
        Column("ends_at", Instant, nullable=False),
    )


deliveries = Table(
    "deliveries",
    metadata,
    _team(),
    _text("id", primary_key=True),
    Column("received_at", Instant, nullable=False, index=True),
)

attempts = Table(
    "attempts",
    metadata,
    _team(),
    _text("id", primary_key=True),
    _text("key"),
    Column("action", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    _text("slack_id"),
    *_room(),
    *_slot(),
    _text("organizer_email"),
    _text("title", nullable=True),
    _text("event_id", nullable=True),
    _text("booking_id", nullable=True),
    Column("details", JSON, nullable=False),
    _text("note"),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant, nullable=True),
    UniqueConstraint("team_id", "key"),
)

bookings = Table(
    "bookings",
    metadata,
    _team(),
    _text("id", primary_key=True),
    *_room(),
    *_slot(),
    _text("organizer_id"),
    _text("organizer_email"),
    _text("title", nullable=True),
    _text("event_id", nullable=True),
    Column("state", String(16), nullable=False),
    Column("checked_in", Boolean, nullable=False),
    Column("capacity", Integer, nullable=True),
    Column("amenities", JSON, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_bookings_event", "team_id", "event_id"),
    Index("ix_bookings_standing", "state", "ends_at"),
    Index("ix_bookings_organizer", "team_id", "organizer_id", "ends_at"),
    Index("ix_bookings_email", "team_id", "organizer_email", "ends_at"),
)

invitations = Table(
    "invitations",
    metadata,
    _team(),
    _text("id", primary_key=True),
    _text("booking_id"),
    _text("email"),
    _text("name"),
    _text("slack_id", nullable=True),
    _text("joan_id", nullable=True),
    Column("mailed", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("team_id", "booking_id", "email"),
    Index("ix_invitations_invitee", "team_id", "slack_id"),
)

offers = Table(
    "offers",
    metadata,
    _team(),
    _text("id", primary_key=True),
    _text("slack_id"),
    Column("intents", JSON, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
    Column("taken", Integer, nullable=True),
    Column("taken_at", Instant, nullable=True),
)

cards = Table(
    "cards",
    metadata,
    _team(),
    _text("subject_id", primary_key=True),
    _text("slack_id", primary_key=True),
    _text("channel", primary_key=True),
    _text("ts"),
)

aliases = Table(
    "aliases",
    metadata,
    _team(),
    _text("slack_id", primary_key=True),
    _text("joan_email"),
)

conversations = Table(
    "conversations",
    metadata,
    _team(),
    _text("slack_id", primary_key=True),
    _text("place", primary_key=True),
    Column("spoken_of", JSON, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

preferences = Table(
    "preferences",
    metadata,
    _team(),
    _text("slack_id", primary_key=True),
    Column("language", String(8), nullable=True),
    _text("floor", nullable=True),
    Column("favourites", JSON, nullable=False),
    Column("minutes", Integer, nullable=True),
    Column("reminder", Integer, nullable=False),
    Column("thanks", Boolean, nullable=False),
)

habits = Table(
    "habits",
    metadata,
    _team(),
    _text("slack_id", primary_key=True),
    Column("hour", Integer, primary_key=True),  # of a clock with twelve hours
    Column("after_noon", Boolean, nullable=False),
    Column("times", Integer, nullable=False),  # chosen in a row
)

homes = Table(
    "homes",
    metadata,
    _team(),
    _text("slack_id", primary_key=True),
    Column("at", Instant, nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    _team(),
    Column("day", String(10), primary_key=True),
    Column("language", String(8), primary_key=True),
    _text("text", primary_key=True),
    Column("times", Integer, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    _text("key", primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("is_done", Boolean, nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    _team(),
    _text("id", primary_key=True),
    _text("asker_id"),
    _text("holder_id"),
    _text("booking_id"),
    Column("wish", JSON, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
    Column("is_named", Boolean, nullable=False),
    _text("other_room", nullable=True),
    Column("answered_at", Instant, nullable=True),
    Column("state", String(16), nullable=False, index=True),
)

watches = Table(
    "watches",
    metadata,
    _team(),
    _text("id", primary_key=True),
    _text("slack_id"),
    Column("wish", JSON, nullable=False),
    Column("until", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    _text("booking_id", nullable=True),
    Column("held_until", Instant, nullable=True),
)

gatherings = Table(
    "gatherings",
    metadata,
    _team(),
    _text("booking_id", primary_key=True),
    Column("people", JSON, nullable=False),
)

attendances = Table(
    "attendances",
    metadata,
    _team(),
    _text("booking_id", primary_key=True),
    _text("slack_id", primary_key=True),
    _text("name"),
    Column("attendance", String(16), nullable=False),
)

series = Table(
    "series",
    metadata,
    _team(),
    _text("id", primary_key=True),
    Column("plan", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("leased_until", Instant, index=True),
)
