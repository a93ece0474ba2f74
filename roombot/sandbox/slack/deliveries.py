"""Deliver events, commands and interactions to the bot, and remember how that went."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.wire import Json

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


class Carrier(Protocol):
    """A way to the bot: HTTP or Socket Mode."""

    async def carry(self, delivery: Delivery, retry: int, reason: str | None) -> Attempt:
        """Try once."""


class Deliveries:
    """The log of deliveries, and the schedule of retries."""

    def __init__(self, settings: SlackSettings, carrier: Callable[[], Carrier]) -> None:
        self._settings = settings
        self._carrier = carrier
        self._retries: set[asyncio.Task[None]] = set()
        self.log: list[Delivery] = []

    async def send(self, kind: Kind, payload: Json) -> Delivery:
        """Deliver once; events that were not acknowledged are repeated on schedule."""
        delivery = Delivery(len(self.log) + 1, kind, payload)
        self.log.append(delivery)
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

    async def _attempt(self, delivery: Delivery) -> None:
        retry = len(delivery.attempts)
        reason = delivery.last.problem or "http_timeout" if delivery.attempts else None
        delivery.attempts.append(await self._carrier().carry(delivery, retry, reason))

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
