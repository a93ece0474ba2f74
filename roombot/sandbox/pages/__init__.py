"""What the pages of both worlds are made of: plain files, served as they are."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

_SHARED = Path(__file__).parent / "shared"


def page_files(own: Path) -> list[BaseRoute]:
    """Return the routes to a page's own files and to those that both share, below ``/page``."""
    return [
        Mount("/page/shared", StaticFiles(directory=_SHARED)),
        Mount("/page", StaticFiles(directory=own)),
    ]
