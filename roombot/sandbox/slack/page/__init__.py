"""The page where one chats with the bot: plain files, served as they are."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

_FILES = Path(__file__).parent
# Pictures in messages may come from anywhere, all else from here.
_POLICY = "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'"


def page_routes() -> list[BaseRoute]:
    """Return the page at ``/`` and its files below ``/page``."""
    return [Route("/", _page), Mount("/page", StaticFiles(directory=_FILES))]


async def _page(_request: Request) -> Response:
    return FileResponse(_FILES / "index.html", headers={"Content-Security-Policy": _POLICY})
