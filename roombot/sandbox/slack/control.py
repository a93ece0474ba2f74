"""The sandbox's own HTTP interface, for the page and for tests: doings, logs and faults."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from roombot.sandbox.slack.faults import Fault
from roombot.sandbox.slack.look import live, state
from roombot.sandbox.slack.parts import Parts
from roombot.sandbox.slack.uses import Use
from roombot.sandbox.slack.wire import Json, SlackError

Doing = Callable[[Json], Awaitable[object]]


def control_routes(parts: Parts) -> list[BaseRoute]:
    """Return the routes below ``/sandbox``."""
    return [
        *_people_routes(parts),
        *_view_routes(parts),
        *_log_routes(parts),
        Route("/faults/{method}", _faults(parts), methods=["PUT", "DELETE"]),
        Route("/state", state(parts.workspace, parts.views)),
        WebSocketRoute("/live", live(parts.workspace)),
    ]


def _people_routes(parts: Parts) -> list[BaseRoute]:
    people, workspace = parts.people, parts.workspace

    async def say(what: Json) -> object:
        sent = await people.say(what["user"], what["channel"], what["text"], what.get("thread_ts"))
        return [delivery.summary() for delivery in sent]

    async def command(what: Json) -> object:
        sent = await people.command(
            what["user"], what["channel"], what["line"], what.get("thread_ts")
        )
        return sent and sent.summary()

    async def click(what: Json) -> object:
        user, channel, ts = what.pop("user"), what.pop("channel"), what.pop("message_ts")
        return (await people.click(user, channel, ts, Use(**what))).summary()

    async def message_shortcut(what: Json) -> object:
        return (await people.message_shortcut(**what)).summary()

    async def read(what: Json) -> object:
        workspace.mark_read(what["user"], what["channel"])
        return None

    return [
        _post("/say", say),
        _post("/command", command),
        _post("/click", click),
        _post("/message_shortcut", message_shortcut),
        _post("/read", read),
    ]


def _view_routes(parts: Parts) -> list[BaseRoute]:
    people = parts.person_views

    async def open_app(what: Json) -> object:
        return (await people.open_app(what["user"], what.get("tab", "messages"))).summary()

    async def shortcut(what: Json) -> object:
        return (await people.shortcut(what["user"], what["callback_id"])).summary()

    async def click(what: Json) -> object:
        user, view_id = what.pop("user"), what.pop("view_id")
        return (await people.click(user, view_id, Use(**what))).summary()

    async def suggest(what: Json) -> object:
        user, view_id = what.pop("user"), what.pop("view_id")
        return await people.suggest(user, view_id, Use(**what))

    async def submit(what: Json) -> object:
        sent = await people.submit(what["user"], what["view_id"], what["values"])
        return sent and sent.summary()

    async def close(what: Json) -> object:
        sent = await people.close(what["user"], what["view_id"])
        return [delivery.summary() for delivery in sent]

    return [
        _post("/open", open_app),
        _post("/shortcut", shortcut),
        _post("/view/click", click),
        _post("/view/suggest", suggest),
        _post("/view/submit", submit),
        _post("/view/close", close),
    ]


def _log_routes(parts: Parts) -> list[BaseRoute]:
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

    async def sent(_request: Request) -> Response:
        return JSONResponse([delivery.summary() for delivery in deliveries.log])

    async def requests(_request: Request) -> Response:
        return JSONResponse([request.summary() for request in parts.api.requests])

    return [
        _post("/deliver", deliver),
        _post("/redeliver", redeliver),
        _post("/connect", connect),
        _post("/refresh", refresh),
        Route("/deliveries", sent),
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


def _post(path: str, doing: Doing) -> Route:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await doing(await request.json())})
        except SlackError as refusal:
            return JSONResponse(refusal.body(), 400)
        except LookupError as missing:
            return JSONResponse({"ok": False, "error": str(missing)}, 404)

    return Route(path, answer, methods=["POST"])
