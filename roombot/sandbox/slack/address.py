"""Where the sandbox can be reached, as response URLs must name it."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class Address:
    """The base URL: set by hand, or learned from the first request."""

    def __init__(self) -> None:
        self._url: str | None = None

    @property
    def url(self) -> str:
        """Return the base URL, without a slash at its end."""
        if self._url is None:
            raise RuntimeError("set the sandbox's url, or send it a request first")
        return self._url

    @url.setter
    def url(self, url: str) -> None:
        self._url = url.rstrip("/")

    def learn(self, scope: Scope) -> None:
        """Take the address that a request was sent to, unless one is known."""
        host = Headers(scope=scope).get("host")
        if self._url is None and host:
            self._url = f"{scope['scheme']}://{host}"


class LearnAddress:
    """Middleware that tells an address what requests say of it."""

    def __init__(self, app: ASGIApp, address: Address) -> None:
        self._app = app
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Learn, then serve."""
        if scope["type"] == "http":
            self._address.learn(scope)
        await self._app(scope, receive, send)
