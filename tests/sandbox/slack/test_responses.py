"""Response URLs: five posts in thirty minutes."""

import json
from datetime import timedelta

import pytest

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json

BLOCKS: list[Json] = [
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
        ],
    }
]


async def _clicked(world: Trial) -> str:
    ts = await world.show(BLOCKS)
    return str((await world.slack.click("U0ADA", "D0ADA", ts, "go")).payload["response_url"])


async def _commanded(world: Trial) -> str:
    delivery = await world.slack.command("U0ADA", "C0GENERAL", "/room", "help")
    assert delivery is not None
    return str(delivery.payload["response_url"])


def _texts(world: Trial, channel: str, viewer: str | None = None) -> list[str]:
    return [message["text"] for message in world.slack.messages(channel, viewer)]


async def test_an_answer_is_for_its_asker_unless_it_is_for_all(world: Trial) -> None:
    url = await _commanded(world)
    await world.post(url, {"text": "for you"})
    assert await world.post(url, {"text": "for all", "response_type": "in_channel"}) == (200, "ok")
    assert _texts(world, "C0GENERAL", "U0ADA") == ["for you", "for all"]
    assert _texts(world, "C0GENERAL", "U0BEN") == ["for all"]


async def test_the_clicked_message_is_replaced_in_its_place(world: Trial) -> None:
    url = await _clicked(world)
    await world.api("chat.postMessage", channel="D0ADA", text="later")
    await world.post(url, {"text": "done", "replace_original": True})
    first = world.slack.messages("D0ADA")[0]
    assert _texts(world, "D0ADA") == ["done", "later"]
    assert "edited" in first
    assert "blocks" not in first


async def test_the_clicked_message_is_deleted(world: Trial) -> None:
    url = await _clicked(world)
    await world.post(url, {"delete_original": True})
    await world.post(url, {"delete_original": True})
    assert _texts(world, "D0ADA") == []


async def test_an_ephemeral_message_is_replaced(world: Trial) -> None:
    answer = await world.api(
        "chat.postEphemeral", channel="C0GENERAL", user="U0BEN", text="psst", blocks=BLOCKS
    )
    click = await world.slack.click("U0BEN", "C0GENERAL", answer["message_ts"], "go")
    await world.post(click.payload["response_url"], {"text": "done", "replace_original": True})
    assert _texts(world, "C0GENERAL", "U0BEN") == ["done"]
    assert _texts(world, "C0GENERAL") == []


async def test_a_commands_first_answer_can_be_replaced(world: Trial) -> None:
    url = await _commanded(world)
    for text in ("looking", "found"):
        await world.post(url, {"text": text, "replace_original": True})
    assert _texts(world, "C0GENERAL", "U0ADA") == ["found"]


async def test_answers_may_go_to_the_thread(world: Trial) -> None:
    url = await _clicked(world)
    parent = world.slack.messages("D0ADA")[0]["ts"]
    await world.post(url, {"text": "x", "thread_ts": parent, "response_type": "in_channel"})
    assert world.slack.messages("D0ADA")[1]["thread_ts"] == parent


async def test_the_sixth_post_is_refused(world: Trial) -> None:
    url = await _clicked(world)
    statuses = [(await world.post(url, {"text": "x"}))[0] for _ in range(5)]
    status, text = await world.post(url, {"text": "x"})
    assert statuses == [200] * 5
    assert (status, json.loads(text)["error"]) == (404, "used_url")


async def test_half_an_hour_later_the_url_is_gone(world: Trial) -> None:
    url = await _clicked(world)
    world.clock.advance(timedelta(minutes=31))
    status, text = await world.post(url, {"text": "x"})
    assert (status, json.loads(text)["error"]) == (404, "expired_url")


async def test_an_invented_url_is_refused(world: Trial) -> None:
    status, _ = await world.post("/actions/T0SANDBOX/invented", {"text": "x"})
    assert status == 404


@pytest.mark.parametrize(
    ("content", "error"),
    [({}, "no_text"), ({"text": "x", "blocks": [{}]}, "invalid_blocks"), ([], "invalid_payload")],
)
async def test_answers_are_checked(world: Trial, content: object, error: str) -> None:
    status, text = await world.post(await _clicked(world), content)
    assert (status, json.loads(text)["error"]) == (400, error)


async def test_answers_must_be_json(world: Trial) -> None:
    async with world.http.post(await _clicked(world), data=b"{") as response:
        assert (response.status, (await response.json())["error"]) == (400, "invalid_payload")
