import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.slack.bolt import dispatch
from roombot.slack.endpoint import BIGGEST_BODY, Endpoint
from roombot.slack.signatures import sign
from roombot.slack.work import Work
from roombot.system_clock import SystemClock

SECRET = "sandbox-secret"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def signed(body: bytes, content_type: str = JSON, age: int = 0) -> dict[str, Any]:
    timestamp = str(int(time.time()) - age)
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign(SECRET, timestamp.encode(), body).decode(),
    }
    return {"data": body, "headers": headers}


@pytest.fixture
def clicks(bolt: AsyncApp) -> list[str]:
    """The values of buttons that were clicked."""
    values: list[str] = []

    @bolt.action("choose")
    async def hear(ack: AsyncAck, action: dict[str, Any]) -> None:
        await ack()
        values.append(action["value"])

    return values


CLICK = {
    "type": "block_actions",
    "team": {"id": "T0SANDBOX"},
    "user": {"id": "U0ADA"},
    "actions": [{"type": "button", "action_id": "choose", "block_id": "b", "value": "one"}],
}


async def test_an_interaction_is_what_its_payload_says(
    url: str, session: aiohttp.ClientSession, clicks: list[str]
) -> None:
    form = aiohttp.FormData({"payload": json.dumps(CLICK)})()
    body = bytes(form._value)  # noqa: SLF001 - the bytes that aiohttp would send
    async with session.post(url, **signed(body, FORM)) as answer:
        assert answer.status == 200
    assert clicks == ["one"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (lambda: signed(b"{}", age=301), 401),
        (lambda: signed(b"{}", age=-310), 401),
        (lambda: {"data": b"{}"}, 401),
        (lambda: signed(b"{"), 400),
        (lambda: signed(b"[]"), 400),
        (lambda: signed(b"[" * 200_000), 400),
        (lambda: signed(b'"\xff"'), 400),
        (lambda: signed(b"a=%ff", FORM), 400),
        (lambda: signed(b"payload={", FORM), 400),
        (lambda: signed(b"nothing=known", FORM), 400),
        (lambda: signed(b"", FORM), 400),
        (lambda: signed(b"{}", "text/plain"), 400),
        (lambda: signed(b'{"authorizations": 1}'), 400),
        (lambda: signed(b" " * (BIGGEST_BODY + 1)), 413),
    ],
    ids=[
        "old",
        "from the future",
        "unsigned",
        "bad JSON",
        "no object",
        "deep JSON",
        "bad UTF-8",
        "bad UTF-8 in a form",
        "bad payload",
        "no payload",
        "empty",
        "another type",
        "odd parts",
        "too long",
    ],
)
async def test_what_is_wrong_is_refused_without_a_word(
    url: str, session: aiohttp.ClientSession, request_: Callable[[], dict[str, Any]], status: int
) -> None:
    async with session.post(url, **request_()) as answer:  # signed now, not when collected
        assert (answer.status, await answer.text()) == (status, "")


async def test_a_body_without_a_length_is_cut_off(url: str, session: aiohttp.ClientSession) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 50_000

    async with session.post(url, data=endless()) as answer:
        assert answer.status == 413


async def test_slack_can_check_the_certificate(url: str, session: aiohttp.ClientSession) -> None:
    async with session.post(url, **signed(b"ssl_check=1&token=x", FORM)) as answer:
        assert (answer.status, await answer.text()) == (200, "")


async def test_the_challenge_is_sent_back(url: str, session: aiohttp.ClientSession) -> None:
    body = b'{"type": "url_verification", "challenge": "3eZbrw1aB", "token": "x"}'
    async with session.post(url, **signed(body, f"{JSON}; charset=utf-8")) as answer:
        assert (answer.status, await answer.json()) == (200, {"challenge": "3eZbrw1aB"})


async def test_nothing_is_taken_while_the_server_drains(
    url: str, session: aiohttp.ClientSession, work: Work
) -> None:
    await work.drain(0)
    async with session.post(url, **signed(b"{}")) as answer:
        assert answer.status == 503


async def test_only_posts_are_deliveries(url: str, session: aiohttp.ClientSession) -> None:
    async with session.get(url) as answer:
        assert answer.status == 405
    async with session.post(f"{url}/more") as answer:
        assert answer.status == 404


async def test_an_unexpected_exception_keeps_the_connection(
    url: str, bolt: AsyncApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_request: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(bolt, "async_dispatch", fail)
    opened: list[object] = []
    trace = aiohttp.TraceConfig()

    async def count(*what: object) -> None:
        opened.append(what)

    trace.on_connection_create_end.append(count)
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        for _ in range(3):
            async with session.post(url, **signed(b"{}")) as answer:
                assert (answer.status, await answer.text()) == (500, "")
    assert len(opened) == 1


async def test_who_hangs_up_is_not_waited_for(bolt: AsyncApp, work: Work) -> None:
    endpoint = Endpoint(partial(dispatch, bolt), SECRET, SystemClock(), work)
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await asyncio.wait_for(endpoint({"type": "http", "headers": []}, receive, send), 1)
    assert sent[0]["status"] == 400


def test_without_a_signing_secret_there_is_no_endpoint(bolt: AsyncApp, work: Work) -> None:
    with pytest.raises(ValueError, match="signing secret"):
        Endpoint(partial(dispatch, bolt), "", SystemClock(), work)
