"""The views of the workspace: a stack of modals and one App Home a person."""

import secrets

from roombot.sandbox.slack.blocks import State, kept_state, labelled, state_of
from roombot.sandbox.slack.people import APP_ID, BOT_ID
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Workspace

_DEEPEST = 3
_OURS = frozenset({"user", "errors"})  # what Slack's own views do not say


class ViewStore:
    """All views by id, with what their people entered; Slack keeps that in the client."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._views = workspace.records.all("view")
        stored = workspace.records.all("modals").items()
        self._stacks: dict[str, list[str]] = {user: body["ids"] for user, body in stored}

    def find(self, view_id: str) -> Json | None:
        """Return a view as Slack sends it, if it is there."""
        view = self._views.get(view_id)
        return view and wire_view(view)

    def named(self, external_id: str) -> str:
        """Return the id of the view that its author named so, or nothing."""
        found = (v["id"] for v in self._views.values() if v["external_id"] == external_id)
        return next(found, "") if external_id else ""

    def owner(self, view_id: str) -> str:
        """Return whose view this is."""
        return str(self._views[view_id]["user"])

    def modals(self, user: str) -> list[Json]:
        """Return a person's open modals, the topmost last, with what is wrong in them."""
        return [self._views[view_id] for view_id in self._stacks.get(user, [])]

    def home(self, user: str) -> Json | None:
        """Return the App Home that was published for a person."""
        return self.find(home_id(user))

    def open(self, user: str, content: Json) -> Json:
        """Open a modal in place of whatever is open."""
        self._forget(user, keep=0)
        return self.push(user, content)

    def push(self, user: str, content: Json) -> Json:
        """Open a modal above the others."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= _DEEPEST:
            raise SlackError("push_limit_reached")
        if self.named(content.get("external_id", "")):
            raise SlackError("duplicate_external_id")
        view_id = f"V{secrets.token_hex(5).upper()}"
        stack.append(view_id)
        self._keep_stack(user)
        return self._put(view_id, user, content, {})

    def replace(self, view_id: str, content: Json) -> Json:
        """Change a view; what was entered stays where its input does."""
        entered = self._views[view_id]["state"]["values"]
        return self._put(view_id, self.owner(view_id), content, entered)

    def publish(self, user: str, content: Json) -> Json:
        """Show a person the bot's home."""
        view_id = home_id(user)
        old = self._views.get(view_id, {"state": {"values": {}}})
        return self._put(view_id, user, content, old["state"]["values"])

    def hold(self, view_id: str, entered: State) -> Json:
        """Remember what a person entered; return the view with it."""
        view = self._views[view_id]
        values = {block: {**held} for block, held in view["state"]["values"].items()}
        for block_id, held in entered.items():
            values.setdefault(block_id, {}).update(held)
        self._store(view_id, {**view, "state": {"values": values}})
        return wire_view(self._views[view_id])

    def complain(self, view_id: str, errors: dict[str, str]) -> None:
        """Show what is wrong beside the fields, by block_id; "" is for the whole view."""
        if view_id in self._views:
            self._store(view_id, {**self._views[view_id], "errors": errors})
            self._tell(self.owner(view_id))

    def close(self, view_id: str) -> None:
        """Take a modal away, with those above it."""
        user = self.owner(view_id)
        self._forget(user, keep=self._stacks[user].index(view_id))
        self._tell(user)

    def clear(self, user: str) -> None:
        """Take all of a person's modals away."""
        self._forget(user, keep=0)
        self._tell(user)

    def _put(self, view_id: str, user: str, content: Json, entered: State) -> Json:
        self._workspace.files.check(content["blocks"])
        blocks = labelled(content["blocks"])
        stack = self._stacks.get(user, []) if content["type"] == "modal" else [view_id]
        below = stack[: stack.index(view_id)]
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
            "state": {"values": kept_state(blocks, state_of(blocks), entered)},
            "hash": f"{self._workspace.timeline.next_ts()}.{secrets.token_hex(4)}",
            "root_view_id": stack[0],
            "previous_view_id": below[-1] if below else None,
            "app_id": APP_ID,
            "app_installed_team_id": self._workspace.settings.team_id,
            "bot_id": BOT_ID,
        }
        self._store(view_id, {**view, "user": user, "errors": {}})
        self._tell(user)
        return view

    def _store(self, view_id: str, view: Json) -> None:
        self._views[view_id] = view
        self._workspace.records.put("view", view_id, view)

    def _forget(self, user: str, keep: int) -> None:
        stack = self._stacks.get(user, [])
        for view_id in stack[keep:]:
            del self._views[view_id]
            self._workspace.records.drop("view", view_id)
        self._stacks[user] = stack[:keep]
        self._keep_stack(user)

    def _keep_stack(self, user: str) -> None:
        self._workspace.records.put("modals", user, {"ids": self._stacks[user]})

    def _tell(self, user: str) -> None:
        home, modals = self.home(user), self.modals(user)
        self._workspace.news.tell("views", user=user, home=home, modals=modals)


def wire_view(view: Json) -> Json:
    """Return a view as Slack sends it."""
    return {name: value for name, value in view.items() if name not in _OURS}


def home_id(user: str) -> str:
    """Return the id of a person's App Home."""
    return f"VHOME{user}"
