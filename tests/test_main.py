import importlib
import pkgutil
import re

import pytest

import roombot.commands
from roombot.__main__ import COMMANDS, main

HELPERS = {
    "database_check",
    "problems",
    "serving",
    "slack_checks",
    "stopping",
    "workspace_checks",
}


def test_every_command_has_its_module_and_every_module_its_command() -> None:
    modules = {module.name for module in pkgutil.iter_modules(roombot.commands.__path__)}
    assert modules == {*COMMANDS, *HELPERS}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}." in said
    assert importlib.import_module(f"roombot.commands.{name}").__doc__


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    listed = re.findall(r"^ {4}(\w+)", said, re.MULTILINE)
    assert listed == [*COMMANDS]


def test_without_a_command_nothing_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    assert "COMMAND" in capsys.readouterr().err
