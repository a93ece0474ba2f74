"""What the first version kept is kept, and of use, after the upgrade."""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, NullPool, RowMapping, create_engine, inspect

from roombot.domain.bookings import Action, Attempt, AttemptState, Booking, Event, InvitationState
from roombot.domain.cards import Card
from roombot.domain.intents import Extend, Which
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.sandbox.clock import SandboxClock
from roombot.store.aliases import SqlAliases
from roombot.store.cards import SqlCards
from roombot.store.database import Database, open_database, sync_url
from roombot.store.deliveries import SqlDeliveries
from roombot.store.ledger import SqlLedger
from roombot.store.migrations import alembic_config, upgrade
from roombot.store.offers import SqlOffers

NINE = datetime(2026, 5, 11, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = TimeSlot.lasting(NINE, 60)
OAK = Room("oak@rooms", "Oak", time_zone="Europe/Ljubljana")
ADA = Person("T1", "U1", "Ada", joan_email="ada@example.com")
BEN = Person("T1", "U2", "Ben", email="ben@example.com")
TEA = Booking(
    id="b1",
    team_id="T1",
    room=OAK,
    slot=HOUR,
    organizer_id="U1",
    organizer_email="ada@example.com",
    title="Čaj & “keksi”",
    event_id="E1",
    capacity=6,
    amenities=("whiteboard",),
)

WHERE_AND_WHEN = {
    "room_email": "oak@rooms",
    "room_name": "Oak",
    "room_zone": "Europe/Ljubljana",
    "starts_at": NINE,
    "ends_at": NINE + timedelta(hours=1),
    "organizer_email": "ada@example.com",
    "title": "Čaj & “keksi”",
}
BOOKING = {
    "team_id": "T1",
    "id": "b1",
    **WHERE_AND_WHEN,
    "organizer_id": "U1",
    "event_id": "E1",
    "state": "booked",
    "checked_in": False,
    "capacity": 6,
    "amenities": ["whiteboard"],
    "changed_at": NINE - 10 * MINUTE,
}
ATTEMPT = {
    "team_id": "T1",
    "id": "a1",
    "key": "Ev1",
    "action": "book",
    "state": "done",
    "slack_id": "U1",
    **WHERE_AND_WHEN,
    "event_id": "E1",
    "booking_id": "b1",
    "details": {},
    "note": "",
    "created_at": NINE - 10 * MINUTE,
    "settled_at": NINE - 9 * MINUTE,
}
OPEN = {
    **ATTEMPT,
    "id": "a2",
    "key": "Ev2",
    "action": "extend",
    "state": "unconfirmed",
    "ends_at": NINE + timedelta(hours=2),
    "details": {"old_event": "E1"},
    "note": "timeout",
    "created_at": NINE - 5 * MINUTE,
    "settled_at": None,
}
INVITATION = {
    "team_id": "T1",
    "id": "i1",
    "booking_id": "b1",
    "email": "ben@example.com",
    "name": "Ben",
    "slack_id": "U2",
    "joan_id": "77",
    "mailed": False,
    "state": "waiting",
    "created_at": NINE - 9 * MINUTE,
}
EXTEND = {
    "kind": "Extend",
    "intent": {
        "which": {"booking_id": "b1", "start": None, "window": None, "rooms": [], "title": None},
        "minutes": 30,
        "until": None,
    },
}
OFFER = {
    "team_id": "T1",
    "id": "o1",
    "slack_id": "U1",
    "intents": [EXTEND],
    "created_at": NINE - MINUTE,
    "taken": None,
    "taken_at": None,
}
CARD: dict[str, object] = {
    "team_id": "T1",
    "subject_id": "b1",
    "slack_id": "U1",
    "channel": "D1",
    "ts": "1.2",
}
ROWS: Mapping[str, list[dict[str, object]]] = {
    "aliases": [{"team_id": "T1", "slack_id": "U1", "joan_email": "ada@example.com"}],
    "attempts": [ATTEMPT, OPEN],
    "bookings": [BOOKING, {**BOOKING, "id": "b0", "event_id": "E0", "state": "cancelled"}],
    "cards": [CARD],
    "deliveries": [{"team_id": "T1", "id": "Ev1", "received_at": NINE - 10 * MINUTE}],
    "invitations": [INVITATION],
    "offers": [OFFER],
}


@pytest.fixture
def old_url(empty_database_url: str) -> str:
    """Return a database that the first version has filled, brought up to date."""
    engine = create_engine(sync_url(empty_database_url), poolclass=NullPool)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        assert set(inspect(connection).get_table_names()) == {*ROWS, "alembic_version"}
        tables = _tables(connection)
        for name, rows in ROWS.items():
            connection.execute(tables.tables[name].insert(), rows)
    upgrade(empty_database_url)
    return empty_database_url


@pytest.fixture
async def old(old_url: str) -> AsyncIterator[Database]:
    async with aclosing(open_database(old_url)) as opened:
        yield opened


@pytest.fixture
def ledger(old: Database) -> SqlLedger:
    return SqlLedger(old, SandboxClock(NINE))


def test_every_row_is_kept_as_it_was(old_url: str) -> None:
    engine = create_engine(sync_url(old_url), poolclass=NullPool)
    with engine.connect() as connection:
        tables = _tables(connection)
        for name, rows in ROWS.items():
            kept = connection.execute(tables.tables[name].select()).mappings().all()
            assert len(kept) == len(rows), name
            for row in rows:
                assert any(_holds(found, row) for found in kept), (name, row)


async def test_a_booking_is_found_for_its_organizer_and_behind_its_event(ledger: SqlLedger) -> None:
    assert await ledger.bookings(ADA, HOUR) == (TEA,)
    assert await ledger.standing(HOUR) == (TEA,)
    found = await ledger.by_event("T1", [Event("E1", OAK.email, HOUR)])
    assert found == {"E1": TEA}


async def test_an_invitation_is_still_answerable_once(ledger: SqlLedger) -> None:
    (waiting,) = await ledger.waiting_for(BEN, NINE)
    assert (waiting.id, waiting.booking_id, waiting.joan_id) == ("i1", "b1", "77")
    assert await ledger.answer("T1", "i1", InvitationState.CONFIRMED)
    assert not await ledger.answer("T1", "i1", InvitationState.REJECTED)
    assert await ledger.waiting_for(BEN, NINE) == ()


async def test_an_open_attempt_is_unsettled_until_it_is_settled(ledger: SqlLedger) -> None:
    (attempt,) = await ledger.unsettled(NINE)
    assert (attempt.id, attempt.action, attempt.slot.end) == (
        "a2",
        Action.EXTEND,
        NINE + timedelta(hours=2),
    )
    await ledger.settle(attempt, AttemptState.DONE, _longer(attempt))
    assert await ledger.unsettled(NINE) == ()
    assert await ledger.booking("T1", "b1") == _longer(attempt)


async def test_what_was_done_then_is_not_done_again(ledger: SqlLedger, old: Database) -> None:
    done = await ledger.attempt("T1", "Ev1")
    assert done is not None
    assert await ledger.begin(done) == done
    deliveries = SqlDeliveries(old)
    assert not await deliveries.first_time("T1", "Ev1", NINE)
    assert await deliveries.first_time("T1", "Ev9", NINE)


async def test_buttons_cards_and_links_of_then_work(old: Database) -> None:
    offers = SqlOffers(old)
    offer = await offers.load("T1", "o1")
    assert offer is not None
    assert offer.intents == (Extend(Which(booking_id="b1"), minutes=30),)
    assert await offers.claim("T1", "o1", 0, NINE)
    assert await SqlCards(old).of("T1", "b1") == (Card("T1", "b1", "U1", "D1", "1.2"),)
    linked = SqlAliases(old, SandboxClock(NINE))
    assert await linked.joan_email_of("T1", "U1") == "ada@example.com"


def _longer(attempt: Attempt) -> Booking:
    return Booking(
        id="b1",
        team_id="T1",
        room=OAK,
        slot=attempt.slot,
        organizer_id="U1",
        organizer_email="ada@example.com",
        event_id="E2",
    )


def _tables(connection: Connection) -> MetaData:
    tables = MetaData()
    tables.reflect(connection)
    return tables


def _holds(found: RowMapping, row: Mapping[str, object]) -> bool:
    """Tell whether a row has all of the values; what later versions added may be anything."""
    return all(_in_utc(found[name]) == value for name, value in row.items())


def _in_utc(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is None:  # SQLite forgets zones
        return value.replace(tzinfo=UTC)
    return value
