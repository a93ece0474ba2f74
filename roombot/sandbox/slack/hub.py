"""Several sandbox workspaces behind one address, and the consent that gives an app its tokens.

``/oauth/v2/authorize`` asks which workspace to add the app to, ``/api/oauth.v2.access`` gives
tokens, ``/api/auth.revoke`` takes them back; every other call goes to its token's workspace.
"""

import secrets
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from roombot.sandbox.slack.people import APP_ID, BOT_USER
from roombot.sandbox.slack.sandbox import SlackSandbox
from roombot.sandbox.slack.wire import Json

LIFETIME = 12 * 60 * 60  # seconds, of a token that rotates


@dataclass(frozen=True)
class HubSettings:
    """The app as Slack knows it; ``rotates`` gives tokens that expire."""

    client_id: str = "1.1"
    client_secret: str = "hub-secret"  # noqa: S105 - a sandbox has no secrets
    rotates: bool = False


@dataclass
class _Code:
    team_id: str
    user_id: str
    redirect_uri: str
    scope: str


@dataclass
class SlackHub:
    """Slack as an app sees it that many workspaces add."""

    workspaces: Sequence[SlackSandbox]
    settings: HubSettings = HubSettings()
    refreshed: int = 0
    _tokens: dict[str, SlackSandbox] = field(default_factory=dict)
    _refresh_tokens: dict[str, SlackSandbox] = field(default_factory=dict)
    _codes: dict[str, _Code] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        """Return what is served."""
        return Starlette(
            routes=[
                Route("/oauth/v2/authorize", self._authorize),
                Route("/api/oauth.v2.access", self._access, methods=["POST"]),
                Route("/api/auth.revoke", self._revoke, methods=["GET", "POST"]),
                Mount("/api", self._call),
            ]
        )

    def token_of(self, workspace: SlackSandbox) -> str:
        """Give a token for a workspace, as its consent would."""
        token = f"xoxb-{workspace.workspace.settings.team_id}-{secrets.token_hex(8)}"
        self._tokens[token] = workspace
        return token

    def consent(
        self, workspace: SlackSandbox, redirect_uri: str, scope: str = "", user: str = "U0ADA"
    ) -> str:
        """Let a person add the app to a workspace; return the code for it."""
        code = secrets.token_urlsafe(12)
        team_id = workspace.workspace.settings.team_id
        self._codes[code] = _Code(team_id, user, redirect_uri, scope)
        return code

    async def uninstall(self, workspace: SlackSandbox) -> None:
        """Let a workspace remove the app: its tokens end, and the app is told."""
        for tokens in (self._tokens, self._refresh_tokens):
            for token in [one for one, whose in tokens.items() if whose is workspace]:
                del tokens[token]
        await workspace.tell_app({"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}})
        await workspace.tell_app({"type": "app_uninstalled"})

    async def _authorize(self, request: Request) -> Response:
        """Show which workspaces the app can be added to, or that it is declined."""
        asked = request.query_params
        back, state = asked.get("redirect_uri", ""), asked.get("state", "")
        if asked.get("client_id") != self.settings.client_id:
            return HTMLResponse("<h1>Something went wrong</h1><p>invalid_client_id</p>", 400)
        ways = [
            (
                f"Add to {one.workspace.settings.team_id}",
                {"code": self.consent(one, back, asked.get("scope", "")), "state": state},
            )
            for one in self.workspaces
        ]
        ways.append(("Cancel", {"error": "access_denied", "state": state}))
        links = "".join(_link(words, f"{back}?{urlencode(query)}") for words, query in ways)
        return HTMLResponse(f"<!doctype html><title>Slack</title><h1>roombot asks</h1>{links}")

    async def _access(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if not self._knows_app(request.headers, form):
            return _refusal("invalid_client_id")
        if form.get("grant_type") == "refresh_token":
            return self._refresh(form.get("refresh_token", ""))
        code = self._codes.pop(form.get("code", ""), None)
        if code is None:
            return _refusal("invalid_code")
        if code.redirect_uri != form.get("redirect_uri"):
            return _refusal("bad_redirect_uri")
        return JSONResponse(self._granted(self._workspace(code.team_id), code))

    def _refresh(self, token: str) -> Response:
        workspace = self._refresh_tokens.pop(token, None)
        if workspace is None:
            return _refusal("invalid_refresh_token")
        self.refreshed += 1
        return JSONResponse({"ok": True, "app_id": APP_ID, **self._expiring(workspace)})

    async def _revoke(self, request: Request) -> Response:
        if self._tokens.pop(_bearer(request.headers), None) is None:
            return _refusal("invalid_auth")
        return JSONResponse({"ok": True, "revoked": True})

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a call to its token's workspace, under the token that the workspace knows."""
        headers = MutableHeaders(scope=scope)
        workspace = self._tokens.get(_bearer(headers))
        if workspace is None:
            await _refusal("invalid_auth")(scope, receive, send)
            return
        headers["authorization"] = f"Bearer {workspace.workspace.settings.bot_token}"
        await workspace.app({**scope, "root_path": ""}, receive, send)

    def _knows_app(self, headers: Headers, form: Mapping[str, str]) -> bool:
        given = (form.get("client_id"), form.get("client_secret"))
        kind, _, credentials = headers.get("authorization", "").partition(" ")
        if kind.lower() == "basic":
            client_id, _, secret = b64decode(credentials).decode().partition(":")
            given = (client_id, secret)
        return given == (self.settings.client_id, self.settings.client_secret)

    def _granted(self, workspace: SlackSandbox, code: _Code) -> Json:
        settings = workspace.workspace.settings
        return {
            "ok": True,
            "app_id": APP_ID,
            "authed_user": {"id": code.user_id},
            "scope": code.scope or ",".join(sorted(settings.scopes)),
            "token_type": "bot",
            "bot_user_id": BOT_USER,
            "team": {"id": settings.team_id, "name": f"Workspace {settings.team_id}"},
            "enterprise": None,
            "is_enterprise_install": False,
            **self._expiring(workspace),
        }

    def _expiring(self, workspace: SlackSandbox) -> Json:
        token = self.token_of(workspace)
        if not self.settings.rotates:
            return {"access_token": token}
        refresh_token = f"xoxe-1-{secrets.token_hex(8)}"
        self._refresh_tokens[refresh_token] = workspace
        return {"access_token": token, "refresh_token": refresh_token, "expires_in": LIFETIME}

    def _workspace(self, team_id: str) -> SlackSandbox:
        return next(one for one in self.workspaces if one.workspace.settings.team_id == team_id)


def _bearer(headers: Mapping[str, str]) -> str:
    return headers.get("authorization", "").removeprefix("Bearer ")


def _refusal(error: str) -> JSONResponse:
    return JSONResponse({"ok": False, "error": error})


def _link(words: str, address: str) -> str:
    return f'<p><a href="{escape(address)}">{escape(words)}</a></p>'
