"""The agent view: prompts that fit the day, a status while the bot thinks, titles of threads."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from roombot.sandbox.joan.faults import Fault as JoanFault
from roombot.sandbox.slack.faults import Fault
from tests.scenarios.world import ADA, BEN, CHANNEL, World

GUEST, JAN = "U0GAIL", "U0JAN"


async def prompts(world: World, user: str, thread_ts: str | None = None) -> list[str]:
    """Open the conversation and return what is offered there."""
    if thread_ts is None:
        await world.settled(world.slack.open_app(user, "messages"))
    offered = world.slack.workspace.offered(world.dm(user), thread_ts)
    return [one["message"] for one in offered["prompts"]]


def asked(world: World, method: str) -> list[dict[str, Any]]:
    return [one.arguments for one in world.slack.requests if one.method == method]


async def test_who_has_nothing_before_them_is_offered_rooms(world: World) -> None:
    assert await prompts(world, BEN) == [
        "A room for 4 now",
        "Which rooms are free now?",
        "A room for 6 tomorrow at 10",
        "Which rooms are there?",
    ]
    assert world.slack.workspace.offered("D0BEN")["title"] == "What can I do for you?"


async def test_nobody_is_offered_a_room_for_now_at_night(world: World) -> None:
    world.clock.advance(timedelta(hours=12))
    assert "A room for 4 now" not in await prompts(world, BEN)


async def begin(world: World) -> None:
    """Book for a little later, and let that come."""
    await world.say(BEN, "book everest today at 10:10 for an hour")
    world.clock.advance(timedelta(minutes=6))


async def test_who_sits_in_a_meeting_is_offered_what_one_needs_there(world: World) -> None:
    await begin(world)
    assert await prompts(world, BEN) == [
        "Check me in",
        "Extend my meeting by 30 minutes",
        "We are done",
        "Show my bookings",
    ]


async def test_who_books_for_now_is_there(world: World) -> None:
    await world.say(BEN, "book everest now for an hour")
    assert "Check me in" not in await prompts(world, BEN)


async def test_who_has_checked_in_is_not_asked_again(world: World) -> None:
    await begin(world)
    await world.say(BEN, "Check me in")
    assert "Check me in" not in await prompts(world, BEN)


async def test_a_meeting_about_to_begin_can_be_checked_in_to(world: World) -> None:
    await world.say(BEN, "book everest today at 10:15 for an hour")
    assert (await prompts(world, BEN))[:2] == ["Check me in", "Extend my meeting by 30 minutes"]


async def test_a_meeting_later_is_something_to_look_at(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    assert (await prompts(world, BEN))[:2] == ["Show my bookings", "A room for 4 now"]


async def test_an_invitation_that_waits_comes_first(world: World) -> None:
    await world.say(ADA, "book everest tomorrow 2-3pm and invite <@U0BEN>")
    assert (await prompts(world, BEN))[0] == "Accept the invitation"
    await world.say(BEN, "Accept the invitation")
    assert "Accept the invitation" not in await prompts(world, BEN)


async def test_every_prompt_does_what_it_says_when_it_is_clicked(world: World) -> None:
    await world.say(BEN, "book everest now for an hour")
    world.clock.advance(timedelta(minutes=20))
    for sentence in await prompts(world, BEN):
        shown = await world.say(BEN, sentence)
        assert "did not understand" not in shown["text"]
    assert world.held("Everest")[0][1] == world.at(10, 25)


async def test_prompts_are_in_the_person_s_language(world: World) -> None:
    sentence = (await prompts(world, JAN))[0]
    assert sentence == "Soba za 4 zdaj"
    assert "rezerviran" in (await world.say(JAN, sentence))["text"]


async def test_guests_are_offered_nothing(world: World) -> None:
    assert await prompts(world, GUEST) == []
    assert asked(world, "assistant.threads.setSuggestedPrompts") == []


async def test_the_older_threads_get_their_prompts_too_and_afresh_elsewhere(world: World) -> None:
    ts = await world.settled(world.slack.open_thread(BEN))
    assert "A room for 4 now" in await prompts(world, BEN, ts)
    await begin(world)
    await world.settled(world.slack.look_elsewhere(BEN, ts, CHANNEL))
    assert (await prompts(world, BEN, ts))[0] == "Check me in"


async def test_a_thread_is_named_by_what_was_asked_first(world: World) -> None:
    ts = await world.settled(world.slack.open_thread(BEN))
    for text in ("hello", "book everest tomorrow 2-3pm with <@U0ADA>", "what do I have today?"):
        await world.settled(world.slack.say(BEN, "D0BEN", text, ts))
    root = next(one for one in world.messages("D0BEN") if one["ts"] == ts)
    assert root["assistant_app_thread"]["title"] == "book everest tomorrow 2-3pm with"
    assert world.newest(BEN)["thread_ts"] == ts
    await world.settled(world.slack.look_elsewhere(BEN, ts, CHANNEL))
    assert await prompts(world, BEN, ts) == []


async def test_the_bot_shows_that_it_thinks_until_it_has_answered(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    said = world.messages("D0BEN")[0]["ts"]
    statuses = asked(world, "assistant.threads.setStatus")
    assert [one["status"] for one in statuses] == ["is looking at the rooms …", ""]
    assert {one["thread_ts"] for one in statuses} == {said}
    assert world.slack.workspace.statuses["D0BEN"] == ""
    assert [one.error for one in world.slack.requests if one.error] == []


@pytest.mark.parametrize("error", ["feature_disabled", "missing_scope", "not_agent_app"])
async def test_a_workspace_without_agents_is_served_in_silence(
    world: World, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    caplog.set_level(logging.INFO, "roombot.slack.agent")
    for method in ("setSuggestedPrompts", "setStatus", "setTitle"):
        world.slack.faults[f"assistant.threads.{method}"] = Fault(error=error)
    for _ in range(2):
        assert await prompts(world, BEN) == []
        await world.say(BEN, "what do I have today?")
    assert len(world.messages("D0BEN")) == 4
    told = [one for one in caplog.messages if "goes without" in one]
    assert len(told) == len(set(told)) == 2
    assert len(asked(world, "assistant.threads.setStatus")) == 1


async def test_no_prompts_are_better_than_an_error_when_joan_is_away(world: World) -> None:
    await world.say(BEN, "help")
    world.joan.faults.add(JoanFault("status", "GET", status=503, times=None))
    world.clock.advance(timedelta(hours=2))
    assert await prompts(world, BEN) == []
    assert len(world.messages("D0BEN")) == 2
