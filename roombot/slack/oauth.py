"""OAuth: what a workspace's consent is exchanged for, and a token that expires for the next."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.ports import Clock
from roombot.domain.errors import RoombotError
from roombot.domain.installations import Installation
from roombot.slack.web import code_of


class NotGranted(RoombotError):  # noqa: N818 - reads as a state
    """Slack did not give a token; ``code`` is its word for why."""

    def __init__(self, code: str) -> None:
        """Take Slack's word."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Tokens:
    """A token that expires, and what buys the next."""

    token: str
    refresh_token: str
    expires_at: datetime


@dataclass(frozen=True)
class OAuth:
    """The app's own account with Slack."""

    client: AsyncWebClient
    client_id: str
    client_secret: str = field(repr=False)
    clock: Clock

    async def exchange(self, code: str, redirect_uri: str) -> Installation:
        """Return the installation that a consent stands for."""
        answer = await self._access(code=code, redirect_uri=redirect_uri)
        try:
            return self._installation(answer)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise NotGranted("unreadable_answer") from None

    async def refresh(self, refresh_token: str) -> Tokens:
        """Return newer tokens; the older refresh token is used up."""
        answer = await self._access(grant_type="refresh_token", refresh_token=refresh_token)
        try:
            return Tokens(answer["access_token"], answer["refresh_token"], self._end(answer))
        except (KeyError, TypeError, ValueError):
            raise NotGranted("unreadable_answer") from None

    @property
    def _credentials(self) -> str:
        return b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()

    async def _access(self, **given: str) -> dict[str, Any]:
        try:
            answer = await self.client.api_call(
                "oauth.v2.access",
                data=given,
                headers={"Authorization": f"Basic {self._credentials}"},
            )
        except SlackApiError as error:
            raise NotGranted(code_of(error) or "unreadable_answer") from None
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            raise NotGranted(type(error).__name__) from error
        found = answer.data
        return found if isinstance(found, dict) else {}

    def _installation(self, answer: dict[str, Any]) -> Installation:
        team, enterprise = answer.get("team") or {}, answer.get("enterprise") or {}
        owner = enterprise if answer.get("is_enterprise_install") else team
        return Installation(
            id=str(owner["id"]),
            name=str(owner.get("name") or owner["id"]),
            bot_token=str(answer["access_token"]),
            bot_user_id=str(answer["bot_user_id"]),
            scopes=tuple(str(answer["scope"]).split(",")),
            installer_id=str(answer["authed_user"]["id"]),
            installed_at=self.clock.now(),
            refresh_token=answer.get("refresh_token"),
            expires_at=self._end(answer) if "expires_in" in answer else None,
        )

    def _end(self, answer: dict[str, Any]) -> datetime:
        return self.clock.now() + timedelta(seconds=int(answer["expires_in"]))
