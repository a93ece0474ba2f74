"""Joan's OAuth 2 client credentials as an ``httpx.Auth``."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

import httpx
from pydantic import BaseModel, Field, ValidationError

from roombot.joan.clock import Clock
from roombot.joan.errors import (
    BadCredentials,
    BrokenContract,
    NotSent,
    ServerFailed,
    Throttled,
    check,
)

TOKEN = "api/token/"  # noqa: S105 - a path
EARLIER = 60  # seconds before its end at which a token is no longer used


@dataclass(frozen=True)
class Account:
    """Where Joan is, and who we are there."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)

    @property
    def base(self) -> httpx.URL:
        """Return the root that all paths are under."""
        return httpx.URL(self.url.rstrip("/") + "/")


class _TokenReply(BaseModel):
    access_token: str = Field(pattern=r"^[!-~]+$")  # what a header can hold
    expires_in: float = 600.0


class JoanAuth(httpx.Auth):
    """Sends a token with every request, and asks for one only when there is none.

    However many requests wait, one of them fetches. A 401 costs one new token and one repeat.
    """

    def __init__(self, account: Account, clock: Clock) -> None:
        self._account = account
        self._clock = clock
        self._lock = asyncio.Lock()
        self._token: str | None = None
        self._until: datetime | None = None

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Yield the requests that it takes, each when it is due."""
        refused = None
        for _ in range(2):
            async with self._lock:
                if not self._is_good(refused):
                    reply = yield self._token_request(request)
                    await reply.aread()
                    self._take(reply)
                token = self._token
            request.headers["Authorization"] = f"Bearer {token}"
            response = yield request
            if response.status_code != HTTPStatus.UNAUTHORIZED:
                return
            refused = token

    def _is_good(self, refused: str | None) -> bool:
        return (
            self._token is not None
            and self._token != refused
            and self._until is not None
            and self._clock.now() < self._until
        )

    def _token_request(self, request: httpx.Request) -> httpx.Request:
        token_request = httpx.Request(
            "POST",
            self._account.base.join(TOKEN),
            data={"grant_type": "client_credentials"},
            headers={"User-Agent": request.headers["User-Agent"], "Accept": "application/json"},
            extensions=request.extensions,
        )
        basic = httpx.BasicAuth(self._account.client_id, self._account.client_secret)
        return next(basic.auth_flow(token_request))

    def _take(self, response: httpx.Response) -> None:
        if response.is_client_error and response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            raise BadCredentials(TOKEN, f"answered {response.status_code} to the client's secret")
        try:
            reply = _TokenReply.model_validate_json(check(TOKEN, response).content)
        except (Throttled, ServerFailed) as error:
            raise NotSent(TOKEN, "no token to be had", error.retry_after) from error
        except ValidationError as error:
            # not chained: pydantic's message would quote the reply
            raise BrokenContract(TOKEN, _key_of(error), "not as agreed") from None
        self._token = reply.access_token
        margin = min(EARLIER, reply.expires_in / 10)
        self._until = self._clock.now() + timedelta(seconds=reply.expires_in - margin)


def _key_of(error: ValidationError) -> str:
    return ".".join(str(part) for part in error.errors()[0]["loc"]) or "body"
