"""Which parts of the bot are well; of what lies outside it is told, without taking it away.

While Joan or Slack is down a restart would help nobody, and who asks shall hear the truth.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.ports import Clock
from roombot.slack.server import Check, Part
from roombot.slack.web import build_client
from roombot.store.database import Database
from roombot.store.ledger import SqlLedger
from roombot.store.migrations import SchemaState, known_revisions, state_of
from roombot.workspaces.workspace import Common, Workspaces

FRESH = timedelta(minutes=1)  # how long Slack's word on the token holds
LEFT = timedelta(minutes=10)  # after which an unfinished write should have been settled
NEAR = timedelta(days=3)  # Joan shows so far, so that what lies there can be settled


def own_parts(common: Common) -> Mapping[str, Check]:
    """Return what the bot cannot be without."""
    known = cache(known_revisions)

    async def database() -> Part:
        revision = await common.database.revision()
        match state_of(revision, await asyncio.to_thread(known)):
            case SchemaState.CURRENT:
                return Part.UP
            case SchemaState.NEWER:
                return Part.NEWER
            case _:
                return Part.BEHIND

    return {"database": database}


def outer_parts(common: Common, workspaces: Workspaces) -> Mapping[str, Check]:
    """Return what is told for those who watch over the bot."""

    async def joan() -> bool:
        return workspaces.calendars.are_answering

    async def jobs() -> bool:
        return await _nothing_is_left(common.database, common.clock)

    token = common.settings.slack_bot_token.get_secret_value()
    parts: dict[str, Check] = {"joan": joan, "jobs": jobs}
    if token and not common.settings.many_workspaces:
        client = build_client(token, common.settings.slack_api_url, common.session)
        parts["slack_token"] = _Token(client, common.clock)
    return parts


@dataclass
class _Token:
    """Slack's word on the token, asked for once a minute however often one looks."""

    client: AsyncWebClient
    clock: Clock
    _until: datetime | None = None
    _is_good: bool = False
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self) -> bool:
        async with self._asking:
            if self._until is None or self.clock.now() >= self._until:
                self._is_good = await self._ask()
                self._until = self.clock.now() + FRESH
        return self._is_good

    async def _ask(self) -> bool:
        try:
            await self.client.auth_test()
        except SlackApiError:
            return False
        return True


async def _nothing_is_left(database: Database, clock: Clock) -> bool:
    """Tell whether the worker does its work: it settles what a crash or Joan left unclear."""
    now = clock.now()
    left = await SqlLedger(database, clock).unsettled(now - LEFT)
    return not [attempt for attempt in left if attempt.slot.end < now + NEAR]
