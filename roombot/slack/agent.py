"""The agent view: prompts to begin with, a status while the bot thinks, titles of threads.

Workspaces without it are served as well: what they refuse is logged once and never shown.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.office import Office
from roombot.booking.prompting import prompts
from roombot.domain.errors import RoombotError
from roombot.domain.turns import Turn
from roombot.slack.origins import Origin
from roombot.slack.texts import title_of
from roombot.slack.views.prompts import suggested_prompts, thinking
from roombot.slack.views.reader import Reader

SET_PROMPTS = "assistant.threads.setSuggestedPrompts"
SET_STATUS = "assistant.threads.setStatus"
SET_TITLE = "assistant.threads.setTitle"
ABSENT = {  # errors that no repetition cures
    *("access_denied", "feature_disabled", "feature_not_enabled", "missing_scope"),
    *("no_permission", "not_agent_app", "not_allowed", "not_allowed_token_type"),
    *("team_access_not_granted", "unknown_method"),
}

_log = logging.getLogger(__name__)

Place = tuple[str | None, str | None]  # a channel and a thread in it


class Extras:
    """Calls that a workspace may refuse without harm."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._absent: set[str] = set()
        self._told: set[str] = set()

    async def call(self, method: str, **arguments: Any) -> bool:
        """Call a method, and tell whether it was of use; not again where it does not exist."""
        if method in self._absent:
            return False
        try:
            await self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            self._refused(method, str(error.response["error"]))
            return False
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            self._tell(f"{method} fails: {type(error).__name__}")
            return False
        return True

    def _refused(self, method: str, reason: str) -> None:
        if reason in ABSENT:
            self._absent.add(method)
        self._tell(f"{method} is refused: {reason}")

    def _tell(self, words: str) -> None:
        if words not in self._told:
            self._told.add(words)
            _log.info("the agent view goes without: %s", words)


@dataclass(frozen=True)
class AgentView:
    """Serves the conversation with one person as an agent's."""

    extras: Extras
    office: Office
    zone: str
    newest: dict[Place, str] = field(default_factory=dict)

    async def greet(self, origin: Origin) -> None:
        """Offer the prompts that fit the person's day, unless the thread has its subject.

        Of two looks at the same place the later one counts, also where the earlier takes longer.
        """
        place = (origin.channel, origin.thread_ts)
        self.newest[place] = origin.delivery
        try:
            await self._greet(origin, lambda: self.newest.get(place) == origin.delivery)
        finally:
            if self.newest.get(place) == origin.delivery:
                del self.newest[place]

    async def _greet(self, origin: Origin, is_newest: Callable[[], bool]) -> None:
        try:
            turn = await self._turn(origin)
            if turn is None or await self._is_titled(origin):
                return
            offered = await prompts(self.office, turn)
        except RoombotError as error:
            _log.warning("there are no prompts: %s", error)
            return
        if offered and is_newest():
            view = suggested_prompts(self._reader(turn), offered)
            await self.extras.call(SET_PROMPTS, **_where(origin), **view)

    @asynccontextmanager
    async def thinking(self, origin: Origin) -> AsyncIterator[None]:
        """Show that the bot thinks, beside what it does; it waits for nothing."""
        telling = asyncio.create_task(self._think(origin))
        try:
            yield
        finally:
            if await telling:
                await self._status(origin, "")

    async def entitle(self, origin: Origin, text: str) -> None:
        """Name a thread by what was asked in it first."""
        title = title_of(text)
        if origin.thread_ts is None or not title:
            return
        if await self.office.notes.begin(_titled(origin), self.office.clock.now()):
            await self.extras.call(SET_TITLE, **_where(origin), title=title)

    async def _think(self, origin: Origin) -> bool:
        try:
            turn = await self._turn(origin)
        except RoombotError:
            return False  # the answer tells it
        return turn is not None and await self._status(origin, thinking(self._reader(turn)))

    async def _status(self, origin: Origin, status: str) -> bool:
        thread = origin.thread_ts or origin.message_ts
        return await self.extras.call(
            SET_STATUS, channel_id=origin.channel, thread_ts=thread, status=status
        )

    async def _turn(self, origin: Origin) -> Turn | None:
        person = await self.office.people.person(origin.team_id, origin.user_id)
        if person is None:
            return None
        return Turn(person, origin.delivery, self.office.clock.now(), origin.place)

    async def _is_titled(self, origin: Origin) -> bool:
        return await self.office.notes.time_of(_titled(origin)) is not None

    def _reader(self, turn: Turn) -> Reader:
        return Reader.of(turn.person, turn.now, self.zone, "")


def _where(origin: Origin) -> dict[str, str]:
    """Return the conversation, and the thread where there is one: agents of today have none."""
    thread = {"thread_ts": origin.thread_ts} if origin.thread_ts else {}
    return {"channel_id": origin.channel, **thread}


def _titled(origin: Origin) -> str:
    return f"titled/{origin.team_id}/{origin.place}"
