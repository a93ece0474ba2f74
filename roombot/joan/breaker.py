"""The breaker: while Joan is out of order, say so at once instead of having people wait.

It sits below everything that knows reads from writes, and repeats nothing: what it refuses was
never sent, which is just what ``NotSent`` says.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from roombot.joan.clock import Clock
from roombot.joan.errors import JoanError, NoAnswer, NotSent, Resting, ServerFailed, Throttled

OUTAGES = 6  # in a row; a read alone may make four
FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class Breaker:
    """Opens after outages in a row; after a rest one request tries whether Joan is back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._outages = 0
        self._rest = FIRST_REST
        self._until: datetime | None = None
        self._is_trying = False

    @property
    def is_closed(self) -> bool:
        """Whether requests go through."""
        return self._until is None

    @contextmanager
    def guard(self, endpoint: str) -> Iterator[None]:
        """Let a request through and learn from its end, or raise ``Resting``."""
        is_trial = self._admit(endpoint)
        try:
            yield
        except (NotSent, NoAnswer, ServerFailed):
            self._note_outage(is_trial=is_trial)
            raise
        except Throttled:
            raise  # perhaps by our own limit, which tells nothing of Joan
        except JoanError:
            self._close()  # a refusal is an answer, too
            raise
        else:
            self._close()
        finally:
            if is_trial:  # also one that was cut off
                self._is_trying = False

    def _admit(self, endpoint: str) -> bool:
        if self._until is None:
            return False
        left = (self._until - self._clock.now()).total_seconds()
        if left > 0 or self._is_trying:
            raise Resting(endpoint, "not asked, Joan is out of order")
        self._is_trying = True
        return True

    def _note_outage(self, *, is_trial: bool) -> None:
        self._outages += 1
        if is_trial:
            self._rest = min(self._rest * 2, LONGEST_REST)
        if is_trial or (self._until is None and self._outages >= OUTAGES):
            self._until = self._clock.now() + self._rest
            _log.warning("Joan is out of order, nothing is asked for %s", self._rest)

    def _close(self) -> None:
        if self._until is not None:
            _log.warning("Joan is back")
        self._outages, self._rest, self._until = 0, FIRST_REST, None
