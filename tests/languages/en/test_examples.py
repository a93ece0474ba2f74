"""Every example sentence of the language is read exactly as it says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[[str, str], dict[str, Any]]


def examples(name: str) -> list[Any]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [pytest.param(case, id=case["text"]) for case in cases]


def check(case: dict[str, Any], read: Read) -> None:
    expected = {key: value for key, value in case.items() if key not in {"text", "locale"}}
    answer = read(case["text"], case.get("locale", "en-US"))
    assert {key: answer[key] for key in expected} == expected


@pytest.mark.parametrize("case", examples("utterances.jsonl"))
def test_an_utterance_is_read_exactly(case: dict[str, Any], read: Read) -> None:
    check(case, read)


@pytest.mark.parametrize("case", examples("times.jsonl"))
def test_a_time_is_read_exactly(case: dict[str, Any], read: Read) -> None:
    check(case, read)


@pytest.mark.parametrize("case", examples("times.jsonl"))
def test_a_time_alone_is_no_request_to_change_anything(case: dict[str, Any], read: Read) -> None:
    assert read(case["text"], "en-US")["intent"] in {"unknown", "find", "rooms", "agenda"}
