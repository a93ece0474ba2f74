"""Throw hostile deliveries at the endpoint: no crash, no 500, no leak.

python -m tests.campaigns.deliveries --count 100000
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from roombot.app import build_web
from roombot.sandbox.serving import serve
from roombot.slack.signatures import SIGNATURE, TIMESTAMP, sign
from tests.campaigns.bench import SECRETS, Bench, Findings, bench, campaign_arguments, told
from tests.campaigns.bench import watched_log as watching
from tests.campaigns.hostile import VALUES, garbled, mutated, written

JSON, FORM = b"application/json", b"application/x-www-form-urlencoded"
ALLOWED = {200, 400, 401, 404, 413}
TOGETHER = 20  # deliveries at once
ADA, BEN = "U0ADA", "U0BEN"


@dataclass(frozen=True)
class Seed:
    """A delivery as Slack makes it."""

    kind: bytes
    body: bytes


class _Recorder:
    """Takes down what comes in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.seeds: list[Seed] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_recorded() -> Message:
            part = await receive()
            if part["type"] == "http.request":
                kind = dict(scope["headers"]).get(b"content-type", JSON).split(b";")[0]
                self.seeds.append(Seed(kind, part.get("body", b"")))
            return part

        await self._app(scope, receive_recorded if scope["type"] == "http" else receive, send)


async def campaign(count: int, seed: int) -> Findings:
    """Deliver so many, the same for the same seed."""
    findings, dice = Findings(), random.Random(seed)
    with watching(findings):
        async with bench() as world:
            app = build_web(world.bot)
            seeds = await _seeds(world, app)
            for begun in range(0, count, TOGETHER):
                number = min(TOGETHER, count - begun)
                deliveries = [_hostile(dice, seeds, world) for _ in range(number)]
                await asyncio.gather(*(_deliver(app, one, findings) for one in deliveries))
                await world.bot.work.settled()
                world.clock.advance(timedelta(minutes=1))  # or they would be too fast
    return findings


async def _seeds(world: Bench, app: ASGIApp) -> list[Seed]:
    """Use the bot as people do, and keep what Slack delivered."""
    recorder, slack, work = _Recorder(app), world.slack, world.bot.work
    async with serve(recorder) as url:
        slack.events_url = f"{url}/slack/events"
        for text in ("book linden tomorrow 9-10", "which rooms are free at 3pm?", "my bookings"):
            await slack.say(ADA, "D0ADA", text)
            await work.settled()
        shown = slack.messages("D0ADA", ADA)
        for message in shown:
            await _press(world, message)
        await slack.command(BEN, "D0BEN", "/room", "free rooms tomorrow")
        await slack.mention(BEN, _channel(world), "schedule linden")
        await slack.open_app(ADA, "home")
        await work.settled()
        await slack.shortcut(ADA, "book_room")
        await work.settled()
    work.draining = False  # the server that took them down has ended, the bot has not
    return recorder.seeds


async def _press(world: Bench, message: dict[str, Any]) -> None:
    for block in message.get("blocks", []):
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            if element["type"] == "button" and "url" not in element:
                caption = element["text"]["text"]
                await world.slack.click(ADA, "D0ADA", message["ts"], caption)
                await world.bot.work.settled()
                return


def _channel(world: Bench) -> str:
    channels = world.slack.workspace.channels.values()
    return next(one.id for one in channels if one.name == "general")


def _hostile(dice: random.Random, seeds: list[Seed], world: Bench) -> tuple[Scope, bytes]:
    seed = dice.choice(seeds)
    kind = seed.kind if dice.random() < 0.95 else dice.choice((JSON, FORM, b"", b"text/plain"))
    body = _spoiled(dice, seed) if dice.random() < 0.75 else garbled(dice, seed.body)
    timestamp = str(int(world.clock.now().timestamp())).encode()
    signature = sign(SECRETS[1], timestamp, body)
    if dice.random() < 0.2:  # nobody who knows the secret
        timestamp = dice.choice((timestamp, b"", b"0", b"\xff", b"9" * 40, b"-1"))
        signature = dice.choice((b"", b"v0=", signature[:-1], b"\xff" * 67, signature.upper()))
    headers = [(b"content-type", kind), (TIMESTAMP, timestamp), (SIGNATURE, signature)]
    if dice.random() < 0.1:
        headers.append((b"x-slack-retry-num", dice.choice((b"1", b"\xff", b"9" * 99))))
        headers.append((b"content-length", dice.choice((b"0", b"-5", b"x", b"99999999"))))
    return {"type": "http", "method": "POST", "path": "/slack/events", "headers": headers}, body


def _spoiled(dice: random.Random, seed: Seed) -> bytes:
    if seed.kind == JSON:
        value = json.loads(seed.body)
        _renew(dice, value)
        return written(mutated(dice, value))
    fields: dict[str, Any] = dict(parse_qsl(seed.body.decode(), keep_blank_values=True))
    if "payload" in fields:
        value = json.loads(fields["payload"])
        _renew(dice, value)
        fields["payload"] = written(mutated(dice, value)).decode()
    else:
        _renew(dice, fields)
        fields[dice.choice(tuple(fields))] = str(dice.choice(VALUES))
    return urlencode(fields, errors="replace").encode()


def _renew(dice: random.Random, value: dict[str, Any]) -> None:
    """Have Slack's own identifiers be new, so that the delivery is not taken for a repetition."""
    if "event_id" in value:
        value["event_id"] = f"Ev{dice.randrange(10**12)}"
    if "trigger_id" in value:
        value["trigger_id"] = f"{dice.randrange(10**12)}.1.{dice.randrange(10**12):032x}"


async def _deliver(app: ASGIApp, delivery: tuple[Scope, bytes], findings: Findings) -> None:
    scope, body = delivery
    answered: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        answered.append(message)

    try:
        await app(scope, receive, send)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        findings.fault(f"the server raised {type(error).__name__}", repr(body[:300]))
        return
    status = answered[0]["status"]
    findings.done[f"answered {status}"] += 1
    if status not in ALLOWED:
        findings.fault(f"answered {status}", repr(body[:600]))
    told_back = b"".join(part.get("body", b"") for part in answered)
    if any(secret.encode() in told_back for secret in SECRETS):
        findings.fault("leak into an answer", repr(body[:600]))


def main() -> int:
    """Run the campaign; 1 where anything was wrong."""
    arguments, began = campaign_arguments(str(__doc__)), time.monotonic()
    findings = asyncio.run(campaign(arguments.count, arguments.seed))
    return told(f"{arguments.count} hostile deliveries", findings, began)


if __name__ == "__main__":
    sys.exit(main())
