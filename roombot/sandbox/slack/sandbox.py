"""One sandbox workspace: its parts put together, and its people for tests that run beside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict, Unpack

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route, WebSocketRoute

from roombot.sandbox.slack.address import LearnAddress
from roombot.sandbox.slack.api.server import ApiRequest
from roombot.sandbox.slack.blocks import Selection, State
from roombot.sandbox.slack.control import control_routes
from roombot.sandbox.slack.deliveries import Delivery, Kind
from roombot.sandbox.slack.faults import Faults
from roombot.sandbox.slack.mishaps import Mishaps
from roombot.sandbox.slack.page import page_routes
from roombot.sandbox.slack.parts import Parts
from roombot.sandbox.slack.people import BOT_USER
from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.sockets import Sockets
from roombot.sandbox.slack.uses import Use
from roombot.sandbox.slack.view_store import ViewStore
from roombot.sandbox.slack.wire import Json
from roombot.sandbox.slack.workspace import GENERAL, Workspace


class How(TypedDict, total=False):
    """What a click may say beside its target; see ``Use``."""

    block_id: str | None
    value: str | None
    selected: Selection | None
    state: State


class SlackSandbox:
    """A workspace to be served (``app``) and driven, in-process or over HTTP."""

    def __init__(self, settings: SlackSettings) -> None:
        self._parts = Parts(settings)
        self.app = self._application()

    @property
    def workspace(self) -> Workspace:
        """Return the people, channels and messages."""
        return self._parts.workspace

    @property
    def views(self) -> ViewStore:
        """Return the modals and homes."""
        return self._parts.views

    @property
    def sockets(self) -> Sockets:
        """Return the connections of Socket Mode."""
        return self._parts.sockets

    @property
    def url(self) -> str:
        """Return the base URL; set it, or let the first request tell it."""
        return self._parts.address.url

    @url.setter
    def url(self, url: str) -> None:
        self._parts.address.url = url

    @property
    def events_url(self) -> str | None:
        """Return where deliveries go over HTTP."""
        return self._parts.courier.url

    @events_url.setter
    def events_url(self, url: str | None) -> None:
        self._parts.courier.url = url

    @property
    def socket_mode(self) -> bool:
        """Say whether deliveries go over Socket Mode."""
        return self._parts.socket_mode

    @socket_mode.setter
    def socket_mode(self, socket_mode: bool) -> None:
        self._parts.socket_mode = socket_mode

    @property
    def deliveries(self) -> list[Delivery]:
        """Return the log of deliveries."""
        return self._parts.deliveries.log

    @property
    def requests(self) -> list[ApiRequest]:
        """Return the log of Web API calls."""
        return self._parts.api.requests

    @property
    def faults(self) -> Faults:
        """Return the faults by method; put yours in."""
        return self._parts.api.faults

    @property
    def mishaps(self) -> Mishaps:
        """Return what goes wrong between Slack and the bot; change it as you like."""
        return self.workspace.mishaps

    @property
    def office_url(self) -> str | None:
        """Return the page about the office that is shown beside the conversations."""
        return self.workspace.office_url

    @office_url.setter
    def office_url(self, url: str | None) -> None:
        self.workspace.office_url = url

    def tell_time(self) -> None:
        """Tell every page what time it is, after the clock was moved."""
        self.workspace.news.tell("clock", now=self.workspace.settings.now().timestamp())

    def messages(self, channel: str, viewer: str | None = None) -> list[Json]:
        """Return the messages that a person, or everybody, sees; threads included."""
        seen = self.workspace.timeline.visible(channel, viewer)
        return [self.workspace.page_message(message) for message in seen]

    def modals(self, user: str) -> list[Json]:
        """Return a person's open modals, the topmost last; ``errors`` are by block_id."""
        return self.views.modals(user)

    def home(self, user: str) -> Json | None:
        """Return the App Home that a person sees."""
        return self.views.home(user)

    async def say(
        self, user: str, channel: str, text: str, thread_ts: str | None = None
    ) -> list[Delivery]:
        """Let a person write; return what was delivered of it."""
        return await self._parts.people.say(user, channel, text, thread_ts)

    async def mention(
        self, user: str, channel: str, text: str, thread_ts: str | None = None
    ) -> list[Delivery]:
        """Let a person mention the bot at the beginning of a message."""
        return await self._parts.people.say(user, channel, f"<@{BOT_USER}> {text}", thread_ts)

    async def command(
        self, user: str, channel: str, command: str, text: str, thread_ts: str | None = None
    ) -> Delivery | None:
        """Let a person give a slash command; None where Slack itself refuses it."""
        return await self._parts.people.command(user, channel, f"{command} {text}", thread_ts)

    async def click(
        self, user: str, channel: str, message_ts: str, target: str, **how: Unpack[How]
    ) -> Delivery:
        """Let a person use a part of a message, named by action_id or label."""
        return await self._parts.people.click(user, channel, message_ts, Use(target, **how))

    async def open_app(self, user: str, tab: str = "messages") -> Delivery:
        """Let a person open the conversation with the bot, or its home."""
        return await self._parts.person_views.open_app(user, tab)

    async def open_thread(self, user: str, viewed: str = GENERAL) -> str:
        """Let a person begin a thread with the assistant; return its timestamp."""
        return await self._parts.person_views.open_thread(user, viewed)

    async def look_elsewhere(self, user: str, thread_ts: str, viewed: str) -> Delivery:
        """Let a person go to another channel beside a thread with the assistant."""
        return await self._parts.person_views.look_elsewhere(user, thread_ts, viewed)

    async def shortcut(self, user: str, callback_id: str) -> Delivery:
        """Let a person choose a global shortcut."""
        return await self._parts.person_views.shortcut(user, callback_id)

    async def message_shortcut(
        self, user: str, channel: str, message_ts: str, callback_id: str
    ) -> Delivery:
        """Let a person choose a shortcut in a message's menu."""
        return await self._parts.people.message_shortcut(user, channel, message_ts, callback_id)

    async def click_view(
        self, user: str, view_id: str, target: str, **how: Unpack[How]
    ) -> Delivery:
        """Let a person use a part of the topmost modal or of the Home."""
        return await self._parts.person_views.click(user, view_id, Use(target, **how))

    async def suggest(self, user: str, view_id: str, target: str, written: str) -> Json:
        """Let a person write into a menu whose options the bot suggests; return them."""
        return await self._parts.person_views.suggest(user, view_id, Use(target, value=written))

    async def submit(self, user: str, view_id: str, values: Json) -> Delivery | None:
        """Let a person submit the topmost modal; None where Slack itself refuses the values.

        ``values`` are by block_id or action_id: what was chosen or written, see ``entered_in``.
        """
        return await self._parts.person_views.submit(user, view_id, values)

    async def close_view(self, user: str, view_id: str) -> list[Delivery]:
        """Let a person close the topmost modal; return what was delivered of it."""
        return await self._parts.person_views.close(user, view_id)

    async def deliver(self, kind: Kind, payload: Json) -> Delivery:
        """Sign and deliver any payload as it is, forged ones too."""
        return await self._parts.deliveries.send(kind, payload)

    async def tell_app(self, event: Json) -> Delivery:
        """Tell the bot of itself, as when a workspace removes it."""
        return await self._parts.people.tell_app(event)

    async def redeliver(self, number: int) -> Delivery:
        """Repeat a delivery by its number in the log."""
        return await self._parts.deliveries.redeliver(number)

    async def settle(self) -> None:
        """Wait until all scheduled repetitions are over."""
        await self._parts.deliveries.settle()

    async def close(self) -> None:
        """Close what is open."""
        await self._parts.close()

    def _application(self) -> Starlette:
        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            yield
            await self.close()

        return Starlette(
            routes=[
                Route("/api/{method}", self._parts.api.answer, methods=["GET", "POST"]),
                Route("/commands/{team}/{ticket}", self._parts.responses.answer, methods=["POST"]),
                Route("/actions/{team}/{ticket}", self._parts.responses.answer, methods=["POST"]),
                Route("/upload/v1/{file_id}", self.workspace.files.receive, methods=["POST"]),
                Route("/files/{file_id}/{name}", self.workspace.files.show),
                WebSocketRoute("/link/", self.sockets.accept),
                Mount("/sandbox", routes=control_routes(self._parts)),
                *page_routes(self.workspace),
            ],
            middleware=[Middleware(LearnAddress, address=self._parts.address)],
            lifespan=lifespan,
        )
