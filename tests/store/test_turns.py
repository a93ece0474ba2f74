import asyncio

import pytest
from sqlalchemy import text

from roombot.domain.errors import CalendarUnavailable
from roombot.domain.rooms import Room
from roombot.store.database import Database
from roombot.store.turns import Turns

OAK = Room("oak@rooms", "Oak")
ELM = Room("elm@rooms", "Elm")
SOON = 0.05  # seconds that an impatient write waits


@pytest.fixture
def here(database: Database) -> Turns:
    return Turns(database)


@pytest.fixture
def elsewhere(database: Database, neighbour: Database, here: Turns) -> Turns:
    """Return another process's turns, where the database can be shared."""
    return Turns(neighbour) if database.is_postgresql else here


async def test_writes_at_one_room_take_turns_also_between_processes(
    database: Database, here: Turns, elsewhere: Turns
) -> None:
    at_once, most = 0, 0

    async def write(turns: Turns, *rooms: Room) -> None:
        nonlocal at_once, most
        async with turns.at("T1", rooms):
            at_once += 1
            most = max(most, at_once)
            await database.revision()
            at_once -= 1

    both_orders = [(OAK, ELM), (ELM, OAK), (OAK,), (ELM, ELM, OAK)]
    await asyncio.gather(
        *(write(turns, *rooms) for turns in (here, elsewhere) for rooms in both_orders * 2)
    )
    assert most == 1


async def test_writes_at_different_rooms_do_not_wait(here: Turns, elsewhere: Turns) -> None:
    async with here.at("T1", [OAK]), elsewhere.at("T1", [ELM]), here.at("T2", [OAK]):
        pass


async def test_many_turns_at_once_leave_the_database_usable(
    database: Database, here: Turns
) -> None:
    async def write(number: int) -> None:
        async with here.at("T1", [Room(f"{number}@rooms", "Room")]):
            await asyncio.gather(*(database.revision() for _ in range(3)))

    await asyncio.gather(*(write(number) for number in range(40)))


async def test_a_turn_that_does_not_come_in_time_is_told(
    database: Database, here: Turns, neighbour: Database
) -> None:
    impatient = Turns(neighbour, SOON) if database.is_postgresql else Turns(database, SOON)
    held = here if database.is_postgresql else impatient
    async with held.at("T1", [OAK]):
        with pytest.raises(CalendarUnavailable):
            async with impatient.at("T1", [ELM, OAK]):
                pytest.fail("two writes at once")
    async with held.at("T1", [ELM, OAK]):
        pass


async def test_a_turn_ends_also_when_its_write_fails(here: Turns, elsewhere: Turns) -> None:
    with pytest.raises(ZeroDivisionError):
        async with here.at("T1", [OAK]):
            raise ZeroDivisionError
    async with elsewhere.at("T1", [OAK]):
        pass


async def test_a_write_is_not_spoilt_by_a_connection_that_is_lost_in_its_turn(
    postgres_database: Database,
) -> None:
    turns = Turns(postgres_database)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    async with turns.at("T1", [OAK]), postgres_database.transaction() as connection:
        mine = " AND datname = current_database()"
        assert (await connection.execute(text(others + mine))).scalars().all() == [True]
    async with turns.at("T1", [OAK]):
        assert await postgres_database.revision()
