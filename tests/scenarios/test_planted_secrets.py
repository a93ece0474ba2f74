"""Secrets of a deployment for many, planted in all places, are in none of what it leaves behind."""

import gzip
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from roombot.domain.installations import JoanCredentials
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.serving import serve
from roombot.sandbox.slack.hub import HubSettings
from tests.scenarios.companies import KEY, Companies, open_companies
from tests.scenarios.logs import logged
from tests.scenarios.world import ADA, BEN

TOKEN_FOR_NUMBERS, CLIENT_SECRET = "planted-numbers-token", "planted-client-secret"
JOAN_SECRET, WORDS = "planted-joan-secret", "planted-words"
APP = HubSettings(client_secret=CLIENT_SECRET)


class Collector:
    """Takes down the traces that are sent to it."""

    def __init__(self) -> None:
        self.traces = b""
        self.app = Starlette(routes=[Route("/v1/traces", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        is_packed = request.headers.get("content-encoding") == "gzip"
        self.traces += gzip.decompress(body) if is_packed else body
        return Response()


async def use(companies: Companies) -> str:
    """Book with what opens Joan, then with what does not; return the numbers."""
    alpha = companies.alpha
    await companies.install(alpha)
    await alpha.say(BEN, f"book everest tomorrow 2-3pm for {WORDS}")
    wrong = JoanCredentials(companies.joan_urls["T0ALPHA"], "demo", JOAN_SECRET)
    accounts = companies.workspaces.registered.accounts
    await accounts.save("T0ALPHA", wrong, ADA, alpha.clock.now())
    await alpha.say(BEN, f"book oak tomorrow 2-3pm for {WORDS}")
    headers = {"Authorization": f"Bearer {TOKEN_FOR_NUMBERS}"}
    async with httpx.AsyncClient(headers=headers) as client:
        return (await client.get(f"{companies.bot_url}/metrics")).text


async def test_planted_secrets_are_in_no_database_no_log_no_number_and_no_trace(
    clock: SandboxClock, sqlite_url: str
) -> None:
    collector = Collector()
    settings = {"ROOMBOT_METRICS_TOKEN": TOKEN_FOR_NUMBERS}
    with logged(()) as output:  # told of none, so that the log keeps them out by itself
        async with serve(collector.app) as url:
            traced = settings | {"ROOMBOT_TRACES_URL": url}
            async with open_companies(clock, sqlite_url, APP, **traced) as companies:
                numbers = await use(companies)
                token = companies.hub.token_of(companies.alpha.slack)
    database = Path(sqlite_url.partition(":///")[2])
    stored = b"".join(one.read_bytes() for one in database.parent.glob(f"{database.name}*"))
    left = {
        "database": stored,
        "log": output.getvalue().encode(),
        "numbers": numbers.encode(),
        "traces": collector.traces,
    }
    seen = {"database": "T0ALPHA", "log": "delivered", "numbers": "roombot_", "traces": "Book"}
    assert [place for place, known in seen.items() if known.encode() not in left[place]] == []
    secrets = (token, "sandbox-secret", CLIENT_SECRET, JOAN_SECRET, TOKEN_FOR_NUMBERS, KEY)
    planted = [(place, one) for place in left for one in secrets if one.encode() in left[place]]
    assert planted == []
    assert [place for place in left if WORDS.encode() in left[place]] == ["database"]  # a title
