"""Check the blocks of a message or a view as Slack does."""

from collections import Counter
from collections.abc import Iterator

from roombot.sandbox.slack.blocks.checks import each, problem, typed
from roombot.sandbox.slack.blocks.elements import elements_in
from roombot.sandbox.slack.blocks.shapes import BLOCKS, SUGGESTIONS, VIEWS
from roombot.sandbox.slack.wire import Json, SlackError

_MESSAGE_BLOCKS = 50
_MESSAGE_TEXT = 13_000
_OUR_WORDS = frozenset({"text", "title", "label", "hint", "alt_text"})


def check_blocks(blocks: object) -> list[Json]:
    """Return a message's blocks; refuse what Slack refuses."""
    problems = [*each(typed(BLOCKS), _MESSAGE_BLOCKS, 0)(blocks, "/blocks")]
    if not problems and isinstance(blocks, list):
        problems = [*_repeated(blocks, "/blocks")]
        if not problems:
            _check_length(blocks)
            return blocks
    raise SlackError("invalid_blocks", problems)


def check_view(view: object, kind: str) -> Json:
    """Return a view of one kind; refuse what Slack refuses."""
    problems = [*typed({kind: VIEWS[kind]})(view, "/view")]
    if not problems and isinstance(view, dict):
        problems = [*_repeated(view["blocks"], "/view/blocks"), *_submit(view)]
        if not problems:
            return view
    raise SlackError("invalid_arguments", problems)


def check_options(suggestions: object) -> Json:
    """Return what was suggested for an external menu; refuse what Slack refuses."""
    problems = [*SUGGESTIONS(suggestions, "")]
    if problems or not isinstance(suggestions, dict):
        raise SlackError("invalid_options", problems)
    return suggestions


def blocks_text(blocks: object) -> str:
    """Return all words in blocks."""
    return "\n".join(_words(blocks))


def _check_length(blocks: list[Json]) -> None:
    if len(blocks_text(blocks)) > _MESSAGE_TEXT:
        raise SlackError("msg_blocks_too_long")


def _words(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for inner in part:
            yield from _words(inner)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name in _OUR_WORDS and isinstance(inner, str):
                yield inner
            else:
                yield from _words(inner)


def _repeated(blocks: list[Json], at: str) -> Iterator[str]:
    block_ids = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    for block_id in (name for name, count in block_ids.items() if count > 1):
        yield problem(f"duplicate block_id: {block_id}", at)
    for index, block in enumerate(blocks):
        ids = Counter(
            element.raw["action_id"]
            for element in elements_in([block])
            if element.raw.get("action_id")
        )
        for action_id in (name for name, count in ids.items() if count > 1):
            yield problem(f"duplicate action_id: {action_id}", f"{at}/{index}")


def _submit(view: Json) -> Iterator[str]:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and not view.get("submit"):
        yield problem("missing required field: submit", "/view")
