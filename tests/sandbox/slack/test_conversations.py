"""conversations.*"""

import pytest

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json


async def _post(world: Trial, text: str, **more: str) -> str:
    posted = await world.api("chat.postMessage", channel="C0GENERAL", text=text, **more)
    return str(posted["ts"])


async def test_opening_twice_gives_the_same_conversation(world: Trial) -> None:
    first = await world.api("conversations.open", users="U0BEN")
    second = await world.api("conversations.open", users="U0BEN")
    again = await world.api("conversations.open", channel="D0BEN", return_im="true")
    assert first["channel"] == second["channel"] == {"id": "D0BEN"}
    assert again["channel"]["user"] == "U0BEN"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": "U0ADA,U0BEN"}, "too_many_users"),
        ({"users": "U0NOBODY"}, "user_not_found"),
        ({"users": "U0OTTO"}, "user_disabled"),
        ({"users": "U0STANDUP"}, "cannot_dm_bot"),
        ({"users": "U0BEN", "prevent_creation": "true"}, "channel_not_found"),
        ({"channel": "D0BEN"}, "channel_not_found"),
        ({"channel": "C0GENERAL"}, "method_not_supported_for_channel_type"),
    ],
)
async def test_what_cannot_be_opened(world: Trial, arguments: Json, error: str) -> None:
    assert (await world.api("conversations.open", **arguments))["error"] == error


async def test_info_tells_channels_from_direct_messages(world: Trial) -> None:
    await world.api("conversations.open", users="U0BEN")
    dm = (await world.api("conversations.info", channel="D0BEN"))["channel"]
    general = await world.api(
        "conversations.info", channel="C0GENERAL", include_num_members="1", include_locale="1"
    )
    assert (dm["is_im"], dm["user"]) == (True, "U0BEN")
    assert general["channel"]["name"] == "general"
    assert (general["channel"]["num_members"], general["channel"]["locale"]) == (17, "en-US")


async def test_members_are_everybody_who_did_not_leave(world: Trial) -> None:
    members = (await world.api("conversations.members", channel="C0GENERAL"))["members"]
    assert {"U0ADA", "U0ROOMBOT", "U0GAIL", "U0MIRA"} <= set(members)
    assert "U0OTTO" not in members


async def test_history_is_newest_first_and_without_replies(world: Trial) -> None:
    first = await _post(world, "one")
    await _post(world, "two")
    await _post(world, "reply", thread_ts=first)
    messages = (await world.api("conversations.history", channel="C0GENERAL"))["messages"]
    assert [message["text"] for message in messages] == ["two", "one"]
    assert (messages[1]["reply_count"], messages[1]["reply_users"]) == (1, ["U0ROOMBOT"])


async def test_history_comes_in_pages_and_between_times(world: Trial) -> None:
    stamps = [await _post(world, str(number)) for number in range(4)]
    page = await world.api("conversations.history", channel="C0GENERAL", limit=3)
    assert (page["has_more"], len(page["messages"])) == (True, 3)
    between = {"channel": "C0GENERAL", "oldest": stamps[0], "latest": stamps[3]}
    exclusive = await world.api("conversations.history", **between)
    inclusive = await world.api("conversations.history", inclusive="true", **between)
    assert [len(exclusive["messages"]), len(inclusive["messages"])] == [2, 4]


async def test_history_needs_membership(world: Trial) -> None:
    answer = await world.api("conversations.history", channel="C0RANDOM")
    assert answer["error"] == "not_in_channel"


async def test_replies_begin_with_their_parent(world: Trial) -> None:
    parent = await _post(world, "parent")
    reply = await _post(world, "reply", thread_ts=parent)
    nested = await _post(world, "to the reply", thread_ts=reply)
    thread = await world.api("conversations.replies", channel="C0GENERAL", ts=nested)
    assert [m["text"] for m in thread["messages"]] == ["parent", "reply", "to the reply"]
    assert {message["thread_ts"] for message in thread["messages"]} == {parent}


async def test_a_thread_must_exist(world: Trial) -> None:
    answer = await world.api("conversations.replies", channel="C0GENERAL", ts="1.1")
    assert answer["error"] == "thread_not_found"
