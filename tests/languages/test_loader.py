import json
import subprocess
import sys
from pathlib import Path

import pytest

import roombot
from roombot.languages.loader import LanguageMissing, languages, load
from roombot.languages.sentences import own_name

NAMES = {"de": "Deutsch", "en": "English", "es": "Español", "sl": "Slovenščina"}
CATALAN = {'["mañana"': '["demà"', '["a las"': '["a les"', "reservar|": "reservar|volem|"}
ASKED = "volem Everest demà a les 10"
NOW = "2026-09-15T09:40+02:00"


def test_english_can_be_understood() -> None:
    assert "en" in languages("understanding")
    assert load("en", "understanding")["rules"]


@pytest.mark.parametrize(("language", "name"), [("tlh", "understanding"), ("en", "poems")])
def test_what_is_missing_is_named(language: str, name: str) -> None:
    with pytest.raises(LanguageMissing, match=f"no {name} for the language '{language}'"):
        load(language, name)


def test_a_language_is_offered_by_its_own_name() -> None:
    offered = {code: own_name(code) for code in languages("answers")}
    assert offered | NAMES == offered


def test_a_folder_with_data_is_all_that_a_new_language_needs(tmp_path: Path) -> None:
    home = Path(roombot.__file__).parent
    linked(home, tmp_path / "roombot", but="languages")
    linked(home / "languages", tmp_path / "roombot" / "languages")
    text = (home / "languages" / "es" / "understanding.toml").read_text(encoding="utf-8")
    for spanish, catalan in CATALAN.items():
        assert spanish in text
        text = text.replace(spanish, catalan)
    folder = tmp_path / "roombot" / "languages" / "ca"
    folder.mkdir()
    (folder / "understanding.toml").write_text(text, encoding="utf-8")
    rooms = str(Path(__file__).with_name("rooms.json"))
    options = ["--locale", "ca", "--now", NOW, "--tz", "Europe/Berlin", "--rooms", rooms, "--json"]
    ran = subprocess.run(
        [sys.executable, "-m", "roombot", "parse", ASKED, *options],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    read = json.loads(ran.stdout)
    assert [read[key] for key in ("language", "intent", "rooms", "start")] == [
        "ca",
        "book",
        ["Everest"],
        "2026-09-16T10:00:00+02:00",
    ]


def linked(home: Path, folder: Path, but: str = "") -> None:
    """Make a folder that holds what another does, all but one part."""
    folder.mkdir()
    for part in home.iterdir():
        if part.name != but:
            (folder / part.name).symlink_to(part)
