"""Acknowledgements at once: Bolt itself looks every 10 ms whether a listener has called ack."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.listener.async_listener import AsyncListener
from slack_bolt.listener.asyncio_runner import AsyncioListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from roombot.slack.work import Work

_log = logging.getLogger(__name__)


class PromptAck(AsyncAck):
    """An ``ack`` that tells when it has been called."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped

    @property
    def response(self) -> BoltResponse | None:
        """What goes back to Slack; a property, so that whoever sets it wakes the waiter."""
        return self._response

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        self._response = response
        if response is not None:
            self.answered.set()


class PromptRunner(AsyncioListenerRunner):
    """Answers Slack as soon as ``ack`` is called; the listener goes on as tracked work.

    Bolt's own runner does the rest: with ``process_before_response`` its ``run`` is one plain
    coroutine that neither polls nor starts tasks. Lazy listeners do not work: Bolt copies their
    request, and a client with a shared session cannot be copied. Nothing needs them here.
    """

    def __init__(self, bolt: AsyncApp, work: Work) -> None:
        stock = bolt.listener_runner
        super().__init__(
            logger=stock.logger,
            process_before_response=True,
            listener_error_handler=stock.listener_error_handler,
            listener_start_handler=stock.listener_start_handler,
            listener_completion_handler=stock.listener_completion_handler,
            lazy_listener_runner=stock.lazy_listener_runner,
        )
        self._work = work

    async def run(
        self,
        request: AsyncBoltRequest,
        response: BoltResponse,
        listener_name: str,
        listener: AsyncListener,
        starting_time: float | None = None,
    ) -> BoltResponse | None:
        """Start the listener and return what it acknowledges with."""
        ack = PromptAck()
        ack.response = request.context.ack.response
        request.context["ack"] = ack
        if listener.auto_acknowledgement:
            await ack()
        run = super().run(request, response, listener_name, listener, starting_time)
        self._work.start(_finish(ack, run, listener_name), listener_name)
        try:
            async with asyncio.timeout(listener.ack_timeout):
                await ack.answered.wait()
        except TimeoutError:
            _log.warning("%s took too long to acknowledge", listener_name)
        return ack.response or BoltResponse(status=200)


async def _finish(
    ack: PromptAck, run: Coroutine[Any, Any, BoltResponse | None], listener_name: str
) -> None:
    """Run a listener to its end; one that never acknowledges shall not keep Slack waiting."""
    try:
        response = await run
        if response is None:
            _log.warning("%s ended without acknowledging", listener_name)
        ack.response = response
    finally:
        ack.answered.set()
