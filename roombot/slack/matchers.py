"""Matchers that read the body only: Bolt's prepare all of a listener's arguments to ask one."""

from typing import Any, cast

from slack_bolt.listener_matcher.async_builtins import AsyncBuiltinListenerMatcher
from slack_bolt.listener_matcher.async_listener_matcher import AsyncListenerMatcher
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class BodyMatcher(AsyncListenerMatcher):
    """Asks what a matcher of Bolt's asks, some ten times cheaper; every delivery asks them all."""

    def __init__(self, builtin: AsyncBuiltinListenerMatcher) -> None:
        self._matches: Any = builtin.func

    async def async_matches(
        self,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
    ) -> bool:
        """Tell whether the delivery is for the listener."""
        return cast("bool", await self._matches(req.body))


def lighten(matcher: AsyncListenerMatcher) -> AsyncListenerMatcher:
    """Return a cheap matcher in the place of one of Bolt's that needs the body only."""
    if isinstance(matcher, AsyncBuiltinListenerMatcher) and matcher.arg_names == ["body"]:
        return BodyMatcher(matcher)
    return matcher
