"""What each Web API method takes: scopes of which one is needed, and its arguments.

An argument is ``name:kind``, with ``!`` where it is required; without a kind it is a string.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Argument:
    """One argument of a method."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True)
class MethodSpec:
    """One method; ``json``: it reads JSON bodies; ``app``: it takes the app's token."""

    scopes: tuple[str, ...]
    json: bool
    arguments: tuple[Argument, ...]
    app: bool = False


def _spec(scopes: str, arguments: str, *, json: bool = True, app: bool = False) -> MethodSpec:
    return MethodSpec(tuple(scopes.split()), json, tuple(map(_argument, arguments.split())), app)


def _argument(written: str) -> Argument:
    name, _, kind = written.partition(":")
    return Argument(name.rstrip("!"), kind or "string", name.endswith("!"))


_READ = "channels:read groups:read im:read mpim:read"
_HISTORY = "channels:history groups:history im:history mpim:history"
_PAGE = "cursor inclusive:boolean include_all_metadata:boolean latest limit:number oldest"
_POSTED = (
    "as_user:boolean attachments:json blocks:json icon_emoji icon_url link_names:boolean"
    " markdown_text metadata:json parse text thread_ts username"
)

METHODS: Mapping[str, MethodSpec] = {
    "apps.connections.open": _spec("", "", app=True),
    "assistant.threads.setStatus": _spec(
        "chat:write assistant:write",
        "channel_id! thread_ts! status!:words loading_messages:json icon_emoji icon_url username",
    ),
    "assistant.threads.setSuggestedPrompts": _spec(
        "assistant:write", "channel_id! thread_ts prompts!:json title"
    ),
    "assistant.threads.setTitle": _spec("assistant:write", "channel_id! thread_ts! title!"),
    "auth.test": _spec("", ""),
    "bots.info": _spec("users:read", "bot team_id", json=False),
    "chat.delete": _spec("chat:write", "channel! ts! as_user:boolean"),
    "chat.getPermalink": _spec("", "channel! message_ts!", json=False),
    "chat.postEphemeral": _spec("chat:write", f"channel! user! {_POSTED}"),
    "chat.postMessage": _spec(
        "chat:write",
        f"channel! {_POSTED} current_draft_last_updated_ts mrkdwn:boolean"
        " reply_broadcast:boolean unfurl_links:boolean unfurl_media:boolean",
    ),
    "chat.unfurl": _spec(
        "links:write",
        "channel ts unfurls:json user_auth_message user_auth_required:boolean user_auth_url"
        " user_auth_blocks:json unfurl_id source",
    ),
    "chat.update": _spec(
        "chat:write",
        "channel! ts! as_user:boolean attachments:json unfurled_attachments:json blocks:json"
        " markdown_text metadata:json link_names:boolean parse text reply_broadcast:boolean"
        " file_ids:json",
    ),
    "conversations.history": _spec(_HISTORY, f"channel! {_PAGE}"),
    "conversations.info": _spec(
        _READ, "channel! include_locale:boolean include_num_members:boolean", json=False
    ),
    "conversations.members": _spec(_READ, "channel! cursor limit:number", json=False),
    "conversations.open": _spec(
        "channels:manage groups:write im:write mpim:write",
        "channel return_im:boolean users prevent_creation:boolean",
    ),
    "conversations.replies": _spec(_HISTORY, f"channel! ts! {_PAGE}", json=False),
    "files.completeUploadExternal": _spec(
        "files:write",
        "files!:json channel_id thread_ts channels initial_comment blocks:json username"
        " icon_url icon_emoji",
    ),
    "files.getUploadURLExternal": _spec(
        "files:write", "length!:number filename! snippet_type alt_txt", json=False
    ),
    "reactions.add": _spec("reactions:write", "channel! name! timestamp!"),
    "team.info": _spec("team:read", "domain team"),
    "usergroups.users.list": _spec(
        "usergroups:read", "usergroup! include_disabled:boolean team_id", json=False
    ),
    "users.info": _spec("users:read", "user! include_locale:boolean", json=False),
    "users.list": _spec(
        "users:read", "cursor include_locale:boolean limit:number team_id", json=False
    ),
    "users.lookupByEmail": _spec("users:read.email", "email!", json=False),
    "views.open": _spec("", "trigger_id interactivity_pointer view!:json"),
    "views.publish": _spec("", "user_id! view!:json hash interactivity_pointer"),
    "views.push": _spec("", "trigger_id interactivity_pointer view!:json"),
    "views.update": _spec("", "view_id external_id view!:json hash"),
}
