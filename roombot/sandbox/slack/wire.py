"""What goes over the wire: JSON objects, and Slack's way of saying no."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A refusal with Slack's own error code; ``messages`` say where."""

    def __init__(self, code: str, messages: Sequence[str] = (), **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.details = details

    def body(self) -> Json:
        """Return the answer that Slack would send."""
        body: Json = {"ok": False, "error": self.code, **self.details}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body
