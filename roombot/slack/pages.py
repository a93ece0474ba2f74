"""What a browser finds at the addresses of rooms and bookings: the way to Slack, no more."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>roombot</title>
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
<h1>See it in Slack</h1>
<p>This is a link to a meeting room or a booking. Paste it into a conversation in Slack to see
how it stands, or write to roombot there.</p>
<p><a href="https://app.slack.com/client">Open Slack</a></p>
</main>
</body>
</html>
"""
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def routes() -> list[Route]:
    """Return the pages; each is the same whatever its address names, so that none tells of it."""
    return [Route(path, _page) for path in ("/rooms/{subject}", "/bookings/{subject}")]


async def _page(_: Request) -> HTMLResponse:
    return HTMLResponse(PAGE, headers=HEADERS)
