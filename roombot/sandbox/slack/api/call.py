"""One call of a Web API method, as its implementation sees it."""

from dataclasses import dataclass
from typing import TypeVar

from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Workspace

T = TypeVar("T")

_LONGEST_PAGE = 1000


@dataclass(frozen=True)
class Call:
    """Checked arguments and the workspace they speak of."""

    workspace: Workspace
    arguments: Json

    def text(self, name: str) -> str:
        """Return a string argument; empty when it was left out."""
        return str(self.arguments.get(name, ""))

    def flag(self, name: str) -> bool:
        """Return a truth value; False when it was left out."""
        return bool(self.arguments.get(name, False))


def page(items: list[T], call: Call) -> tuple[list[T], Json]:
    """Return one page of a list and what its answer says of the next."""
    limit = int(call.arguments.get("limit", 0)) or _LONGEST_PAGE
    if not 0 < limit <= _LONGEST_PAGE:
        raise SlackError("invalid_limit")
    start = _start(call.text("cursor"))
    rest = items[start : start + limit]
    following = f"from:{start + limit}" if start + limit < len(items) else ""
    return rest, {"response_metadata": {"next_cursor": following}}


def _start(cursor: str) -> int:
    number = cursor.removeprefix("from:")
    if cursor and not number.isdecimal():
        raise SlackError("invalid_cursor")
    return int(number or 0)
