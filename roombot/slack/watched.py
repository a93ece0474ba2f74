"""Deliveries, watched: each has an id that its log lines carry, and is counted by its result."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.response import BoltResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from roombot.slack.bolt import UnreadableDelivery
from roombot.slack.shapes import check_shape
from roombot.telemetry.deliveries import following, id_of, kind_of
from roombot.telemetry.metrics import Metrics
from roombot.telemetry.telemetry import Telemetry

Deliver = Callable[[dict[str, Any], Mapping[str, str]], Awaitable[BoltResponse]]

SUCCESS = 200

_log = logging.getLogger(__name__)


def watched(deliver: Deliver, telemetry: Telemetry) -> Deliver:
    """Return a way to deliver whose deliveries are followed and counted."""

    async def deliver_watched(body: dict[str, Any], retry: Mapping[str, str]) -> BoltResponse:
        kind, result = kind_of(body), "failed"
        with following(id_of(body)), telemetry.span(f"delivery {kind}"):
            try:
                check_shape(body)
                answer = await deliver(body, retry)
                result = "accepted" if answer.status == SUCCESS else "unknown"
            except UnreadableDelivery:
                result = "unreadable"
                raise
            finally:
                telemetry.metrics.deliveries.labels(kind, result).inc()
                _log.info("delivered", extra={"kind": kind, "result": result})
        return answer

    return deliver_watched


class CountedEndpoint:
    """An endpoint whose answers are counted by their status."""

    def __init__(self, endpoint: ASGIApp, metrics: Metrics) -> None:
        self._endpoint = endpoint
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and count."""

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.responses.labels(str(message["status"])).inc()
            await send(message)

        await self._endpoint(scope, receive, send_counted)
