"""Block Kit: what is accepted, how parts are named, where a person can click."""

from roombot.sandbox.slack.blocks.elements import (
    Element,
    Selection,
    State,
    elements_in,
    kept_state,
    labelled,
    state_of,
)
from roombot.sandbox.slack.blocks.filled import problems_of
from roombot.sandbox.slack.blocks.rules import (
    blocks_text,
    check_blocks,
    check_options,
    check_view,
)

__all__ = [
    "Element",
    "Selection",
    "State",
    "blocks_text",
    "check_blocks",
    "check_options",
    "check_view",
    "elements_in",
    "kept_state",
    "labelled",
    "problems_of",
    "state_of",
]
