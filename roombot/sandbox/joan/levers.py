"""Routes that steer the sandbox: JSON in, JSON out."""

import json
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Given = Mapping[str, str]


def get(path: str, look: Callable[[], object]) -> Route:
    """Return a route that shows something."""

    async def respond(_request: Request) -> Response:
        return JSONResponse(look())

    return Route(path, respond, methods=["GET"])


def delete(path: str, do: Callable[[], None]) -> Route:
    """Return a route that takes something away."""

    async def respond(_request: Request) -> Response:
        do()
        return Response(status_code=204)

    return Route(path, respond, methods=["DELETE"])


def post(path: str, do: Callable[[Given], object]) -> Route:
    """Return a route that does something, or answers 400 with ``error``."""

    async def respond(request: Request) -> Response:
        try:
            return JSONResponse(do(json.loads(await request.body() or b"{}")))
        except (ValueError, TypeError, LookupError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return Route(path, respond, methods=["POST"])
