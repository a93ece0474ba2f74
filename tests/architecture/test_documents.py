import re
from pathlib import Path

from roombot.__main__ import COMMANDS
from roombot.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def settings_table() -> dict[str, str]:
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", README, re.MULTILINE))


def test_the_readme_lists_every_setting_and_no_other() -> None:
    assert set(settings_table()) == {name.upper() for name in Settings.model_fields}


def test_the_readme_gives_the_defaults_that_hold() -> None:
    settings = read_settings(environment={"UNRELATED": "1"})
    shown = {name: text.strip("`") for name, text in settings_table().items() if "`" in text[:1]}
    opens, closes = settings.roombot_office_hours
    held = {
        name: f"{opens:%H:%M}-{closes:%H:%M}"
        if name == "ROOMBOT_OFFICE_HOURS"
        else str(getattr(settings, name.lower()))
        for name in shown
    }
    assert shown == held


def test_every_command_in_the_documents_exists() -> None:
    texts = README + (ROOT / "CONTRIBUTING.md").read_text() + (ROOT / "Procfile").read_text()
    named = set(re.findall(r"(?:bin/|: |`)roombot ([a-z]+)", texts))
    assert named - set(COMMANDS) == set()


def test_every_command_has_its_module() -> None:
    modules = {path.stem for path in (ROOT / "roombot/commands").iterdir()}
    assert set(COMMANDS) <= modules
