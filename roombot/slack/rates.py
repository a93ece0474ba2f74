"""Rates: who sends too much is told once, then not heard until it calms."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from slack_bolt.response import BoltResponse

from roombot.booking.ports import Clock
from roombot.slack.bolt import Deliver, UnreadableDelivery
from roombot.slack.origins import Origin

PERSON_LIMIT = 60  # deliveries a minute; typing into a field that suggests brings many
WORKSPACE_LIMIT = 3_000
MOST_KEPT = 20_000  # people and workspaces, of which the quietest are forgotten
NEVER_DROPPED = {"app_uninstalled", "tokens_revoked"}

_is_hasty: ContextVar[bool] = ContextVar("is_hasty", default=False)


class Verdict(StrEnum):
    """What becomes of a delivery."""

    HEARD = "heard"
    TOLD = "told"  # the first that is too much: its person is asked for patience
    DROPPED = "dropped"


@dataclass
class _Level:
    height: float
    at: datetime
    is_over: bool = False


@dataclass
class Rates:
    """Counts deliveries by sender; what was sent runs off at ``limit`` a minute."""

    limit: int
    most: int = MOST_KEPT
    _levels: OrderedDict[str, _Level] = field(default_factory=OrderedDict)

    def judge(self, sender: str, now: datetime) -> Verdict:
        """Count a delivery; who was too fast is heard again when half has run off."""
        level = self._level(sender, now)
        level.height = min(level.height + 1, self.limit + 1)
        was_over = level.is_over
        level.is_over = level.height > (self.limit / 2 if was_over else self.limit)
        if not level.is_over:
            return Verdict.HEARD
        return Verdict.DROPPED if was_over else Verdict.TOLD

    def _level(self, sender: str, now: datetime) -> _Level:
        level = self._levels.setdefault(sender, _Level(0, now))
        self._levels.move_to_end(sender)
        if len(self._levels) > self.most:
            self._levels.popitem(last=False)
        run_off = max((now - level.at).total_seconds(), 0) / 60 * self.limit
        level.height, level.at = max(level.height - run_off, 0), now
        return level


def limited(deliver: Deliver, clock: Clock) -> Deliver:
    """Return a way to deliver that holds people and workspaces to their rates."""
    people, workspaces = Rates(PERSON_LIMIT), Rates(WORKSPACE_LIMIT)

    async def deliver_limited(body: dict[str, Any], retry: Mapping[str, str]) -> BoltResponse:
        try:
            verdict = _judged(body, people, workspaces, clock.now())
        except (AttributeError, LookupError, TypeError) as error:
            raise UnreadableDelivery(str(body.get("type"))) from error
        if verdict is Verdict.DROPPED:
            return BoltResponse(status=200)  # else Slack would send it again
        with _marked(is_hasty=verdict is Verdict.TOLD):
            return await deliver(body, retry)

    return deliver_limited


def is_hasty() -> bool:
    """Tell whether the delivery that is being worked for is the one too many."""
    return _is_hasty.get()


def _judged(body: dict[str, Any], people: Rates, workspaces: Rates, now: datetime) -> Verdict:
    event = body.get("event")
    if isinstance(event, dict) and event.get("type") in NEVER_DROPPED:
        return Verdict.HEARD
    origin = Origin.of(body)
    verdict = Verdict.HEARD
    if origin.user_id:
        verdict = people.judge(f"{origin.team_id}/{origin.user_id}", now)
    if verdict is Verdict.HEARD:  # one who is too fast uses up nothing of the others'
        verdict = workspaces.judge(origin.team_id, now)
    return verdict


@contextmanager
def _marked(*, is_hasty: bool) -> Iterator[None]:
    token = _is_hasty.set(is_hasty)
    try:
        yield
    finally:
        _is_hasty.reset(token)
