import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from roombot.__main__ import main

NOW = ("--now", "2026-03-02T09:10+01:00", "--tz", "Europe/Ljubljana")
KEYS = [
    "intent",
    "start",
    "end",
    "which_start",
    "window",
    "duration_minutes",
    "rooms",
    "to_room",
    "capacity",
    "amenities",
    "place",
    "people",
    "title",
    "recurrence",
    "question",
    "language",
]


@pytest.fixture
def rooms_file(tmp_path: Path) -> Path:
    path = tmp_path / "rooms.json"
    everest = {
        "name": "Everest",
        "email": "e",
        "capacity": 6,
        "amenities": ["TV"],
        "locations": None,
    }
    path.write_text(json.dumps([everest, {"name": "Oslo"}]))
    return path


def test_a_sentence_becomes_one_json_object(
    capsys: pytest.CaptureFixture[str], rooms_file: Path
) -> None:
    text = "book everest tomorrow 2-3pm for 6"
    assert main(["parse", text, *NOW, "--rooms", str(rooms_file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == KEYS
    assert answer["start"] == "2026-03-03T14:00:00+01:00"
    assert answer["end"] == "2026-03-03T15:00:00+01:00"
    assert (answer["intent"], answer["rooms"], answer["capacity"]) == ("book", ["Everest"], 6)
    assert (answer["window"], answer["people"], answer["question"]) == (None, [], None)


def test_windows_and_questions_are_on_the_person_s_clock(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["parse", "any room tomorrow morning?", *NOW, "--json"])
    main(["parse", "book a room tomorrow at 7", *NOW, "--json"])
    free, asked = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert free["window"] == {
        "start": "2026-03-03T08:00:00+01:00",
        "end": "2026-03-03T12:00:00+01:00",
    }
    assert asked["question"] == {
        "about": "start",
        "choices": ["2026-03-03T07:00:00+01:00", "2026-03-03T19:00:00+01:00"],
    }


def test_without_json_what_was_said_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "cancel my 3pm", *NOW]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0].split() == ["intent", "cancel"]
    assert lines[1].split() == ["start", "2026-03-02T15:00:00+01:00"]


def test_why_a_sentence_is_read_so_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    options = [*NOW, "--language", "sl", "--why", "--json"]
    assert main(["parse", "Kdo je v sobi v petek?", *options]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [*KEYS, "kinds", "words", "template"]
    assert answer["kinds"].split(" · ")[-4:] == ["sobi room_word", "v on", "petek date", "? punct"]
    assert answer["words"] == "kdo je v sobi v {time} ?"
    assert answer["template"].startswith("kdo ")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "sentence"),
        (["hello", "--tz", "Mars/Base"], "Mars/Base"),
        (["hello", "--now", "soon"], "soon"),
        (["hello", "--language", "tlh"], "tlh"),
        (["hello", "--rooms", "/nowhere.json"], "/nowhere.json"),
        (["hello", "--jsonl"], "--jsonl"),
        (["--jsonl", "--tz", "Mars"], "Mars"),
    ],
)
def test_a_bad_argument_gets_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], word: str
) -> None:
    assert main(["parse", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert word in said.err


def test_a_file_without_rooms_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "rooms.json"
    path.write_text('{"rooms": 3}')
    assert main(["parse", "hello", "--rooms", str(path)]) == 2
    assert "list of rooms" in capsys.readouterr().err


def test_many_cases_are_answered_in_order_past_the_wrong_ones(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {"text": "help", "now": "2026-03-02T09:10:00+01:00", "tz": "Europe/Berlin"}
    cases = [
        json.dumps(good),
        "not json",
        "[1]",
        '{"text": 5}',
        json.dumps(good | {"tz": "Mars"}),
        json.dumps(good | {"language": "tlh"}),
        json.dumps(good | {"locale": 5}),
        "",
        json.dumps({"text": "book a room at 3pm", "now": "2026-03-02T09:10", "tz": "-02:00"}),
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(cases)))
    assert main(["parse", "--jsonl"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [next(iter(answer)) for answer in answers] == ["intent"] + ["error"] * 6 + ["intent"]
    assert answers[-1]["start"] == "2026-03-02T15:00:00-02:00"


def test_parsing_needs_no_slack_no_database_and_no_network() -> None:
    script = (
        "import sys; import roombot.commands.parse; "
        "print([name for name in ('slack_bolt', 'slack_sdk', 'sqlalchemy', 'alembic', 'httpx')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
