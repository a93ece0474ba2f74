"""The policies of workspaces, as several administrators change them."""

import asyncio

from roombot.sandbox.clock import SandboxClock
from roombot.store.database import Database
from roombot.store.policies import SqlPolicies

TEAMS = [f"T0{number}" for number in range(20)]  # so many that some do meet


async def test_what_two_administrators_lay_down_at_once_for_the_first_time_is_kept(
    database: Database, neighbour: Database, clock: SandboxClock
) -> None:
    mine, theirs = SqlPolicies(database, clock), SqlPolicies(neighbour, clock)
    for team in TEAMS:
        await asyncio.gather(
            mine.save(team, {"titles": False}), theirs.save(team, {"organizers": False})
        )
    kept = [await SqlPolicies(database, clock).of(team) for team in TEAMS]
    assert [(one.titles, one.organizers) for one in kept] == [(False, False)] * len(TEAMS)
