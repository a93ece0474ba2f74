"""Ask Slack what it thinks of the tokens; nothing is changed and no secret is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from roombot.booking.ports import Clock


@dataclass(frozen=True)
class Reply:
    """What came of one call; ``error`` is empty when it went well."""

    error: str = ""
    reached: bool = True
    scopes: frozenset[str] | None = None
    skew: timedelta | None = None
    team: str = ""
    team_id: str = ""
    user: str = ""
    is_bot: bool = False


class Questions:
    """The calls that tell whether a workspace is set up as it should be."""

    def __init__(self, session: aiohttp.ClientSession, slack_url: str, clock: Clock) -> None:
        self._session = session
        self._slack_url = slack_url.rstrip("/")
        self._clock = clock

    async def whose(self, bot_token: str) -> Reply:
        """Ask whose token this is, and what it may do."""
        return await self._ask("auth.test", bot_token)

    async def may_connect(self, app_token: str) -> Reply:
        """Ask for the address of a Socket Mode connection, without opening it."""
        return await self._ask("apps.connections.open", app_token)

    async def _ask(self, method: str, token: str) -> Reply:
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self._slack_url}/{method}"
        try:
            async with self._session.post(url, headers=headers) as answer:
                return self._understood(answer, await _json(answer))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return Reply(type(error).__name__, reached=False)

    def _understood(self, answer: aiohttp.ClientResponse, body: Mapping[str, object]) -> Reply:
        error = "" if body.get("ok") is True else str(body.get("error", f"HTTP {answer.status}"))
        return Reply(
            error,
            reached=not error or "error" in body,
            scopes=_scopes(answer.headers.get("x-oauth-scopes")),
            skew=_skew(answer.headers.get("Date"), self._clock.now()),
            team=str(body.get("team", "")),
            team_id=str(body.get("team_id", "")),
            user=str(body.get("user", "")),
            is_bot="bot_id" in body,
        )


async def _json(answer: aiohttp.ClientResponse) -> Mapping[str, object]:
    """Return the body, empty where it is a page that no API sends."""
    if answer.content_type != "application/json":
        return {}
    body = await answer.json()
    return body if isinstance(body, dict) else {}


def _scopes(header: str | None) -> frozenset[str] | None:
    if header is None:
        return None
    return frozenset(scope.strip() for scope in header.split(",") if scope.strip())


def _skew(date: str | None, now: datetime) -> timedelta | None:
    """Return how far the machine's clock is ahead of Slack's."""
    try:
        return now - parsedate_to_datetime(date) if date else None
    except (TypeError, ValueError):
        return None
