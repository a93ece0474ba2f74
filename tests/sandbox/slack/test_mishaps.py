"""What goes wrong by the will of the curious, and what they see of it."""

from starlette.responses import JSONResponse

from roombot.sandbox.slack.trial import Start, Trial
from roombot.sandbox.slack.wire import Json
from tests.sandbox.slack.test_views import MODAL


async def _get(world: Trial, path: str) -> Json | list[Json]:
    async with world.http.get(f"{world.slack.url}/sandbox{path}") as response:
        found: Json | list[Json] = await response.json()
    return found


async def _strike(world: Trial, **mishaps: bool) -> Json:
    url = f"{world.slack.url}/sandbox/mishaps"
    async with world.http.put(url, json=mishaps) as response:
        return dict(await response.json())


async def _command(world: Trial) -> Json:
    delivery = await world.slack.command("U0ADA", "D0ADA", "/room", "")
    assert delivery is not None
    return delivery.payload


async def test_a_bot_that_cannot_be_reached_is_offline(world: Trial) -> None:
    assert (await _strike(world, unreachable=True))["mishaps"]["unreachable"]
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert (delivery.last.problem, world.bot.heard) == ("connection_failed", [])
    assert not (await _get(world, "/state?user=U0ADA"))["online"]  # type: ignore[call-overload]
    await _strike(world, unreachable=False)
    await world.slack.say("U0ADA", "D0ADA", "hello")
    assert (await _get(world, "/state?user=U0ADA"))["online"]  # type: ignore[call-overload]


async def test_a_late_acknowledgement_counts_as_none(start: Start) -> None:
    world = await start(ack_seconds=0.05)
    world.slack.mishaps.late = True
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert (delivery.last.problem, len(world.bot.heard)) == ("http_timeout", 1)
    world.slack.events_url = None
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert delivery.last.problem == "no_events_url"


async def test_events_come_twice_when_they_should(world: Trial) -> None:
    world.slack.mishaps.twice = True
    await world.slack.say("U0ADA", "D0ADA", "hello")
    first, second = world.bot.heard
    assert first.payload == second.payload
    assert second.headers["x-slack-retry-num"] == "1"


async def test_triggers_go_stale_and_response_urls_are_used_up(world: Trial) -> None:
    await _strike(world, stale_triggers=True, used_urls=True)
    payload = await _command(world)
    opened = await world.api("views.open", trigger_id=payload["trigger_id"], view=MODAL)
    status, body = await world.post(payload["response_url"], {"text": "x"})
    assert (opened["error"], status) == ("expired_trigger_id", 404)
    assert "used_url" in body


async def test_recent_deliveries_are_told_in_a_line_each(world: Trial) -> None:
    await world.slack.say("U0ADA", "D0ADA", "hello")
    await _command(world)
    await world.slack.shortcut("U0ADA", "book_room")
    lines = await _get(world, "/deliveries/recent")
    assert isinstance(lines, list)
    assert [(line["kind"], line["what"], line["problem"]) for line in lines] == [
        ("event", "event_callback message", None),
        ("command", "/room", None),
        ("interaction", "shortcut book_room", None),
    ]
    whole = await _get(world, "/deliveries/2")
    assert isinstance(whole, dict)
    assert whole["payload"]["command"] == "/room"


async def test_one_takes_away_what_one_sees_alone(world: Trial) -> None:
    where = {"channel": "C0GENERAL", "user": "U0BEN"}
    ts = (await world.api("chat.postEphemeral", text="psst", **where))["message_ts"]
    ours = (await world.api("chat.postMessage", channel="C0GENERAL", text="all"))["ts"]
    assert (await world.ask("/dismiss", **where, message_ts=ts))["ok"]
    assert not (await world.ask("/dismiss", **where, message_ts=ours))["ok"]
    assert [one["text"] for one in world.slack.messages("C0GENERAL", "U0BEN")] == ["all"]


async def test_menus_of_messages_are_filled_by_the_bot(world: Trial) -> None:
    menu = {"type": "external_select", "action_id": "room", "min_query_length": 0}
    ts = await world.show([{"type": "actions", "elements": [menu]}])
    option = {"text": {"type": "plain_text", "text": "Atlas"}, "value": "a"}
    world.bot.answers = [JSONResponse({"options": [option]})]
    where = {"user": "U0ADA", "channel": "D0ADA", "message_ts": ts, "target": "room"}
    offered = await world.ask("/suggest", **where, value="at")
    assert offered["result"]["options"] == [option]
    await world.ask("/click", **where, selected="a")
    assert world.bot.heard[-1].payload["actions"][0]["selected_option"] == option
    assert world.bot.heard[0].payload["type"] == "block_suggestion"
