"""Time expressions as other libraries read them: python tests/benchmarks/peers.py.

The expressions are those of ``tests/languages/en/times.jsonl``. Every library is asked by its
natural API, and is right when any reading that it offers is; roombot must be right with its one.
A library that is not installed says so; docs/understanding.md says how to install them.
"""

import importlib
import json
import logging
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "languages" / "en" / "times.jsonl"
BERLIN = timezone(timedelta(hours=2))
NOW = datetime(2026, 9, 15, 9, 40, tzinfo=BERLIN)
NAIVE = NOW.replace(tzinfo=None)
KINDS = ("point", "range", "stretch", "until", "length", "nothing")


@dataclass(frozen=True)
class Read:
    """One reading: local times, and a length in minutes."""

    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None


Reader = Callable[[str], Sequence[Read]]


def main() -> None:
    """Print the table."""
    logging.disable()
    cases = [case for case in map(json.loads, EXAMPLES.read_text().splitlines()) if kind_of(case)]
    print(f"{len(cases)} time expressions, right by kind; milliseconds an expression\n")
    print(f"{'':22}{'all':>7}", *(f"{kind:>8}" for kind in KINDS), f"{'median':>8}{'p99':>8}")
    for name, load in LIBRARIES.items():
        try:
            reader = load()
        except ImportError:
            print(f"{name:22}not installed")
            continue
        print(f"{name:22}{measured(reader, cases)}")


def kind_of(case: dict[str, Any]) -> str:
    """Return what an expression is; nothing where a question or the locale decides."""
    if case.get("question") or "locale" in case:
        return ""
    if case.get("start"):
        return "range" if case.get("end") else "point"
    if case.get("window"):
        return "stretch"
    if case.get("end"):
        return "until"
    if case.get("duration_minutes"):
        return "length"
    return "nothing" if case.keys() >= {"start", "window"} else ""


def measured(reader: Reader, cases: Sequence[dict[str, Any]]) -> str:
    """Return a line of the table."""
    total, right, spent = Counter[str](), Counter[str](), []
    reader("tomorrow at 3pm")
    for case in cases:
        begun = time.perf_counter()
        try:
            readings = reader(case["text"])
        except (ValueError, TypeError, AttributeError):  # what fails has read nothing
            readings = ()
        spent.append((time.perf_counter() - begun) * 1000)
        total[kind_of(case)] += 1
        right[kind_of(case)] += is_right(case, readings)
    spent.sort()
    shares = [f"{right.total() / total.total():7.1%}"]
    shares += [
        f"{right[kind] / total[kind]:8.1%}" if total[kind] else f"{'-':>8}" for kind in KINDS
    ]
    return f"{' '.join(shares)}{statistics.median(spent):9.2f}{spent[int(len(spent) * 0.99)]:8.2f}"


def is_right(case: dict[str, Any], readings: Sequence[Read]) -> bool:
    """Tell whether one of the readings is what is meant; of a stretch the first day will do."""
    kind, start, end = kind_of(case), case.get("start"), case.get("end")
    if kind == "nothing":
        return not any(one.start or one.end or one.minutes for one in readings)
    if kind == "stretch":
        day = case["window"]["start"][:10]
        return any((shown(one.start) or "")[:10] == day for one in readings)
    if kind == "length":
        return any(one.minutes == case["duration_minutes"] for one in readings)
    said = {(shown(one.start) if start else None, shown(one.end)) for one in readings}
    return (start, end) in said if end else start in {first for first, _ in said}


def shown(instant: datetime | None) -> str | None:
    """Return a local time as the examples write it."""
    return instant.isoformat()[:16] if instant else None


def roombot() -> Reader:
    """Read as roombot does, intent and all."""
    from roombot.nlu import Context, understand, warm_up  # noqa: PLC0415 - a library like the others

    warm_up()
    context = Context(NOW, "Europe/Berlin", language="en")

    def read(text: str) -> Sequence[Read]:
        found = understand(text, context)
        start = found.start or (found.window.start if found.window else None)
        if found.question:
            return ()
        return (Read(local(start), local(found.end), found.duration_minutes),)

    return read


def local(instant: datetime | None) -> datetime | None:
    """Return an instant on Berlin's clock."""
    if instant is None:
        return None
    from roombot.domain.time_zones import in_zone  # noqa: PLC0415 - only where roombot is asked

    return in_zone(instant, "Europe/Berlin")


def dateparser() -> Reader:
    """Two hits are taken for a range."""
    search = importlib.import_module("dateparser.search").search_dates
    settings = {"RELATIVE_BASE": NAIVE, "PREFER_DATES_FROM": "future"}

    def read(text: str) -> Sequence[Read]:
        found = [one for _, one in search(text, languages=["en"], settings=settings) or ()]
        return (Read(found[0], found[1] if len(found) > 1 else None),) if found else ()

    return read


def parsedatetime() -> Reader:
    """Ask for a range first, then for a time."""
    calendar = importlib.import_module("parsedatetime").Calendar()

    def read(text: str) -> Sequence[Read]:
        start, end, found = calendar.evalRanges(text, sourceTime=NAIVE.timetuple())
        if found:
            return (Read(datetime(*start[:6]), datetime(*end[:6])),)  # noqa: DTZ001 - local time
        hits = calendar.nlp(text, sourceTime=NAIVE)
        return (Read(hits[0][0]),) if hits else ()

    return read


def ctparse() -> Reader:
    """Take the likeliest resolution: a time, an interval or a length."""
    parse = importlib.import_module("ctparse").ctparse
    units = {"minutes": 1, "hours": 60}

    def read(text: str) -> Sequence[Read]:
        found = parse(text, ts=NAIVE)
        meant: Any = found.resolution if found else None
        match type(meant).__name__:
            case "Time":
                return (Read(meant.dt),)
            case "Interval":
                first, last = meant.t_from, meant.t_to
                return (Read(first.dt if first else None, last.dt if last else None),)
            case "Duration":
                return (Read(minutes=meant.value * units.get(meant.unit.value, 1440)),)
            case _:
                return ()

    return read


def timefhuman() -> Reader:
    """Take what is found as it is: a time, a pair of times or a length."""
    library = importlib.import_module("timefhuman")
    config = library.tfhConfig(now=NAIVE)

    def read(text: str) -> Sequence[Read]:
        return [as_read(one) for one in library.timefhuman(text, config)]

    return read


def as_read(found: Any) -> Read:
    """Return what timefhuman found as a reading."""
    if isinstance(found, timedelta):
        return Read(minutes=round(found.total_seconds() / 60))
    if isinstance(found, tuple):
        start, end = (one if isinstance(one, datetime) else None for one in found[:2])
        return Read(start, end)
    return Read(found if isinstance(found, datetime) else None)


def recognizers() -> Reader:
    """Take every value of every result; a length that stands beside a time ends it."""
    library = importlib.import_module("recognizers_date_time")
    culture = library.Culture.English

    def read(text: str) -> Sequence[Read]:
        found = library.recognize_datetime(text, culture, reference=NAIVE)
        values = [value for one in found for value in (one.resolution or {}).get("values", ())]
        return joined([recognized(value) for value in values])

    return read


def recognized(value: dict[str, str]) -> Read:
    """Return a value of Microsoft's recognizers as a reading."""
    if value["type"] == "duration":
        return Read(minutes=int(value["value"]) // 60)
    start = value.get("start") or value.get("value")
    return Read(instant(start), instant(value.get("end")))


def instant(text: str | None) -> datetime | None:
    """Return a date, a time or both, as the recognizers write them."""
    try:
        return datetime.fromisoformat(text if text and "-" in text else f"{NAIVE.date()} {text}")
    except ValueError:  # "24:00:00", "not resolved"
        return None


def duckling() -> Reader:
    """Take every interval; its end is counted by its grain, so one grain is taken off."""
    library = importlib.import_module("duckling")
    zones = library.load_time_zones("/usr/share/zoneinfo")
    reference = library.parse_ref_time(zones, "Europe/Berlin", int(NOW.timestamp()))
    language = library.default_locale_lang(library.parse_lang("EN"))
    context = library.Context(reference, library.parse_locale("EN_US", language))
    dimensions = library.parse_dimensions(["time", "duration"])

    def read(text: str) -> Sequence[Read]:
        found = library.parse(text, context, dimensions, False)  # noqa: FBT003 - its own API
        return joined([one for result in found for one in ducklings(result)])

    return read


def ducklings(result: dict[str, Any]) -> Iterator[Read]:
    """Yield the readings of a result of Duckling's."""
    value = result["value"]
    if result["dim"] == "duration":
        yield Read(minutes=value["normalized"]["value"] // 60)
        return
    for one in value["values"] or [value]:
        if one["type"] == "interval":
            yield Read(at(one.get("from")), at(one.get("to"), whole="from" in one))
        else:
            yield Read(at(one))


GRAINS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def at(side: dict[str, str] | None, *, whole: bool = False) -> datetime | None:
    """Return a side of an interval, less its grain where the end is counted in."""
    if side is None:
        return None
    found = datetime.fromisoformat(side["value"])
    return found - timedelta(seconds=GRAINS.get(side["grain"], 0)) if whole else found


def joined(readings: Sequence[Read]) -> Sequence[Read]:
    """End each start by a length that stands beside it."""
    minutes = next((one.minutes for one in readings if one.minutes), None)
    starts = [one for one in readings if one.start or one.end]
    if not starts or not minutes:
        return readings
    return [
        Read(one.start, one.end or one.start + timedelta(minutes=minutes))
        for one in starts
        if one.start
    ]


LIBRARIES: dict[str, Callable[[], Reader]] = {
    "roombot": roombot,
    "Duckling (native)": duckling,
    "Microsoft recognizers": recognizers,
    "ctparse": ctparse,
    "timefhuman": timefhuman,
    "parsedatetime": parsedatetime,
    "dateparser search": dateparser,
}

if __name__ == "__main__":
    main()
