"""Block Kit: what is accepted, how parts are named, where a person can click."""

from roombot.sandbox.slack.blocks.elements import Element, elements_in, labelled, state_of
from roombot.sandbox.slack.blocks.rules import blocks_text, check_blocks, check_view

__all__ = [
    "Element",
    "blocks_text",
    "check_blocks",
    "check_view",
    "elements_in",
    "labelled",
    "state_of",
]
