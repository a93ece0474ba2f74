"""From a request to an answer, in the order in which Django would have it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from roombot.sandbox.joan.bodies import parse_body
from roombot.sandbox.joan.endpoints import Call, Endpoint, resolve
from roombot.sandbox.joan.fields import Value, validate
from roombot.sandbox.joan.replies import Refused, detail, page
from roombot.sandbox.joan.token import issue_token
from roombot.sandbox.joan.world import World

_API, _TOKEN = "/api/v1.0/", "/api/token/"
_SAFE = {"GET", "OPTIONS"}


def answer(world: World, request: Request, body: bytes) -> Response:
    """Return the answer to a request."""
    world.move_on()
    try:
        return _answer(world, request, body)
    except Refused as refused:
        return refused.response


def _answer(world: World, request: Request, body: bytes) -> Response:
    path = request.url.path
    if path == _TOKEN:
        return issue_token(world, request, body)
    endpoint, part = _resolve(request, path)
    grant = world.tokens.check(request.headers.get("authorization", ""))
    if request.method not in _SAFE and not grant.may_write:
        raise Refused(detail(403))
    world.throttle.count(grant.client)
    if request.method == "OPTIONS":
        return JSONResponse(endpoint.describe())
    if request.method != endpoint.method:
        allow = {"Allow": f"{endpoint.method}, OPTIONS"}
        raise Refused(detail(405, f'Method "{request.method}" not allowed.', allow))
    values = _values(endpoint, request, body)
    return endpoint.handler(Call(world, request.url, part, values))


def _resolve(request: Request, path: str) -> tuple[Endpoint, str]:
    """Return the endpoint; without the trailing slash a GET is sent on, all else is lost."""
    found = resolve(path.removeprefix(_API)) if path.startswith(_API) else None
    if found:
        return found
    with_slash = f"{path}/"
    is_known = with_slash == _TOKEN or resolve(with_slash.removeprefix(_API)) is not None
    if request.method == "GET" and is_known:
        raise Refused(RedirectResponse(str(request.url.replace(path=with_slash)), 301))
    raise Refused(page(404))


def _values(endpoint: Endpoint, request: Request, body: bytes) -> Mapping[str, Value]:
    if not endpoint.fields:
        return {}
    data = parse_body(request.headers.get("content-type", ""), body)
    return validate(endpoint.fields, data)
