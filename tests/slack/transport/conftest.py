"""The sandbox workspace, our transport, and stock Bolt beside it to compare with."""

import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial

import aiohttp
import pytest
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.slack.bolt import BoltOptions, build_bolt, dispatch
from roombot.slack.endpoint import Endpoint
from roombot.slack.replies import Replies
from roombot.slack.server import build_server
from roombot.slack.web import build_client, open_session
from roombot.slack.work import Work
from roombot.system_clock import SystemClock

SECRET = "sandbox-secret"
TOKEN = "xoxb-sandbox"

Serving = Callable[[ASGIApp], AbstractAsyncContextManager[str]]
Serve = Callable[[ASGIApp], Awaitable[str]]


@pytest.fixture
def serving() -> Serving:
    """Serve an application over real HTTP for the length of a block."""

    @asynccontextmanager
    async def run(app: ASGIApp) -> AsyncIterator[str]:
        listening = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, log_level="critical", ws="websockets-sansio")
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listening])  # as `serve` does, without its signals and polls
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            await server.shutdown()

    return run


@pytest.fixture
async def serve(serving: Serving) -> AsyncIterator[Serve]:
    """Serve an application until the end of the test."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(app: ASGIApp) -> str:
            return await stack.enter_async_context(serving(app))

        yield start


@pytest.fixture
async def slack(serve: Serve) -> SlackSandbox:
    """Serve a workspace that repeats nothing by itself."""
    settings = SlackSettings(now=SystemClock().now, retry_delays=(), ack_seconds=1.0)
    slack = create_slack(settings)
    slack.url = await serve(slack.app)
    return slack


@pytest.fixture
def slack_url(slack: SlackSandbox) -> str:
    return f"{slack.url}/api/"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as session:
        yield session


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def errors() -> list[Exception]:
    """What the error handler was given."""
    return []


@pytest.fixture
def options(
    slack_url: str, session: aiohttp.ClientSession, work: Work, errors: list[Exception]
) -> BoltOptions:
    async def keep(error: Exception, _body: object, _context: AsyncBoltContext) -> None:
        errors.append(error)

    return BoltOptions(TOKEN, slack_url, session, SystemClock(), work, keep)


@pytest.fixture
def bolt(options: BoltOptions) -> AsyncApp:
    return build_bolt(options)


@pytest.fixture
def server(bolt: AsyncApp, work: Work) -> Starlette:
    endpoint = Endpoint(partial(dispatch, bolt), SECRET, SystemClock(), work)
    return build_server(endpoint, work=work, checks={}, lifetime=nullcontext)


@pytest.fixture
async def url(server: Starlette, slack: SlackSandbox, serve: Serve) -> str:
    """Serve our endpoint, let the workspace deliver there, and return its address."""
    slack.events_url = f"{await serve(server)}/slack/events"
    return slack.events_url


@pytest.fixture
def stock(slack_url: str) -> AsyncApp:
    """Bolt as it comes."""
    client = AsyncWebClient(token=TOKEN, base_url=slack_url)
    return AsyncApp(name="stock", client=client, signing_secret=SECRET)


@pytest.fixture
def stock_server(stock: AsyncApp) -> Starlette:
    handler = AsyncSlackRequestHandler(stock)

    async def answer(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])


@pytest.fixture
async def stock_url(stock_server: Starlette, serve: Serve) -> str:
    return f"{await serve(stock_server)}/slack/events"


@pytest.fixture
def replies(slack_url: str, session: aiohttp.ClientSession) -> Replies:
    return Replies(build_client(TOKEN, slack_url, session), slack_url, session)
