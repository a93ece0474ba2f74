"""The page where one chats with the bot: plain files, served as they are."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from roombot.sandbox.pages import page_files
from roombot.sandbox.slack.workspace import Workspace

_FILES = Path(__file__).parent
# Pictures in messages may come from anywhere, the page about the office from its place, all else
# from here.
_POLICY = "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; frame-src {}"


def page_routes(workspace: Workspace) -> list[BaseRoute]:
    """Return the page at ``/`` and its files below ``/page``."""

    async def page(_request: Request) -> Response:
        policy = _POLICY.format(workspace.office_url or "'none'")
        return FileResponse(_FILES / "index.html", headers={"Content-Security-Policy": policy})

    return [Route("/", page), *page_files(_FILES)]
