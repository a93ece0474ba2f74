import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import aiohttp
import httpx
import pytest
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from roombot.sandbox.slack import SlackSandbox
from roombot.slack.bolt import BoltOptions, build_bolt, dispatch
from roombot.slack.messages import Message
from roombot.slack.origins import Origin
from roombot.slack.redaction import configure_logging, redactor
from roombot.slack.replies import Replies
from roombot.slack.web import build_client
from roombot.slack.work import Work

PLANTED = (
    "xoxb-1234-5678-AbCdEf",
    "xoxp-1234-AbCd",
    "xoxe.xoxp-1-AbCdEf",
    "xoxe-1-AbCdEf",
    "xapp-1-A0-99-abcdef",
)
SIGNING_SECRET = 'a "secret" & more/ä'
TRIGGER = "13345224609.738474920.8088930838d88f008e0"
HOOK = "https://hooks.slack.com/commands/T1/42/Zm9vYmFy"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged at DEBUG, as it would be printed."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions)
    output = io.StringIO()
    configure_logging("DEBUG", [SIGNING_SECRET, "joan-secret"], output)
    levels = {name: logging.getLogger(name).level for name in ("httpx", "httpcore")}
    for name in levels:
        logging.getLogger(name).setLevel(logging.NOTSET)  # what they write is cleaned all the same
    yield output
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    root.handlers[:], own_level, logging.raiseExceptions = before
    root.setLevel(own_level)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        *((f"a {token} b", "a *** b") for token in PLANTED),
        (f"POST {HOOK} done", "POST https://hooks.slack.com/*** done"),
        (json.dumps({"u": HOOK}).replace("/", "\\/"), '{"u": "https:\\/\\/hooks.slack.com/***"}'),
        ("x=https%3A%2F%2Fhooks.slack.com%2Fa%2Fb&y=1", "x=https%3A%2F%2Fhooks.slack.com/***&y=1"),
        ("'response_url': 'http://127.0.0.1:1/a/b', 'c'", "'response_url': '***', 'c'"),
        (r"{\"response_url\":\"http:\/\/h\/b\",\"c\"", r"{\"response_url\":\"***\",\"c\""),
        ("response_url=http%3A%2F%2Fh%2Fb&c=1", "response_url=***&c=1"),
        (f"opened with {TRIGGER}", "opened with ***"),
        ("'trigger_id': 'abc'", "'trigger_id': '***'"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: *** ***"),
        ("[(b'Authorization', b'Bearer abcdefgh')]", "[(b'Authorization', b'Bearer ***')]"),
        ("(b'authorization', b'Basic dXNlcjpwYXNz')", "(b'authorization', b'Basic ***')"),
        ("v0=" + "ab" * 32, "***"),
        ("client_secret=abc&code=1", "client_secret=***&code=1"),
        ('{"refresh_token": "abc"}', '{"refresh_token": "***"}'),
        ("wss://host/link/?ticket=abc&app_id=def", "wss://host/link/?ticket=***&app_id=def"),
        ("the basic meeting room is free", "the basic meeting room is free"),
        ("book room 12.50 tomorrow", "book room 12.50 tomorrow"),
    ],
)
def test_secrets_are_hidden_and_nothing_else(text: str, clean: str) -> None:
    assert redactor(["", "abc"])(text) == clean


@pytest.mark.parametrize(
    "spelling",
    [
        SIGNING_SECRET,
        json.dumps(SIGNING_SECRET),
        repr(SIGNING_SECRET),
        "a%20%22secret%22%20%26%20more%2F%C3%A4",
        "a+%22secret%22+%26+more%2F%C3%A4",
    ],
)
def test_a_secret_is_known_in_every_spelling(spelling: str) -> None:
    assert "secret" not in redactor([SIGNING_SECRET])(f"<{spelling}>")


def test_log_lines_are_json_where_nobody_watches(log: io.StringIO) -> None:
    logging.getLogger("roombot.test").warning("hello %s", "Ada", extra={"room": "Alpha"})
    line = json.loads(log.getvalue())
    assert (line["event"], line["level"], line["logger"]) == (
        "hello Ada",
        "warning",
        "roombot.test",
    )
    assert line["room"] == "Alpha"
    assert line["timestamp"].endswith("Z")


def test_what_a_library_says_in_colours_too_is_told_once(log: io.StringIO) -> None:
    logging.getLogger("library").info("up", extra={"color_message": "\x1b[1mup\x1b[0m"})
    assert json.loads(log.getvalue()).keys() == {"event", "logger", "level", "timestamp"}


def test_structured_logs_take_the_same_way(log: io.StringIO) -> None:
    structlog.get_logger("roombot.test").info("hello", token="xoxb-1-2")
    assert json.loads(log.getvalue())["token"] == "***"


def test_people_at_a_terminal_read_plain_lines() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions)
    output = Terminal()
    configure_logging("INFO", [], output)
    try:
        raise_and_log("xoxb-1-2")
    finally:
        logging.captureWarnings(capture=False)
        structlog.reset_defaults()
        root.handlers[:], level, logging.raiseExceptions = before
        root.setLevel(level)
    assert "RuntimeError" in output.getvalue()
    assert "xoxb-1-2" not in output.getvalue()


def raise_and_log(text: str) -> None:
    def fail() -> None:
        raise RuntimeError(text)

    try:
        fail()
    except RuntimeError:
        logging.getLogger("roombot.test").exception("failed")


def test_exceptions_are_cleaned_too(log: io.StringIO) -> None:
    raise_and_log(f"{PLANTED[0]} and {SIGNING_SECRET}")
    line = json.loads(log.getvalue())
    assert line["exception"].endswith("RuntimeError")


class OwnError(Exception):
    pass


def test_messages_of_our_own_exceptions_are_told_and_cleaned(log: io.StringIO) -> None:
    OwnError.__module__ = "roombot.planted"
    error = OwnError(f"we say {PLANTED[0]}")
    error.__cause__ = ValueError("a private word")
    logging.getLogger("roombot.test").error("failed", exc_info=error)
    told = json.loads(log.getvalue())["exception"]
    assert "OwnError: we say ***" in told
    assert "ValueError" in told
    assert "a private word" not in told


def test_libraries_are_not_heard_below_info(log: io.StringIO) -> None:
    configure_logging("DEBUG", [], log)
    logging.getLogger("slack_sdk.web").debug("what people said")
    logging.getLogger("sqlalchemy.engine").debug("what is stored")
    assert log.getvalue() == ""


@pytest.mark.parametrize(("form", "is_json"), [("json", True), ("text", False), ("auto", True)])
def test_the_form_of_lines_is_a_setting(log: io.StringIO, form: str, *, is_json: bool) -> None:
    configure_logging("INFO", [], log, form)
    logging.getLogger("roombot.test").warning("hello")
    assert log.getvalue().startswith("{") is is_json


def test_warnings_are_cleaned_too(log: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("joan-secret", UserWarning, stacklevel=1)
    assert "***" in log.getvalue()
    assert "joan-secret" not in log.getvalue().replace('warn(\\"joan-secret', "")


def test_a_record_that_cannot_be_formatted_is_not_printed(
    log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("roombot.test").warning("%d", PLANTED[0])
    assert (log.getvalue(), capsys.readouterr().err) == ("", "")


async def test_no_library_tells_secrets_at_debug(
    log: io.StringIO, options: BoltOptions, slack: SlackSandbox, work: Work
) -> None:
    bolt = build_bolt(options)
    client = build_client(options.token, options.slack_url, options.session)
    replies = Replies(client, options.slack_url, options.session)

    @bolt.command("/room")
    async def hear(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await replies.answer(Origin.of(body), Message(" ".join(PLANTED)))

    body = {
        "command": "/room",
        "text": " ".join(PLANTED),
        "team_id": "T0SANDBOX",
        "user_id": "U0ADA",
        "channel_id": "D0ADA",
        "trigger_id": TRIGGER,
        "response_url": f"{slack.url}/commands/T0SANDBOX/planted-path",
    }
    await dispatch(bolt, body)
    await dispatch(bolt, {**body, "command": "/unheard-of"})
    await work.drain(1)
    await plant_in_slack_sdk(bolt)
    await plant_in_httpx(slack.url)

    written = log.getvalue()
    assert "HTTP Request" in written  # httpx speaks
    secrets = ("planted-path", TRIGGER, "joan-secret", "Zm9vYmFy", options.token, *PLANTED)
    assert [secret for secret in secrets if secret in written] == []


async def plant_in_slack_sdk(bolt: AsyncApp) -> None:
    secrets = {"client_secret": "joan-secret", "refresh_token": PLANTED[2]}
    with pytest.raises(SlackApiError):
        await bolt.client.api_call("oauth.v2.access", data=secrets)


async def plant_in_httpx(url: str) -> None:
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {PLANTED[0]}"}) as client:
        await client.post(f"{url}/api/auth.test", params={"client_secret": "joan-secret"})


async def test_the_endpoint_tells_nothing_of_forgeries(
    log: io.StringIO, url: str, session: aiohttp.ClientSession
) -> None:
    await session.post(url, data=f"payload={PLANTED[0]}", headers={"X-Slack-Signature": "v0=1"})
    assert PLANTED[0] not in log.getvalue()
