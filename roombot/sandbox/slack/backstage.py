"""Behind the scenes: deliveries, requests, and what goes wrong with them."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from roombot.sandbox.slack.doings import post
from roombot.sandbox.slack.faults import Fault
from roombot.sandbox.slack.parts import Parts
from roombot.sandbox.slack.wire import Json

_RECENT = 50


def backstage_routes(parts: Parts) -> list[BaseRoute]:
    """Return the routes of what happens behind the scenes, below ``/sandbox``."""
    return [
        *_delivery_routes(parts),
        *_log_routes(parts),
        Route("/faults/{method}", _faults(parts), methods=["PUT", "DELETE"]),
        Route("/mishaps", _mishaps(parts), methods=["GET", "PUT"]),
    ]


def _delivery_routes(parts: Parts) -> list[BaseRoute]:
    deliveries = parts.deliveries

    async def deliver(what: Json) -> object:
        return (await deliveries.send(what["kind"], what["payload"])).summary()

    async def redeliver(what: Json) -> object:
        return (await deliveries.redeliver(what["number"])).summary()

    async def connect(what: Json) -> object:
        parts.courier.url = what.get("events_url", parts.courier.url)
        parts.socket_mode = what.get("socket_mode", parts.socket_mode)
        return None

    async def refresh(_what: Json) -> object:
        await parts.sockets.refresh()
        return None

    return [
        post("/deliver", deliver),
        post("/redeliver", redeliver),
        post("/connect", connect),
        post("/refresh", refresh),
    ]


def _log_routes(parts: Parts) -> list[BaseRoute]:
    deliveries = parts.deliveries

    async def sent(_request: Request) -> Response:
        return JSONResponse([delivery.summary() for delivery in deliveries.log])

    async def recent(_request: Request) -> Response:
        latest = deliveries.log[-_RECENT:]
        return JSONResponse([one.line() for one in latest if one.attempts])

    async def delivery(request: Request) -> Response:
        return JSONResponse(deliveries.log[request.path_params["number"] - 1].summary())

    async def requests(_request: Request) -> Response:
        return JSONResponse([request.summary() for request in parts.api.requests])

    return [
        Route("/deliveries", sent),
        Route("/deliveries/recent", recent),
        Route("/deliveries/{number:int}", delivery),
        Route("/requests", requests),
    ]


def _faults(parts: Parts) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        method = request.path_params["method"]
        if request.method == "DELETE":
            parts.api.faults.pop(method, None)
        else:
            parts.api.faults[method] = Fault(**await request.json())
        return JSONResponse({name: asdict(fault) for name, fault in parts.api.faults.items()})

    return answer


def _mishaps(parts: Parts) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        mishaps = parts.workspace.mishaps
        if request.method == "PUT":
            for name, strikes in (await request.json()).items():
                setattr(mishaps, name, bool(strikes))
        faults = {name: asdict(fault) for name, fault in parts.api.faults.items()}
        return JSONResponse({"mishaps": asdict(mishaps), "faults": faults})

    return answer
