"""Bolt as we wire it: acknowledgements, errors, authorization, and what of Bolt we rely on."""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.listener.asyncio_runner import AsyncioListenerRunner
from slack_bolt.listener_matcher.async_listener_matcher import AsyncCustomListenerMatcher
from slack_bolt.response import BoltResponse

from roombot.sandbox.slack import Fault, SlackSandbox
from roombot.slack.acks import PromptRunner
from roombot.slack.bolt import BoltOptions, UnreadableDelivery, build_bolt, dispatch
from roombot.slack.catch_alls import register_catch_alls
from roombot.slack.matchers import BodyMatcher, lighten
from roombot.slack.work import Work

COMMAND = {
    "command": "/room",
    "text": "help",
    "team_id": "T0SANDBOX",
    "user_id": "U0ADA",
    "channel_id": "D0ADA",
    "trigger_id": "1.2.3",
}
MESSAGE = {
    "type": "event_callback",
    "team_id": "T0SANDBOX",
    "event_id": "Ev1",
    "event": {"type": "message", "channel_type": "im", "channel": "D0ADA", "user": "U0ADA"},
}


def calls(slack: SlackSandbox, method: str) -> int:
    return sum(request.method == method for request in slack.requests)


def test_the_runner_that_we_extend_is_the_one_we_know() -> None:
    def parameters(function: Callable[..., Any]) -> list[str]:
        return [*inspect.signature(function).parameters]

    run = ["self", "request", "response", "listener_name", "listener", "starting_time"]
    assert parameters(AsyncioListenerRunner.run) == run
    assert parameters(AsyncioListenerRunner.__init__) == [
        "self",
        "logger",
        "process_before_response",
        "listener_error_handler",
        "listener_start_handler",
        "listener_completion_handler",
        "lazy_listener_runner",
    ]


def test_what_we_override_is_what_bolt_registers_with() -> None:
    parameters = [*inspect.signature(AsyncApp._register_listener).parameters]  # noqa: SLF001 - the point
    assert parameters[:3] == ["self", "functions", "primary_matcher"]


def test_listeners_are_matched_by_the_body_alone(bolt: AsyncApp) -> None:
    async def hear(ack: AsyncAck) -> None:
        await ack()

    bolt.command("/room")(hear)
    [listener] = bolt._async_listeners  # noqa: SLF001 - there is no other way to see them
    assert [type(matcher) for matcher in listener.matchers] == [BodyMatcher]


async def test_a_matcher_of_ones_own_is_left_alone(bolt: AsyncApp) -> None:
    async def never(command: dict[str, Any]) -> bool:
        return bool(command["text"] == "never")

    @bolt.command("/room", matchers=[never])
    async def refuse(ack: AsyncAck) -> None:
        await ack("refused")

    @bolt.command("/room")
    async def hear(ack: AsyncAck) -> None:
        await ack("heard")

    assert (await dispatch(bolt, COMMAND)).body == "heard"
    assert (
        lighten(AsyncCustomListenerMatcher(app_name="a", func=never)).__class__ is not BodyMatcher
    )


def test_bolt_runs_listeners_with_our_runner(bolt: AsyncApp) -> None:
    assert isinstance(bolt.listener_runner, PromptRunner)


def test_nothing_is_asked_of_slack_before_a_delivery(
    slack: SlackSandbox, options: BoltOptions
) -> None:
    build_bolt(options)
    assert slack.requests == []


def test_a_token_in_the_environment_brings_no_advice(
    options: BoltOptions, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-other")
    assert build_bolt(options).client.token == options.token
    assert caplog.records == []


async def test_what_the_listener_acknowledges_with_goes_back(bolt: AsyncApp) -> None:
    @bolt.command("/room")
    async def hear(ack: AsyncAck) -> None:
        await ack("one moment")

    assert (await dispatch(bolt, COMMAND)).body == "one moment"


async def test_a_listener_may_return_its_response(bolt: AsyncApp) -> None:
    @bolt.command("/room")
    async def hear() -> BoltResponse:
        return BoltResponse(status=200, body="one moment")

    assert (await dispatch(bolt, COMMAND)).body == "one moment"


async def test_a_listener_that_forgets_to_acknowledge_is_acknowledged_for(
    bolt: AsyncApp, caplog: pytest.LogCaptureFixture
) -> None:
    @bolt.command("/room")
    async def hear() -> None:
        pass

    assert (await dispatch(bolt, COMMAND)).status == 200
    assert "ended without acknowledging" in caplog.text


async def test_a_late_acknowledgement_is_not_waited_for(
    bolt: AsyncApp, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    release = asyncio.Event()

    async def never(_body: dict[str, Any]) -> None:
        pytest.fail("a slow listener is no unknown command")

    @bolt.function("slow", auto_acknowledge=False, ack_timeout=0)
    async def hear(ack: AsyncAck) -> None:
        await release.wait()
        await ack()

    register_catch_alls(bolt, never)
    event = {
        "type": "function_executed",
        "function": {"callback_id": "slow"},
        "function_execution_id": "Fx1",
    }
    assert (await dispatch(bolt, {**MESSAGE, "event": event})).status == 200
    assert "took too long" in caplog.text
    release.set()
    assert await work.drain(1) == 0


async def test_an_event_is_acknowledged_before_its_work(bolt: AsyncApp, work: Work) -> None:
    release, done = asyncio.Event(), []

    @bolt.event("message")
    async def hear() -> None:
        await release.wait()
        done.append("heard")

    assert (await dispatch(bolt, MESSAGE)).status == 200
    assert done == []
    release.set()
    await work.drain(1)
    assert done == ["heard"]


async def test_one_handler_gets_every_error(bolt: AsyncApp, errors: list[Exception]) -> None:
    @bolt.command("/room")
    async def hear() -> None:
        raise RuntimeError("planted")

    assert (await dispatch(bolt, COMMAND)).status == 200
    assert [str(error) for error in errors] == ["planted"]


async def test_an_error_before_the_listener_is_handled_too(
    bolt: AsyncApp, errors: list[Exception]
) -> None:
    @bolt.middleware
    async def stumble() -> None:
        raise RuntimeError("planted")

    assert (await dispatch(bolt, COMMAND)).status == 200
    assert [str(error) for error in errors] == ["planted"]


async def test_an_error_handler_that_fails_is_logged(
    options: BoltOptions, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_error: Exception, _body: object, _context: AsyncBoltContext) -> None:
        raise RuntimeError("speechless")

    bolt = build_bolt(BoltOptions(**{**vars(options), "on_error": fail}))

    @bolt.command("/room")
    async def hear() -> None:
        raise RuntimeError("planted")

    assert (await dispatch(bolt, COMMAND)).status == 200
    assert "speechless" in caplog.text


async def test_slack_is_asked_once_who_the_bot_is(slack: SlackSandbox, bolt: AsyncApp) -> None:
    seen: list[str | None] = []

    @bolt.command("/room")
    async def hear(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack()
        seen.append(context.bot_user_id)

    await asyncio.gather(*(dispatch(bolt, COMMAND) for _ in range(20)))
    assert seen == ["U0ROOMBOT"] * 20
    assert calls(slack, "auth.test") == 1


async def test_deliveries_are_served_while_slack_does_not_tell_who_the_bot_is(
    slack: SlackSandbox, bolt: AsyncApp
) -> None:
    slack.faults["auth.test"] = Fault(error="internal_error")
    tokens: list[str | None] = []

    @bolt.command("/room")
    async def hear(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack()
        tokens.append(context.client.token)

    for _ in range(3):
        assert (await dispatch(bolt, COMMAND)).status == 200
    assert tokens == ["xoxb-sandbox"] * 3
    assert calls(slack, "auth.test") == 1  # for half a minute


async def test_what_is_not_where_slack_puts_it_is_told(bolt: AsyncApp) -> None:
    with pytest.raises(UnreadableDelivery):
        await dispatch(bolt, {"type": "event_callback", "authorizations": 1})


async def test_a_misnamed_argument_is_noticed(
    bolt: AsyncApp, misnamed_arguments: list[str]
) -> None:
    @bolt.command("/room")
    async def hear(ack: AsyncAck, comand: None) -> None:
        await ack()
        assert comand is None

    await dispatch(bolt, COMMAND)
    assert len(misnamed_arguments) == 1
    misnamed_arguments.clear()
