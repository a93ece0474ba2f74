"""How exactly and how fast requests are understood: two tables."""

import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from roombot.commands.parse import as_json
from roombot.domain.rooms import Location, Room
from roombot.nlu import Context, understand, warm_up

EXAMPLES = Path(__file__).parents[1] / "languages"
NOW = datetime(2026, 9, 15, 9, 40, tzinfo=timezone(timedelta(hours=2)))
ZONE = "Europe/Berlin"
ROUNDS = 3


def main() -> None:
    """Print accuracy by language and kind, and the latency of a whole understanding."""
    warm_up()
    print(f"{'language':<10}{'examples':<12}{'kind':<14}{'cases':>6}{'exact':>8}")
    for folder in sorted(
        path for path in EXAMPLES.iterdir() if (path / "utterances.jsonl").is_file()
    ):
        _accuracy(folder)
    print(f"\n{'rooms':<10}{'median ms':>10}{'p99 ms':>10}{'worst ms':>10}")
    for count in (12, 2000):
        _latency(count)


def _accuracy(folder: Path) -> None:
    rooms = _rooms()
    cases, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for name, case in _cases(folder):
        kind = (name, case.get("intent", "time" if name == "times" else "any"))
        cases[kind] += 1
        right[kind] += _is_exact(case, rooms, folder.name)
    for kind, total in sorted(cases.items()):
        print(f"{folder.name:<10}{kind[0]:<12}{kind[1]:<14}{total:>6}{right[kind] / total:>8.1%}")


def _cases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)


def _is_exact(case: dict[str, Any], rooms: tuple[Room, ...], language: str) -> bool:
    context = Context(
        NOW, ZONE, rooms, language, case.get("locale", "en-US" if language == "en" else language)
    )
    answer = _short(as_json(understand(case["text"], context), ZONE))
    return all(answer[key] == case[key] for key in case.keys() - {"text", "locale"})


def _short(value: Any) -> Any:
    """Leave seconds and offsets out, as the examples do."""
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_short(part) for part in value]
    is_instant = isinstance(value, str) and value[4:5] == "-" and value[10:11] == "T"
    return value[:16] if is_instant else value


def _latency(count: int) -> None:
    context = Context(NOW, ZONE, tuple(Room(str(at), f"{_name(at)} {at}") for at in range(count)))
    texts = [case["text"] for _, case in _cases(EXAMPLES / "en")]
    understand(texts[0], context)
    spent = sorted(_milliseconds(text, context) for _ in range(ROUNDS) for text in texts)
    worst, late = spent[-1], spent[int(len(spent) * 0.99)]
    print(f"{count:<10}{statistics.median(spent):>10.2f}{late:>10.2f}{worst:>10.2f}")


def _name(number: int) -> str:
    names = ("Everest", "Oslo", "Kilimanjaro", "Aquarium", "Lima", "Atlas", "Orion", "Quito")
    return names[number % len(names)]


def _milliseconds(text: str, context: Context) -> float:
    begin = time.perf_counter()
    understand(text, context)
    return (time.perf_counter() - begin) * 1000


def _rooms() -> tuple[Room, ...]:
    return tuple(
        Room(
            room["email"],
            room["name"],
            room["capacity"],
            tuple(room["amenities"]),
            tuple(Location(place["type"], place["name"]) for place in room["locations"]),
        )
        for room in json.loads((EXAMPLES / "rooms.json").read_text(encoding="utf-8"))
    )


if __name__ == "__main__":
    main()
