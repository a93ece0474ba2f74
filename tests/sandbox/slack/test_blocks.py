"""Blocks are refused where Slack refuses them."""

import json
from pathlib import Path

import pytest

from roombot.sandbox.slack.blocks.checks import Shape
from roombot.sandbox.slack.blocks.shapes import BLOCKS
from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _button(**more: object) -> Json:
    return {"type": "button", "text": _plain("Go"), "action_id": "go", **more}


def _actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": [*elements], **more}


def _section(text: str = "x", **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def _options(count: int) -> list[Json]:
    return [{"text": _plain(str(number)), "value": str(number)} for number in range(count)]


RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "a", "style": {"bold": True}},
                        {"type": "emoji", "name": "tada"},
                        {"type": "date", "timestamp": 1, "format": "{time}"},
                    ],
                }
            ],
        }
    ],
}
GOOD: list[list[Json]] = [
    [_section(accessory=_button(style="primary")), {"type": "divider"}],
    [_section(accessory={"type": "image", "image_url": "https://a.example/b", "alt_text": "b"})],
    [{"type": "section", "fields": [_plain("a")] * 10}],
    [{"type": "header", "text": _plain("x" * 150)}],
    [{"type": "context", "elements": [_plain("a"), {"type": "mrkdwn", "text": "b"}]}],
    [{"type": "image", "image_url": "https://a.example/b.png", "alt_text": "b"}],
    [{"type": "markdown", "text": "**a**"}, RICH],
    [{"type": "input", "label": _plain("a"), "element": {"type": "plain_text_input"}}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}],
    [_actions(*(_button(action_id=str(number)) for number in range(25)))],
    [_actions({"type": "static_select", "options": _options(100)})],
    [_actions({"type": "timepicker", "initial_time": "09:30"})],
    [_section(block_id=str(number)) for number in range(50)],
]
CONFIRM = {
    "title": _plain("Sure?"),
    "text": _plain("x"),
    "confirm": _plain("Y"),
    "deny": _plain("N"),
}
BAD: list[tuple[list[Json], str]] = [
    ([{"type": "hologram"}], "unsupported type: hologram [json-pointer:/blocks/0/type]"),
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    (
        [_section("x" * 3001)],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([_section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([_section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "section"}], "must define one of: text, fields [json-pointer:/blocks/0]"),
    ([_section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    ([_section(expand="yes")], "must be a boolean [json-pointer:/blocks/0/expand]"),
    ([_actions()], "must have at least 1 items [json-pointer:/blocks/0/elements]"),
    (
        [_actions(_button(style="green"))],
        "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        [_actions(_button(text=_plain("x" * 76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [_actions(_button(value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        [_actions(_button(text={"type": "mrkdwn", "text": "x"}))],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    (
        [_actions(_button(confirm={**CONFIRM, "title": _plain("x" * 101)}))],
        "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
    ),
    (
        [_actions({"type": "overflow", "options": _options(6)})],
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [_actions({"type": "static_select"})],
        "must define one of: options, option_groups [json-pointer:/blocks/0/elements/0]",
    ),
    (
        [_actions({"type": "datepicker", "initial_date": "tomorrow"})],
        "must be a valid date [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    (
        [_actions({"type": "datetimepicker", "initial_date_time": "soon"})],
        "must be a number [json-pointer:/blocks/0/elements/0/initial_date_time]",
    ),
    (
        [{"type": "header", "text": "x"}],
        "must provide an object [json-pointer:/blocks/0/text]",
    ),
    (
        [{"type": "actions", "elements": {}}],
        "must provide an array [json-pointer:/blocks/0/elements]",
    ),
    (
        [{"type": "markdown", "text": 1}],
        "must be a string [json-pointer:/blocks/0/text]",
    ),
    (
        [_actions(_button(confirm="sure"))],
        "must provide an object [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    ([_actions(_button(), _button())], "duplicate action_id: go [json-pointer:/blocks/0]"),
    (
        [_section(block_id="a"), _section(block_id="a")],
        "duplicate block_id: a [json-pointer:/blocks]",
    ),
]


@pytest.mark.parametrize("blocks", GOOD)
async def test_good_blocks_are_taken(world: Trial, blocks: list[Json]) -> None:
    answer = await world.api("chat.postMessage", channel="U0ADA", text="x", blocks=blocks)
    assert answer["ok"], answer
    assert all(block["block_id"] for block in answer["message"]["blocks"])


@pytest.mark.parametrize(("blocks", "message"), BAD)
async def test_bad_blocks_are_refused_with_their_place(
    world: Trial, blocks: list[Json], message: str
) -> None:
    answer = await world.api("chat.postMessage", channel="U0ADA", text="x", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {message}"]


async def test_the_words_of_all_blocks_together_have_a_limit(world: Trial) -> None:
    blocks = [_section("x" * 2700) for _ in range(5)]
    answer = await world.api("chat.postMessage", channel="U0ADA", text="x", blocks=blocks)
    assert answer["error"] == "msg_blocks_too_long"


async def test_the_same_action_may_stand_in_two_blocks(world: Trial) -> None:
    blocks = [_actions(_button(value="1")), _actions(_button(value="2"), block_id="second")]
    ts = await world.show(blocks)
    delivery = await world.slack.click("U0ADA", "D0ADA", ts, "go", block_id="second")
    assert delivery.payload["actions"][0]["value"] == "2"


_DEFINITIONS = {
    "section": "SectionBlock",
    "actions": "ActionsBlock",
    "context": "ContextBlock",
    "header": "HeaderBlock",
    "divider": "DividerBlock",
    "input": "InputBlock",
    "markdown": "MarkdownBlock",
    "rich_text": "RichTextBlock",
    "table": "TableBlock",
}


@pytest.mark.parametrize(("kind", "definition"), _DEFINITIONS.items())
def test_fields_of_blocks_are_those_of_slacks_types(
    shared: Path, kind: str, definition: str
) -> None:
    schema = json.loads((shared / "blockkit.schema.json").read_text())["definitions"][definition]
    shape = BLOCKS[kind]
    assert isinstance(shape, Shape)
    assert {*shape.required, *shape.optional, "type"} == set(schema["properties"])
    assert {*shape.required, "type"} == set(schema["required"])
