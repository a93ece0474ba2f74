"""Whose rows are whose: one line a table, so that none is forgotten; a test holds it complete."""

from dataclasses import dataclass

from sqlalchemy import Table

from roombot.store.installation_tables import audit, installations, joan_accounts
from roombot.store.rule_tables import approvals, room_rules
from roombot.store.schema import (
    aliases,
    attempts,
    attendances,
    bookings,
    cards,
    conversations,
    gatherings,
    habits,
    handovers,
    homes,
    invitations,
    notes,
    offers,
    preferences,
    series,
    watches,
)


@dataclass(frozen=True)
class Personal:
    """Where a table names people, by Slack id or address.

    A row is a person's by the columns of ``own`` and is erased with them; by those of ``kept`` it
    stays, under a pseudonym. In the columns of ``named`` a row of others speaks of the person.
    """

    table: Table
    own: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


PERSONAL = (
    Personal(aliases, own=("slack_id", "joan_email")),
    Personal(approvals, own=("asker_id",), named=("request",)),
    Personal(attempts, own=("slack_id",), named=("organizer_email", "details")),
    Personal(attendances, own=("slack_id",)),
    Personal(audit, kept=("actor",), named=("subject",)),
    Personal(bookings, own=("organizer_id", "organizer_email")),
    Personal(cards, own=("slack_id",)),
    Personal(conversations, own=("slack_id",), named=("spoken_of",)),
    Personal(gatherings, named=("people",)),
    Personal(habits, own=("slack_id",)),
    Personal(handovers, own=("asker_id", "holder_id"), named=("wish",)),
    Personal(homes, own=("slack_id",)),
    Personal(installations, named=("installer_id",)),
    Personal(invitations, own=("slack_id", "email")),
    Personal(joan_accounts, named=("set_by",)),
    Personal(notes, named=("key",)),
    Personal(offers, own=("slack_id",), named=("intents",)),
    Personal(preferences, own=("slack_id",)),
    Personal(room_rules, named=("rule",)),
    Personal(series, named=("plan",)),
    Personal(watches, own=("slack_id",), named=("wish",)),
)

# What names nobody.
IMPERSONAL = (
    "amenity_names",
    "deliveries",
    "gaps",
    "memberships",
    "office_hours",
    "workspace_policies",
)

# Where both the Slack id and the address of one person stand.
IDENTITIES = (
    (aliases, "slack_id", "joan_email"),
    (bookings, "organizer_id", "organizer_email"),
    (invitations, "slack_id", "email"),
)
