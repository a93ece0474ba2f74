"""Every example sentence of every language is read exactly as it says.

An example is a line of ``<code>/utterances.jsonl`` or ``<code>/times.jsonl``. The examples of one
language alone: ``pytest tests/languages/test_examples.py -k "[de:"``.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roombot.languages.loader import languages, load

Read = Callable[[str, str, str | None], dict[str, Any]]

HERE = Path(__file__).parent
LOCALES = {"en": "en-US"}
CHANGES_NOTHING = {"unknown", "find", "rooms", "agenda"}
AT_LEAST = 60
TIMES_AT_LEAST = 20


def examples(language: str, name: str) -> list[dict[str, Any]]:
    path = HERE / language / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of_every_language(name: str) -> list[Any]:
    known = [
        code for code in languages("understanding") if (HERE / code / f"{name}.jsonl").exists()
    ]
    return [
        pytest.param(code, case, id=f"{code}: {case['text']}")
        for code in known
        for case in examples(code, name)
    ]


def check(language: str, case: dict[str, Any], read: Read) -> None:
    expected = {key: value for key, value in case.items() if key not in {"text", "locale"}}
    answer = read(case["text"], case.get("locale", LOCALES.get(language, language)), language)
    assert {key: answer[key] for key in expected} == expected


@pytest.mark.parametrize(("language", "case"), of_every_language("utterances"))
def test_an_utterance_is_read_exactly(language: str, case: dict[str, Any], read: Read) -> None:
    check(language, case, read)


@pytest.mark.parametrize(("language", "case"), of_every_language("times"))
def test_a_time_is_read_exactly(language: str, case: dict[str, Any], read: Read) -> None:
    check(language, case, read)


@pytest.mark.parametrize(("language", "case"), of_every_language("times"))
def test_a_time_alone_is_no_request_to_change_anything(
    language: str, case: dict[str, Any], read: Read
) -> None:
    assert read(case["text"], "en-US", language)["intent"] in CHANGES_NOTHING


@pytest.mark.parametrize("language", languages("understanding"))
def test_the_language_is_told_from_the_text(language: str, read: Read) -> None:
    cases = examples(language, "utterances")
    told = Counter(read(case["text"], "en-US", None)["language"] for case in cases)
    assert told[language] >= 0.9 * len(cases), told


@pytest.mark.parametrize("language", languages("understanding"))
def test_a_person_s_own_language_is_told_from_nearly_every_text(language: str, read: Read) -> None:
    cases = examples(language, "utterances")
    told = Counter(read(case["text"], language, None)["language"] for case in cases)
    assert told[language] >= 0.97 * len(cases), told


@pytest.mark.parametrize("language", languages("understanding"))
def test_there_are_examples_of_every_intent(language: str) -> None:
    cases = examples(language, "utterances")
    shown = Counter(case.get("intent") for case in cases)
    intents = {rule["intent"] for rule in load(language, "understanding")["rules"]}
    assert len(cases) >= AT_LEAST
    assert len(examples(language, "times")) >= TIMES_AT_LEAST
    assert {intent for intent in intents if not shown[intent]} == set()
