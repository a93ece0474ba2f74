"""Let Joan answer what was never agreed: no crash, no leak, and nothing booked twice.

python -m tests.campaigns.joan_replies --count 100000
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable
from contextlib import aclosing
from datetime import timedelta
from itertools import pairwise
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from roombot.domain.errors import RoombotError
from roombot.domain.intents import Book, Find, Intent, ListDevices, ListRooms, ShowAgenda, Wish
from roombot.domain.people import Person
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn
from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.slack.views import render, render_error
from roombot.workspaces.fixed import FixedWorkspace
from tests.campaigns.bench import SECRETS, Bench, Findings, bench, campaign_arguments, told
from tests.campaigns.bench import watched_log as watching
from tests.campaigns.hostile import garbled, mutated, written

TEAM, ADA = "T0SANDBOX", "U0ADA"
READINGS = 4  # rounds of readings to a use case, which costs much more
PAUSE = timedelta(minutes=9)  # after which no cache holds, and the breaker rests no longer
ZONE = "Europe/Ljubljana"
STATUSES = (200, 200, 200, 200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 409, 418, 429, 500)


class HostileJoan:
    """Stands before Joan and spoils her answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.dice = random.Random(1)
        self.spoils = False
        self.spoiled = 0
        self._said: dict[str, tuple[Message, bytes]] = {}  # spares asking her again and again

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as Joan does, or worse."""
        is_token = scope.get("path", "").startswith("/api/token")
        is_spared = is_token and self.dice.random() < 0.9  # else there would be little but tokens
        if scope["type"] != "http" or not self.spoils or is_spared or self.dice.random() < 0.15:
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path in self._said and scope["method"] == "GET" and self.dice.random() < 0.95:
            await self._spoil(*self._said[path], send)
            return
        parts: list[Message] = []

        async def keep(message: Message) -> None:
            parts.append(message)

        await self._app(scope, receive, keep)
        body = b"".join(part.get("body", b"") for part in parts)
        self._said[path] = parts[0], body
        await self._spoil(parts[0], body, send)

    async def _spoil(self, start: Message, body: bytes, send: Send) -> None:
        self.spoiled += 1
        dice = self.dice
        status = start["status"] if dice.random() < 0.8 else dice.choice(STATUSES)
        kind = dice.choice((b"application/json", b"text/html", b"", b"application/octet-stream"))
        headers = [(b"content-type", kind)]
        if dice.random() < 0.1:
            headers.append((b"retry-after", dice.choice((b"1", b"-1", b"x", b"9" * 30, b"\xb2"))))
        if dice.random() < 0.03:
            headers.append((b"content-encoding", b"gzip"))  # which it is not
        if status in {204, 301}:
            body = b""
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body and self._body(body)})

    def _body(self, body: bytes) -> bytes:
        if self.dice.random() < 0.25:
            return garbled(self.dice, body)
        try:
            return written(mutated(self.dice, json.loads(body)))
        except ValueError:
            return garbled(self.dice, body)


async def campaign(count: int, seed: int) -> Findings:
    """Have so many answers spoiled, the same for the same seed."""
    findings, made = Findings(), []

    def wrap(app: ASGIApp) -> ASGIApp:
        made.append(HostileJoan(app))
        return made[0]

    with watching(findings):
        async with bench(wrap) as world:
            joan = made[0]
            joan.dice = random.Random(seed)
            await _populate(world)
            joan.spoils = True
            async with aclosing(_calendar(world)) as calendar:
                while joan.spoiled < count:
                    for _ in range(READINGS):
                        await _read(calendar, world, joan.dice, findings)
                    await _use(world, joan.dice, findings)
            joan.spoils = False
            findings.done["replies spoiled"] = joan.spoiled
            _look_for_doubles(world, findings)
    return findings


async def _populate(world: Bench) -> None:
    now = world.clock.now()
    for number, room in enumerate(("Linden", "Maple", "Oak", "Fuji")):
        start = now.replace(minute=0) + timedelta(hours=2 + number)
        person = world.joan.person("Leo")
        world.joan.add_event(room, start, start + timedelta(hours=1), "Planning", person.email)


async def _read(
    calendar: JoanCalendar, world: Bench, dice: random.Random, findings: Findings
) -> None:
    """Read everything past the caches."""
    world.clock.advance(PAUSE)
    start = world.clock.now() + timedelta(hours=dice.randrange(1, 60))
    slot = TimeSlot(start, start + timedelta(hours=1))
    for reading in (
        calendar.rooms(),
        calendar.events(fresh=True),
        calendar.free_rooms(slot, fresh=True),
        calendar.devices(),
        calendar.colleagues(),
    ):
        await _tried("client", reading, findings)


async def _use(world: Bench, dice: random.Random, findings: Findings) -> None:
    """Do one thing that people want."""
    workspace = world.bot.workspaces
    if not isinstance(workspace, FixedWorkspace):
        raise TypeError("the campaign tries one workspace")
    start = world.clock.now().replace(minute=0) + timedelta(hours=dice.randrange(1, 60))
    slot = TimeSlot(start, start + timedelta(hours=1))
    wish = Wish(start=slot.start, minutes=60, capacity=dice.choice((None, 2, 8)))
    intent = dice.choice((Find(wish), Book(wish), ShowAgenda(), ListRooms(), ListDevices()))
    await _tried("use case", _performed(workspace, world, intent, dice), findings)


def _calendar(world: Bench) -> JoanCalendar:
    settings = world.bot.settings
    return open_calendar(
        base_url=settings.joan_url,
        client_id=settings.joan_client_id,
        client_secret=SECRETS[2],
        clock=world.clock,
        default_zone=ZONE,
    )


async def _performed(
    workspace: FixedWorkspace, world: Bench, intent: Intent, dice: random.Random
) -> None:
    exchange, now = workspace.workspace.exchange, world.clock.now()
    found = await exchange.people.acquaintance(TEAM, ADA)
    person = found or Person(TEAM, ADA, "ada.novak@example.com", time_zone=ZONE)
    turn = Turn(person, f"campaign/{dice.randrange(10**15)}", now, "D0ADA/")
    try:
        answer = await exchange.dialogue.perform(intent, turn)
    except RoombotError as error:
        _without_secrets(render_error(error, person, now))
        raise
    _without_secrets(render(answer, person, now, ZONE))


def _without_secrets(message: object) -> None:
    if any(secret in repr(message) for secret in SECRETS):
        raise AssertionError("a secret is told")


async def _tried(where: str, doing: Awaitable[Any], findings: Findings) -> None:
    try:
        await doing
        findings.done[f"{where}: answered"] += 1
    except RoombotError as error:
        findings.done[f"{where}: {type(error).__name__}"] += 1
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        line = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        findings.fault(f"{where} raised {type(error).__name__} {line}", str(error)[:200])


def _look_for_doubles(world: Bench, findings: Findings) -> None:
    """No room is taken twice at a time, whatever Joan said while it was booked."""
    events = sorted(world.joan.events(), key=lambda one: (one.room, one.start))
    findings.done["events in Joan"] = len(events)
    for before, after in pairwise(events):
        if before.room == after.room and before.end > after.start:
            findings.fault("a room is booked twice", f"{before} {after}")


def main() -> int:
    """Run the campaign; 1 where anything was wrong."""
    arguments, began = campaign_arguments(str(__doc__)), time.monotonic()
    findings = asyncio.run(campaign(arguments.count, arguments.seed))
    return told(f"{arguments.count} hostile replies of Joan", findings, began)


if __name__ == "__main__":
    sys.exit(main())
