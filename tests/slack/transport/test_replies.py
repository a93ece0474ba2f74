from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from roombot.sandbox.slack import Fault, SlackSandbox
from roombot.slack.catch_alls import register_catch_alls
from roombot.slack.messages import Message, Posted
from roombot.slack.origins import Origin, OriginKind
from roombot.slack.replies import Replies, Undelivered
from roombot.slack.response_urls import UnusableUrl, is_trusted, respond

Serve = Callable[[ASGIApp], Awaitable[str]]

ADA, DM, GENERAL, RANDOM = "U0ADA", "D0ADA", "C0GENERAL", "C0RANDOM"
HELLO = Message("Hello", [{"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}])
BUTTON = {
    "type": "button",
    "action_id": "go",
    "value": "1",
    "text": {"type": "plain_text", "text": "Go"},
}
ASK = Message("Go?", [{"type": "actions", "elements": [BUTTON]}])


@pytest.fixture
def origins(bolt: AsyncApp, url: str) -> list[Origin]:
    """Where deliveries came from, in order."""
    assert url
    found: list[Origin] = []

    @bolt.event("message")
    async def ignore() -> None:
        """Leave channel messages alone; mentions come by themselves."""

    @bolt.event("app_mention")
    async def hear(body: dict[str, Any]) -> None:
        found.append(Origin.of(body))

    @bolt.command("/room")
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        found.append(Origin.of(body))

    async def keep(body: dict[str, Any]) -> None:
        found.append(Origin.of(body))

    register_catch_alls(bolt, keep)
    return found


def from_dm() -> Origin:
    return Origin("T0SANDBOX", ADA, DM, OriginKind.DM, "Ev1")


def seen(slack: SlackSandbox, channel: str, viewer: str = ADA) -> list[tuple[str, bool]]:
    """The bot's messages in a channel: their texts, and whether only the viewer sees them."""
    everybody = {message["ts"] for message in slack.messages(channel, "U0BEN")}
    return [
        (message["text"], message["ts"] not in everybody)
        for message in slack.messages(channel, viewer)
        if message["user"] == "U0ROOMBOT"
    ]


async def test_a_direct_message_is_answered_in_the_dm(
    slack: SlackSandbox, replies: Replies
) -> None:
    await slack.open_app(ADA)
    posted = await replies.answer(from_dm(), HELLO)
    [message] = slack.messages(DM)
    assert (message["text"], message["blocks"][0]["text"]["text"]) == ("Hello", "*Hello*")
    assert posted == Posted(DM, message["ts"])


async def test_a_mention_is_answered_in_its_thread(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    await slack.mention(ADA, GENERAL, "hello")
    posted = await replies.answer(origins[0], HELLO)
    assert posted is not None
    [answer] = [one for one in slack.messages(GENERAL) if one["ts"] == posted.ts]
    assert answer["thread_ts"] == origins[0].message_ts


async def test_a_command_is_answered_to_its_person_alone(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    await slack.command(ADA, GENERAL, "/room", "hello")
    assert await replies.answer(origins[0], HELLO) is None
    assert seen(slack, GENERAL) == [("Hello", True)]


async def test_a_command_is_answered_where_the_bot_is_no_member(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    await slack.command(ADA, RANDOM, "/room", "hello")
    await replies.answer(origins[0], HELLO)
    assert [text for text, _ in seen(slack, RANDOM)] == ["Hello"]


async def test_a_used_up_response_url_leads_to_an_ephemeral_message(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    await slack.command(ADA, GENERAL, "/room", "hello")
    for _ in range(6):
        await replies.answer(origins[0], HELLO)
    assert seen(slack, GENERAL) == [("Hello", True)] * 6
    assert [one.method for one in slack.requests].count("chat.postEphemeral") == 1


async def test_where_nothing_else_leads_there_is_the_dm(
    slack: SlackSandbox, replies: Replies
) -> None:
    origin = Origin("T0SANDBOX", ADA, RANDOM, OriginKind.MENTION, "Ev1", thread_ts="1.0")
    posted = await replies.answer(origin, HELLO)
    assert posted is not None
    assert posted.channel == DM
    assert [one["text"] for one in slack.messages(DM)] == ["Hello"]


async def test_a_person_without_a_channel_is_answered_in_the_dm(replies: Replies) -> None:
    posted = await replies.answer(Origin("T0SANDBOX", ADA, "", OriginKind.ACTION, "1"), HELLO)
    assert posted is not None
    assert posted.channel == DM


async def test_when_no_way_leads_to_the_person_that_is_told(
    slack: SlackSandbox, replies: Replies
) -> None:
    slack.faults["chat.postMessage"] = Fault(error="restricted_action")
    with pytest.raises(Undelivered):
        await replies.answer(from_dm(), HELLO)


async def test_a_rate_limit_is_waited_out(slack: SlackSandbox, replies: Replies) -> None:
    slack.faults["chat.postMessage"] = Fault(status=429, retry_after=0, times=1)
    posted = await replies.answer(from_dm(), HELLO)
    assert posted is not None


async def test_a_clicked_message_is_replaced(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    asked = await replies.dm(ADA, ASK)
    assert asked is not None
    await slack.click(ADA, DM, asked.ts, "go")
    assert await replies.replace(origins[0], Message("Gone")) == asked
    [message] = slack.messages(DM)
    assert (message["text"], message.get("blocks", [])) == ("Gone", [])


async def test_a_clicked_ephemeral_message_is_replaced(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    await slack.command(ADA, GENERAL, "/room", "hello")
    await replies.answer(origins[0], ASK)
    [message] = slack.messages(GENERAL, ADA)
    await slack.click(ADA, GENERAL, message["ts"], "go")
    assert await replies.replace(origins[1], HELLO) is None
    assert seen(slack, GENERAL) == [("Hello", True)]


async def test_a_message_that_cannot_be_updated_is_replaced_through_its_url(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    asked = await replies.dm(ADA, ASK)
    assert asked is not None
    await slack.click(ADA, DM, asked.ts, "go")
    slack.faults["chat.update"] = Fault(error="cant_update_message")
    assert await replies.replace(origins[0], HELLO) == asked
    assert [one["text"] for one in slack.messages(DM)] == ["Hello"]


async def test_in_the_place_of_a_lost_message_comes_a_new_one(
    slack: SlackSandbox, replies: Replies
) -> None:
    origin = replace(from_dm(), kind=OriginKind.ACTION, message_ts="1.0")
    await slack.open_app(ADA)
    posted = await replies.replace(origin, HELLO)
    assert posted is not None
    assert [one["ts"] for one in slack.messages(DM)] == [posted.ts]


async def test_a_whisper_in_a_channel_is_for_one_person(
    slack: SlackSandbox, replies: Replies, origins: list[Origin]
) -> None:
    await slack.mention(ADA, GENERAL, "hello")
    assert await replies.whisper(origins[0], HELLO) is None
    assert seen(slack, GENERAL) == [("Hello", True)]


async def test_who_cannot_be_reached_by_dm_is_no_error(replies: Replies) -> None:
    assert await replies.dm("U0OTTO", HELLO) is None


async def test_a_message_is_changed_in_its_place(slack: SlackSandbox, replies: Replies) -> None:
    posted = await replies.dm(ADA, ASK)
    assert posted is not None
    assert await replies.update(posted.channel, posted.ts, HELLO)
    assert [one["text"] for one in slack.messages(DM)] == ["Hello"]


async def test_a_message_that_is_gone_cannot_be_changed(replies: Replies) -> None:
    await replies.dm(ADA, ASK)
    assert not await replies.update(DM, "1.0", HELLO)


SLACK = "https://slack.com/api/"
SANDBOX = "http://127.0.0.1:4000/api/"


@pytest.mark.parametrize(
    ("url", "slack_url", "trusted"),
    [
        ("https://hooks.slack.com/actions/1", SLACK, True),
        ("https://hooks.slack.com:443/actions/1", SLACK, True),
        ("https://hooks.slack-gov.com/actions/1", SLACK, True),
        ("http://hooks.slack.com/actions/1", SLACK, False),
        ("https://hooks.slack.com:8443/actions/1", SLACK, False),
        ("https://hooks.slack.com@evil.example/", SLACK, False),
        ("https://me:you@hooks.slack.com/", SLACK, False),
        ("https://hooks.slack.com.evil.example/", SLACK, False),
        ("https://evil.example/hooks.slack.com", SLACK, False),
        ("https://slack.com/api/chat.delete", SLACK, False),
        ("http://127.0.0.1:4000/actions/1", SLACK, False),
        ("http://127.0.0.1:4000/actions/1", SANDBOX, True),
        ("https://127.0.0.1:9999/actions/1", SANDBOX, True),
        ("ftp://127.0.0.1/actions/1", SANDBOX, False),
        ("http://127.0.0.2:4000/actions/1", SANDBOX, False),
        ("https://hooks.slack.com/actions/1", SANDBOX, True),
        ("https://hooks.slack.com:port/", SLACK, False),
        ("", SLACK, False),
    ],
)
def test_response_urls_lead_to_slack_only(url: str, slack_url: str, *, trusted: bool) -> None:
    assert is_trusted(url, slack_url) is trusted


async def test_a_forged_response_url_is_not_followed(
    slack: SlackSandbox, replies: Replies, origins: list[Origin], serve: Serve
) -> None:
    called: list[str] = []

    async def catch(request: Request) -> Response:
        called.append(request.url.path)
        return Response()

    elsewhere = await serve(Starlette(routes=[Route("/{rest:path}", catch, methods=["POST"])]))
    await slack.command(ADA, GENERAL, "/room", "hello")
    forged = replace(origins[0], response_url=elsewhere.replace("127.0.0.1", "localhost"))
    await replies.answer(forged, HELLO)
    assert called == []
    assert seen(slack, GENERAL) == [("Hello", True)]


@pytest.mark.parametrize(
    "answer",
    [
        Response("gone", 404),
        Response(status_code=500),
        JSONResponse({"ok": False, "error": "used_url"}),
        RedirectResponse("http://127.0.0.1:1/", 302),
    ],
    ids=["404", "500", "not ok", "redirect"],
)
async def test_whatever_a_response_url_refuses_is_told(
    serve: Serve, session: aiohttp.ClientSession, answer: Response
) -> None:
    async def refuse(_request: Request) -> Response:
        return answer

    url = await serve(Starlette(routes=[Route("/hook", refuse, methods=["POST"])]))
    with pytest.raises((UnusableUrl, aiohttp.ClientError)):
        await respond(f"{url}/hook", HELLO, session, replace=False)
