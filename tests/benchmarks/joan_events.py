"""How long the events of 1,000 rooms take to read once, and to have after that."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta

from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Reply, scripted_server

ROOMS, EVENTS = 1_000, 20
HITS = 10_000
MONDAY = datetime(2030, 1, 14, 8, tzinfo=UTC)


def main() -> None:
    """Print the table."""
    asyncio.run(_measure())


async def _measure() -> None:
    async with scripted_server() as joan:
        joan.says("/api/token/", Reply({"access_token": "token", "expires_in": 36000}))
        joan.says("/api/v1.0/rooms/", Reply([_room(number) for number in range(ROOMS)]))
        joan.says("/api/v1.0/devices/", Reply([]))
        joan.says("/api/v1.0/events/", Reply(json.dumps([_group(one) for one in range(ROOMS)])))
        calendar = open_calendar(
            base_url=joan.url,
            client_id="id",
            client_secret="secret",
            clock=SandboxClock(MONDAY),
            default_zone="UTC",
        )
        await _print(calendar)
        await calendar.aclose()


async def _print(calendar: JoanCalendar) -> None:
    await calendar.rooms()
    print(f"{'events of 1,000 rooms':<36}{'ms':>10}")
    for name in ("read, first", "read, second", "read, third"):
        began = time.perf_counter()
        events = await calendar.events(fresh=True)
        print(f"{f'{name} ({len(events):,})':<36}{(time.perf_counter() - began) * 1e3:>10.0f}")
    began = time.perf_counter()
    for _ in range(HITS):
        await calendar.events()
    print(f"{'from the cache':<36}{(time.perf_counter() - began) * 1e3 / HITS:>10.4f}")


def _room(number: int) -> dict[str, object]:
    return {"email": f"room-{number}@example.com", "name": f"Room {number}", "capacity": 6}


def _group(number: int) -> dict[str, object]:
    return {"room": _room(number), "events": [_event(number, index) for index in range(EVENTS)]}


def _event(number: int, index: int) -> dict[str, object]:
    start = MONDAY + timedelta(hours=6 * index)
    return {
        "id": f"event-{number}-{index}",
        "summary": "Sprint planning",
        "start": start.isoformat(),
        "end": (start + timedelta(hours=1)).isoformat(),
        "organizer": {"displayName": "Ada Example", "email": "ada@example.com"},
        "resource": f"room-{number}@example.com",
    }


if __name__ == "__main__":
    main()
