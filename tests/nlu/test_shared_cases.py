"""The cases that lie beside the checkout, where they do: a gate at what is reached."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roombot.commands.parse import as_json
from roombot.domain.rooms import Location, Room
from roombot.domain.time_zones import localize
from roombot.nlu import Context, understand

SHARED = Path(__file__).parents[3] / "shared" / "understanding"
LANGUAGES = {"buche": "de", "réserve": "fr", "podaljšaj": "sl"}

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the cases beside the checkout are not there"
)


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / name).read_text().splitlines()]


def directory() -> tuple[Room, ...]:
    return tuple(
        Room(
            room["email"],
            room["name"],
            room["capacity"],
            tuple(room["amenities"]),
            tuple(Location(place["type"], place["name"]) for place in room["locations"]),
        )
        for room in json.loads((SHARED / "rooms.json").read_text())
    )


def test_english_utterances_are_read_exactly() -> None:
    rooms = directory()
    wrong = []
    cases = [case for case in lines("dev.jsonl") if case["text"].split()[0] not in LANGUAGES]
    for case in cases:
        context = Context(datetime.fromisoformat(case["now"]), case["tz"], rooms)
        answer = as_json(understand(case["text"], context), case["tz"])
        if {key: answer[key] for key in case["expect"]} != case["expect"]:
            wrong.append(case["text"])
    assert wrong == []


def test_time_expressions_are_read_as_a_room_bot_needs_them() -> None:
    cases = lines("times.jsonl")
    wrong = [case["text"] for case in cases if not is_right(case)]
    assert len(wrong) <= 0.01 * len(cases), wrong


def is_right(case: dict[str, Any]) -> bool:
    zone = "Etc/GMT+2" if case["tz"] == "-02:00" else case["tz"]
    now = localize(datetime.fromisoformat(case["ref"]), zone)
    locale = "en-US" if case["order"] == "MDY" else "en-GB"
    answer = as_json(understand(case["text"], Context(now, zone, locale=locale)), zone)
    start, end = minute(answer["start"]), minute(answer["end"])
    window: Any = answer["window"] or {"start": None, "end": None}
    begin = start or minute(window["start"])
    gold_start, gold_end = case["gold"] or (None, None)
    accepted = [case["gold"], *case["accept"]]
    match case["kind"]:
        case "none":
            return not (begin or end or answer["duration_minutes"] or answer["question"])
        case "dur":
            return bool(answer["duration_minutes"] == case["dur"]) and begin is None
        case "range":
            return (start, end) == (gold_start, gold_end)
        case "point" | "after":
            return start == gold_start or (case["cat"] == "eod" and [start, None] in accepted)
        case "until":
            return [None, end] in accepted and start in {None, minute(now.isoformat())}
        case _:
            return begin is not None and begin[:10] >= str(gold_start)[:10] and bool(window["end"])


def minute(instant: object) -> str | None:
    return instant[:16] if isinstance(instant, str) else None
