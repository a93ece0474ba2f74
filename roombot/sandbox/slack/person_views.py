"""What a person does with views: start from a shortcut, use, fill in, submit, close."""

from roombot.sandbox.slack.blocks import problems_of
from roombot.sandbox.slack.deliveries import Delivery
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.payloads import Payloads
from roombot.sandbox.slack.people import BOT_USER
from roombot.sandbox.slack.person import Means
from roombot.sandbox.slack.submissions import decode, perform
from roombot.sandbox.slack.tickets import response_path
from roombot.sandbox.slack.uses import Use, action_of, entered_by, entered_in, target_of
from roombot.sandbox.slack.view_store import ViewStore, home_id, wire_view
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import GENERAL, Workspace

NEW_THREAD = "New chat"
TROUBLE = "We had some trouble connecting. Try again?"


class PersonViews:
    """Do what people do outside conversations, and deliver what the bot should hear of it."""

    def __init__(self, workspace: Workspace, views: ViewStore, means: Means) -> None:
        self._workspace = workspace
        self._views = views
        self._means = means
        self._payloads = Payloads(workspace.settings)

    async def open_app(self, user: str, tab: str = "messages") -> Delivery:
        """Open the conversation with the bot, or its home."""
        person = self._workspace.person(user)
        self._workspace.open_dm(person)
        event_ts = self._workspace.timeline.next_ts()
        event = self._payloads.home_event(person, tab, event_ts, self._views.home(user))
        return await self._means.deliveries.send("event", self._payloads.event(event, person))

    async def open_thread(self, user: str, viewed: str = GENERAL) -> str:
        """Begin a thread with the assistant, beside a channel; return its timestamp."""
        person = self._workspace.person(user)
        if not self._workspace.settings.agent:
            raise LookupError("the workspace has no agents")
        dm, ts = self._workspace.open_dm(person), self._workspace.timeline.next_ts()
        self._workspace.publish(Message(dm.id, ts, BOT_USER, NEW_THREAD, title=NEW_THREAD))
        await self._tell_of_thread("assistant_thread_started", user, ts, viewed)
        return ts

    async def look_elsewhere(self, user: str, thread_ts: str, viewed: str) -> Delivery:
        """Go to another channel beside a thread with the assistant."""
        kind = "assistant_thread_context_changed"
        return await self._tell_of_thread(kind, user, thread_ts, viewed)

    async def _tell_of_thread(self, kind: str, user: str, ts: str, viewed: str) -> Delivery:
        person = self._workspace.person(user)
        root = self._workspace.message(person.dm, ts)
        event = self._payloads.thread_event(kind, person, root, viewed)
        return await self._means.deliveries.send("event", self._payloads.event(event, person))

    async def shortcut(self, user: str, callback_id: str) -> Delivery:
        """Choose one of the bot's global shortcuts."""
        payload = {
            **self._payloads.shortcut(self._workspace.person(user), callback_id),
            "trigger_id": self._means.triggers.issue(user),
            "action_ts": self._workspace.timeline.next_ts(),
        }
        return await self._means.deliveries.send("interaction", payload)

    async def click(self, user: str, view_id: str, use: Use) -> Delivery:
        """Use a part of the topmost modal or of the Home."""
        view = self._before(user, view_id)
        blocks = self._means.suggestions.fill(user, view_id, view["blocks"])
        element = target_of(blocks, use)
        action = action_of(element, use, self._workspace.timeline.next_ts())
        view = self._views.hold(view_id, entered_by(blocks, element, use))
        payload = {
            **self._payloads.in_view(self._workspace.person(user), view),
            "trigger_id": self._means.triggers.issue(user),
            "actions": [action],
        }
        return await self._means.deliveries.send("interaction", payload)

    async def suggest(self, user: str, view_id: str, use: Use) -> Json:
        """Write into a menu whose options the bot suggests; return them."""
        view = self._before(user, view_id)
        payload = self._payloads.in_view(self._workspace.person(user), view)
        element = target_of(view["blocks"], use)
        written = {"value": use.value or ""}
        return await self._means.suggestions.ask(user, view_id, payload | written, element)

    async def submit(self, user: str, view_id: str, values: Json) -> Delivery | None:
        """Fill a modal in and submit it; None where Slack itself refuses what was entered."""
        view = self._before(user, view_id)
        if view["submit"] is None:
            raise LookupError(f"{view_id} has no button to submit it")
        blocks = self._means.suggestions.fill(user, view_id, view["blocks"])
        view = self._views.hold(view_id, entered_in(blocks, values))
        state = view["state"]["values"]
        if problems := problems_of(view["blocks"], state):
            self._views.complain(view_id, problems)
            return None
        payload = {
            **self._payloads.interaction("view_submission", self._workspace.person(user)),
            "trigger_id": self._means.triggers.issue(user),
            "view": view,
            "response_urls": self._response_urls(user, view),
        }
        delivery = await self._means.deliveries.send("interaction", payload)
        self._settle(view_id, delivery)
        return delivery

    async def close(self, user: str, view_id: str) -> list[Delivery]:
        """Close the topmost modal, or all where it says so; return what was delivered of it."""
        view = self._before(user, view_id)
        cleared = bool(view["clear_on_close"])
        closed = self._views.modals(user)[::-1] if cleared else [view]
        self._views.close(closed[-1]["id"])
        return [
            await self._means.deliveries.send("interaction", self._closed(user, one, cleared))
            for one in closed
            if one["notify_on_close"]
        ]

    def _closed(self, user: str, view: Json, cleared: bool) -> Json:  # noqa: FBT001 - Slack's own flag
        payload = self._payloads.interaction("view_closed", self._workspace.person(user))
        return {**payload, "view": wire_view(view), "is_cleared": cleared}

    def _settle(self, view_id: str, delivery: Delivery) -> None:
        try:
            perform(self._views, view_id, decode(delivery))
        except SlackError as refusal:
            delivery.refused = refusal.code
            self._views.complain(view_id, {"": TROUBLE})

    def _before(self, user: str, view_id: str) -> Json:
        """Return the view that a person has before them."""
        topmost = [view["id"] for view in self._views.modals(user)[-1:]]
        view = self._views.find(view_id)
        if view is None or view_id not in {*topmost, home_id(user)}:
            raise LookupError(f"{user} has no view {view_id} before them")
        return view

    def _response_urls(self, user: str, view: Json) -> list[Json]:
        inputs = [block for block in view["blocks"] if block["type"] == "input"]
        return [
            self._response_url(user, block, held)
            for block in inputs
            if block["element"].get("response_url_enabled")
            and (held := _conversation(view, block)) is not None
        ]

    def _response_url(self, user: str, block: Json, channel: str) -> Json:
        ticket = self._means.tickets.issue("actions", user, channel, None)
        return {
            "block_id": block["block_id"],
            "action_id": block["element"]["action_id"],
            "channel_id": channel,
            "response_url": self._means.base_url()
            + response_path(ticket, self._workspace.settings.team_id),
        }


def _conversation(view: Json, block: Json) -> str | None:
    held: Json = view["state"]["values"][block["block_id"]][block["element"]["action_id"]]
    return held.get("selected_conversation") or held.get("selected_channel")
