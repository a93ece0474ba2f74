"""Nothing secret and nobody's words reach the log or the numbers; one id runs through all."""

import sqlite3
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from roombot.booking.people import People
from roombot.sandbox.joan.faults import Fault
from tests.scenarios.logs import lines, logged
from tests.scenarios.world import ADA, BEN, Start, World, buttons

WORDS = ("zebrafish", "quokkaplan", "narwhalmeeting", "axolotlroom")
SETTINGS = {
    "SLACK_BOT_TOKEN": "xoxb-sandbox",
    "SLACK_SIGNING_SECRET": "sandbox-secret",
    "ROOMBOT_METRICS_TOKEN": "the-token-for-numbers",
}
SECRETS = ("xoxb-sandbox", "sandbox-secret", "the-token-for-numbers")


async def numbers(world: World, token: str = "the-token-for-numbers") -> tuple[int, str]:
    assert world.slack.events_url is not None
    url = world.slack.events_url.replace("/slack/events", "/metrics")
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def use_everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant words in messages, titles, Joan's replies and exceptions, and go all the ways."""
    world.joan.add_event(
        "Birch", world.at(15), world.at(16), "narwhalmeeting", world.joan.person("Leo").email
    )
    shown = await world.say(ADA, "book Linden tomorrow 9-10 for zebrafish")
    if buttons(shown):
        await world.click(ADA, shown, buttons(shown)[0])
    await world.say(ADA, "zebrafish xoxb-1-2-leaked what?")
    await world.command(BEN, "quokkaplan find me a room at 3pm")
    await world.mention(ADA, "schedule Birch zebrafish")
    await world.open_home(ADA)
    world.joan.faults.add(Fault("status", path="events/book/", status=503, times=2))
    await world.say(ADA, "book Maple tomorrow 11-12 for quokkaplan")
    world.joan.faults.clear()
    await world.say(ADA, "my bookings")

    async def fail(*_: Any) -> None:
        raise RuntimeError(" ".join((*WORDS, *SECRETS)))

    monkeypatch.setattr(People, "acquaintance", fail)
    await world.say(ADA, "my bookings")


async def test_planted_secrets_and_words_are_in_no_log_no_number_and_no_table(
    start: Start, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with logged(SECRETS) as output:
        world = await start(**SETTINGS)
        await use_everything(world, monkeypatch)
        status, shown = await numbers(world)
    assert status == 200
    assert output.getvalue().count("delivered") >= 7
    for planted in (*WORDS, *SECRETS, "xoxb-1-2-leaked"):
        assert planted not in output.getvalue()
        assert planted not in shown
    stored = "\n".join(sqlite3.connect(sqlite_url.partition(":///")[2]).iterdump())
    for planted in (*SECRETS, "xoxb-1-2-leaked", "narwhalmeeting", "axolotlroom"):
        assert planted not in stored


async def test_one_id_runs_from_the_delivery_to_joan(start: Start) -> None:
    with logged(SECRETS, "INFO") as output:
        world = await start()
        await world.say(ADA, "which rooms are free at 3pm?")
    told = lines(output)
    delivered = [line for line in told if line["event"] == "delivered"]
    asked = [line for line in told if line["event"] == "asked Joan"]
    assert asked
    assert {line["delivery"] for line in asked} <= {line["delivery"] for line in delivered}
    assert all(line["delivery"].startswith("Ev") for line in delivered)


async def test_the_numbers_count_what_was_done(start: Start) -> None:
    world = await start(**SETTINGS)
    await world.say(ADA, "which rooms are free at 3pm?")
    _, shown = await numbers(world)
    assert 'roombot_deliveries_total{kind="message",result="accepted"} 1.0' in shown
    assert 'roombot_outcomes_total{intent="Find",outcome="' in shown
    assert 'roombot_joan_request_seconds_count{endpoint="events"}' in shown
    assert "roombot_joan_held_back_seconds_count" in shown
    assert 'roombot_http_responses_total{status="200"} 1.0' in shown


async def test_the_numbers_are_for_whoever_has_the_token(start: Start) -> None:
    world = await start(**SETTINGS)
    assert (await numbers(world, "guessed"))[0] == 401
    assert (await numbers(world, "ä"))[0] == 401


async def test_without_a_token_the_open_server_has_no_numbers(start: Start) -> None:
    world = await start()
    assert (await numbers(world))[0] == 404


async def test_joans_errors_are_counted_by_endpoint(start: Start) -> None:
    world = await start(**SETTINGS)
    world.joan.faults.add(Fault("status", path="events/", status=502, times=1))
    await world.say(ADA, "which rooms are free at 3pm?")
    world.clock.advance(timedelta(minutes=1))
    _, shown = await numbers(world)
    assert 'roombot_joan_errors_total{endpoint="events",error="ServerFailed"} 1.0' in shown
