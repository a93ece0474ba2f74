import asyncio
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from sqlalchemy.dialects import sqlite

from roombot.domain.cards import Card
from roombot.domain.clicks import (
    AnswerApproval,
    AnswerHandover,
    Attend,
    Attendance,
    BookLinked,
    BookSeries,
    CancelLeft,
    CancelOne,
    CancelRest,
    FollowLink,
    GiveLeft,
    HandoverAnswer,
    PassHold,
    PlaceDate,
    RunLate,
    StopWatching,
    TakeHold,
    TakeLeft,
)
from roombot.domain.closings import LetGo
from roombot.domain.intents import (
    Accept,
    AskApproval,
    AskHolder,
    Book,
    Clarify,
    Extend,
    Find,
    Gather,
    Intent,
    Invite,
    Link,
    ListRooms,
    Move,
    Reschedule,
    ShowAgenda,
    ShowBooking,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Undo,
    Unknown,
    Watch,
    Which,
    Wish,
)
from roombot.domain.time_slots import TimeSlot
from roombot.sandbox.clock import SandboxClock
from roombot.store.aliases import SqlAliases
from roombot.store.cards import SqlCards
from roombot.store.database import Database, open_database
from roombot.store.deliveries import SqlDeliveries
from roombot.store.offers import SqlOffers
from roombot.store.schema import Instant

NINE = datetime(2026, 5, 11, 9, tzinfo=UTC)
WINDOW = TimeSlot.lasting(NINE, 240)
WISH = Wish(
    start=NINE,
    end=NINE + timedelta(hours=1),
    window=WINDOW,
    minutes=45,
    rooms=("Oak",),
    capacity=6,
    amenities=("tv", "whiteboard"),
    place="2nd floor",
    people=("U1", "a@example.com"),
    title="Čaj <&>",
    recurrence="FREQ=WEEKLY;COUNT=4",
)
WHICH = Which(booking_id="b1", start=NINE, window=WINDOW, rooms=("Oak",), title="tea")
FULL: dict[type, Intent] = {
    Find: Find(WISH),
    Book: Book(WISH),
    Extend: Extend(WHICH, minutes=15, until=NINE),
    Move: Move(WHICH, "Elm"),
    Reschedule: Reschedule(WHICH, NINE, NINE + timedelta(hours=1), 60, "Elm"),
    Invite: Invite(WHICH, ("U1",)),
    Accept: Accept("i1", WHICH),
    ShowAgenda: ShowAgenda(WINDOW),
    ShowSchedule: ShowSchedule(("Oak",), WINDOW),
    ShowDay: ShowDay(("Oak",), "2nd floor", WINDOW, 25, dark=True),
    FollowLink: FollowLink("rooms", "r1"),
    BookLinked: BookLinked("r1", 30),
    ListRooms: ListRooms(("Oak",), 4, ("tv",), "here", 20),
    Link: Link("U1", "a@example.com"),
    Watch: Watch(WISH),
    StopWatching: StopWatching("w1"),
    TakeHold: TakeHold("w1"),
    PassHold: PassHold("w1"),
    AskHolder: AskHolder(WISH, is_named=False),
    AskApproval: AskApproval(Undo(Book(WISH), NINE), "r1", WINDOW),
    AnswerApproval: AnswerApproval("a1", is_approved=True),
    AnswerHandover: AnswerHandover("h1", HandoverAnswer.SWAP),
    Unknown: Unknown("?"),
    BookSeries: BookSeries("s1"),
    PlaceDate: PlaceDate("s1", 2, None),
    CancelOne: CancelOne("b1"),
    CancelRest: CancelRest("b1"),
    RunLate: RunLate("b1"),
    LetGo: LetGo(),
    TakeLeft: TakeLeft("b1"),
    GiveLeft: GiveLeft("b1", "U2"),
    CancelLeft: CancelLeft("b1"),
    ShowBooking: ShowBooking("b1"),
    Undo: Undo(Book(WISH), NINE),
    Gather: Gather(WISH),
    Attend: Attend("b1", Attendance.REMOTE),
    Clarify: Clarify("start", (Book(WISH), ShowHelp(), Clarify("end", (Find(),)))),
}


@pytest.mark.parametrize("kind", get_args(Intent), ids=lambda kind: kind.__name__)
async def test_every_intent_comes_back_from_an_offer_as_it_was(
    sqlite_url: str, kind: type[Intent]
) -> None:

    intent = FULL[kind] if kind in FULL else kind()  # type: ignore[call-arg]  # the others need none

    async with aclosing(open_database(sqlite_url)) as database:
        offers = SqlOffers(database)
        offer = await offers.load("T1", await offers.save("T1", "U1", [intent], NINE))
    assert offer is not None
    assert offer.intents == (intent,)


async def test_an_offer_is_taken_once(database: Database, neighbour: Database) -> None:
    offers, others = SqlOffers(database), SqlOffers(neighbour)
    name = await offers.save("T1", "U1", [Find(), ShowHelp()], NINE)
    taken = await asyncio.gather(*(who.claim("T1", name, 1, NINE) for who in (offers, others) * 5))
    assert taken.count(True) == 1
    offer = await others.load("T1", name)
    assert offer is not None
    assert (offer.slack_id, offer.taken) == ("U1", 1)


async def test_an_offer_that_is_given_back_can_be_taken_again(database: Database) -> None:
    offers = SqlOffers(database)
    name = await offers.save("T1", "U1", [Find()], NINE)
    await offers.claim("T1", name, 0, NINE)
    await offers.release("T1", name)
    assert await offers.claim("T1", name, 0, NINE)


async def test_an_offer_of_another_workspace_is_not_there(database: Database) -> None:
    offers = SqlOffers(database)
    name = await offers.save("T1", "U1", [Find()], NINE)
    assert await offers.load("T2", name) is None
    assert not await offers.claim("T2", name, 0, NINE)


async def test_a_delivery_comes_for_the_first_time_once(
    database: Database, neighbour: Database
) -> None:
    deliveries, others = SqlDeliveries(database), SqlDeliveries(neighbour)
    first = await asyncio.gather(
        *(who.first_time("T1", "Ev1", NINE) for who in (deliveries, others) * 5)
    )
    assert first.count(True) == 1
    assert await deliveries.first_time("T2", "Ev1", NINE)


async def test_an_alias_is_kept_in_the_form_in_which_addresses_are_compared(
    database: Database, clock: SandboxClock
) -> None:
    aliases = SqlAliases(database, clock)
    assert await aliases.joan_email_of("T1", "U1") is None
    await aliases.link("T1", "U1", " Ada@Example.com ")
    await aliases.link("T1", "U1", "ada.novak@example.com")
    assert await aliases.joan_email_of("T1", "U1") == "ada.novak@example.com"
    assert await aliases.joan_email_of("T2", "U1") is None


async def test_an_alias_that_another_process_changes_holds_after_a_minute(
    database: Database, neighbour: Database, clock: SandboxClock
) -> None:
    aliases = SqlAliases(database, clock)
    assert await aliases.joan_email_of("T1", "U1") is None
    await SqlAliases(neighbour, clock).link("T1", "U1", "ada@example.com")
    clock.advance(timedelta(minutes=1))
    assert await aliases.joan_email_of("T1", "U1") == "ada@example.com"


async def test_the_latest_message_about_a_subject_is_kept_for_a_person_and_channel(
    database: Database,
) -> None:
    cards = SqlCards(database)
    await cards.remember(Card("T1", "b1", "U1", "D1", "1.0"))
    await cards.remember(Card("T1", "b1", "U1", "D1", "2.0"))
    await cards.remember(Card("T1", "b1", "U1", "C1", "3.0"))
    assert {(card.channel, card.ts) for card in await cards.of("T1", "b1")} == {
        ("D1", "2.0"),
        ("C1", "3.0"),
    }
    assert await cards.of("T2", "b1") == ()


def test_naive_datetimes_are_not_stored() -> None:

    with pytest.raises(ValueError, match="naive"):
        Instant().process_bind_param(datetime(2026, 5, 11), sqlite.dialect())  # noqa: DTZ001
