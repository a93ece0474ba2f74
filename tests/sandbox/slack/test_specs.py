"""The arguments of our methods are those of Slack's own metadata."""

import inspect
import json
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from roombot.sandbox.slack.api.specs import METHODS

GROUPS = "usergroups.users.list"  # of which Slack's metadata is not at hand


@pytest.mark.parametrize("method", sorted(METHODS.keys() - {GROUPS}))
def test_arguments_scopes_and_json_are_those_that_slack_names(method: str, shared: Path) -> None:
    metadata = json.loads((shared / "methods" / f"{method}.json").read_text())
    properties = metadata["args"]["properties"].keys() - {"token"}
    required = set(metadata["args"]["required"]) - {"token"}
    spec = METHODS[method]
    assert {argument.name for argument in spec.arguments} == properties
    assert {argument.name for argument in spec.arguments if argument.required} == required
    assert spec.json == metadata.get("json_input_supported", False)
    assert set(spec.scopes) >= set(metadata["scope"].get("bot", []))


def test_the_arguments_of_user_groups_are_those_of_slacks_own_client() -> None:
    taken = inspect.signature(AsyncWebClient.usergroups_users_list).parameters.values()
    named = [one for one in taken if one.name not in {"self", "kwargs"}]
    spec = METHODS[GROUPS]
    assert {one.name for one in spec.arguments} == {one.name for one in named}
    required = {one.name for one in named if one.default is inspect.Parameter.empty}
    assert {one.name for one in spec.arguments if one.required} == required
