"""Prompts: what a person may begin with, as Slack offers it above the composer."""

from collections.abc import Sequence
from typing import Any

from roombot.domain.prompts import Prompt
from roombot.slack.views.reader import Reader


def suggested_prompts(reader: Reader, prompts: Sequence[Prompt]) -> dict[str, Any]:
    """Return the prompts; what a click says is what is read on it."""
    said = [reader.caption(f"prompts.{prompt}") for prompt in prompts]
    return {
        "title": reader.caption("agent.greeting"),
        "prompts": [{"title": sentence, "message": sentence} for sentence in said],
    }


def thinking(reader: Reader) -> str:
    """Return what the bot is doing, to be read after its name."""
    return reader.caption("agent.thinking")
