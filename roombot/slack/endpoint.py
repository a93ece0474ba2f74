"""The HTTP endpoint: verify the raw body, parse it by its content type, let Bolt answer."""

import json
import logging
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from roombot.booking.ports import Clock
from roombot.slack.bolt import Deliver, UnreadableDelivery
from roombot.slack.signatures import is_genuine
from roombot.slack.work import Work

BIGGEST_BODY = 1_000_000
RETRY_HEADERS = (b"x-slack-retry-num", b"x-slack-retry-reason")

_log = logging.getLogger(__name__)


class _Refused(Exception):  # noqa: N818 - an answer, told by its status alone
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Endpoint:
    """The ASGI application behind ``POST /slack/events``."""

    def __init__(self, deliver: Deliver, signing_secret: str, clock: Clock, work: Work) -> None:
        if not signing_secret:
            raise ValueError("without a signing secret anybody could pass for Slack")
        self._deliver = deliver
        self._secret = signing_secret
        self._clock = clock
        self._work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one delivery; an exception here would cost the connection."""
        try:
            response = await self._answer(dict(scope["headers"]), receive)
        except _Refused as refused:
            response = Response(status_code=refused.status)
        except Exception:  # noqa: BLE001 - uvicorn would close the connection
            _log.exception("a delivery could not be handled")
            response = Response(status_code=500)
        await response(scope, receive, send)

    async def _answer(self, headers: dict[bytes, bytes], receive: Receive) -> Response:
        body = await _read(headers, receive)
        if not is_genuine(self._secret, headers, body, self._clock.now()):
            raise _Refused(401)
        if self._work.draining:
            raise _Refused(503)  # Slack repeats events, to whoever serves then
        delivery = _parse(headers.get(b"content-type", b""), body)
        if "ssl_check" in delivery:
            return Response()
        if delivery.get("type") == "url_verification":
            return JSONResponse({"challenge": delivery.get("challenge")})
        return await self._dispatch(delivery, headers)

    async def _dispatch(self, delivery: dict[str, Any], headers: dict[bytes, bytes]) -> Response:
        retry = {
            name.decode(): headers[name].decode("latin-1")
            for name in RETRY_HEADERS
            if name in headers
        }
        try:
            answer = await self._deliver(delivery, retry)
        except UnreadableDelivery as error:
            raise _Refused(400) from error
        return Response(answer.body, answer.status, answer.first_headers())


async def _read(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """Return the raw body, or refuse it as soon as it is too long."""
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > BIGGEST_BODY:
        raise _Refused(413)
    body = bytearray()
    more = True
    while more:
        part = await receive()
        if part["type"] == "http.disconnect":
            raise _Refused(400)
        body += part.get("body", b"")
        if len(body) > BIGGEST_BODY:
            raise _Refused(413)
        more = part.get("more_body", False)
    return bytes(body)


def _parse(content_type: bytes, body: bytes) -> dict[str, Any]:
    """Return what a body says: events are JSON, everything else is a form."""
    kind = content_type.split(b";")[0].strip().lower()
    try:
        if kind == b"application/json":
            return _object(body)
        if kind == b"application/x-www-form-urlencoded":
            return _form(body)
    except (TypeError, ValueError, RecursionError) as error:
        raise _Refused(400) from error
    raise _Refused(400)


def _form(body: bytes) -> dict[str, Any]:
    """Return a command's fields, or the interaction in ``payload``, which a command lacks."""
    fields = dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    if "command" in fields or "ssl_check" in fields:
        return fields
    return _object(fields.get("payload", ""))


def _object(text: str | bytes) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return found
