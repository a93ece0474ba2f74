"""A workspace on trial: with a bot that keeps what it is sent, and a client of the Web API."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack.sandbox import SlackSandbox
from roombot.sandbox.slack.wire import Json


@dataclass(frozen=True)
class Heard:
    """One request that the bot received."""

    headers: dict[str, str]
    raw: bytes

    @property
    def payload(self) -> Json:
        """Return what was delivered, whichever way it was written."""
        if self.headers["content-type"] == "application/json":
            return dict(json.loads(self.raw))
        form = dict(parse_qsl(self.raw.decode(), keep_blank_values=True))
        return dict(json.loads(form["payload"])) if "payload" in form else dict(form)


@dataclass
class Receiver:
    """A bot that keeps what it is sent and answers as told; silent until ``release`` if so set."""

    heard: list[Heard] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    silent: bool = False
    release: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def app(self) -> Starlette:
        """Return the application that receives deliveries."""
        return Starlette(routes=[Route("/slack/events", self._receive, methods=["POST"])])

    async def _receive(self, request: Request) -> Response:
        self.heard.append(Heard(dict(request.headers), await request.body()))
        if self.silent:
            await self.release.wait()
        return self.answers.pop(0) if self.answers else Response()


@dataclass(frozen=True)
class Trial:
    """A workspace, its bot, its clock, and a way to call both of its HTTP interfaces."""

    slack: SlackSandbox
    bot: Receiver
    clock: SandboxClock
    http: aiohttp.ClientSession

    async def api(self, method: str, /, token: str = "", **arguments: object) -> Json:
        """Call a Web API method with a form, as the bot unless told otherwise."""
        bearer = token or self.slack.workspace.settings.bot_token
        form = {name: _form_value(value) for name, value in arguments.items()}
        url = f"{self.slack.url}/api/{method}"
        headers = {"Authorization": f"Bearer {bearer}"}
        async with self.http.post(url, data=form, headers=headers) as response:
            return dict(await response.json())

    async def post(self, path: str, body: object = None) -> tuple[int, str]:
        """Post JSON to a path or a response URL; return status and text."""
        url = path if path.startswith("http") else f"{self.slack.url}{path}"
        async with self.http.post(url, json=body) as response:
            return response.status, await response.text()

    async def ask(self, path: str, **body: object) -> Json:
        """Post JSON below ``/sandbox`` and return the answer."""
        _, text = await self.post(f"/sandbox{path}", body)
        return dict(json.loads(text))

    async def show(self, blocks: list[Json], channel: str = "U0ADA") -> str:
        """Let the bot post blocks; return the message's ts."""
        posted = await self.api("chat.postMessage", channel=channel, text="Look", blocks=blocks)
        return str(posted["ts"])


Start = Callable[..., Coroutine[None, None, Trial]]


def _form_value(value: object) -> str:
    return json.dumps(value) if isinstance(value, list | dict) else str(value)
