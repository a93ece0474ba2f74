"""Who may ask, and how often."""

import math
import secrets
import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from roombot.sandbox.joan.replies import Refused, throttled, unauthorized

MINUTE = 60.0


@dataclass(frozen=True)
class Grant:
    """What a token allows."""

    client: str
    scope: str

    @property
    def may_write(self) -> bool:
        """Tell whether it is good for more than reading."""
        return "write" in self.scope.split()


class Tokens:
    """The tokens given out; they outlive a restart, as Joan's do."""

    def __init__(self, connection: sqlite3.Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def issue(self, grant: Grant, lifetime: float) -> str:
        """Return a new token."""
        token = secrets.token_urlsafe(22)
        expires = self._now().timestamp() + lifetime
        row = token, grant.client, grant.scope, expires
        self._connection.execute("INSERT INTO tokens VALUES (?, ?, ?, ?)", row)
        return token

    def check(self, header: str) -> Grant:
        """Return what the ``Authorization`` header allows, or refuse."""
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer":
            raise Refused(unauthorized())
        sql = "SELECT client, scope, expires FROM tokens WHERE token = ?"
        row = self._connection.execute(sql, (token,)).fetchone()
        if row is None:
            raise Refused(unauthorized("The access token is invalid."))
        client, scope, expires = row
        if expires <= self._now().timestamp():
            raise Refused(unauthorized("The access token has expired."))
        return Grant(client, scope)

    def revoke(self) -> None:
        """Make all tokens worthless."""
        self._connection.execute("DELETE FROM tokens")


class Throttle:
    """So many requests a minute for one client, whatever they ask for."""

    def __init__(self, per_minute: int, now: Callable[[], datetime]) -> None:
        self._per_minute = per_minute
        self._now = now
        self._seen: dict[str, deque[float]] = {}

    def count(self, client: str) -> None:
        """Count a request, or refuse it; what is refused does not count."""
        now = self._now().timestamp()
        seen = self._seen.setdefault(client, deque())
        while seen and seen[0] <= now - MINUTE:
            seen.popleft()
        if len(seen) >= self._per_minute:
            raise Refused(throttled(max(1, math.ceil(seen[0] + MINUTE - now))))
        seen.append(now)
