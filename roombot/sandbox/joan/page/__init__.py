"""The board of the office in the browser: plain files, served as they are."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from roombot.sandbox.pages import page_files

_FILES = Path(__file__).parent
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'"


def page_routes() -> list[BaseRoute]:
    """Return the page at ``/`` and its files below ``/page``."""

    async def page(_request: Request) -> Response:
        return FileResponse(_FILES / "index.html", headers={"Content-Security-Policy": _POLICY})

    return [Route("/", page), *page_files(_FILES)]
