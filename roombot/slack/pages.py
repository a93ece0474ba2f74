"""What a browser finds at the addresses of rooms and bookings: the way to Slack, no more."""

from html import escape
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 20vh auto;
    padding: 0 1rem; }
a { display: inline-block; padding: .6rem 1.2rem; border-radius: .5rem; background: #2458d3;
    color: #fff; text-decoration: none; }
</style>
</head>
<body>
<main>
<h1>$heading</h1>
$parts
</main>
</body>
</html>
"""
LINKED = (
    (
        "<p>This is a link to a meeting room or a booking. Paste it into a conversation in Slack "
        "to see how it stands, or write to roombot there.</p>"
    ),
    '<p><a href="https://app.slack.com/client">Open Slack</a></p>',
)
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def page(heading: str, *parts: str, title: str = "roombot") -> str:
    """Return a page; its parts are HTML already."""
    texts = {"title": escape(title), "heading": escape(heading), "parts": "\n".join(parts)}
    return Template(FRAME).substitute(texts)


def routes() -> list[Route]:
    """Return the pages; each is the same whatever its address names, so that none tells of it."""
    return [Route(path, _page) for path in ("/rooms/{subject}", "/bookings/{subject}")]


async def _page(_: Request) -> HTMLResponse:
    return HTMLResponse(page("See it in Slack", *LINKED), headers=HEADERS)
