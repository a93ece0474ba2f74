from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

from roombot.commands.problems import database_or_exit
from roombot.domain.people import Person
from roombot.domain.turns import Turn
from roombot.settings import read_settings
from roombot.store.database import open_database
from roombot.store.gaps import SqlGaps
from tests.commands.process import Shell

TURN = Turn(Person("T1", "U1", "Ben"), "e1", datetime(2026, 5, 11, 9, tzinfo=UTC))


async def test_what_was_not_understood_is_counted_and_shown_where_it_is_kept(shell: Shell) -> None:
    url = f"sqlite:///{Path(shell.folder)}/roombot.db"
    database_or_exit(read_settings(environment={"DATABASE_URL": url}))
    async with aclosing(open_database(url)) as database:
        for _ in range(2):
            await SqlGaps(database).count(TURN, "en", "")
        await SqlGaps(database).count(TURN, "de", "Bananen")
    shown = await shell.run("unknown")
    lines = shown.out.splitlines()
    assert shown.status == 0
    assert lines == ["2026-05-11  en     2  (not kept)", "2026-05-11  de     1  Bananen"]


async def test_that_nothing_was_counted_is_said(shell: Shell) -> None:
    shown = await shell.run("unknown")
    assert (shown.status, shown.out) == (0, "Nothing was counted that was not understood.\n")
