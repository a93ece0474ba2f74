from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest

from roombot.joan.auth import Account
from roombot.joan.calendar import JoanCalendar
from roombot.joan.client import JoanClient
from roombot.joan.limits import RateLimiter
from roombot.joan.transport import Transport
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Reply, ScriptedServer, scripted_server

ClientOf = Callable[..., JoanClient]


@pytest.fixture
async def scripted() -> AsyncIterator[ScriptedServer]:
    async with scripted_server() as server:
        token = {"access_token": "tok-nobody-may-see", "token_type": "Bearer", "expires_in": 36000}
        server.says("/api/token/", Reply(token))
        yield server


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(datetime(2030, 1, 14, 8, tzinfo=UTC))


@pytest.fixture
async def client_of(clock: SandboxClock) -> AsyncIterator[ClientOf]:
    """Make clients for addresses, and close them at the end."""
    made: list[JoanClient] = []

    def make(url: str, read_seconds: float = 5.0) -> JoanClient:
        account = Account(url, "the-id", "the-secret-nobody-may-see")
        transport = Transport(account, clock, RateLimiter(clock), read_seconds=read_seconds)
        made.append(JoanClient(transport))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()


@pytest.fixture
def client(client_of: ClientOf, scripted: ScriptedServer) -> JoanClient:
    return client_of(scripted.url)


@pytest.fixture
def hasty_client(client_of: ClientOf, scripted: ScriptedServer) -> JoanClient:
    return client_of(scripted.url, 0.3)


@pytest.fixture
def calendar(client: JoanClient, clock: SandboxClock) -> JoanCalendar:
    return JoanCalendar(client, clock, "Europe/Ljubljana")
