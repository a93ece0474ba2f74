from pathlib import Path

import yaml

from roombot.slack.scopes import SCOPES

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def test_doctor_asks_for_the_scopes_of_the_manifest() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text())
    assert sorted(SCOPES) == sorted(manifest["oauth_config"]["scopes"]["bot"])
