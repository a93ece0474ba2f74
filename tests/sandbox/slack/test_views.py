"""Modals, homes, and the extras of agents."""

from datetime import timedelta

import pytest

from roombot.sandbox.slack.trial import Start, Trial
from roombot.sandbox.slack.wire import Json

INPUT: Json = {
    "type": "input",
    "block_id": "title",
    "label": {"type": "plain_text", "text": "Title"},
    "element": {"type": "plain_text_input", "action_id": "words", "initial_value": "Review"},
}
TITLE = {"type": "plain_text", "text": "Book a room"}
MODAL: Json = {
    "type": "modal",
    "title": TITLE,
    "submit": TITLE,
    "external_id": "booking",
    "blocks": [INPUT],
}
HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}


async def _trigger(world: Trial) -> str:
    delivery = await world.slack.command("U0ADA", "D0ADA", "/room", "")
    assert delivery is not None
    return str(delivery.payload["trigger_id"])


async def test_a_modal_opens_with_what_it_holds(world: Trial) -> None:
    view = (await world.api("views.open", trigger_id=await _trigger(world), view=MODAL))["view"]
    held = {"type": "plain_text_input", "value": "Review"}
    assert view["state"]["values"] == {"title": {"words": held}}
    assert [seen["id"] for seen in world.slack.modals("U0ADA")] == [view["id"]]


async def test_a_trigger_opens_once(world: Trial) -> None:
    trigger = await _trigger(world)
    answers = [await world.api("views.open", trigger_id=trigger, view=MODAL) for _ in range(2)]
    assert [answer.get("error") for answer in answers] == [None, "exchanged_trigger_id"]


async def test_a_trigger_lasts_three_seconds(world: Trial) -> None:
    trigger = await _trigger(world)
    world.clock.advance(timedelta(seconds=3.5))
    answer = await world.api("views.open", trigger_id=trigger, view=MODAL)
    assert answer["error"] == "expired_trigger_id"


async def test_an_invented_trigger_opens_nothing(world: Trial) -> None:
    answer = await world.api("views.open", trigger_id="1.2.3", view=MODAL)
    assert answer["error"] == "invalid_trigger_id"


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (HOME, "invalid_arguments"),
        ({**MODAL, "title": {"type": "plain_text", "text": "x" * 25}}, "invalid_arguments"),
        ({**MODAL, "submit": None}, "invalid_arguments"),
        ({name: MODAL[name] for name in ("type", "title", "blocks")}, "invalid_arguments"),
        ({**MODAL, "blocks": [INPUT, INPUT]}, "invalid_arguments"),
        ("{", "invalid_arguments"),
        ({**MODAL, "private_metadata": "x" * 250_000}, "view_too_large"),
    ],
)
async def test_views_are_checked(world: Trial, view: Json | str, error: str) -> None:
    answer = await world.api("views.open", trigger_id=await _trigger(world), view=view)
    assert answer["error"] == error


async def test_a_modal_is_updated_by_id_or_by_its_own_name(world: Trial) -> None:
    view = (await world.api("views.open", trigger_id=await _trigger(world), view=MODAL))["view"]
    changed = {**MODAL, "title": {"type": "plain_text", "text": "Changed"}}
    by_id = await world.api("views.update", view_id=view["id"], view=changed, hash=view["hash"])
    by_name = await world.api("views.update", external_id="booking", view=MODAL)
    assert by_id["view"]["title"]["text"] == "Changed"
    assert by_name["view"]["id"] == view["id"]


async def test_only_what_is_there_is_updated_and_only_once_by_hash(world: Trial) -> None:
    assert (await world.api("views.update", view_id="V0", view=MODAL))["error"] == "not_found"
    assert (await world.api("views.update", external_id="x", view=MODAL))["error"] == "not_found"
    view = (await world.api("views.open", trigger_id=await _trigger(world), view=MODAL))["view"]
    request = {"view_id": view["id"], "view": MODAL, "hash": view["hash"]}
    answers = [await world.api("views.update", **request) for _ in range(2)]
    assert [answer.get("error") for answer in answers] == [None, "hash_conflict"]


async def test_a_home_is_published_for_one_person(world: Trial) -> None:
    view = (await world.api("views.publish", user_id="U0BEN", view=HOME))["view"]
    stale = await world.api("views.publish", user_id="U0BEN", view=HOME, hash="stale")
    fresh = await world.api("views.publish", user_id="U0BEN", view=HOME, hash=view["hash"])
    assert (stale["error"], fresh["view"]["id"]) == ("hash_conflict", view["id"])


async def test_the_bot_shows_what_it_does_until_it_answers(world: Trial) -> None:
    await world.slack.say("U0ADA", "D0ADA", "hello")
    ts = world.slack.messages("D0ADA")[0]["ts"]
    where = {"channel_id": "D0ADA", "thread_ts": ts}
    assert (await world.api("assistant.threads.setStatus", status="is looking", **where))["ok"]
    assert world.slack.workspace.statuses["D0ADA"] == "is looking"
    await world.api("chat.postMessage", channel="D0ADA", text="found")
    assert world.slack.workspace.statuses["D0ADA"] == ""
    assert (await world.api("assistant.threads.setStatus", status="", **where))["ok"]


async def test_a_status_needs_a_message_to_stand_at(world: Trial) -> None:
    await world.api("conversations.open", users="U0ADA")
    where = {"channel_id": "D0ADA", "thread_ts": "1.1"}
    answer = await world.api("assistant.threads.setStatus", status="is looking", **where)
    assert answer["error"] == "invalid_thread_ts"


async def test_prompts_are_kept(world: Trial) -> None:
    await world.api("conversations.open", users="U0ADA")
    prompts = [{"title": "Now", "message": "a room now"}]
    where = {"channel_id": "D0ADA"}
    await world.api("assistant.threads.setSuggestedPrompts", prompts=prompts, **where)
    many = await world.api("assistant.threads.setSuggestedPrompts", prompts=prompts * 5, **where)
    assert world.slack.workspace.offered("D0ADA")["prompts"] == prompts
    assert many["error"] == "invalid_arguments"


async def test_workspaces_without_agents_refuse_their_extras(start: Start) -> None:
    world = await start(agent=False)
    answer = await world.api(
        "assistant.threads.setSuggestedPrompts", channel_id="D0ADA", prompts=[{}]
    )
    assert answer["error"] == "feature_disabled"


async def test_a_thread_with_the_assistant_is_told_and_can_be_named(world: Trial) -> None:
    begun = await world.ask("/thread", user="U0ADA", viewed="C0RANDOM")
    ts = begun["result"]["thread_ts"]
    await world.ask("/thread/context", user="U0ADA", thread_ts=ts, viewed="C0GENERAL")
    events = [heard.payload["event"] for heard in world.bot.heard]
    assert [one["type"] for one in events] == [
        "assistant_thread_started",
        "assistant_thread_context_changed",
    ]
    threads = [one["assistant_thread"] for one in events]
    assert {(one["user_id"], one["channel_id"], one["thread_ts"]) for one in threads} == {
        ("U0ADA", "D0ADA", ts)
    }
    assert [one["context"]["channel_id"] for one in threads] == ["C0RANDOM", "C0GENERAL"]
    where = {"channel_id": "D0ADA", "thread_ts": ts}
    assert (await world.api("assistant.threads.setTitle", title="Rooms", **where))["ok"]
    [root] = world.slack.messages("D0ADA")
    assert (root["text"], root["assistant_app_thread"]["title"]) == ("Rooms", "Rooms")
    assert root["subtype"] == "assistant_app_thread"


async def test_what_a_person_wrote_stays_when_its_thread_is_named(world: Trial) -> None:
    await world.slack.say("U0ADA", "D0ADA", "hello")
    where = {"channel_id": "D0ADA", "thread_ts": world.slack.messages("D0ADA")[0]["ts"]}
    await world.api("assistant.threads.setTitle", title="Rooms", **where)
    [root] = world.slack.messages("D0ADA")
    assert (root["text"], root["assistant_app_thread"]["title"]) == ("hello", "Rooms")
    assert "subtype" not in root


async def test_the_prompts_of_a_thread_are_its_own_and_go_when_one_writes(world: Trial) -> None:
    ts = await world.slack.open_thread("U0ADA")
    prompts = [{"title": "Now", "message": "a room now"}]
    where = {"channel_id": "D0ADA", "thread_ts": ts}
    await world.api("assistant.threads.setSuggestedPrompts", prompts=prompts, title="?", **where)
    assert world.slack.workspace.offered("D0ADA")["prompts"] == []
    [offered] = world.slack.workspace.threads_offered("D0ADA")
    assert offered == {"thread_ts": ts, "title": "?", "prompts": prompts}
    await world.slack.say("U0ADA", "D0ADA", "hello", ts)
    assert world.slack.workspace.offered("D0ADA", ts)["prompts"] == []


async def test_nobody_begins_a_thread_where_there_are_no_agents(start: Start) -> None:
    world = await start(agent=False)
    answer = await world.ask("/thread", user="U0ADA")
    assert (answer["ok"], world.slack.messages("D0ADA")) == (False, [])
