"""``roombot parse``: show what is understood of a sentence, without Slack or Joan."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from roombot.domain.rooms import Location, Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone, is_zone, localize
from roombot.nlu import Context, Question, Reading, explain, known_languages, understand, warm_up
from roombot.system_clock import SystemClock

_WRONG = 2
_SAID_ONCE = ("now", "tz", "language", "locale", "why")


class ParseProblem(ValueError):  # noqa: N818 - said to a person
    """An argument or a case cannot be used; the message says why in one line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a sentence, or many on standard input, and what they are said in."""
    parser.add_argument("text", nargs="?", help="the sentence")
    parser.add_argument("--now", help="when it is said, such as 2026-03-02T09:10+01:00")
    parser.add_argument("--tz", default="UTC", help="where it is said, such as Europe/Ljubljana")
    parser.add_argument("--language", help="read it in this language")
    parser.add_argument("--locale", default="en-US", help="how dates are written, such as en-GB")
    parser.add_argument("--rooms", type=Path, help="a file with a list of rooms as Joan has them")
    parser.add_argument(
        "--why", action="store_true", help="say too what each word is and which template fits"
    )
    parser.add_argument("--json", action="store_true", help="answer in one JSON object")
    parser.add_argument(
        "--jsonl", action="store_true", help="read cases from standard input, one JSON a line"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what is understood; 2 when the arguments are wrong."""
    try:
        rooms = _rooms(arguments.rooms) if arguments.rooms else ()
        if arguments.jsonl:
            _check(arguments)
            return _run_cases(sys.stdin, arguments, rooms)
        answer = _answer(_sentence(arguments), rooms)
    except ParseProblem as problem:
        print(f"roombot parse: {problem}", file=sys.stderr)
        return _WRONG
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else _in_lines(answer))
    return 0


def _sentence(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.text is None:
        raise ParseProblem("say a sentence, or --jsonl to read cases from standard input")
    return vars(arguments)


def _run_cases(lines: Iterable[str], arguments: argparse.Namespace, rooms: tuple[Room, ...]) -> int:
    """Answer case after case; a wrong one gets an error and the run goes on."""
    warm_up()
    defaults = {name: getattr(arguments, name) for name in _SAID_ONCE}
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = _answer(defaults | _case(line), rooms)
        except ParseProblem as problem:
            answer = {"error": str(problem)}
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    if arguments.text is not None:
        raise ParseProblem("--jsonl reads the sentences from standard input, not from the command")
    _context({**vars(arguments), "text": ""}, ())


def _case(line: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        raise ParseProblem("this line is no JSON") from error
    if not isinstance(case, dict) or not isinstance(case.get("text"), str):
        raise ParseProblem("this line is no JSON object with a text")
    return {name: value for name, value in case.items() if value is not None}


def _answer(case: Mapping[str, Any], rooms: tuple[Room, ...]) -> dict[str, object]:
    context = _context(case, rooms)
    reading = understand(case["text"], context)
    answer = as_json(reading, context.time_zone)
    return answer | _why(case["text"], reading.language, context) if case.get("why") else answer


def _why(text: str, language: str, context: Context) -> dict[str, object]:
    """Return what a language's writer needs in order to mend a reading."""
    found = explain(text, language, context)
    kinds = " · ".join(f"{said} {kind}" for said, kind in found.kinds)
    return {"kinds": kinds, "words": " ".join(found.words), "template": found.template}


def _context(case: Mapping[str, Any], rooms: tuple[Room, ...]) -> Context:
    language, locale = case.get("language"), case.get("locale") or "en-US"
    if language is not None and language not in known_languages():
        known = ", ".join(known_languages())
        raise ParseProblem(f"the language {language!r} is not known; there is {known}")
    if not isinstance(locale, str):
        raise ParseProblem(f"the locale {locale!r} is not a text such as en-US")
    zone = _zone(case.get("tz") or "UTC")
    return Context(_instant(case.get("now"), zone), zone, rooms, language, locale)


def _zone(said: object) -> str:
    """Return a time zone's name; whole hours such as ``-02:00`` have one too."""
    offset = re.fullmatch(r"([+-])(0\d|1[0-2]):?00", str(said))
    if offset:
        hours = int(offset[2])
        return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}" if hours else "UTC"
    if not isinstance(said, str) or not is_zone(said):
        raise ParseProblem(f"the time zone {said!r} is not known; say one such as Europe/Ljubljana")
    return said


def _instant(said: object, zone: str) -> datetime:
    if said is None:
        return SystemClock().now()
    try:
        instant = datetime.fromisoformat(str(said))
        return instant if instant.tzinfo else localize(instant, zone)
    except (ValueError, OverflowError) as error:
        raise ParseProblem(
            f"the time {said!r} is not clear; say one such as 2026-03-02T09:10+01:00"
        ) from error


def _rooms(path: Path) -> tuple[Room, ...]:
    try:
        rooms = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_room(room) for room in rooms)
    except OSError as error:
        raise ParseProblem(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ParseProblem(f"{path} is no JSON list of rooms with names") from error


def _room(room: Mapping[str, Any]) -> Room:
    return Room(
        email=str(room.get("email", room["name"])),
        name=str(room["name"]),
        capacity=room.get("capacity"),
        amenities=tuple(str(amenity) for amenity in room.get("amenities") or ()),
        locations=tuple(
            Location(str(place.get("type", "")), str(place["name"]))
            for place in room.get("locations") or ()
        ),
    )


def as_json(reading: Reading, zone: str) -> dict[str, object]:
    """Return a reading as its JSON object, in the person's zone."""

    def iso(instant: datetime | None) -> str | None:
        return in_zone(instant, zone).isoformat() if instant else None

    def stretch(window: TimeSlot | None) -> dict[str, str | None] | None:
        return {"start": iso(window.start), "end": iso(window.end)} if window else None

    def asked(question: Question | None) -> dict[str, object] | None:
        if question is None:
            return None
        values = [choice.value for choice in question.choices]
        choices = [value if isinstance(value, str) else iso(value) for value in values]
        return {"about": question.about, "choices": choices}

    return {
        "intent": reading.intent,
        "start": iso(reading.start),
        "end": iso(reading.end),
        "which_start": iso(reading.which_start),
        "window": stretch(reading.window),
        "duration_minutes": reading.duration_minutes,
        "rooms": list(reading.rooms),
        "to_room": reading.to_room,
        "capacity": reading.capacity,
        "amenities": list(reading.amenities),
        "place": reading.place,
        "people": list(reading.people),
        "title": reading.title,
        "recurrence": reading.recurrence,
        "question": asked(reading.question),
        "language": reading.language,
    }


def _in_lines(answer: Mapping[str, object]) -> str:
    """Return what was said, one key a line."""
    return "\n".join(_lines(answer))


def _lines(answer: Mapping[str, object]) -> Iterator[str]:
    for key, value in answer.items():
        if value not in (None, []):
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield f"{key:<17}{shown}"
