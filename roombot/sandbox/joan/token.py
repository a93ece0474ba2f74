"""``/api/token/``: the client credentials for a token."""

import base64
import binascii
import secrets
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from roombot.sandbox.joan.access import Grant
from roombot.sandbox.joan.replies import detail
from roombot.sandbox.joan.world import World

_SCOPES = {"read", "write"}


def issue_token(world: World, request: Request, body: bytes) -> Response:
    """Return a token, or why there is none."""
    if request.method != "POST":
        return _not_allowed(request.method)
    form = {name: values[-1] for name, values in parse_qs(body.decode(errors="replace")).items()}
    if not _is_client(world, request.headers.get("authorization", "")):
        return _error("invalid_client", 401)
    if form.get("grant_type") != "client_credentials":
        return _error("unsupported_grant_type", 400)
    scope = form.get("scope", "read write")
    if not set(scope.split()) <= _SCOPES:
        return _error("invalid_scope", 400)
    client, lifetime = world.settings.client_id, world.settings.token_lifetime
    world.throttle.count(client)
    token = world.tokens.issue(Grant(client, scope), lifetime)
    return JSONResponse(
        {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": lifetime,
            "scope": scope,
        },
        headers={"Cache-Control": "no-store", "Pragma": "no-cache"},
    )


def _is_client(world: World, header: str) -> bool:
    kind, _, encoded = header.partition(" ")
    try:
        given = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    expected = f"{world.settings.client_id}:{world.settings.client_secret}".encode()
    return kind.lower() == "basic" and secrets.compare_digest(given, expected)


def _error(error: str, status: int) -> JSONResponse:
    headers = {"WWW-Authenticate": f'Bearer error="{error}"'} if status == 401 else None  # noqa: PLR2004
    return JSONResponse({"error": error}, status, headers)


def _not_allowed(method: str) -> JSONResponse:
    return detail(405, f'Method "{method}" not allowed.', {"Allow": "POST, OPTIONS"})
