"""The command line as a process of its own, beside the worlds that the test serves."""

import asyncio
import io
import logging
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import structlog

from roombot.__main__ import main
from roombot.sandbox.joan import JoanSandbox
from roombot.sandbox.slack import SlackSandbox

Seen = TypeVar("Seen")

DEADLINE = 120.0
POLL = 0.02

HIDDEN = {
    "SLACK_BOT_TOKEN": "xoxb-nobody-may-see",
    "SLACK_SIGNING_SECRET": "signing-nobody-may-see",
    "SLACK_APP_TOKEN": "xapp-nobody-may-see",
    "JOAN_CLIENT_SECRET": "joan-nobody-may-see",
}


@dataclass
class Ended:
    """How a process ended, and all that it said."""

    status: int
    out: str
    err: str


@dataclass
class Running:
    """A process at work; its output is kept as it comes."""

    process: Process
    http: aiohttp.ClientSession
    said: list[str] = field(default_factory=list)
    complained: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        out, err = self.process.stdout, self.process.stderr
        assert out is not None
        assert err is not None
        self._readers = [
            asyncio.create_task(_keep(out, self.said)),
            asyncio.create_task(_keep(err, self.complained)),
        ]

    @property
    def err(self) -> str:
        return "".join(self.complained)

    async def line(self, start: str) -> str:
        """Wait for a line of output; return what follows its start."""

        async def said() -> str | None:
            lines = (line for line in self.said if line.startswith(start))
            return next((line.removeprefix(start).strip() for line in lines), None)

        return await self.until(said)

    async def ready(self, url: str) -> None:
        """Wait until the bot is ready."""

        async def asked() -> bool:
            try:
                return (await self.get(f"{url}/readyz"))[0] == 200
            except aiohttp.ClientError:
                return False

        await self.until(asked)

    async def get(self, url: str) -> tuple[int, Any]:
        """Return status and JSON."""
        async with self.http.get(url) as answer:
            return answer.status, await answer.json()

    async def post(self, url: str, **body: object) -> Any:
        """Post JSON and return what is answered."""
        async with self.http.post(url, json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def until(self, look: Callable[[], Awaitable[Seen | None]]) -> Seen:
        """Look again and again, as long as the process lives, until there is something to see."""
        async with asyncio.timeout(DEADLINE):
            while not (seen := await look()):
                assert self.process.returncode is None, "".join(self.said) + self.err
                await asyncio.sleep(POLL)
        return seen

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> Ended:
        """Ask the process to end."""
        self.process.send_signal(number)
        return await self.ended()

    async def ended(self) -> Ended:
        """Wait for the end."""
        async with asyncio.timeout(DEADLINE):
            status = await self.process.wait()
            await asyncio.gather(*self._readers)
        return seen(Ended(status, "".join(self.said), self.err))

    async def kill(self) -> None:
        """End what a failed test left behind."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        await asyncio.gather(*self._readers)


@dataclass
class Shell:
    """Where commands are typed: a folder with an ``.env``, and a Joan and a Slack to reach."""

    folder: Path
    settings: dict[str, str]
    http: aiohttp.ClientSession
    joan: JoanSandbox
    slack: SlackSandbox
    started: list[Running] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return where the bot listens."""
        return f"http://127.0.0.1:{self.settings['PORT']}"

    async def start(self, *arguments: str) -> Running:
        """Start a command with the settings as they are now."""
        return await self.start_program([sys.executable, "-m", "roombot", *arguments])

    async def start_program(self, command: Sequence[str], **environment: str) -> Running:
        """Start a program with the settings as they are now."""
        self._write_settings()
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self.folder,
            stdout=PIPE,
            stderr=PIPE,
            env={**os.environ, **environment},  # noqa: TID251 - what the shell has been given
        )
        self.started.append(Running(process, self.http))
        return self.started[-1]

    async def run(self, *arguments: str) -> Ended:
        """Run a command to its end."""
        return await (await self.start(*arguments)).ended()

    async def typed(self, *arguments: str) -> Ended:
        """Run a command within this process, which spares it the start of a Python of its own."""
        self._write_settings()
        out, err = io.StringIO(), io.StringIO()
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(err), logs_kept():
            status = await asyncio.to_thread(_status_of, arguments)
        return seen(Ended(status, out.getvalue(), err.getvalue()))

    def _write_settings(self) -> None:
        lines = [f"{name}={value}\n" for name, value in self.settings.items()]
        (self.folder / ".env").write_text("".join(lines))

    async def serve(self) -> Running:
        """Start ``serve`` and wait until it is ready for Slack."""
        running = await self.start("serve")
        self.slack.events_url = f"{self.url}/slack/events"
        await running.ready(self.url)
        return running


def seen(ended: Ended) -> Ended:
    """Return how a command ended, after a look for secrets in what it said."""
    shown = [secret for secret in HIDDEN.values() if secret in ended.out + ended.err]
    assert shown == []
    return ended


@contextmanager
def logs_kept() -> Iterator[None]:
    """Leave logging as it was: a command sets it for its whole process."""
    root, structured = logging.getLogger(), structlog.get_config()
    handlers, level, raises = root.handlers[:], root.level, logging.raiseExceptions
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:], logging.raiseExceptions = handlers, raises
        root.setLevel(level)
        structlog.configure(**structured)


def _status_of(arguments: Sequence[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as left:  # as the reader of arguments does
        return int(left.code or 0)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


async def _keep(stream: asyncio.StreamReader, lines: list[str]) -> None:
    while line := await stream.readline():
        lines.append(line.decode())
