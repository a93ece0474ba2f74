"""The documents as they are read: their pages, and the commands in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(
    r"^(?P<indent> *)(?:<!-- not run: (?P<reason>[^>]+?) -->\n *)?```sh\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """Commands that stand together, and why they are not run, where they are not."""

    page: str
    commands: tuple[str, ...]
    reason: str | None


def blocks() -> tuple[Block, ...]:
    """Return the commands of all documents, in the order in which they are read."""
    return tuple(
        Block(page.name, tuple(_commands(found["text"])), found["reason"])
        for page in PAGES
        for found in _BLOCK.finditer(page.read_text())
    )


def _commands(text: str) -> list[str]:
    lines = (line.split("  #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
