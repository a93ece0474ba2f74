"""The sandbox's own HTTP interface, for the page and for tests: doings, logs and faults."""

from starlette.routing import BaseRoute, Route, WebSocketRoute

from roombot.sandbox.slack.backstage import backstage_routes
from roombot.sandbox.slack.doings import post
from roombot.sandbox.slack.look import live, state
from roombot.sandbox.slack.parts import Parts
from roombot.sandbox.slack.uses import Use
from roombot.sandbox.slack.wire import Json


def control_routes(parts: Parts) -> list[BaseRoute]:
    """Return the routes below ``/sandbox``."""
    return [
        *_people_routes(parts),
        *_opening_routes(parts),
        *_view_routes(parts),
        *backstage_routes(parts),
        Route("/state", state(parts.workspace, parts.views, parts.deliveries)),
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

    async def suggest(what: Json) -> object:
        user, channel, ts = what.pop("user"), what.pop("channel"), what.pop("message_ts")
        return await people.suggest(user, channel, ts, Use(**what))

    async def dismiss(what: Json) -> object:
        people.dismiss(what["user"], what["channel"], what["message_ts"])
        return None

    async def read(what: Json) -> object:
        workspace.mark_read(what["user"], what["channel"])
        return None

    return [
        post("/say", say),
        post("/command", command),
        post("/click", click),
        post("/suggest", suggest),
        post("/dismiss", dismiss),
        post("/message_shortcut", message_shortcut),
        post("/read", read),
    ]


def _opening_routes(parts: Parts) -> list[BaseRoute]:
    people = parts.person_views

    async def open_app(what: Json) -> object:
        return (await people.open_app(what["user"], what.get("tab", "messages"))).summary()

    async def open_thread(what: Json) -> object:
        return {"thread_ts": await people.open_thread(**what)}

    async def look_elsewhere(what: Json) -> object:
        return (await people.look_elsewhere(**what)).summary()

    return [
        post("/open", open_app),
        post("/thread", open_thread),
        post("/thread/context", look_elsewhere),
    ]


def _view_routes(parts: Parts) -> list[BaseRoute]:
    people = parts.person_views

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
        post("/shortcut", shortcut),
        post("/view/click", click),
        post("/view/suggest", suggest),
        post("/view/submit", submit),
        post("/view/close", close),
    ]
