"""The page that Prometheus reads, for whoever knows the token."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Numbers = Callable[[], Awaitable[bytes]]


@dataclass(frozen=True)
class Page:
    """The numbers, and the token that opens them; without a token they are open."""

    numbers: Numbers
    token: str = ""

    def opens_to(self, authorization: str) -> bool:
        """Tell whether a request may read, in a time that tells nothing of the token."""
        wanted = f"Bearer {self.token}".encode()
        return not self.token or hmac.compare_digest(wanted, authorization.encode())


def metrics_route(page: Page) -> Route:
    """Return where the numbers are read."""

    async def read(request: Request) -> Response:
        if not page.opens_to(request.headers.get("authorization", "")):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        return Response(await page.numbers(), headers={"Content-Type": CONTENT_TYPE})

    return Route("/metrics", read)
