import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan.trial import Trial

GRANT = {"grant_type": "client_credentials"}


async def test_the_client_credentials_give_a_token(trial: Trial) -> None:
    answer = await trial.http.post("/api/token/", auth=("demo", "demo"), data=GRANT)
    reply = answer.json()
    assert len(reply.pop("access_token")) == 30
    assert reply == {"token_type": "Bearer", "expires_in": 36000, "scope": "read write"}


@pytest.mark.parametrize("auth", [("demo", "wrong"), ("nobody", "demo"), ("demo", "")])
async def test_wrong_credentials_give_none(trial: Trial, auth: tuple[str, str]) -> None:
    answer = await trial.http.post("/api/token/", auth=auth, data=GRANT)
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


@pytest.mark.parametrize("header", ["", "Basic ???", "Basic äö", "Bearer ZGVtbzpkZW1v"])
async def test_credentials_come_as_http_basic(trial: Trial, header: str) -> None:
    headers = {b"Authorization": header.encode()}
    answer = await trial.http.post("/api/token/", headers=headers, data=GRANT)
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "unsupported_grant_type"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({**GRANT, "scope": "everything"}, "invalid_scope"),
    ],
)
async def test_a_token_has_to_be_asked_for_properly(
    trial: Trial, form: dict[str, str], error: str
) -> None:
    answer = await trial.http.post("/api/token/", auth=("demo", "demo"), data=form)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


async def test_a_token_is_posted_for(trial: Trial) -> None:
    answer = await trial.get("/api/token/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")


async def test_without_a_token_nothing_is_told(trial: Trial) -> None:
    del trial.http.headers["Authorization"]
    answer = await trial.get("rooms/")
    assert answer.status_code == 401
    assert answer.json() == {"detail": "Authentication credentials were not provided."}
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'


async def test_a_wrong_token_is_refused(trial: Trial) -> None:
    trial.http.headers["Authorization"] = "Bearer wrong"
    answer = await trial.get("rooms/")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


async def test_a_token_lasts_its_lifetime(trial: Trial, clock: SandboxClock) -> None:
    clock.advance(timedelta(seconds=35999))
    assert (await trial.get("rooms/")).status_code == 200
    clock.advance(timedelta(seconds=1))
    answer = await trial.get("rooms/")
    assert answer.status_code == 401
    assert "has expired" in answer.headers["WWW-Authenticate"]
    await trial.sign_in()
    assert (await trial.get("rooms/")).status_code == 200


async def test_revoked_tokens_are_worthless(trial: Trial) -> None:
    trial.joan.revoke_tokens()
    assert (await trial.get("rooms/")).status_code == 401


async def test_a_token_for_reading_may_not_write(trial: Trial) -> None:
    await trial.sign_in("read")
    assert (await trial.get("rooms/")).status_code == 200
    answer = await trial.book("Oak", "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z")
    assert answer.status_code == 403
    assert answer.json() == {"detail": "You do not have permission to perform this action."}
    assert trial.joan.events() == []


async def test_without_a_user_agent_the_connection_is_dropped(trial: Trial) -> None:
    trial.http.headers["User-Agent"] = ""
    with pytest.raises(httpx.RemoteProtocolError):
        await trial.get("rooms/")
    assert [one.status for one in trial.joan.requests] == [None]


async def test_a_dropped_connection_is_really_closed(trial: Trial) -> None:
    host, port = trial.http.base_url.host, trial.http.base_url.port
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"GET /api/v1.0/rooms/ HTTP/1.1\r\nHost: joan\r\n\r\n")
    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()


async def test_a_get_without_the_trailing_slash_is_sent_on(trial: Trial) -> None:
    answer = await trial.get("rooms", page=1)
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{trial.url}/api/v1.0/rooms/?page=1"


@pytest.mark.parametrize("path", ["events/book", "/api/token", "nowhere/", "/", "/api/v1.0/"])
async def test_any_other_path_is_a_page_not_found(trial: Trial, path: str) -> None:
    answer = await trial.post(path)
    assert answer.status_code == 404
    assert "<h1>Not Found</h1>" in answer.text


async def test_a_minute_has_so_many_requests(
    start: Callable[..., Awaitable[Trial]], clock: SandboxClock
) -> None:
    trial = await start(requests_per_minute=3)  # one was for the token
    clock.advance(timedelta(seconds=20))
    assert [(await trial.get(path)).status_code for path in ("rooms/", "users/")] == [200, 200]
    answer = await trial.get("me/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "40")
    assert answer.json() == {"detail": "Request was throttled. Expected available in 40 seconds."}
    clock.advance(timedelta(seconds=40))
    assert (await trial.get("me/")).status_code == 200
    assert (await trial.get("me/")).status_code == 429


async def test_a_throttled_write_does_nothing(start: Callable[..., Awaitable[Trial]]) -> None:
    trial = await start(requests_per_minute=1)
    answer = await trial.book("Oak", "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z")
    assert answer.status_code == 429
    assert trial.joan.events() == []
    answer = await trial.http.post("/api/token/", auth=("demo", "demo"), data=GRANT)
    assert answer.status_code == 429
