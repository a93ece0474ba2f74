import json
import re
from dataclasses import replace

import pytest

from roombot.store.secrets import new_key
from tests.commands.process import Shell


async def test_rules_are_laid_down_and_shown(shell: Shell) -> None:
    shown = await shell.typed("admin", "rule", "oak", "--longest", "1h30", "--people", "U0BEN")
    assert (shown.status, shown.out) == (0, "Oak: --longest 1h30m --people u0ben\n"), shown.err
    shown = await shell.typed("admin", "rule", "all", "--ahead", "14", "--buffer", "10")
    assert shown.out == "all rooms: --ahead 14 --buffer 10m\n"
    shown = await shell.typed(
        "admin", "rule", "Oak", "--people", "none", "--hidden", "--at-once", "2"
    )
    assert shown.out == "Oak: --longest 1h30m --at-once 2 --hidden\n"
    shown = await shell.typed("admin", "rooms")
    assert "all rooms: --ahead 14 --buffer 10m\n" in shown.out
    assert "Oak: --longest 1h30m --at-once 2 --hidden\n" in shown.out
    assert "Fuji: no rule\n" in shown.out
    shown = await shell.typed("admin", "rule", "Fuji", "--approval", "cleo.martin@example.com")
    assert shown.out == "Fuji: --approval U0CLEO\n", shown.err
    shown = await shell.typed("admin", "rule", "Fuji", "--approval", "u0gone")
    assert (shown.status, "u0gone is no member" in shown.err) == (1, True)
    shown = await shell.typed("admin", "rule", "Maple", "--people", "S0BOARD", "a@example.com")
    assert shown.out == "Maple: --people s0board a@example.com\n", shown.err
    shown = await shell.typed("admin", "rule", "Maple", "--people", "S0NOBODY")
    assert (shown.status, "nobody is in a user group S0NOBODY" in shown.err) == (1, True)
    shown = await shell.typed("admin", "rule", "Fuji", "--approval", "nobody")
    assert shown.out == "Fuji: --approval nobody\n"
    shown = await shell.typed("admin", "audit", "--since", "2020-01-01", "--json")
    assert (shown.status, shown.err) == (0, "")
    kept = [json.loads(line) for line in shown.out.splitlines()]
    assert {(one["actor"], one["action"], one["result"]) for one in kept} == {
        ("command line", "LayRule", "Saved")
    }
    assert [one["subject"] for one in kept][1] == "all"


async def test_the_hours_of_a_building_are_laid_down_and_shown(shell: Shell) -> None:
    given = ["admin", "building", "2nd floor", "--hours", "7:30-19"]
    shown = await shell.typed(*given, "--zone", "Europe/Ljubljana")
    assert shown.out == "2nd floor: --hours 7:30-19:00 --zone Europe/Ljubljana\n", shown.err
    assert "2nd floor: --hours 7:30-19:00" in (await shell.typed("admin", "rooms")).out
    shown = await shell.typed("admin", "building", "Atlantis", "--hours", "8-18")
    assert (shown.status, "Joan knows 1st floor" in shown.err) == (1, True)
    shown = await shell.typed("admin", "building", "2nd floor", "--hours", "none")
    assert shown.out == "2nd floor: no office hours\n"
    for wrong in (["18-8"], ["early"], ["8-18", "--zone", "Mars/Base"]):
        assert (await shell.typed("admin", "building", "all", "--hours", *wrong)).status == 2


async def test_what_equipment_is_called_is_said_and_shown(shell: Shell) -> None:
    shown = await shell.typed("admin", "amenity", "projector", "--also", "Flubber", "big thing")
    assert shown.out == 'Projector: --also flubber "big thing"\n', shown.err
    assert 'Projector: --also "big thing" flubber\n' in (await shell.typed("admin", "rooms")).out
    for amenity, name, said in (
        ("Jacuzzi", "tub", "no room has Jacuzzi; Joan knows"),
        ("Projector", "Oak", "a room is called oak"),
        ("Projector", "a very big thing", "is too long"),
        ("Whiteboard", "flubber", "another amenity is called flubber"),
    ):
        shown = await shell.typed("admin", "amenity", amenity, "--also", name)
        assert (shown.status, said in shown.err) == (1, True), shown.err
    shown = await shell.typed("admin", "amenity", "Projector", "--also", "none")
    assert shown.out == "Projector: no other name\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--longest", "long"], "no length"),
        (["--longest", "25h"], "not between 0 and 1440"),
        (["--ahead", "soon"], "no number"),
    ],
)
async def test_a_rule_that_makes_no_sense_is_refused(
    shell: Shell, given: list[str], said: str
) -> None:
    shown = await shell.typed("admin", "rule", "Oak", *given)
    assert shown.status == 2
    assert said in shown.err


async def test_a_room_that_joan_does_not_know_is_refused(shell: Shell) -> None:
    shown = await shell.typed("admin", "rule", "Atlantis", "--hidden")
    assert shown.status == 1
    assert "Joan knows no room called Atlantis" in shown.err


async def test_who_is_not_found_in_joan_is_shown_and_linked(shell: Shell) -> None:
    people = shell.slack.workspace.people
    people["U0CLEO"] = replace(people["U0CLEO"], email="cm@elsewhere.example")
    shown = await shell.typed("admin", "people")
    assert shown.status == 0, shown.err
    assert shown.out.splitlines() == [
        "U0CLEO Cleo Martin <cm@elsewhere.example>: Cleo Martin <cleo.martin@example.com>",
        "U0SAM Sam Sample <sam.sample@elsewhere.example>: nobody alike",
    ]
    linked = await shell.typed("admin", "link", "U0CLEO", "cleo.martin@example.com")
    assert linked.out == "Cleo Martin books as cleo.martin@example.com from now on.\n"
    assert "U0CLEO" not in (await shell.typed("admin", "people")).out
    headings, line = (await shell.typed("admin", "audit")).out.splitlines()
    assert headings.split() == ["at", "team", "actor", "action", "subject", "result", "delivery"]
    cells = re.split(" {2,}", line)
    assert cells[1:] == ["T0SANDBOX", "command line", "Link", "U0CLEO", "Saved", "-"]
    assert headings.index("action") == line.index("Link")
    nobody = await shell.typed("admin", "audit", "--person", "U0BEN")
    assert nobody.out == "Nothing was done.\n"
    assert (await shell.typed("admin", "audit", "--since", "lately")).status == 2
    assert "Slack knows nobody" in (await shell.typed("admin", "link", "U0GONE", "a@b.c")).err
    assert "Joan knows nobody" in (await shell.typed("admin", "link", "U0CLEO", "a@b.c")).err


async def test_a_policy_is_laid_down_over_the_environment_and_taken_back(shell: Shell) -> None:
    shown = await shell.typed("admin", "policy", "release-after", "15m")
    assert (shown.status, shown.out) == (0, "release-after: 15\n"), shown.err
    await shell.typed("admin", "policy", "titles", "hidden")
    shown = await shell.typed("admin", "policy")
    assert shown.out.splitlines() == [
        "release-after: 15",
        "release-up-to: 240 (by the environment)",
        "release-series: yes (by the environment)",
        "never-released: nothing (by the environment)",
        "titles: hidden",
        "organizers: shown (by the environment)",
        "language: en (by the environment)",
        "keep-unknown: no (by the environment)",
    ]
    shown = await shell.typed("admin", "policy", "release-after", "none")
    assert shown.out == "release-after: 0 (by the environment)\n"
    shown = await shell.typed("admin", "policy", "language", "tlh")
    assert shown.status == 1
    assert "language: must be one of de, en" in shown.err


async def test_the_data_of_a_person_is_exported_and_erased_once_that_is_confirmed(
    shell: Shell,
) -> None:
    await shell.typed("admin", "link", "U0CLEO", "cleo.martin@example.com")
    shown = await shell.typed("admin", "export", "U0CLEO")
    assert json.loads(shown.out)["tables"]["aliases"] == [
        {
            "team_id": "T0SANDBOX",
            "slack_id": "U0CLEO",
            "joan_email": "cleo.martin@example.com",
        }
    ]
    refused = await shell.run("admin", "erase", "U0CLEO")
    assert (refused.status, "it was not confirmed" in refused.err) == (1, True)
    erased = await shell.typed("admin", "erase", "U0CLEO", "--yes")
    assert erased.out.splitlines()[:2] == ["aliases: 1", "audit: 1"], erased.err
    nothing = await shell.typed("admin", "export", "U0CLEO")
    assert (nothing.status, "nothing is stored of U0CLEO" in nothing.err) == (1, True)
    audit = (await shell.typed("admin", "audit")).out
    assert re.search(r"Erase +erased-\w+ +2 rows", audit)
    assert "U0CLEO" not in audit


async def test_where_there_may_be_many_workspaces_one_has_to_be_named(shell: Shell) -> None:
    many = replace(
        shell,
        settings={
            "SLACK_CLIENT_ID": "1.1",
            "SLACK_CLIENT_SECRET": "hush",
            "SLACK_SIGNING_SECRET": "hush",
            "ROOMBOT_URL": "https://roombot.example.com",
            "ROOMBOT_SECRET_KEYS": new_key(),
        },
    )
    shown = await many.typed("admin", "rooms")
    assert (shown.status, "name one with --team" in shown.err) == (1, True), shown.err
