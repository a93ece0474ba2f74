"""The limit on requests: Joan counts 240 a minute for the whole company."""

from collections import deque
from itertools import count

from roombot.joan.clock import Clock
from roombot.joan.errors import Throttled

A_MINUTE = 60.0
READS_WAIT = 10.0
WRITES_WAIT = 30.0


class RateLimiter:
    """A sliding window; writes go before waiting reads, and nobody waits in vain."""

    def __init__(self, clock: Clock, per_minute: int = 230) -> None:
        self._clock = clock
        self._limit = per_minute
        self._sent: deque[float] = deque()
        self._queue: set[tuple[bool, int]] = set()
        self._arrivals = count()

    async def turn(self, endpoint: str, *, is_write: bool) -> None:
        """Return when a request may be sent; raise ``Throttled`` where that takes too long."""
        place = (not is_write, next(self._arrivals))
        self._queue.add(place)
        patience = WRITES_WAIT if is_write else READS_WAIT
        try:
            while wait := self._wait_of(place):
                if wait > patience:
                    raise Throttled(endpoint, "held back, the minute's requests are used up", wait)
                await self._clock.sleep(wait)
                patience -= wait
            self._sent.append(self._now())
        finally:
            self._queue.remove(place)

    def _wait_of(self, place: tuple[bool, int]) -> float:
        """Return the seconds until enough of the window has passed for this place in the queue."""
        now = self._now()
        while self._sent and not 0 <= now - self._sent[0] < A_MINUTE:
            self._sent.popleft()
        ahead = sum(other < place for other in self._queue)
        must_pass = ahead + len(self._sent) - self._limit
        if must_pass < 0:
            return 0.0
        if must_pass >= len(self._sent):
            return A_MINUTE
        return self._sent[must_pass] + A_MINUTE - now

    def _now(self) -> float:
        return self._clock.now().timestamp()
