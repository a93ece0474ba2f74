"""Deliver events, commands and interactions to the bot, and remember how that went."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.wire import Json
from roombot.sandbox.slack.workspace import Workspace

Kind = Literal["event", "command", "interaction"]


@dataclass(frozen=True)
class Attempt:
    """One try; ``problem`` is None when the bot acknowledged in time."""

    status: int | None
    body: str
    seconds: float
    problem: str | None = None
    retry: int = 0
    no_retry: bool = False


@dataclass
class Delivery:
    """A payload on its way, with all tries so far; ``refused`` is why Slack takes no answer."""

    number: int
    kind: Kind
    payload: Json
    attempts: list[Attempt] = field(default_factory=list)
    refused: str | None = None

    @property
    def acknowledged(self) -> bool:
        """Say whether the bot took it."""
        return any(attempt.problem is None for attempt in self.attempts)

    @property
    def last(self) -> Attempt:
        """Return the latest try."""
        return self.attempts[-1]

    def line(self) -> Json:
        """Return the delivery in a line."""
        return {
            "number": self.number,
            "kind": self.kind,
            "what": _what(self.payload),
            "problem": self.last.problem or self.refused,
            "seconds": round(self.last.seconds, 3),
            "tries": len(self.attempts),
        }

    def summary(self) -> Json:
        """Return what the log shows."""
        return {
            "number": self.number,
            "kind": self.kind,
            "payload": self.payload,
            "acknowledged": self.acknowledged,
            "refused": self.refused,
            "attempts": [vars(attempt) for attempt in self.attempts],
        }


def _what(payload: Json) -> str:
    paths = ("type", "event/type", "command", "actions/action_id", "callback_id")
    named = [_at(payload, *path.split("/")) for path in (*paths, "view/callback_id")]
    return " ".join(name for name in named if name)


def _at(part: object, *path: str) -> str:
    for name in path:  # forged payloads may hold anything
        part = part.get(name) if isinstance(part, dict) else _first(part).get(name)
    return part if isinstance(part, str) else ""


def _first(part: object) -> Json:
    first = part[0] if isinstance(part, list) and part else None
    return first if isinstance(first, dict) else {}


class Carrier(Protocol):
    """A way to the bot: HTTP or Socket Mode."""

    async def carry(self, delivery: Delivery, retry: int, reason: str | None) -> Attempt:
        """Try once."""


class Deliveries:
    """The log of deliveries, and the schedule of retries."""

    def __init__(
        self, settings: SlackSettings, carrier: Callable[[], Carrier], workspace: Workspace
    ) -> None:
        self._settings = settings
        self._carrier = carrier
        self._mishaps = workspace.mishaps
        self._news = workspace.news
        self._retries: set[asyncio.Task[None]] = set()
        self.log: list[Delivery] = []

    async def send(self, kind: Kind, payload: Json) -> Delivery:
        """Deliver once; events that were not acknowledged are repeated on schedule."""
        delivery = Delivery(len(self.log) + 1, kind, payload)
        self.log.append(delivery)
        await self._attempt(delivery)
        if kind == "event" and self._mishaps.twice and delivery.acknowledged:
            await self._attempt(delivery)
        if kind == "event" and self._settings.retry_delays and not delivery.acknowledged:
            self._schedule(delivery)
        return delivery

    async def redeliver(self, number: int) -> Delivery:
        """Repeat a delivery, as Slack does with events that it believes lost."""
        delivery = self.log[number - 1]
        await self._attempt(delivery)
        return delivery

    async def settle(self) -> None:
        """Wait until all scheduled repetitions are over."""
        await asyncio.gather(*self._retries)

    async def close(self) -> None:
        """Give up what was still to be repeated."""
        for task in self._retries:
            task.cancel()
        await asyncio.gather(*self._retries, return_exceptions=True)

    @property
    def online(self) -> bool:
        """Say whether the bot took the latest delivery that was over."""
        over = (delivery.last.problem is None for delivery in self.log[::-1] if delivery.attempts)
        return next(over, True)

    async def _attempt(self, delivery: Delivery) -> None:
        retry = len(delivery.attempts)
        reason = delivery.last.problem or "http_timeout" if delivery.attempts else None
        delivery.attempts.append(await self._carried(delivery, retry, reason))
        if self._news.heard:
            self._news.tell("delivery", delivery=delivery.line(), online=self.online)

    async def _carried(self, delivery: Delivery, retry: int, reason: str | None) -> Attempt:
        if self._mishaps.unreachable:
            return Attempt(None, "", 0.0, "connection_failed", retry)
        attempt = await self._carrier().carry(delivery, retry, reason)
        if not self._mishaps.late or attempt.problem is not None:
            return attempt
        await asyncio.sleep(self._settings.ack_seconds - attempt.seconds)
        return Attempt(None, "", self._settings.ack_seconds, "http_timeout", retry)

    def _schedule(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._repeat(delivery))
        self._retries.add(task)
        task.add_done_callback(self._retries.discard)

    async def _repeat(self, delivery: Delivery) -> None:
        for delay in self._settings.retry_delays:
            if delivery.last.no_retry:
                return
            await asyncio.sleep(delay)
            await self._attempt(delivery)
            if delivery.acknowledged:
                return
