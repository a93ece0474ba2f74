"""What a person sees of the workspace: all of it at once, then every change as it happens."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket

from roombot.sandbox.slack.deliveries import Deliveries
from roombot.sandbox.slack.people import BOT_USER, Person
from roombot.sandbox.slack.view_store import ViewStore
from roombot.sandbox.slack.wire import Json
from roombot.sandbox.slack.workspace import Channel, Workspace


def state(
    workspace: Workspace, views: ViewStore, deliveries: Deliveries
) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler that shows a person everything."""

    async def answer(request: Request) -> Response:
        viewer = workspace.people.get(request.query_params.get("user", ""))
        people = [_person(person) for person in workspace.people.values()]
        places = [_place(workspace, channel, viewer) for channel in _seen(workspace, viewer)]
        return JSONResponse(
            {
                "people": people,
                "bot": BOT_USER,
                "command": workspace.settings.command,
                "usage_hint": workspace.settings.usage_hint,
                "agent": workspace.settings.agent,
                "shortcuts": [asdict(one) for one in workspace.settings.shortcuts],
                "office_url": workspace.office_url,
                "now": workspace.settings.now().timestamp(),
                "online": deliveries.online,
                "channels": places,
                "unread": workspace.unread(),
                "home": views.home(viewer.id) if viewer else None,
                "modals": views.modals(viewer.id) if viewer else [],
            }
        )

    return answer


def live(workspace: Workspace) -> Callable[[WebSocket], Awaitable[None]]:
    """Return the handler that tells a person what happens."""

    async def serve(socket: WebSocket) -> None:
        viewer = socket.query_params.get("user", "")
        await socket.accept()
        with workspace.news.listen() as news:
            await socket.send_json({"kind": "hello"})
            telling = asyncio.create_task(_tell(socket, news, viewer, workspace))
            try:
                while (await socket.receive())["type"] != "websocket.disconnect":
                    """Listen only to learn when the page closes."""
            finally:
                telling.cancel()
                await asyncio.gather(telling, return_exceptions=True)

    return serve


async def _tell(
    socket: WebSocket, news: asyncio.Queue[Json], viewer: str, workspace: Workspace
) -> None:
    while True:
        piece = await news.get()
        if _concerns(piece, viewer, workspace):
            await socket.send_json(piece)


def _concerns(piece: Json, viewer: str, workspace: Workspace) -> bool:
    if "user" in piece:
        return bool(piece["user"] == viewer)
    if "channel" not in piece:
        return True
    members = workspace.channels[piece["channel"]].members
    visible_to = piece.get("message", {}).get("visible_to")
    return viewer in members and visible_to in {None, viewer}


def _seen(workspace: Workspace, viewer: Person | None) -> list[Channel]:
    if viewer is None:
        return []
    joined = [channel for channel in workspace.channels.values() if viewer.id in channel.members]
    return [workspace.open_dm(viewer), *(channel for channel in joined if not channel.is_im)]


def _place(workspace: Workspace, channel: Channel, viewer: Person | None) -> Json:
    seen = workspace.timeline.visible(channel.id, viewer.id if viewer else None)
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "has_bot": BOT_USER in channel.members,
        "members": len(channel.members),
        "read_until": workspace.read_until(viewer.id, channel.id) if viewer else "",
        "messages": [workspace.page_message(message) for message in seen],
        "status": workspace.statuses.get(channel.id, ""),
        "offered": [workspace.offered(channel.id), *workspace.threads_offered(channel.id)],
    }


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "dm": person.dm,
        "tz": person.tz,
        "locale": person.locale,
        "note": _note(person),
        "can_chat": not (person.is_bot or person.deleted),
    }


def _note(person: Person) -> str:
    notes = {
        "administrator": person.is_admin,
        "guest": person.is_restricted,
        "other organisation": person.is_stranger,
    }
    return next((note for note, holds in notes.items() if holds), "")
