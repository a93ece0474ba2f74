"""What can go wrong with Joan, by what it says about the request.

::

    JoanError
    ├── NotSent             the request never left: no connection, or no token to send with it
    │   └── Resting         nor was it tried: Joan has been out of order
    ├── NoAnswer            it left, and nothing came back: a time-out or a dropped connection
    ├── BadCredentials      401 twice, or the token endpoint refuses: retrying is no use
    ├── BrokenContract      an answer that is not as agreed: names the endpoint and the key
    ├── Throttled           429: nothing was executed; retry_after
    ├── ServerFailed        5xx, perhaps an HTML page: it may have been executed
    └── Rejected            4xx: Joan understood and refuses
        ├── NotFound        404
        └── Conflict        the room is booked at that time

``translation`` says what each means to the rest of the program.
"""

import json
import re
from http import HTTPStatus

import httpx
from pydantic_core import from_json

_TAKEN = re.compile(
    r"already|not (free|available)|unavailable|occupied|overlap|conflict|busy|taken", re.IGNORECASE
)
_FIELDS = [
    "_error",
    "calendar_id",
    "detail",
    "duration",
    "email",
    "end",
    "error",
    "event_id",
    "event_name",
    "eventStart",
    "extend_until",
    "finish",
    "lifetime",
    "message",
    "non_field_errors",
    "organizer",
    "room_id",
    "source",
    "start",
    "timezone",
    "title",
]


class JoanError(Exception):
    """Base of all: the path that was asked, and whether asking again may help (``may_pass``)."""

    may_pass = False

    def __init__(self, endpoint: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(f"{endpoint.partition('?')[0]}: {message}")
        self.endpoint = endpoint
        self.retry_after = retry_after


class NotSent(JoanError):  # noqa: N818 - reads as a state, as in httpx
    """The request never left."""

    may_pass = True


class Resting(NotSent):
    """Nothing is asked of Joan for a while."""

    may_pass = False


class NoAnswer(JoanError):  # noqa: N818
    """The request left, and nothing came back."""

    may_pass = True


class BadCredentials(JoanError):  # noqa: N818
    """Joan refuses the client id and secret."""


class BrokenContract(JoanError):  # noqa: N818
    """An answer is not as agreed."""

    def __init__(self, endpoint: str, key: str, problem: str) -> None:
        super().__init__(endpoint, f"{key}: {problem}")
        self.key = key


class Throttled(JoanError):  # noqa: N818
    """Too many requests; nothing was executed."""

    may_pass = True


class ServerFailed(JoanError):  # noqa: N818
    """Joan, or the calendar behind it, is out of order."""

    def __init__(self, endpoint: str, status: int, retry_after: float | None) -> None:
        super().__init__(endpoint, f"answered {status}", retry_after)
        self.status = status
        self.may_pass = status in {502, 503, 504}


class Rejected(JoanError):  # noqa: N818
    """Joan understood the request and refuses it."""

    def __init__(self, endpoint: str, status: int, detail: str) -> None:
        super().__init__(endpoint, f"answered {status} {detail}".rstrip())
        self.status = status


class NotFound(Rejected):
    """There is no such thing (any more)."""


class Conflict(Rejected):
    """The room is booked at that time."""


def check(endpoint: str, response: httpx.Response) -> httpx.Response:
    """Return a response that means success; raise what any other means."""
    if response.is_success:
        return response
    status = response.status_code
    if status == HTTPStatus.UNAUTHORIZED:
        raise BadCredentials(endpoint, "answered 401 to a new token too")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Throttled(endpoint, "answered 429", retry_after(response))
    if response.is_server_error:
        raise ServerFailed(endpoint, status, retry_after(response))
    if response.is_client_error:
        raise _rejection(endpoint, response)
    raise BrokenContract(endpoint, "status", f"answered {status}")


def retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that an answer asks to wait."""
    value = response.headers.get("Retry-After", "").strip()
    return float(value) if value.isdecimal() else None


def _rejection(endpoint: str, response: httpx.Response) -> Rejected:
    status, body = response.status_code, _json(response)
    detail = _fields(body)
    if status == HTTPStatus.NOT_FOUND:
        return NotFound(endpoint, status, detail)
    if status == HTTPStatus.CONFLICT or (status == HTTPStatus.BAD_REQUEST and _says_taken(body)):
        return Conflict(endpoint, status, detail)
    return Rejected(endpoint, status, detail)


def _fields(body: object) -> str:
    """Name the fields that a refusal is about; all else in it may be people's words."""
    return ", ".join(key for key in _FIELDS if key in body) if isinstance(body, dict) else ""


def _says_taken(body: object) -> bool:
    """Tell whether a refusal is about the slot; its wording for rooms is not known for sure."""
    return isinstance(body, dict) and ("_error" in body or bool(_TAKEN.search(json.dumps(body))))


def _json(response: httpx.Response) -> object:
    try:
        body: object = from_json(response.content)  # which also survives what is too deep
    except ValueError:
        return None
    return body
