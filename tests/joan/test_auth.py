import asyncio
import base64
from datetime import timedelta

import pytest

from roombot.joan.auth import Account
from roombot.joan.client import EventAt, JoanClient
from roombot.joan.errors import BadCredentials, BrokenContract, JoanError, NotSent
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Drop, Reply, ScriptedServer

TOKEN = "/api/token/"
ME = "/api/v1.0/me/"
CANCEL = "/api/v1.0/events/cancel/"
REFUSED = Reply({"detail": "Invalid token."}, 401, {"WWW-Authenticate": "Bearer"})


def token(name: str, seconds: object = 36000) -> Reply:
    return Reply({"access_token": name, "token_type": "Bearer", "expires_in": seconds})


async def test_two_hundred_calls_at_once_ask_for_one_token(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ME, Reply({}))
    await asyncio.gather(*(client.me() for _ in range(200)))
    assert (len(scripted.asked(TOKEN)), len(scripted.asked(ME))) == (1, 200)


async def test_the_token_is_asked_for_as_joan_wants_it(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ME, Reply({}))
    await client.me()
    [asked] = scripted.asked(TOKEN)
    basic = base64.b64encode(b"the-id:the-secret-nobody-may-see").decode()
    assert asked.method == "POST"
    assert asked.body == "grant_type=client_credentials"
    assert asked.headers["authorization"] == f"Basic {basic}"
    assert asked.headers["user-agent"].startswith("roombot/")
    assert scripted.asked(ME)[0].headers["authorization"] == "Bearer tok-nobody-may-see"


async def test_a_token_is_replaced_before_it_ends(
    client: JoanClient, scripted: ScriptedServer, clock: SandboxClock
) -> None:
    scripted.says(TOKEN, token("one", 600), token("two", 600))
    scripted.says(ME, Reply({}))
    await client.me()
    clock.advance(timedelta(seconds=539))
    await client.me()
    clock.advance(timedelta(seconds=2))
    await client.me()
    sent = [seen.headers["authorization"] for seen in scripted.asked(ME)]
    assert sent == ["Bearer one", "Bearer one", "Bearer two"]


async def test_a_refused_token_is_replaced_once_and_the_request_repeated(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(TOKEN, token("old"), token("new"))
    scripted.says(CANCEL, REFUSED, Reply(""))
    await client.finish(EventAt("e", "r"), "UTC")
    first, second = scripted.asked(CANCEL)
    assert second.headers["authorization"] == "Bearer new"
    assert second.json() == first.json()


async def test_many_refusals_at_once_cost_one_new_token(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(TOKEN, token("old"), token("new"))
    scripted.says(ME, *[REFUSED] * 20, Reply({}))
    await asyncio.gather(*(client.me() for _ in range(20)))
    assert (len(scripted.asked(TOKEN)), len(scripted.asked(ME))) == (2, 40)


async def test_a_second_refusal_means_wrong_credentials(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(TOKEN, token("old"), token("new"))
    scripted.says(ME, REFUSED)
    with pytest.raises(BadCredentials):
        await client.me()
    assert len(scripted.asked(ME)) == 2


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply({"error": "invalid_client"}, 401), BadCredentials),
        (Reply({"error": "invalid_client"}, 400), BadCredentials),
        (Reply("<html>", 404), BadCredentials),
        (Reply("<html>", 500), NotSent),
        (Reply("", 429, {"Retry-After": "30"}), NotSent),
        (Drop(), NotSent),
        (Reply({"token_type": "Bearer"}), BrokenContract),
        (Reply({"access_token": ""}), BrokenContract),
        (Reply("<html>"), BrokenContract),
        (Reply("", 302, {"Location": "/login"}), BrokenContract),
    ],
    ids=str,
)
async def test_without_a_token_nothing_is_sent(
    client: JoanClient, scripted: ScriptedServer, reply: Reply, error: type[JoanError]
) -> None:
    scripted.says(TOKEN, reply)
    with pytest.raises(error):
        await client.finish(EventAt("e", "r"), "UTC")
    assert scripted.asked(CANCEL) == []


async def test_a_failed_token_request_does_not_keep_the_next_from_trying(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(TOKEN, Drop(), token("new"))
    scripted.says(ME, Reply({"id": 1}))
    assert await client.me() == {"id": 1}


async def test_the_length_of_a_life_may_be_missing(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(TOKEN, Reply({"access_token": "one"}))
    scripted.says(ME, Reply({"id": 1}))
    assert await client.me() == {"id": 1}


def test_an_account_does_not_show_its_secret() -> None:
    assert "hush" not in repr(Account("https://joan.example.com", "id", "hush"))


async def test_errors_hold_no_token_and_no_reply_that_holds_one(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(TOKEN, Reply({"access_token": ["tok-nobody-may-see"]}))
    with pytest.raises(BrokenContract) as caught:
        await client.me()
    assert str(caught.value) == "api/token/: access_token: not as agreed"
    assert caught.value.__cause__ is None


async def test_a_token_that_no_header_can_hold_breaks_the_contract(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says("/api/token/", Reply({"access_token": "😀", "expires_in": 600}))
    with pytest.raises(BrokenContract):
        await client.me()
