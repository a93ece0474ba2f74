"""The Web API over HTTP: tokens, scopes, arguments, faults, and a log of requests."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from roombot.sandbox.slack.api import (
    assistant,
    chat,
    conversations,
    unfurling,
    uploads,
    users,
)
from roombot.sandbox.slack.api.arguments import check_arguments, read_arguments
from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.api.specs import METHODS, MethodSpec
from roombot.sandbox.slack.api.views import ViewMethods
from roombot.sandbox.slack.faults import Fault, Faults
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Workspace

Method = Callable[[Call], Json]

_METHODS: Mapping[str, Method] = {
    "assistant.threads.setStatus": assistant.set_status,
    "assistant.threads.setSuggestedPrompts": assistant.set_suggested_prompts,
    "assistant.threads.setTitle": assistant.set_title,
    "auth.test": users.auth_test,
    "bots.info": users.bots_info,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.unfurl": unfurling.unfurl,
    "chat.update": chat.update,
    "conversations.history": conversations.conversations_history,
    "conversations.info": conversations.conversations_info,
    "conversations.members": conversations.conversations_members,
    "conversations.open": conversations.conversations_open,
    "conversations.replies": conversations.conversations_replies,
    "files.completeUploadExternal": uploads.complete,
    "files.getUploadURLExternal": uploads.promise,
    "reactions.add": chat.add_reaction,
    "team.info": users.team_info,
    "usergroups.users.list": users.usergroups_users_list,
    "users.info": users.users_info,
    "users.list": users.users_list,
    "users.lookupByEmail": users.users_lookup_by_email,
}


@dataclass(frozen=True)
class ApiRequest:
    """One call as the log keeps it; ``error`` is None when it went well."""

    method: str
    arguments: Json
    error: str | None

    def summary(self) -> Json:
        """Return what the log shows."""
        return asdict(self)


class WebApi:
    """Answer ``/api/{method}``."""

    def __init__(
        self, workspace: Workspace, views: ViewMethods, open_connection: Callable[[Request], str]
    ) -> None:
        self._workspace = workspace
        self._open_connection = open_connection
        self._methods = {
            **_METHODS,
            "views.open": views.open,
            "views.publish": views.publish,
            "views.push": views.push,
            "views.update": views.update,
        }
        self.faults = Faults()
        self.requests: list[ApiRequest] = []

    async def answer(self, request: Request) -> Response:
        """Answer one call as Slack does."""
        method = request.path_params["method"]
        fault = self.faults.take(method)
        if fault is not None and not fault.after:
            struck = await _strike(fault, request)
            if struck is not None:
                self.requests.append(ApiRequest(method, {}, fault.error or "fault"))
                return struck
        body = await self._perform(method, request)
        if fault is not None and fault.after:
            return await _strike(fault, request) or self._response(body)
        return self._response(body)

    async def _perform(self, method: str, request: Request) -> Json:
        arguments: Json = {}
        try:
            spec = _spec(method)
            arguments = await read_arguments(request, spec)
            self._authorize(request, arguments.pop("token", ""), spec)
            body = {"ok": True, **self._called(method, check_arguments(arguments, spec), request)}
        except SlackError as refusal:
            body = refusal.body()
        self.requests.append(ApiRequest(method, arguments, body.get("error")))
        return body

    def _called(self, method: str, arguments: Json, request: Request) -> Json:
        if method == "apps.connections.open":
            return {"url": self._open_connection(request)}
        return self._methods[method](Call(self._workspace, arguments))

    def _authorize(self, request: Request, argument: str, spec: MethodSpec) -> None:
        settings = self._workspace.settings
        token = request.headers.get("authorization", "").partition(" ")[2].strip() or argument
        if not token:
            raise SlackError("not_authed")
        if token not in {settings.bot_token, settings.app_token}:
            raise SlackError("invalid_auth")
        if spec.app != (token == settings.app_token):
            raise SlackError("not_allowed_token_type")
        if spec.scopes and not settings.scopes & set(spec.scopes):
            provided = ",".join(sorted(settings.scopes))
            raise SlackError("missing_scope", needed=spec.scopes[0], provided=provided)

    def _response(self, body: Json) -> Response:
        scopes = ",".join(sorted(self._workspace.settings.scopes))
        return JSONResponse(body, headers={"x-oauth-scopes": scopes, "x-slack-req-id": "sandbox"})


def _spec(method: str) -> MethodSpec:
    if method not in METHODS:
        raise SlackError("unknown_method")
    return METHODS[method]


async def _strike(fault: Fault, request: Request) -> Response | None:
    await asyncio.sleep(fault.latency)
    while fault.hang and (await request.receive())["type"] != "http.disconnect":
        """Say nothing until the caller gives up."""
    if fault.status is not None:
        limited = {"Retry-After": str(fault.retry_after)} if fault.status == 429 else {}  # noqa: PLR2004 - HTTP's own number
        return PlainTextResponse("fault", fault.status, limited)
    if fault.error is not None:
        return JSONResponse({"ok": False, "error": fault.error})
    return None
