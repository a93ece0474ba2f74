"""Hold payloads against the keys of real ones."""

import json
from collections.abc import Iterator
from pathlib import Path

from roombot.sandbox.slack.wire import Json


def _paths(value: object, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{at}.{name}"
            yield from _paths(inner, f"{at}.{name}")
    if isinstance(value, list):
        for inner in value:
            yield from _paths(inner, f"{at}[]")


def sample(shared: Path, path: str) -> set[str]:
    return {*_paths(json.loads((shared / "samples" / f"{path}.json").read_text()))}


_NEWER = {  # newer than the samples, as Slack's documentation shows them
    ".context_team_id",
    ".context_enterprise_id",
    ".event.bot_profile.user_id",
    ".message.bot_profile.user_id",
}
_LOOSE = (
    ".state.",
    ".event.blocks",
    ".message.blocks",
    ".actions[]",
    ".view.blocks",
    ".view.state",
    ".event.view.blocks",
)


def unknown(payload: Json, known: set[str]) -> set[str]:
    return {
        path
        for path in _paths(payload)
        if path not in known | _NEWER and not path.startswith(_LOOSE)
    }
