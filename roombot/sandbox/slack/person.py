"""What a person does in the workspace: write, mention, command, click, open."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from roombot.sandbox.slack.composer import rich_text, typed_text
from roombot.sandbox.slack.deliveries import Deliveries, Delivery
from roombot.sandbox.slack.drafts import thread_of
from roombot.sandbox.slack.links import watched_links
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.payloads import Payloads
from roombot.sandbox.slack.people import BOT_USER, Person
from roombot.sandbox.slack.responses import Responses
from roombot.sandbox.slack.suggestions import Suggestions
from roombot.sandbox.slack.tickets import ResponseTicket, ResponseTickets, Triggers, response_path
from roombot.sandbox.slack.uses import Use, action_of, state_with, target_of
from roombot.sandbox.slack.wire import Json
from roombot.sandbox.slack.workspace import GENERAL, Channel, Workspace

_PROBLEMS = {"http_timeout": "operation_timeout"}


@dataclass(frozen=True)
class Means:
    """What a person's doings go through."""

    deliveries: Deliveries
    triggers: Triggers
    tickets: ResponseTickets
    responses: Responses
    suggestions: Suggestions
    base_url: Callable[[], str]


class PersonActions:
    """Do what people do, and deliver what the bot should hear of it."""

    def __init__(self, workspace: Workspace, means: Means) -> None:
        self._workspace = workspace
        self._means = means
        self._payloads = Payloads(workspace.settings)

    async def say(
        self, user: str, channel: str, text: str, thread_ts: str | None = None
    ) -> list[Delivery]:
        """Write a message; return what was delivered of it."""
        person, place = self._present(user, channel)
        message = self._written(person, place, text, thread_ts)
        self._workspace.suggest(channel, [], message.thread_ts)
        events = [self._payloads.message_event(message, person, place)]
        if f"<@{BOT_USER}>" in message.text and not place.is_im:
            events.append(self._payloads.mention_event(message, person))
        if links := watched_links(message.text, self._workspace.settings.unfurl_domains):
            events.append(self._payloads.link_event(message, links))
        if BOT_USER not in place.members:
            events = []
        sending = (self._tell(event, person, place) for event in events)
        return list(await asyncio.gather(*sending))

    async def command(
        self, user: str, channel: str, line: str, thread_ts: str | None = None
    ) -> Delivery | None:
        """Give a slash command as it is typed; None where Slack itself refuses it."""
        person, place = self._present(user, channel)
        name, _, text = line.strip().partition(" ")
        refusal = self._refusal(name, thread_ts)
        if refusal is not None:
            self._workspace.whisper(user, channel, refusal, thread_ts)
            return None
        typed = typed_text(text.strip(), self._workspace.people, command=True)
        ticket = self._means.tickets.issue("commands", user, channel, None)
        payload = self._payloads.command(person, place, typed) | self._answerable(ticket)
        delivery = await self._means.deliveries.send("command", payload)
        if delivery.last.problem is None:
            self._means.responses.acknowledged(ticket, delivery.last.body)
        else:
            error = _PROBLEMS.get(delivery.last.problem, "dispatch_failed")
            self._workspace.whisper(user, channel, f"{name} failed with the error “{error}”")
        return delivery

    async def click(self, user: str, channel: str, message_ts: str, use: Use) -> Delivery:
        """Use a part of a message."""
        person, place = self._present(user, channel)
        message = self._seen(user, channel, message_ts)
        blocks = self._means.suggestions.fill(user, message_ts, message.all_blocks)
        element = target_of(blocks, use)
        ticket = self._means.tickets.issue("actions", user, channel, message.ts)
        payload = {
            **self._payloads.in_message(person, place, message, element.block_id),
            **self._answerable(ticket),
            "state": {"values": state_with(blocks, element, use)},
            "actions": [action_of(element, use, self._workspace.timeline.next_ts())],
        }
        return await self._means.deliveries.send("interaction", payload)

    async def suggest(self, user: str, channel: str, message_ts: str, use: Use) -> Json:
        """Write into a message's menu whose options the bot suggests; return them."""
        person, place = self._present(user, channel)
        message = self._seen(user, channel, message_ts)
        element = target_of(message.all_blocks, use)
        payload = self._payloads.in_message(person, place, message, element.block_id)
        written = {"value": use.value or ""}
        return await self._means.suggestions.ask(user, message_ts, payload | written, element)

    def dismiss(self, user: str, channel: str, message_ts: str) -> None:
        """Take away a message that one sees alone."""
        message = self._seen(user, channel, message_ts)
        if message.visible_to != user:
            raise LookupError(f"{message_ts} is not for {user} alone")
        self._workspace.withdraw(message)

    async def message_shortcut(
        self, user: str, channel: str, message_ts: str, callback_id: str
    ) -> Delivery:
        """Choose a shortcut in a message's menu."""
        person, place = self._present(user, channel)
        message = self._seen(user, channel, message_ts)
        ticket = self._means.tickets.issue("actions", user, channel, None)
        payload = {
            **self._payloads.message_shortcut(person, place, message, callback_id),
            **self._answerable(ticket),
            "action_ts": self._workspace.timeline.next_ts(),
        }
        return await self._means.deliveries.send("interaction", payload)

    def _present(self, user: str, channel: str) -> tuple[Person, Channel]:
        person = self._workspace.person(user)
        if channel == person.dm:
            self._workspace.open_dm(person)
        place = self._workspace.channel(channel)
        if user not in place.members:
            raise LookupError(f"{user} is not in {channel}")
        return person, place

    def _seen(self, user: str, channel: str, message_ts: str) -> Message:
        message = self._workspace.timeline.find(channel, message_ts)
        if message is None or not message.visible_for(user):
            raise LookupError(f"{user} sees no message {message_ts} in {channel}")
        return message

    def _refusal(self, name: str, thread_ts: str | None) -> str | None:
        if name != self._workspace.settings.command:
            return f"`{name}` is not a valid command."
        return f"`{name}` is not supported in threads. Sorry!" if thread_ts else None

    def _written(self, person: Person, place: Channel, text: str, thread_ts: str | None) -> Message:
        typed = typed_text(text, self._workspace.people)
        message = Message(
            channel=place.id,
            ts=self._workspace.timeline.next_ts(),
            user=person.id,
            text=typed,
            blocks=[rich_text(typed, secrets.token_urlsafe(4)[:5])],
            thread_ts=thread_of(self._workspace, place.id, thread_ts),
            client_msg_id=str(uuid4()),
        )
        return self._workspace.publish(message)

    async def tell_app(self, event: Json) -> Delivery:
        """Tell the bot of itself."""
        bot = self._workspace.people[BOT_USER]
        return await self._means.deliveries.send("event", self._payloads.event(event, bot))

    async def _tell(self, event: Json, person: Person, place: Channel) -> Delivery:
        payload = self._payloads.event(event, person, shared=place.id == GENERAL)
        return await self._means.deliveries.send("event", payload)

    def _answerable(self, ticket: ResponseTicket) -> Json:
        path = response_path(ticket, self._workspace.settings.team_id)
        return {
            "trigger_id": self._means.triggers.issue(ticket.user),
            "response_url": self._means.base_url() + path,
        }
