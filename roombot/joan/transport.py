"""Requests as Joan wants them, answers as values or errors."""

import logging
import ssl
import time
from functools import cache
from importlib.metadata import version
from ipaddress import ip_address

import httpx

from roombot.joan.auth import Account, JoanAuth
from roombot.joan.breaker import Breaker
from roombot.joan.clock import Clock
from roombot.joan.errors import BrokenContract, JoanError, NoAnswer, NotSent, Throttled, check
from roombot.joan.limits import RateLimiter
from roombot.joan.retries import patiently
from roombot.joan.watching import Unwatched, Watch, known
from roombot.telemetry.deliveries import current_delivery

API = "api/v1.0/"
CONNECT_SECONDS = 5.0
KEEP_ALIVE_SECONDS = 4.0  # shorter than any server's: a write must not meet a closing connection
A_READ = 0.6  # of a write's time: one that hangs is asked again while the person still waits
WRITE_PATIENCE = 5.0  # the longest ``Retry-After`` that a write waits for

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

_log = logging.getLogger(__name__)


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom we trust: read once, however many companies we ask for."""
    return httpx.create_ssl_context(trust_env=False)


@cache
def _name() -> str:
    """Return who asks; to look up one's own version takes milliseconds."""
    return f"roombot/{version('roombot')}"


class Transport:
    """One account's connection: token, limit, time-outs; reads are repeated, writes are not."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        limiter: RateLimiter,
        *,
        watch: Watch | None = None,
        read_seconds: float = 10.0,
    ) -> None:
        _quieten_vendors()
        self._watch = watch or Unwatched()
        self.base = account.base.join(API)
        self._clock = clock
        self._limiter = limiter
        self._breaker = Breaker(clock)
        self._write_timeout = httpx.Timeout(read_seconds, connect=CONNECT_SECONDS)
        self._read_timeout = httpx.Timeout(read_seconds * A_READ, connect=CONNECT_SECONDS)
        self._http = httpx.AsyncClient(
            auth=JoanAuth(account, clock),
            headers={"User-Agent": _name(), "Accept": "application/json"},
            timeout=self._write_timeout,
            limits=httpx.Limits(max_connections=50, keepalive_expiry=KEEP_ALIVE_SECONDS),
            event_hooks={"request": [self._wait_for_turn]},
            verify=_trusted() if account.base.scheme == "https" else False,
            trust_env=not _is_loopback(account.base.host),  # a proxy cannot reach this machine
        )

    @property
    def is_answering(self) -> bool:
        """Whether Joan has answered lately, as far as she was asked."""
        return self._breaker.is_closed

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def read(self, endpoint: str, *, method: str = "GET", json: object = None) -> bytes:
        """Return the body of a successful answer; ask again after what may pass."""
        return await patiently(lambda: self._send(endpoint, method, json), self._clock)

    async def write(self, endpoint: str, json: object = None, *, method: str = "POST") -> bytes:
        """Send once; again only where Joan said that it executed nothing and asks to wait."""
        try:
            return await self._send(endpoint, method, json, is_write=True)
        except Throttled as error:
            wait = error.retry_after or 1.0
            if wait > WRITE_PATIENCE:
                raise
        await self._clock.sleep(wait)
        return await self._send(endpoint, method, json, is_write=True)

    async def _send(
        self, endpoint: str, method: str, json: object, *, is_write: bool = False
    ) -> bytes:
        request = self._http.build_request(
            method,
            self.base.join(endpoint),
            json=json,
            timeout=self._write_timeout if is_write else self._read_timeout,
            headers={"X-Request-Id": current_delivery() or "-"},  # Joan's people can find it too
            extensions={"roombot_write": is_write},
        )
        with self._watch.request(known(endpoint)), self._breaker.guard(endpoint):
            return check(endpoint, await self._answer_to(request, endpoint)).content

    async def _answer_to(self, request: httpx.Request, endpoint: str) -> httpx.Response:
        """Return Joan's answer, whatever it is; the log tells of it without a value in it."""
        began, result = time.perf_counter(), "cut off"
        try:
            response = await self._http.send(request)
            result = str(response.status_code)
        except httpx.RequestError as error:
            result = type(error).__name__
            raise _failure(endpoint, request, error) from error
        finally:
            took = round((time.perf_counter() - began) * 1000)
            more = {"endpoint": known(endpoint), "method": request.method, "ms": took}
            _log.info("asked Joan", extra=more | {"result": result})
        return response

    async def _wait_for_turn(self, request: httpx.Request) -> None:
        is_write = bool(request.extensions.get("roombot_write"))
        endpoint = request.url.path.removeprefix(self.base.path)
        began = self._clock.now()
        await self._limiter.turn(endpoint, is_write=is_write)
        self._watch.held_back((self._clock.now() - began).total_seconds())


def _failure(endpoint: str, request: httpx.Request, error: httpx.RequestError) -> JoanError:
    what = type(error).__name__
    if error.request is not request:  # the token's: the request itself was still to come
        return NotSent(endpoint, f"no token to be had, {what}")
    if isinstance(error, _NEVER_LEFT):
        return NotSent(endpoint, f"no connection, {what}")
    if isinstance(error, httpx.DecodingError):
        return BrokenContract(endpoint, "body", "cannot be decoded")
    return NoAnswer(endpoint, what)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _quieten_vendors() -> None:
    """Keep httpx from logging every request's address."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
