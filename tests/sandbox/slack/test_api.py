"""How calls are read, authorized, refused, logged and made to fail."""

import json
from typing import Any

import aiohttp
import pytest

from roombot.sandbox.slack import Fault
from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json

BEARER = {"Authorization": "Bearer xoxb-sandbox"}


async def _send(world: Trial, method: str, **request: Any) -> Json:
    url = f"{world.slack.url}/api/{method}"
    async with world.http.post(url, **request) as response:
        return dict(await response.json())


async def test_unknown_methods_are_refused(world: Trial) -> None:
    assert (await world.api("chat.shout"))["error"] == "unknown_method"


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (" ", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-sandbox", "auth.test", "not_allowed_token_type"),
        ("xoxb-sandbox", "apps.connections.open", "not_allowed_token_type"),
    ],
)
async def test_only_the_right_token_is_taken(
    world: Trial, token: str, method: str, error: str
) -> None:
    assert (await world.api(method, token=token))["error"] == error


async def test_a_token_may_come_as_an_argument(world: Trial) -> None:
    assert (await _send(world, "auth.test", data={"token": "xoxb-sandbox"}))["ok"]


async def test_arguments_may_come_in_the_query(world: Trial) -> None:
    url = f"{world.slack.url}/api/users.info?user=U0BEN"
    async with world.http.get(url, headers=BEARER) as response:
        assert (await response.json())["user"]["name"] == "ben.okafor"
        assert "chat:write" in response.headers["x-oauth-scopes"]


async def test_json_is_read_where_the_method_reads_json(world: Trial) -> None:
    body = {"channel": "U0ADA", "text": "hi", "thread_ts": None, "unfurl_links": False}
    assert (await _send(world, "chat.postMessage", json=body, headers=BEARER))["ok"]


async def test_json_is_not_read_by_users_info(world: Trial) -> None:
    answer = await _send(world, "users.info", json={"user": "U0BEN"}, headers=BEARER)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("application/json", "{", "invalid_json"),
        ("application/json", "[]", "json_not_object"),
        ("text/plain", "channel=U0ADA", "invalid_post_type"),
    ],
)
async def test_bodies_that_cannot_be_read_are_refused(
    world: Trial, content_type: str, body: str, error: str
) -> None:
    headers = {**BEARER, "Content-Type": content_type}
    assert (await _send(world, "chat.postMessage", data=body, headers=headers))["error"] == error


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"user": "U0ADA", "include_locale": "perhaps"}, "must be a valid boolean: include_locale"),
        ({"user": ""}, "missing required field: user"),
    ],
)
async def test_arguments_are_checked(world: Trial, arguments: Json, message: str) -> None:
    answer = await world.api("users.info", **arguments)
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {message}"]


@pytest.mark.parametrize("body", [{"channel": ["U0ADA"]}, {"channel": True}])
async def test_strings_must_be_strings(world: Trial, body: Json) -> None:
    answer = await _send(world, "chat.postMessage", json={"text": "x", **body}, headers=BEARER)
    assert answer["error"] == "invalid_arguments"


async def test_truths_may_be_json_truths(world: Trial) -> None:
    body = {"users": "U0ADA", "return_im": True}
    answer = await _send(world, "conversations.open", json=body, headers=BEARER)
    assert answer["channel"]["user"] == "U0ADA"


async def test_calls_are_logged_without_the_token(world: Trial) -> None:
    await _send(world, "users.info", data={"token": "xoxb-sandbox", "user": "U0NOBODY"})
    async with world.http.get(f"{world.slack.url}/sandbox/requests") as response:
        [call] = await response.json()
    assert call == {
        "method": "users.info",
        "arguments": {"user": "U0NOBODY"},
        "error": "user_not_found",
    }
    assert "xoxb" not in json.dumps(call)


async def test_a_fault_answers_with_an_error_as_often_as_it_was_told(world: Trial) -> None:
    world.slack.faults["auth.test"] = Fault(error="internal_error", times=2)
    answers = [(await world.api("auth.test")).get("error") for _ in range(3)]
    assert answers == ["internal_error", "internal_error", None]
    assert [call.error for call in world.slack.requests] == answers


async def test_a_rate_limit_says_when_to_come_back(world: Trial) -> None:
    world.slack.faults["auth.test"] = Fault(status=429, retry_after=7)
    async with world.http.post(f"{world.slack.url}/api/auth.test", headers=BEARER) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")


async def test_a_late_fault_strikes_when_the_message_is_posted(world: Trial) -> None:
    world.slack.faults["chat.postMessage"] = Fault(status=500, after=True)
    request = {"channel": "U0ADA", "text": "hi"}
    url = f"{world.slack.url}/api/chat.postMessage"
    async with world.http.post(url, data=request, headers=BEARER) as response:
        assert response.status == 500
    assert [message["text"] for message in world.slack.messages("D0ADA")] == ["hi"]


async def test_latency_alone_changes_no_answer(world: Trial) -> None:
    for fault in (Fault(latency=0.001), Fault(latency=0.001, after=True)):
        world.slack.faults["auth.test"] = fault
        assert (await world.api("auth.test"))["ok"]


async def test_a_hanging_call_is_given_up_by_the_caller(world: Trial) -> None:
    world.slack.faults["auth.test"] = Fault(hang=True)
    with pytest.raises(TimeoutError):
        await _send(world, "auth.test", timeout=aiohttp.ClientTimeout(total=0.05))


async def test_faults_are_set_and_taken_away_over_http(world: Trial) -> None:
    url = f"{world.slack.url}/sandbox/faults/auth.test"
    async with world.http.put(url, json={"error": "fatal_error"}) as response:
        assert (await response.json())["auth.test"]["error"] == "fatal_error"
    assert (await world.api("auth.test"))["error"] == "fatal_error"
    async with world.http.delete(url) as response:
        assert await response.json() == {}
    assert (await world.api("auth.test"))["ok"]
