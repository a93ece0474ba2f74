import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from roombot.slack import action_ids
from roombot.slack.scopes import SCOPES

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "slack"
LISTENERS = "\n".join(
    path.read_text() for path in sorted((ROOT / "roombot/slack/listeners").glob("*.py"))
)
CODE = "\n".join(path.read_text() for path in sorted((ROOT / "roombot/slack").rglob("*.py")))

# What each scope lets the bot do: the Web API method it calls or the event it listens to.
SCOPE_USE = {
    "assistant:write": r"assistant\.threads\.setSuggestedPrompts",
    "app_mentions:read": r'@app\.event\("app_mention"\)',
    "channels:history": r"conversations_replies",
    "chat:write": r"chat_postMessage",
    "commands": r'@app\.command\("/room"\)',
    "files:write": r"files_completeUploadExternal",
    "groups:history": r"conversations_replies",
    "im:history": r'@app\.event\("message"\)',
    "links:read": r'@app\.event\("link_shared"\)',
    "links:write": r"chat_unfurl",
    "usergroups:read": r"usergroups\.users\.list",
    "users:read": r"users\.info",
    "users:read.email": r"users\.lookupByEmail",
}


@pytest.fixture
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return loaded


def test_the_manifest_fits_the_official_schema(manifest: dict[str, Any]) -> None:
    file = SHARED / "manifest-schemas" / "manifest.schema.1.0.0.json"
    if not file.exists():
        pytest.skip("the official schema is not beside this checkout")
    errors = Draft7Validator(json.loads(file.read_text())).iter_errors(manifest)
    assert [error.message for error in errors] == []


def test_every_scope_is_used_and_none_is_missing(manifest: dict[str, Any]) -> None:
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == set(SCOPE_USE) == SCOPES
    assert [scope for scope, use in SCOPE_USE.items() if not re.search(use, CODE)] == []


def test_the_manifest_asks_for_the_events_that_are_listened_to(manifest: dict[str, Any]) -> None:
    heard = set(re.findall(r'@app\.event\("(\w+)"\)', LISTENERS))
    asked = {
        name.split(".")[0] for name in manifest["settings"]["event_subscriptions"]["bot_events"]
    }
    assert heard == asked


def test_the_manifest_names_the_commands_that_are_listened_to(manifest: dict[str, Any]) -> None:
    heard = set(re.findall(r'@app\.command\("(/\w+)"\)', LISTENERS))
    assert heard == {command["command"] for command in manifest["features"]["slash_commands"]}


def test_the_manifest_names_the_shortcuts_that_are_listened_to(manifest: dict[str, Any]) -> None:
    named = {one["callback_id"] for one in manifest["features"]["shortcuts"]}
    assert named == {action_ids.BOOK_ROOM, action_ids.BOOK_FOR_MESSAGE}
    heard = set(re.findall(r"@app\.shortcut\(ids\.(\w+)\)", LISTENERS))
    assert {getattr(action_ids, name) for name in heard} == named


def test_people_reach_the_bot_in_its_messages_tab(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


def test_all_deliveries_come_to_one_address(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]
    addresses = {
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        *(command["url"] for command in manifest["features"]["slash_commands"]),
    }
    assert {address.partition("/slack/")[2] for address in addresses} == {"events"}
