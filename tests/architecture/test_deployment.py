"""What runs the bot elsewhere says what the bot has."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from roombot.__main__ import COMMANDS
from roombot.telemetry.metrics import Metrics
from tests.programs import program

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "docs/deploy/Dockerfile").read_text()
UNITS = sorted((ROOT / "docs/deploy").glob("*.service"))
HARDENED = (
    "CapabilityBoundingSet=",
    "DynamicUser=yes",
    "NoNewPrivileges=yes",
    "PrivateDevices=yes",
    "PrivateTmp=yes",
    "ProtectHome=yes",
    "ProtectSystem=strict",
    "RestrictNamespaces=yes",
    "SystemCallFilter=@system-service",
    "UMask=0077",
)


def test_the_container_runs_as_nobody() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["nobody"]
    assert DOCKERFILE.index("USER nobody") < DOCKERFILE.index("ENTRYPOINT")


def test_the_container_installs_what_is_locked_and_nothing_else() -> None:
    installs = re.findall(r"pip install (.+)", DOCKERFILE)
    assert len(installs) == 2
    assert "--require-hashes --no-deps -r requirements.txt" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]


def test_what_the_container_copies_exists_and_is_let_in() -> None:
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)", DOCKERFILE, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    let_in = (ROOT / "docs/deploy/Dockerfile.dockerignore").read_text().splitlines()
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {f"!{name}" for name in copied} <= set(let_in)
    assert let_in[0] == "*"


def test_the_container_begins_with_a_command_that_exists() -> None:
    assert 'ENTRYPOINT ["roombot"]' in DOCKERFILE
    commands = re.findall(r'^CMD \["(\w+)"\]', DOCKERFILE, re.MULTILINE)
    assert commands == ["serve"]
    assert set(commands) <= set(COMMANDS)


def test_there_is_a_unit_for_each_of_the_procfiles_processes() -> None:
    started = {
        command
        for unit in UNITS
        for command in re.findall(r"roombot (\w+)$", unit.read_text(), re.MULTILINE)
    }
    assert started == set(re.findall(r"roombot (\w+)", (ROOT / "Procfile").read_text()))
    assert started <= set(COMMANDS)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_may_do_nothing_that_the_bot_need_not(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    assert [line for line in HARDENED if line not in lines] == []
    assert "StateDirectory=roombot" in lines
    assert "WorkingDirectory=/var/lib/roombot" in lines
    assert not any(line.startswith("User=root") for line in lines)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_takes_a_unit_as_it_is(
    unit: Path, tmp_path: Path, *, are_programs_required: bool
) -> None:
    systemd = program("systemd-analyze", "systemd", required=are_programs_required)
    installed = re.sub(r"/opt/roombot/bin/roombot", "/bin/true", unit.read_text())
    (tmp_path / unit.name).write_text(installed)
    command = [systemd, "verify", "--man=no", "--recursive-errors=one", f"{tmp_path}/{unit.name}"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_every_query_of_the_board_asks_for_a_metric_that_exists() -> None:
    board = json.loads((ROOT / "docs/grafana.json").read_text())
    kinds = dict(re.findall(r"^# TYPE (\S+) (\w+)", Metrics().page().decode(), re.MULTILINE))
    there = {
        f"{name}{ending}"
        for name, kind in kinds.items()
        for ending in (("_bucket", "_sum", "_count") if kind == "histogram" else ("",))
    }
    queries = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    asked = {name for query in queries for name in re.findall(r"\broombot_\w+", query)}
    assert len(queries) >= 8
    assert asked <= there


def test_the_board_shows_every_metric() -> None:
    board = (ROOT / "docs/grafana.json").read_text()
    names = re.findall(r"^# TYPE (\S+) (?!unknown)", Metrics().page().decode(), re.MULTILINE)
    assert [n for n in names if n not in board and not n.endswith("_created")] == []
