"""Bolt, wired: one authorization, prompt acknowledgements, one error handler."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.listener_matcher.async_listener_matcher import AsyncListenerMatcher
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from roombot.booking.ports import Clock
from roombot.slack.acks import PromptRunner
from roombot.slack.authorization import SingleBot
from roombot.slack.matchers import lighten
from roombot.slack.replies import Undelivered
from roombot.slack.web import build_client
from roombot.slack.work import Work

Deliver = Callable[[dict[str, Any], Mapping[str, str]], Awaitable[BoltResponse]]
OnError = Callable[[Exception, dict[str, Any], AsyncBoltContext], Awaitable[None]]

_log = logging.getLogger(__name__)


class UnreadableDelivery(Exception):  # noqa: N818 - names what came, not what broke
    """A delivery whose parts are not where Slack puts them."""


@dataclass(frozen=True)
class BoltOptions:
    """What Bolt is built from; ``on_error`` puts an exception into words for the person."""

    token: str
    slack_url: str
    session: aiohttp.ClientSession
    clock: Clock
    work: Work
    on_error: OnError


def build_bolt(options: BoltOptions) -> AsyncApp:
    """Return the app to register listeners on; nothing is asked of Slack before a delivery."""
    client = build_client(options.token, options.slack_url, options.session)
    with _no_advice_on_tokens():
        bolt = _PromptApp(
            options.work,
            name="bolt",  # also of a logger whose level Bolt sets: not our own
            client=client,
            authorize=SingleBot(client, options.clock),
            signing_secret="",
            request_verification_enabled=False,  # the endpoint verifies before it parses
            ssl_check_enabled=False,
            url_verification_enabled=False,
        )
    bolt.error(_error_handler(options.on_error))
    return bolt


class _PromptApp(AsyncApp):
    """Bolt with two parts exchanged, for which it has no setters: the runner and the matchers."""

    def __init__(self, work: Work, **options: Any) -> None:
        super().__init__(**options)
        self._async_listener_runner = PromptRunner(self, work)

    def _register_listener(
        self, functions: Any, primary_matcher: AsyncListenerMatcher, *args: Any, **options: Any
    ) -> Any:
        return super()._register_listener(functions, lighten(primary_matcher), *args, **options)


async def dispatch(
    bolt: AsyncApp, body: dict[str, Any], retry: Mapping[str, str] | None = None
) -> BoltResponse:
    """Hand a verified, parsed delivery to Bolt; the same for HTTP and Socket Mode.

    ``retry`` holds Slack's ``x-slack-retry-…`` headers; no other header can be trusted.
    """
    try:
        request = AsyncBoltRequest(mode="socket_mode", body=body, headers=dict(retry or {}))
        return await bolt.async_dispatch(request)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnreadableDelivery(str(body.get("type"))) from error  # listeners' own never get here


def _error_handler(on_error: OnError) -> Callable[..., Awaitable[BoltResponse]]:
    async def handle(
        error: Exception, body: dict[str, Any], context: AsyncBoltContext
    ) -> BoltResponse:
        """Tell the person; Slack gets its acknowledgement, a repetition would tell again."""
        try:
            await on_error(error, body, context)
        except Undelivered as undelivered:
            _log.warning("nobody can be told of an error: %s", undelivered)
        except Exception:  # noqa: BLE001 - the last handler there is
            _log.exception("an error could not be put into words")
        return BoltResponse(status=200)

    return handle


@contextmanager
def _no_advice_on_tokens() -> Iterator[None]:
    """Silence Bolt's advice that our authorization supersedes the token, as is intended."""
    logger = logging.getLogger("slack_bolt.AsyncApp")

    def is_news(record: logging.LogRecord) -> bool:
        return "`token`" not in record.getMessage()

    logger.addFilter(is_news)
    yield
    logger.removeFilter(is_news)
