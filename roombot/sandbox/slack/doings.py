"""Routes for what is done with a JSON body, and how refusals are told."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from roombot.sandbox.slack.wire import Json, SlackError

Doing = Callable[[Json], Awaitable[object]]


def post(path: str, doing: Doing) -> Route:
    """Return the route of something done with a JSON body."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await doing(await request.json())})
        except SlackError as refusal:
            return JSONResponse(refusal.body(), 400)
        except LookupError as missing:
            return JSONResponse({"ok": False, "error": str(missing)}, 404)

    return Route(path, answer, methods=["POST"])
