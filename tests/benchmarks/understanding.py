"""How exactly and how fast requests are understood: python tests/benchmarks/understanding.py."""

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import chain
from pathlib import Path
from typing import Any

from roombot.commands.parse import as_json
from roombot.domain.rooms import Location, Room
from roombot.nlu import Context, understand, warm_up

EXAMPLES = Path(__file__).parents[1] / "languages"
NOW = datetime(2026, 9, 15, 9, 40, tzinfo=timezone(timedelta(hours=2)))
ZONE = "Europe/Berlin"
ROUNDS = 3
COLD = """
import time
begun = time.perf_counter()
import roombot.nlu as nlu
imported = time.perf_counter() - begun
nlu.warm_up()
from datetime import UTC, datetime
context = nlu.Context(datetime(2026, 9, 15, 8, tzinfo=UTC), "Europe/Berlin")
begun = time.perf_counter()
nlu.understand("book a room for 6 tomorrow at 3pm with a projector", context)
print(imported * 1000, (time.perf_counter() - begun) * 1000)
"""


def main() -> None:
    """Print accuracy by language and intent, and the latency of a whole understanding."""
    imported, first = _cold()
    languages = sorted(path for path in EXAMPLES.iterdir() if (path / "times.jsonl").is_file())
    results = {folder.name: _results(folder) for folder in languages}
    print("exactly read of all examples\n")
    print(f"{'':14}", *(f"{name:>12}" for name in results))
    for kind in sorted({kind for result in results.values() for kind in result}):
        print(f"{kind:14}", *(f"{_share(result[kind]):>12}" for result in results.values()))
    every = [list(chain.from_iterable(result.values())) for result in results.values()]
    print(f"{'all':14}", *(f"{_share(exact):>12}" for exact in every))
    print(f"\nimport {imported:.0f} ms, first sentence after the warm-up {first:.1f} ms\n")
    print(f"{'rooms':<10}{'median ms':>10}{'p99 ms':>10}{'worst ms':>10}")
    for count in (12, 2000):
        _latency(count)


def _cold() -> tuple[float, float]:
    """Return how long a new process takes to import, and for its first sentence."""
    ran = subprocess.run([sys.executable, "-c", COLD], capture_output=True, check=True, text=True)
    imported, first = map(float, ran.stdout.split())
    return imported, first


def _results(folder: Path) -> dict[str, list[bool]]:
    """Return by kind which examples of a language are read exactly."""
    rooms = _rooms()
    found = defaultdict[str, list[bool]](list)
    for name, case in _cases(folder):
        kind = "(time)" if name == "times" else case.get("intent", "(any)")
        found[kind].append(_is_exact(case, rooms, folder.name))
    return found


def _share(exact: list[bool]) -> str:
    return f"{sum(exact) / len(exact):.0%} of {len(exact)}" if exact else "-"


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
    warm_up()
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
