"""``sandbox`` and ``demo``: each with a page, a state of its own and an orderly end."""

import signal
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.commands.process import Running, Shell, free_port

BEN, DM = "U0BEN", "D0BEN"
BEN_EMAIL = "ben.okafor@example.com"
PORTS = ("--slack-port", "0", "--joan-port", "0")


async def said_to(running: Running, page: str) -> list[str]:
    """Return what stands in Ben's conversation with the bot."""
    _, seen = await running.get(f"{page}/sandbox/state?user={BEN}")
    (place,) = (channel for channel in seen["channels"] if channel["id"] == DM)
    return [message["text"] for message in place["messages"]]


async def page_of(running: Running) -> str:
    """Return the address of the demo's page."""
    return (await running.line("roombot is ready: open ")).split(" ")[0]


async def addresses(running: Running) -> tuple[str, str]:
    """Wait for a sandbox; return the addresses of its Slack and its Joan."""
    await running.line("Ctrl-C")
    slack, joan = [await running.line(f"{name}: ") for name in ("Slack", "Joan")]
    return slack.split(" ")[0], joan.split(" ")[0]


async def answers(running: Running, page: str, text: str) -> list[str]:
    """Write to the bot and wait for its answer; return the whole conversation."""
    await running.post(f"{page}/sandbox/say", user=BEN, channel=DM, text=text)

    async def both() -> list[str]:
        said = await said_to(running, page)
        return said if len(said) > 1 else []

    return await running.until(both)


def is_early(event: dict[str, str]) -> bool:
    """Tell whether an event is the one at six in the morning in Ljubljana."""
    start = datetime.fromisoformat(event["start"]).astimezone(ZoneInfo("Europe/Ljubljana"))
    return start.hour == 6


async def test_a_sandbox_shows_its_page_and_the_settings_for_a_bot(shell: Shell) -> None:
    bot = "http://127.0.0.1:8412/slack/events"
    running = await shell.start("sandbox", *PORTS, "--events-url", bot)
    slack, joan = await addresses(running)
    async with running.http.get(slack) as page:
        assert (page.status, page.content_type) == (200, "text/html")
    assert len((await running.get(f"{joan}/sandbox/events"))[1]) > 10
    assert f"  JOAN_URL={joan}\n" in running.said
    assert f"  SLACK_API_URL={slack}/api/\n" in running.said
    assert "  PORT=8412\n" in running.said
    ended = await running.stop(signal.SIGINT)
    assert (ended.status, ended.err) == (0, "")


async def test_a_sandbox_keeps_its_state_until_it_is_reset(shell: Shell) -> None:
    for more, there in [((), 1), ((), 2), (("--reset",), 1)]:
        running = await shell.start("sandbox", *PORTS, *more)
        slack, joan = await addresses(running)
        event = {"start": "2026-05-11T10:00", "end": "2026-05-11T11:00", "summary": "Kept"}
        await running.post(f"{joan}/sandbox/events", room="Everest", **event)
        await running.post(f"{slack}/sandbox/say", user=BEN, channel=DM, text="hello")
        _, events = await running.get(f"{joan}/sandbox/events")
        assert [one["summary"] for one in events].count("Kept") == there
        assert (await said_to(running, slack)).count("hello") == there
        assert (await running.stop(signal.SIGTERM)).status == 0


async def test_a_demo_answers_on_its_page_and_remembers_until_it_is_reset(shell: Shell) -> None:
    joan_port = str(free_port())
    demo = ("demo", "--no-browser", "--port", "0", "--slack-port", "0", "--joan-port", joan_port)
    shell.settings = {}
    running = await shell.start(*demo)
    page = await page_of(running)
    conversation = await answers(running, page, "book a room for 2 tomorrow 6-7am")
    assert "is booked for you" in conversation[1]
    ended = await running.stop(signal.SIGINT)
    assert (ended.status, ended.err) == (0, "")
    for more, there in [((), (1, conversation)), (("--reset",), (0, []))]:
        running = await shell.start(*demo, *more)
        assert await said_to(running, await page_of(running)) == there[1]
        _, events = await running.get(f"http://127.0.0.1:{joan_port}/sandbox/events")
        early = [one for one in events if one["organizer"] == BEN_EMAIL and is_early(one)]
        assert len(early) == there[0]
        assert (await running.stop(signal.SIGTERM)).status == 0


async def test_a_demo_opens_its_page_and_works_over_socket_mode(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "echo opened %s")
    shell.settings = {}
    running = await shell.start("demo", "--socket-mode", "--port", "0", *PORTS)
    page = await page_of(running)
    assert await running.line("opened ") == page
    conversation = await answers(running, page, "help")
    assert len(conversation) == 2
    ended = await running.stop()
    assert (ended.status, ended.err) == (0, "")


async def test_a_port_that_is_taken_is_told_in_a_line(shell: Shell) -> None:
    port = shell.slack.url.rpartition(":")[2]
    ended = await shell.run("demo", "--no-browser", "--joan-port", "0", "--slack-port", port)
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "A port is taken" in ended.err
