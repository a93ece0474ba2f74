"""What stays, what a page is shown, and what it is told as it happens."""

from pathlib import Path

import pytest

from roombot.sandbox.slack.address import Address
from roombot.sandbox.slack.trial import Start, Trial
from roombot.sandbox.slack.wire import Json


async def _state(world: Trial, user: str) -> Json:
    async with world.http.get(f"{world.slack.url}/sandbox/state?user={user}") as response:
        return dict(await response.json())


async def test_everything_is_kept_across_restarts(start: Start, tmp_path: Path) -> None:
    database = tmp_path / "slack.db"
    world = await start(database=database)
    await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.api("chat.postMessage", channel="C0GENERAL", text="news")
    await world.ask("/read", user="U0ADA", channel="C0GENERAL")
    again = await start(database=database)
    assert again.slack.messages("D0ADA") == world.slack.messages("D0ADA")
    assert again.slack.workspace.unread() == world.slack.workspace.unread()
    later = (await again.api("chat.postMessage", channel="D0ADA", text="later"))["ts"]
    assert later > world.slack.messages("C0GENERAL")[0]["ts"]


async def test_a_reset_forgets_everything(start: Start, tmp_path: Path) -> None:
    world = await start(database=tmp_path / "slack.db")
    await world.slack.say("U0ADA", "D0ADA", "hello")
    again = await start(database=tmp_path / "slack.db", reset=True)
    assert again.slack.messages("D0ADA") == []


async def test_the_address_is_set_or_learned(start: Start) -> None:
    world = await start()
    url = world.slack.url
    fresh = Address()
    with pytest.raises(RuntimeError, match="set the sandbox's url"):
        _ = fresh.url
    fresh.learn({"type": "http", "scheme": "http", "headers": [(b"host", b"127.0.0.1:1")]})
    fresh.learn({"type": "http", "scheme": "http", "headers": [(b"host", b"elsewhere")]})
    assert fresh.url == "http://127.0.0.1:1"
    world.slack.url = f"{url}/"
    assert world.slack.url == url


async def test_a_page_shows_what_its_person_sees(world: Trial) -> None:
    await world.api("chat.postEphemeral", channel="C0GENERAL", user="U0BEN", text="psst")
    bens, adas = await _state(world, "U0BEN"), await _state(world, "U0ADA")
    general = [place["messages"] for place in (bens["channels"][1], adas["channels"][1])]
    assert [len(messages) for messages in general] == [1, 0]
    assert [place["id"] for place in bens["channels"]] == ["D0BEN", "C0GENERAL", "C0RANDOM"]
    assert bens["unread"] == {"U0BEN": {"C0GENERAL": 1}}
    assert (bens["bot"], bens["command"]) == ("U0ROOMBOT", "/room")
    chatting = {person["id"]: person["note"] for person in bens["people"] if person["can_chat"]}
    assert chatting["U0ADA"] == "administrator"
    assert chatting["U0GAIL"] == "guest"
    assert "U0OTTO" not in chatting


async def test_nobody_sees_nothing(world: Trial) -> None:
    assert (await _state(world, ""))["channels"] == []


async def test_what_was_read_is_not_unread(world: Trial) -> None:
    await world.api("chat.postMessage", channel="U0BEN", text="one")
    await world.api("chat.postMessage", channel="U0BEN", text="two")
    assert world.slack.workspace.unread() == {"U0BEN": {"D0BEN": 2}}
    for _ in range(2):
        await world.ask("/read", user="U0BEN", channel="D0BEN")
    assert world.slack.workspace.unread() == {}


async def test_a_page_is_told_what_happens_where_its_person_is(world: Trial) -> None:
    async with world.http.ws_connect(f"{world.slack.url}/sandbox/live?user=U0ADA") as page:
        assert await page.receive_json() == {"kind": "hello"}
        await world.api("chat.postMessage", channel="U0BEN", text="not hers")
        parent = (await world.api("chat.postMessage", channel="U0ADA", text="hers"))["ts"]
        await world.api("chat.postMessage", channel="D0ADA", text="reply", thread_ts=parent)
        await world.api("chat.delete", channel="D0ADA", ts=parent)
        await world.api("views.publish", user_id="U0BEN", view=HOME)
        await world.api("views.publish", user_id="U0ADA", view=HOME)
        kinds = [(await page.receive_json())["kind"] for _ in range(9)]
    assert kinds == [
        *("unread", "message", "unread", "message", "message", "unread"),
        *("deleted", "unread", "views"),
    ]


HOME = {"type": "home", "blocks": [{"type": "divider"}]}
