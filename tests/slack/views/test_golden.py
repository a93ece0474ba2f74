"""Every message as it is sent, held against files; ``UPDATE_GOLDEN=1 pytest …`` rewrites them.

Read the differences before committing them: each line is what somebody sees.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from roombot.domain.outcomes import Answer
from roombot.sandbox.slack.blocks.rules import check_blocks
from roombot.slack.messages import Message
from roombot.slack.views import render
from tests.slack.views.cases import CASES, SEEN_BY_THE_INVITEE
from tests.slack.views.limits import broken
from tests.slack.views.office import ANA, BEN, NOW, ZONE

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).parents[4] / "shared" / "slack"
UPDATE = "UPDATE_GOLDEN"


def shown(name: str) -> Message:
    reader = ANA if name in SEEN_BY_THE_INVITEE else BEN
    return render(Answer(CASES[name], "offer"), reader, NOW, ZONE)


def published(name: str) -> Any:
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"Slack's {name} is not beside this checkout")
    return json.loads(file.read_text())


@pytest.mark.parametrize("name", CASES)
def test_a_message_reads_as_in_its_file(name: str) -> None:
    message = shown(name)
    file = GOLDEN / f"{name}.json"
    if os.environ.get(UPDATE):  # noqa: TID251 - a switch of this test alone
        content = {"text": message.text, "blocks": message.blocks}
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    kept = json.loads(file.read_text())
    assert kept == {"text": message.text, "blocks": message.blocks}


def test_no_file_is_left_of_a_message_that_is_gone() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_message_keeps_slacks_limits(name: str) -> None:
    message = shown(name)
    assert broken(message) == []
    assert check_blocks(message.blocks) == message.blocks


def test_messages_have_the_structure_that_slack_publishes() -> None:
    schema = published("blockkit.schema.json")
    blocks = {"$ref": "#/definitions/MessageBlocks", "definitions": schema["definitions"]}
    validator = Draft7Validator(blocks)
    problems = {name: [*validator.iter_errors({"blocks": shown(name).blocks})] for name in CASES}
    assert {name: found for name, found in problems.items() if found} == {}


def test_the_limits_held_here_are_those_that_slack_publishes() -> None:
    limits = published("block-limits.json")
    assert limits["section"]["text"]["max_length"] == 3000
    assert limits["actions"]["elements"]["max_items"] == 25
    assert limits["button"]["text"]["max_length"] == 75
    assert limits["button"]["value"]["max_length"] == 2000
    assert limits["button"]["accessibility_label"]["max_length"] == 75
    assert limits["confirmation"]["title"]["max_length"] == 100
    assert limits["confirmation"]["text"]["max_length"] == 300
    assert limits["confirmation"]["confirm"]["max_length"] == 30
    assert limits["select"]["placeholder"]["max_length"] == 150
    assert limits["block_id"]["max_length"] == 255
