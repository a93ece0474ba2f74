"""views.*: modals and App Homes, checked and kept."""

import json
import secrets
from collections.abc import Iterator

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.blocks import check_view, labelled, state_of
from roombot.sandbox.slack.people import APP_ID, BOT_ID
from roombot.sandbox.slack.tickets import Triggers
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Workspace

_LARGEST_VIEW = 250_000


class Views:
    """All views of the workspace, by id."""

    def __init__(self, workspace: Workspace, triggers: Triggers) -> None:
        self._workspace = workspace
        self._triggers = triggers
        self._views = workspace.records.all("view")

    def open(self, call: Call) -> Json:
        """Open a modal for whoever just did something."""
        content = _content(call, "modal")
        user = self._triggers.use(call.text("trigger_id") or call.text("interactivity_pointer"))
        return self._kept(f"V{secrets.token_hex(5).upper()}", content, user)

    def update(self, call: Call) -> Json:
        """Change a modal."""
        view_id = call.text("view_id") or self._by_external_id(call.text("external_id"))
        if view_id not in self._views:
            raise SlackError("not_found")
        stored = self._views[view_id]
        _check_hash(call, stored)
        return self._kept(view_id, _content(call, stored["type"]), stored["user"])

    def publish(self, call: Call) -> Json:
        """Show a person the bot's home."""
        person = call.workspace.person(call.text("user_id"))
        view_id = f"VHOME{person.id}"
        _check_hash(call, self._views.get(view_id, {}))
        return self._kept(view_id, _content(call, "home"), person.id)

    def seen_by(self, user: str) -> Iterator[Json]:
        """Return the views that were opened for or published to a person."""
        return (view for view in self._views.values() if view["user"] == user)

    def _kept(self, view_id: str, content: Json, user: str) -> Json:
        blocks = labelled(content["blocks"])
        view: Json = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **content,
            "blocks": blocks,
            "id": view_id,
            "team_id": self._workspace.settings.team_id,
            "state": {"values": state_of(blocks)},
            "hash": f"{self._workspace.timeline.next_ts()}.{secrets.token_hex(4)}",
            "root_view_id": view_id,
            "previous_view_id": None,
            "app_id": APP_ID,
            "app_installed_team_id": self._workspace.settings.team_id,
            "bot_id": BOT_ID,
        }
        self._views[view_id] = {**view, "user": user}
        self._workspace.records.put("view", view_id, self._views[view_id])
        self._workspace.news.tell("view", user=user, view=view)
        return {"view": view}

    def _by_external_id(self, external_id: str) -> str:
        for view_id, view in self._views.items():
            if external_id and view["external_id"] == external_id:
                return view_id
        return ""


def _content(call: Call, kind: str) -> Json:
    written = call.arguments["view"]
    if len(written if isinstance(written, str) else json.dumps(written)) > _LARGEST_VIEW:
        raise SlackError("view_too_large")
    try:
        decoded = json.loads(written) if isinstance(written, str) else written
    except ValueError:
        raise SlackError("invalid_arguments", ["[ERROR] must provide an object: view"]) from None
    return check_view(decoded, kind)


def _check_hash(call: Call, stored: Json) -> None:
    if call.text("hash") and call.text("hash") != stored.get("hash"):
        raise SlackError("hash_conflict")
