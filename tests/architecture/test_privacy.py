"""The page on privacy says of every table what is in it and how long it is kept."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from roombot.store.retention import ALONG, DEPARTED_KEPT, LIMITS, SETTINGS, Limit
from roombot.store.rule_tables import metadata

PAGE = (Path(__file__).parents[2] / "docs/privacy.md").read_text()
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| Table", "| ---"))
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}
LIMITED = {limit.table.name: limit for limit in LIMITS}
DEPENDENT = {table.name for children in ALONG.values() for table, _ in children}


def said(limit: Limit) -> str:
    """Return a limit as the page says it."""
    number, unit = limit.time.days, "day" if limit.time.days == 1 else "days"
    if limit.time < timedelta(days=1):
        number, unit = limit.time.seconds // 60, "minutes"
    closed = ", once closed" if limit.needed else ""
    return f"{number} {unit} after `{limit.since}`{closed}"


def test_every_table_is_on_the_page_and_no_other() -> None:
    assert set(ROWS) == set(metadata.tables)


def test_every_table_has_one_rule_of_how_long_it_is_kept() -> None:
    declared = [*LIMITED, *DEPENDENT, *SETTINGS]
    assert sorted(declared) == sorted(metadata.tables)


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_the_page_names_every_column_and_the_time_that_holds(name: str) -> None:
    columns, why, kept = ROWS[name]
    assert set(re.findall(r"`(\w+)`", columns)) == set(metadata.tables[name].c.keys()) - {"team_id"}
    assert why
    if name in LIMITED:
        assert kept == said(LIMITED[name])
    elif name in DEPENDENT:
        assert kept == "with its booking"
    else:
        assert kept.startswith("until ")


def test_the_page_says_how_long_the_data_of_a_workspace_stays_that_left() -> None:
    assert f"everything else after {DEPARTED_KEPT.days} days" in PAGE
