"""The arguments of our methods are those of Slack's own metadata."""

import json
from pathlib import Path

import pytest

from roombot.sandbox.slack.api.specs import METHODS


@pytest.mark.parametrize("method", sorted(METHODS))
def test_arguments_scopes_and_json_are_those_that_slack_names(method: str, shared: Path) -> None:
    metadata = json.loads((shared / "methods" / f"{method}.json").read_text())
    properties = metadata["args"]["properties"].keys() - {"token"}
    required = set(metadata["args"]["required"]) - {"token"}
    spec = METHODS[method]
    assert {argument.name for argument in spec.arguments} == properties
    assert {argument.name for argument in spec.arguments if argument.required} == required
    assert spec.json == metadata.get("json_input_supported", False)
    assert set(spec.scopes) >= set(metadata["scope"].get("bot", []))
