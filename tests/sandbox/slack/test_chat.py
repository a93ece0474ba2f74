"""chat.* and reactions.add"""

import pytest

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}


async def test_posting_to_a_person_opens_the_conversation(world: Trial) -> None:
    answer = await world.api("chat.postMessage", channel="U0BEN", text="hi", blocks=[SECTION])
    assert answer["channel"] == "D0BEN"
    assert answer["message"]["bot_id"] == "B0ROOMBOT"
    assert answer["message"]["blocks"][0]["block_id"]


async def test_posting_to_a_channel_by_name(world: Trial) -> None:
    answer = await world.api("chat.postMessage", channel="#general", text="hi")
    assert answer["channel"] == "C0GENERAL"


async def test_metadata_and_markdown_are_kept(world: Trial) -> None:
    metadata = {"event_type": "booked", "event_payload": {"id": 1}}
    answer = await world.api(
        "chat.postMessage", channel="U0ADA", markdown_text="**hi**", metadata=metadata
    )
    assert answer["message"]["metadata"] == metadata
    assert answer["message"]["blocks"][0]["type"] == "markdown"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0OTTO", "text": "x"}, "channel_not_found"),
        ({"channel": "C0RANDOM", "text": "x"}, "not_in_channel"),
        ({"channel": "U0ADA"}, "no_text"),
        ({"channel": "U0ADA", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "U0ADA", "text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ({"channel": "U0ADA", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": "U0ADA", "text": "x", "blocks": [{}]}, "invalid_blocks"),
        ({"channel": "U0ADA", "text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ({"channel": "U0ADA", "text": "x", "metadata": {"a": 1}}, "invalid_metadata_format"),
        ({"channel": "U0ADA", "text": "x", "thread_ts": "1.1"}, "cannot_reply_to_message"),
    ],
)
async def test_what_cannot_be_posted(world: Trial, arguments: Json, error: str) -> None:
    assert (await world.api("chat.postMessage", **arguments))["error"] == error


async def test_timestamps_grow_even_when_the_clock_stands_still(world: Trial) -> None:
    stamps = [
        (await world.api("chat.postMessage", channel="U0ADA", text=str(number)))["ts"]
        for number in range(3)
    ]
    assert stamps == ["1795424400.000000", "1795424400.000100", "1795424400.000200"]


async def test_updating_keeps_the_place_and_marks_the_edit(world: Trial) -> None:
    first = (await world.api("chat.postMessage", channel="U0ADA", text="a", blocks=[SECTION]))["ts"]
    await world.api("chat.postMessage", channel="U0ADA", text="b")
    answer = await world.api("chat.update", channel="D0ADA", ts=first, text="changed")
    assert answer["message"]["edited"]["user"] == "B0ROOMBOT"
    assert "blocks" not in answer["message"]
    assert [message["text"] for message in world.slack.messages("D0ADA")] == ["changed", "b"]


async def test_updating_the_blocks_alone_keeps_the_text(world: Trial) -> None:
    first = (await world.api("chat.postMessage", channel="U0ADA", text="a"))["ts"]
    answer = await world.api("chat.update", channel="D0ADA", ts=first, blocks=[SECTION])
    assert (answer["text"], answer["message"]["blocks"][0]["type"]) == ("a", "section")


async def test_deleting_takes_the_message_and_the_reply_away(world: Trial) -> None:
    first = (await world.api("chat.postMessage", channel="U0ADA", text="a"))["ts"]
    reply = await world.api("chat.postMessage", channel="U0ADA", text="b", thread_ts=first)
    for ts in (reply["ts"], first):
        assert (await world.api("chat.delete", channel="D0ADA", ts=ts))["ts"] == ts
    assert world.slack.messages("D0ADA") == []


async def test_only_own_messages_change(world: Trial) -> None:
    await world.slack.say("U0ADA", "D0ADA", "mine")
    ts = world.slack.messages("D0ADA")[0]["ts"]
    update = await world.api("chat.update", channel="D0ADA", ts=ts, text="yours")
    delete = await world.api("chat.delete", channel="D0ADA", ts=ts)
    assert [update["error"], delete["error"]] == ["cant_update_message", "cant_delete_message"]


async def test_ephemeral_messages_are_seen_by_one_person_only(world: Trial) -> None:
    answer = await world.api("chat.postEphemeral", channel="C0GENERAL", user="U0BEN", text="psst")
    ts = answer["message_ts"]
    assert [m["ts"] for m in world.slack.messages("C0GENERAL", "U0BEN")] == [ts]
    assert world.slack.messages("C0GENERAL", "U0ADA") == []
    assert (await world.api("conversations.history", channel="C0GENERAL"))["messages"] == []


async def test_ephemeral_messages_can_neither_be_changed_nor_found(world: Trial) -> None:
    answer = await world.api("chat.postEphemeral", channel="C0GENERAL", user="U0BEN", text="psst")
    where = {"channel": "C0GENERAL", "ts": answer["message_ts"]}
    assert (await world.api("chat.update", **where, text="x"))["error"] == "message_not_found"
    assert (await world.api("chat.delete", **where))["error"] == "message_not_found"
    reply = {"channel": "C0GENERAL", "thread_ts": answer["message_ts"], "text": "x"}
    assert (await world.api("chat.postMessage", **reply))["error"] == "cannot_reply_to_message"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"user": "U0OTTO", "text": "x"}, "user_not_in_channel"),
        ({"user": "U0ADA", "text": "x" * 4001}, "msg_too_long"),
    ],
)
async def test_what_cannot_be_whispered(world: Trial, arguments: Json, error: str) -> None:
    answer = await world.api("chat.postEphemeral", channel="C0GENERAL", **arguments)
    assert answer["error"] == error


async def test_permalinks_name_message_and_thread(world: Trial) -> None:
    parent = (await world.api("chat.postMessage", channel="C0GENERAL", text="a"))["ts"]
    reply = await world.api("chat.postMessage", channel="C0GENERAL", text="b", thread_ts=parent)
    links = [
        (await world.api("chat.getPermalink", channel="C0GENERAL", message_ts=ts))["permalink"]
        for ts in (parent, reply["ts"])
    ]
    assert links[0] == f"https://sandbox.slack.com/archives/C0GENERAL/p{parent.replace('.', '')}"
    assert links[1].endswith(f"?thread_ts={parent}&cid=C0GENERAL")


async def test_the_bot_reacts_once(world: Trial) -> None:
    await world.slack.say("U0ADA", "D0ADA", "thanks")
    ts = world.slack.messages("D0ADA")[0]["ts"]
    where = {"channel": "D0ADA", "timestamp": ts}
    assert (await world.api("reactions.add", name="+1", **where))["ok"]
    assert (await world.api("reactions.add", name="+1", **where))["error"] == "already_reacted"
    assert (await world.api("reactions.add", name="no way", **where))["error"] == "invalid_name"
    [message] = world.slack.messages("D0ADA")
    assert message["reactions"] == [{"name": "+1", "users": ["U0ROOMBOT"], "count": 1}]
