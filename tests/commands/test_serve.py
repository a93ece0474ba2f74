import signal

from roombot.sandbox.joan import Fault
from tests.commands.process import HIDDEN, Running, Shell

BEN, DM = "U0BEN", "D0BEN"
SENTENCE = "book everest tomorrow 10-11"


async def answered(shell: Shell, running: Running) -> str:
    """Wait for the bot's answer in Ben's conversation."""

    async def newest() -> str | None:
        said = [one for one in shell.slack.messages(DM, BEN) if one["user"] != BEN]
        return str(said[-1]["text"]) if said else None

    return await running.until(newest)


async def asked_to_book(shell: Shell, running: Running) -> None:
    """Wait until Joan has been asked, and has not answered yet."""

    async def seen() -> bool:
        return any(request.path.endswith("events/book/") for request in shell.joan.requests)

    await running.until(seen)


async def test_a_signed_event_is_answered_and_the_room_booked(shell: Shell) -> None:
    running = await shell.serve()
    await shell.slack.say(BEN, DM, SENTENCE)
    assert "is booked for you" in await answered(shell, running)
    assert len(shell.joan.events("Everest")) == 1
    assert (await running.stop()).status == 0


async def test_a_server_tells_its_health_until_ctrl_c(shell: Shell) -> None:
    running = await shell.serve()
    assert await running.get(f"{shell.url}/healthz") == (200, {"alive": True})
    parts = dict.fromkeys(("accepting", "database", "jobs", "joan", "slack_token"), "up")
    assert await running.get(f"{shell.url}/readyz") == (200, {"ready": True, "parts": parts})
    ended = await running.stop(signal.SIGINT)
    assert (ended.status, ended.out) == (0, "")
    assert "Traceback" not in ended.err


async def test_what_is_under_way_at_sigterm_is_finished(shell: Shell) -> None:
    shell.joan.faults.add(Fault("latency", path="events/book/", seconds=0.7))
    running = await shell.serve()
    await shell.slack.say(BEN, DM, SENTENCE)
    await asked_to_book(shell, running)
    assert shell.joan.events("Everest") == []
    ended = await running.stop(signal.SIGTERM)
    assert ended.status == 0
    assert len(shell.joan.events("Everest")) == 1
    assert "is booked for you" in await answered(shell, running)


async def test_the_same_bot_works_over_socket_mode(shell: Shell) -> None:
    shell.slack.socket_mode = True
    del shell.settings["SLACK_SIGNING_SECRET"]
    shell.joan.faults.add(Fault("latency", path="events/book/", seconds=0.7))
    running = await shell.start("socket")
    await running.ready(shell.url)
    await shell.slack.say(BEN, DM, SENTENCE)
    await asked_to_book(shell, running)
    ended = await running.stop()
    assert ended.status == 0
    assert len(shell.joan.events("Everest")) == 1
    assert "is booked for you" in await answered(shell, running)


async def test_no_secret_reaches_the_log_at_its_most_talkative(shell: Shell) -> None:
    shell.settings["ROOMBOT_LOG_LEVEL"] = "DEBUG"
    shell.joan.faults.add(Fault("status", path="rooms/", status=500))
    running = await shell.serve()
    delivery = await shell.slack.command(BEN, DM, "/room", SENTENCE)
    await shell.slack.say(BEN, DM, "which rooms are there?")
    await answered(shell, running)
    ended = await running.stop()
    assert delivery is not None
    assert '"event": "delivered"' in ended.err
    assert '"event": "asked Joan"' in ended.err
    once = {delivery.payload["response_url"].rpartition("/")[2], delivery.payload["trigger_id"]}
    assert [secret for secret in {*once, *HIDDEN.values()} if secret in ended.err] == []


async def test_a_port_that_is_taken_ends_the_start(shell: Shell) -> None:
    shell.settings["PORT"] = shell.slack.url.rpartition(":")[2]
    ended = await shell.run("serve")
    assert ended.status != 0
    assert "address already in use" in ended.err
