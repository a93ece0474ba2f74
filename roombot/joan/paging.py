"""Lists that come in pages."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx
import structlog

from roombot.joan.models import Page

T = TypeVar("T")

MOST_PAGES = 200


async def all_pages(
    fetch: Callable[[str], Awaitable[Page[T]]], base: httpx.URL, path: str
) -> list[T]:
    """Return the items of all pages, following links only on the same host, each once."""
    found: list[T] = []
    seen: set[httpx.URL] = set()
    url: httpx.URL | None = base.join(path)
    while url is not None and url not in seen and len(seen) < MOST_PAGES:
        seen.add(url)
        page = await fetch(str(url))
        found += page.results
        url = _following(url, page.next)
    if url is not None:
        structlog.get_logger(__name__).warning(
            "joan_paging_stopped", endpoint=path, pages=len(seen)
        )
    return found


def _following(here: httpx.URL, link: str | None) -> httpx.URL | None:
    """Return where a link leads; nowhere when that is no page of the same list.

    Our token stays with its host, and no path that Joan makes up reaches the log.
    """
    if not link:
        return None
    try:
        there = here.join(link)
    except httpx.InvalidURL:
        return None
    return there if _list_of(there) == _list_of(here) else None


def _list_of(url: httpx.URL) -> tuple[str, str, int | None, str]:
    return url.scheme, url.host, url.port, url.path
