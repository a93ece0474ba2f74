from pathlib import Path

from roombot.sandbox.joan import Fault
from tests.commands.process import Shell


async def test_a_week_is_printed_as_text(shell: Shell) -> None:
    shown = await shell.typed("report", "--week", "2026-W20")
    assert shown.status == 0, shown.err
    assert shown.out.startswith("2026-W20\nThe week in the rooms\n")
    assert "May 11 to Sun, May 17" in shown.out
    assert "0 meetings, rooms taken 0 % of office hours" in shown.out
    assert "not known any more" in shown.out
    assert "Booked by nobody: " in shown.out
    assert "*" not in shown.out
    assert (Path(shell.folder) / "roombot.db").exists()


async def test_the_last_full_week_is_meant_where_none_is_named(shell: Shell) -> None:
    plain, bare = await shell.typed("report"), await shell.typed("report", "--week")
    assert plain.status == bare.status == 0
    assert plain.out == bare.out
    assert "0 rooms were released" in plain.out


async def test_what_is_no_week_is_refused(shell: Shell) -> None:
    shown = await shell.typed("report", "--week", "2026-W54")
    assert shown.status == 2
    assert "'2026-W54' is no week such as 2026-W20" in shown.err


async def test_a_joan_that_is_down_is_named(shell: Shell) -> None:
    for _ in range(8):
        shell.joan.faults.add(Fault("status", "GET", "rooms/", status=500))
    shown = await shell.typed("report")
    assert shown.status == 1
    assert "There is no report" in shown.err
