"""What the bot answers with: bodies of acknowledgements, and posts to response URLs."""

import json
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from roombot.sandbox.slack.drafts import LONGEST_POST, bot_message, read_draft, thread_of
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.tickets import ResponseTicket, ResponseTickets
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Workspace


class Responses:
    """Turn answers into messages."""

    def __init__(self, workspace: Workspace, tickets: ResponseTickets) -> None:
        self._workspace = workspace
        self._tickets = tickets

    async def answer(self, request: Request) -> Response:
        """Take a post to a response URL."""
        try:
            ticket = self._tickets.use(request.path_params["ticket"])
            self.post(ticket, _content(await request.body()))
        except SlackError as refusal:
            gone = refusal.code in {"expired_url", "used_url"}
            return JSONResponse(refusal.body(), 404 if gone else 400)
        return PlainTextResponse("ok")

    def acknowledged(self, ticket: ResponseTicket, body: str) -> None:
        """Show what a command was acknowledged with, if that says anything."""
        if body.strip():
            self.post(ticket, _acknowledgement(body))

    def post(self, ticket: ResponseTicket, content: Json) -> None:
        """Post, replace or delete as an answer asks."""
        original = self._original(ticket)
        if content.get("delete_original"):
            if original is not None:
                self._workspace.withdraw(original)
            return
        draft = read_draft(content, LONGEST_POST)
        if content.get("replace_original") and original is not None:
            edited = self._workspace.timeline.next_ts()
            self._workspace.publish(
                replace(original, text=draft.text, blocks=draft.blocks, edited_ts=edited)
            )
            return
        message = bot_message(self._workspace, ticket.channel, draft)
        everybody = content.get("response_type") == "in_channel"
        thread_ts = thread_of(self._workspace, ticket.channel, content.get("thread_ts"))
        self._workspace.publish(
            replace(message, thread_ts=thread_ts, visible_to=None if everybody else ticket.user)
        )
        if ticket.original is None:
            self._tickets.about(ticket, message.ts)

    def _original(self, ticket: ResponseTicket) -> Message | None:
        return self._workspace.timeline.find(ticket.channel, ticket.original or "")


def _content(body: bytes) -> Json:
    try:
        content = json.loads(body)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(content, dict):
        raise SlackError("invalid_payload")
    return content


def _acknowledgement(body: str) -> Json:
    try:
        content = json.loads(body)
    except ValueError:
        return {"text": body}
    return content if isinstance(content, dict) else {"text": body}
