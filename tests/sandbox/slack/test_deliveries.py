"""Deliveries that fail, and how they are repeated."""

import json

from starlette.responses import PlainTextResponse

from roombot.sandbox.slack.trial import Start, Trial


async def test_a_delivery_that_was_acknowledged_is_not_repeated(start: Start) -> None:
    world = await start(retry_delays=(0, 0, 0))
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.settle()
    assert delivery.acknowledged
    assert [attempt.status for attempt in delivery.attempts] == [200]
    assert delivery.last.seconds > 0


async def test_events_are_repeated_until_they_are_acknowledged(start: Start) -> None:
    world = await start(retry_delays=(0, 0, 0))
    world.bot.answers = [PlainTextResponse("", 500), PlainTextResponse("", 503)]
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.settle()
    numbers = [heard.headers.get("x-slack-retry-num") for heard in world.bot.heard]
    reasons = [heard.headers.get("x-slack-retry-reason") for heard in world.bot.heard]
    assert numbers == [None, "1", "2"]
    assert reasons == [None, "http_error", "http_error"]
    assert len({heard.payload["event_id"] for heard in world.bot.heard}) == 1
    assert delivery.acknowledged


async def test_events_are_given_up_at_the_end_of_the_schedule(start: Start) -> None:
    world = await start(retry_delays=(0,))
    world.bot.answers = [PlainTextResponse("", 500)] * 3
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.settle()
    assert (len(delivery.attempts), delivery.acknowledged) == (2, False)


async def test_a_bot_may_decline_repetitions(start: Start) -> None:
    world = await start(retry_delays=(0, 0))
    world.bot.answers = [PlainTextResponse("", 500, {"X-Slack-No-Retry": "1"})]
    await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.settle()
    assert len(world.bot.heard) == 1


async def test_commands_are_never_repeated(start: Start) -> None:
    world = await start(retry_delays=(0, 0))
    world.bot.answers = [PlainTextResponse("", 500)]
    await world.slack.command("U0ADA", "D0ADA", "/room", "help")
    await world.slack.settle()
    assert len(world.bot.heard) == 1


async def test_a_slow_bot_is_repeated_to_for_its_slowness(start: Start) -> None:
    world = await start(ack_seconds=0.05)
    world.bot.silent = True
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert (delivery.last.problem, delivery.last.status) == ("http_timeout", None)
    world.bot.silent = False
    await world.slack.redeliver(delivery.number)
    assert world.bot.heard[1].headers["x-slack-retry-reason"] == "http_timeout"
    assert delivery.acknowledged


async def test_what_was_acknowledged_can_be_repeated_all_the_same(world: Trial) -> None:
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.redeliver(delivery.number)
    assert [heard.payload for heard in world.bot.heard] == [delivery.payload] * 2
    assert world.bot.heard[1].headers["x-slack-retry-num"] == "1"


async def test_a_bot_that_cannot_be_reached_is_a_problem_not_a_crash(world: Trial) -> None:
    world.slack.events_url = "http://127.0.0.1:1/slack/events"
    [nobody] = await world.slack.say("U0ADA", "D0ADA", "hello")
    world.slack.events_url = None
    [nowhere] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert [nobody.last.problem, nowhere.last.problem] == ["connection_failed", "no_events_url"]


async def test_repetitions_end_with_the_workspace(start: Start) -> None:
    world = await start(retry_delays=(3600,))
    world.slack.events_url = None
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.close()
    assert len(delivery.attempts) == 1


async def test_logs_and_repetition_over_http(world: Trial) -> None:
    said = await world.ask("/say", user="U0ADA", channel="D0ADA", text="hello")
    number = said["result"][0]["number"]
    again = await world.ask("/redeliver", number=number)
    assert [attempt["retry"] for attempt in again["result"]["attempts"]] == [0, 1]
    async with world.http.get(f"{world.slack.url}/sandbox/deliveries") as response:
        assert await response.json() == [again["result"]]


async def test_everything_a_person_does_can_be_done_over_http(world: Trial) -> None:
    opened = await world.ask("/open", user="U0ADA")
    command = await world.ask("/command", user="U0ADA", channel="D0ADA", line="/room help")
    refused = await world.ask("/command", user="U0ADA", channel="D0ADA", line="/lunch")
    forged = await world.ask("/deliver", kind="event", payload={"type": "event_callback"})
    assert opened["result"]["acknowledged"]
    assert command["result"]["payload"]["text"] == "help"
    assert refused["result"] is None
    assert forged["result"]["acknowledged"]
    assert [heard.payload["type"] for heard in (world.bot.heard[0], world.bot.heard[2])] == [
        "event_callback",
        "event_callback",
    ]


async def test_impossible_doings_are_refused_over_http(world: Trial) -> None:
    missing = {"user": "U0ADA", "channel": "D0ADA", "message_ts": "1.1", "target": "x"}
    status, text = await world.post("/sandbox/click", missing)
    assert (status, json.loads(text)["error"]) == (404, "U0ADA sees no message 1.1 in D0ADA")
    status, text = await world.post("/sandbox/say", {"user": "?", "channel": "D0ADA", "text": ""})
    assert (status, json.loads(text)["error"]) == (400, "user_not_found")


async def test_where_deliveries_go_can_be_changed_over_http(world: Trial) -> None:
    await world.ask("/connect", events_url="http://127.0.0.1:1/", socket_mode=True)
    assert (world.slack.events_url, world.slack.socket_mode) == ("http://127.0.0.1:1/", True)
    await world.ask("/connect")
    assert world.slack.socket_mode
