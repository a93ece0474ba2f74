"""Installation by OAuth: "Add to Slack", and what comes back from the consent.

The state that goes to Slack and back is sealed, expires, counts once, and only in the browser
that began: a cookie there holds its other half. Nobody can be led to finish what they have not
begun.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Protocol
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from roombot.booking.ports import Clock
from roombot.booking.records import Audit
from roombot.domain.audit import By, Deed
from roombot.domain.errors import RoombotError
from roombot.domain.installations import Installation
from roombot.slack import install_pages as pages
from roombot.slack.oauth import NotGranted, OAuth
from roombot.slack.scopes import SCOPES

START, BACK = "/slack/install/start", "/slack/oauth_redirect"
LIFETIME = timedelta(minutes=10)  # in which a consent has to be given
COOKIE = "roombot_state"
OWNER = "oauth"  # whose the sealed states are
DECLINED = "access_denied"

_log = logging.getLogger(__name__)


class Sealer(Protocol):
    """Seals what is shown to others, so that it cannot be made up."""

    def seal(self, owner: str, secret: str) -> str:
        """Return what may be shown."""
        ...

    def open(self, owner: str, sealed: str) -> str:
        """Return what was sealed; ``RoombotError`` where it was not."""
        ...


class Installations(Protocol):
    """Where it is written who has added the bot."""

    async def save(self, installation: Installation) -> None:
        """Keep an installation."""
        ...


class BadState(Exception):  # noqa: N818 - reads as a state
    """A state that was made up, has expired, was used, or belongs to another browser."""


@dataclass(frozen=True)
class Installing:
    """Serves the pages; ``is_new`` remembers what counts once, ``address`` is the server's own."""

    oauth: OAuth
    sealer: Sealer
    installations: Installations
    is_new: Callable[[str, str, datetime], Awaitable[bool]]
    clock: Clock
    authorize_url: str
    address: str
    audit: Audit

    def routes(self) -> list[Route]:
        """Return the pages' routes."""
        return [
            Route("/slack/install", self._offer),
            Route(START, self._start),
            Route(BACK, self._finish),
        ]

    async def _offer(self, _: Request) -> Response:
        return pages.offer(START)

    async def _start(self, _: Request) -> Response:
        """Send a browser to Slack, and let it remember that it began."""
        nonce = secrets.token_urlsafe(24)
        query = {
            "client_id": self.oauth.client_id,
            "scope": ",".join(sorted(SCOPES)),
            "redirect_uri": self._redirect_uri,
            "state": self.sealer.seal(OWNER, f"{nonce} {self.clock.now().isoformat()}"),
        }
        response = RedirectResponse(f"{self.authorize_url}?{urlencode(query)}", 302, pages.HEADERS)
        response.set_cookie(
            COOKIE,
            nonce,
            max_age=int(LIFETIME.total_seconds()),
            path="/slack",
            secure=self.address.startswith("https:"),
            httponly=True,
            samesite="lax",
        )
        return response

    async def _finish(self, request: Request) -> Response:
        """Take what Slack sends a browser back with."""
        try:
            await self._check(request)
            response = await self._granted(request)
        except BadState as error:
            _log.warning("an installation is refused: %s", error)
            response = pages.expired(START)
        except NotGranted as error:
            _log.warning("Slack grants no installation: %s", error)
            response = pages.not_granted(START)
        except Exception:  # noqa: BLE001 - whatever it is, a person waits for an answer
            _log.exception("an installation failed")
            response = pages.failed(START)
        response.delete_cookie(COOKIE, path="/slack")
        return response

    async def _granted(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("error") == DECLINED:
            return pages.declined(START)
        if "error" in asked or not asked.get("code"):
            raise NotGranted(asked.get("error", "no_code")[:60])
        installation = await self.oauth.exchange(asked["code"], self._redirect_uri)
        await self.installations.save(installation)
        by = By(installation.id, installation.installer_id)
        deed = Deed(self.clock.now(), by, "Install", installation.id, "Installed")
        await self.audit.add(deed)
        _log.info("%s has added the bot", installation.id)
        return pages.added(installation.name, installation.id)

    async def _check(self, request: Request) -> None:
        """Raise ``BadState`` unless this browser began this very installation a moment ago."""
        try:
            opened = self.sealer.open(OWNER, request.query_params.get("state", ""))
        except RoombotError as error:
            raise BadState("the state was made up") from error
        nonce, _, issued = opened.partition(" ")
        now = self.clock.now()
        if not timedelta(0) <= now - datetime.fromisoformat(issued) <= LIFETIME:
            raise BadState("the state has expired")
        if not compare_digest(nonce.encode(), request.cookies.get(COOKIE, "").encode()):
            raise BadState("the state is of another browser")
        if not await self.is_new(OWNER, nonce, now):
            raise BadState("the state was used before")

    @property
    def _redirect_uri(self) -> str:
        return f"{self.address}{BACK}"
