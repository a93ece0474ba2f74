"""views.*: modals and App Homes, checked and kept."""

import json

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.blocks import check_view
from roombot.sandbox.slack.tickets import Triggers
from roombot.sandbox.slack.view_store import ViewStore, home_id
from roombot.sandbox.slack.wire import Json, SlackError

_LARGEST_VIEW = 250_000


class ViewMethods:
    """The methods that open and change views."""

    def __init__(self, views: ViewStore, triggers: Triggers) -> None:
        self._views = views
        self._triggers = triggers

    def open(self, call: Call) -> Json:
        """Open a modal for whoever just did something."""
        content = _content(call, "modal")
        return {"view": self._views.open(self._actor(call), content)}

    def push(self, call: Call) -> Json:
        """Open a modal above the one in which somebody just did something."""
        content = _content(call, "modal")
        user = self._actor(call)
        if not self._views.modals(user):
            raise SlackError("not_found")
        return {"view": self._views.push(user, content)}

    def update(self, call: Call) -> Json:
        """Change a modal."""
        view_id = call.text("view_id") or self._views.named(call.text("external_id"))
        stored = self._views.find(view_id)
        if stored is None:
            raise SlackError("not_found")
        _check_hash(call, stored)
        return {"view": self._views.replace(view_id, _content(call, stored["type"]))}

    def publish(self, call: Call) -> Json:
        """Show a person the bot's home."""
        person = call.workspace.person(call.text("user_id"))
        _check_hash(call, self._views.find(home_id(person.id)) or {})
        return {"view": self._views.publish(person.id, _content(call, "home"))}

    def _actor(self, call: Call) -> str:
        return self._triggers.use(call.text("trigger_id") or call.text("interactivity_pointer"))


def read_view(written: object, kind: str) -> Json:
    """Return a view of one kind; refuse what Slack refuses."""
    if len(written if isinstance(written, str) else json.dumps(written)) > _LARGEST_VIEW:
        raise SlackError("view_too_large")
    try:
        decoded = json.loads(written) if isinstance(written, str) else written
    except ValueError:
        raise SlackError("invalid_arguments", ["[ERROR] must provide an object: view"]) from None
    return check_view(decoded, kind)


def _content(call: Call, kind: str) -> Json:
    return read_view(call.arguments["view"], kind)


def _check_hash(call: Call, stored: Json) -> None:
    if call.text("hash") and call.text("hash") != stored.get("hash"):
        raise SlackError("hash_conflict")
