"""A sandbox Joan being served, and a client that has its token: for trying it over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ssl import PROTOCOL_TLS_CLIENT, SSLContext

import httpx

from roombot.sandbox.joan.sandbox import JoanSandbox
from roombot.sandbox.joan.settings import JoanSettings
from roombot.sandbox.serving import serve


@dataclass(frozen=True)
class Trial:
    """A Joan at work; paths are below ``/api/v1.0/``, or whole."""

    joan: JoanSandbox
    url: str
    http: httpx.AsyncClient

    async def sign_in(self, scope: str = "read write") -> None:
        """Take a new token."""
        form = {"grant_type": "client_credentials", "scope": scope}
        credentials = self.joan.settings.client_id, self.joan.settings.client_secret
        response = await self.http.post("/api/token/", auth=credentials, data=form)
        self.http.headers["Authorization"] = f"Bearer {response.json()['access_token']}"

    async def get(self, path: str, /, **query: str | int) -> httpx.Response:
        """Ask."""
        return await self.http.get(self._at(path), params=query)

    async def post(self, path: str, /, **body: object) -> httpx.Response:
        """Send fields as JSON."""
        return await self.http.post(self._at(path), json=body)

    async def book(self, room: str, start: str, end: str, **more: object) -> httpx.Response:
        """Book a room, going by its name."""
        source = self.joan.room(room).email
        return await self.post("events/book/", source=source, start=start, end=end, **more)

    def _at(self, path: str) -> str:
        return path if path.startswith("/") else f"/api/v1.0/{path}"


@asynccontextmanager
async def on_trial(settings: JoanSettings) -> AsyncIterator[Trial]:
    """Serve a Joan while the context lasts."""
    joan = JoanSandbox(settings)
    try:
        async with serve(joan.app) as url, _client(url) as http:
            trial = Trial(joan, url, http)
            await trial.sign_in()
            joan.requests.clear()
            yield trial
    finally:
        joan.close()


def _client(url: str) -> httpx.AsyncClient:
    """Return a client that does not read the machine's certificates, which takes its time."""
    return httpx.AsyncClient(base_url=url, timeout=5, verify=SSLContext(PROTOCOL_TLS_CLIENT))
