import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from roombot.joan.client import EventAt, JoanClient, NewEvent
from roombot.joan.errors import (
    BrokenContract,
    Conflict,
    JoanError,
    NoAnswer,
    NotFound,
    NotSent,
    Rejected,
    ServerFailed,
    Throttled,
)
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Drop, Hang, Reply, ScriptedServer

API = "/api/v1.0/"
ROOMS = API + "rooms/"
BOOK = API + "events/book/"
CANCEL = API + "events/cancel/"
ZONE = "Europe/Ljubljana"
NINE = datetime(2030, 1, 14, 9, tzinfo=UTC)
TEN = datetime(2030, 1, 14, 10, tzinfo=UTC)
EVENT = EventAt("Event-1", "https://example.com/r.ics")
HTML = Reply("<html><h1>Bad gateway</h1></html>", 502, {"Content-Type": "text/html"})

Verb = Callable[[JoanClient], Awaitable[object]]


def new_event(title: str | None = None) -> NewEvent:
    return NewEvent("r", NINE, TEN, ZONE, title=title)


ASKED: list[tuple[Verb, str, str, object]] = [
    (lambda c: c.me(), "GET", "me/", None),
    (lambda c: c.users(), "GET", "users/", None),
    (lambda c: c.rooms(), "GET", "rooms/", None),
    (lambda c: c.room("7"), "GET", "rooms/7/", None),
    (lambda c: c.events(), "GET", "events/", None),
    (lambda c: c.devices(), "GET", "devices/", None),
    (lambda c: c.device("a/b"), "GET", "devices/a%2Fb/", None),
    (lambda c: c.options("events/book/"), "OPTIONS", "events/book/", None),
    (
        lambda c: c.get_room(NINE, 60, ZONE),
        "POST",
        "get_room/",
        {"eventStart": "2030-01-14T10:00:00+01:00", "duration": 60, "timezone": ZONE},
    ),
    (
        lambda c: c.book(NewEvent("r", NINE, TEN, ZONE, "ada@x", "Plans", auto_confirm=True)),
        "POST",
        "events/book/",
        {
            "source": "r",
            "start": "2030-01-14T10:00:00+01:00",
            "end": "2030-01-14T11:00:00+01:00",
            "timezone": ZONE,
            "organizer": "ada@x",
            "title": "Plans",
            "auto_confirm": True,
        },
    ),
    (
        lambda c: c.book(new_event(title="")),
        "POST",
        "events/book/",
        {
            "source": "r",
            "start": "2030-01-14T10:00:00+01:00",
            "end": "2030-01-14T11:00:00+01:00",
            "timezone": ZONE,
            "auto_confirm": False,
        },
    ),
    (
        lambda c: c.cancel(EVENT, ZONE),
        "POST",
        "events/cancel/",
        {
            "event_id": "Event-1",
            "room_id": "https://example.com/r.ics",
            "timezone": ZONE,
            "finish": False,
        },
    ),
    (
        lambda c: c.finish(EventAt("e", "r"), ZONE),
        "POST",
        "events/cancel/",
        {"event_id": "e", "room_id": "r", "timezone": ZONE, "finish": True},
    ),
    (
        lambda c: c.checkin(EventAt("e", "r"), 900),
        "POST",
        "events/checkin/",
        {"event_id": "e", "room_id": "r", "lifetime": 900},
    ),
    (
        lambda c: c.extend(EventAt("e", "r"), TEN, "Asia/Tokyo"),
        "POST",
        "events/extend/",
        {"event_id": "e", "room_id": "r", "extend_until": "2030-01-14T19:00:00+09:00"},
    ),
    (
        lambda c: c.move(EventAt("e", "r"), "s", "Room S"),
        "POST",
        "events/move/",
        {
            "event_id": "e",
            "old_calendar_id": "r",
            "new_calendar_id": "s",
            "new_calendar_name": "Room S",
        },
    ),
    (
        lambda c: c.invite(EventAt("e", "r"), "Plans", "Room R", "bob@x"),
        "POST",
        "events/invite/",
        {
            "event_id": "e",
            "room_id": "r",
            "event_name": "Plans",
            "room_name": "Room R",
            "email": "bob@x",
        },
    ),
    (lambda c: c.confirm("inv/1"), "GET", "events/invite/inv%2F1/", None),
    (lambda c: c.reject("inv-1"), "GET", "events/reject/inv-1/", None),
]
A_ROOM = {"uuid": "u", "results": [], "rooms": {}}  # what every endpoint here can live with

WRITES: list[tuple[str, Verb]] = [
    ("events/book/", lambda c: c.book(new_event())),
    ("events/cancel/", lambda c: c.finish(EVENT, ZONE)),
    ("events/checkin/", lambda c: c.checkin(EVENT, 60)),
    ("events/extend/", lambda c: c.extend(EVENT, TEN, ZONE)),
    ("events/move/", lambda c: c.move(EVENT, "s", "S")),
    ("events/invite/", lambda c: c.invite(EVENT, "Plans", "R", "bob@x")),
    ("events/invite/1/", lambda c: c.confirm("1")),
    ("events/reject/1/", lambda c: c.reject("1")),
]
EACH_WRITE = pytest.mark.parametrize(("path", "write"), WRITES, ids=[path for path, _ in WRITES])


@pytest.mark.parametrize("expected", ASKED, ids=[path for _, _, path, _ in ASKED])
async def test_every_endpoint_is_asked_as_joan_wants_it(
    client: JoanClient, scripted: ScriptedServer, expected: tuple[Verb, str, str, object]
) -> None:
    call, method, path, body = expected
    scripted.says(API + path, Reply(A_ROOM))
    await call(client)
    [asked] = scripted.asked(API + path)
    assert asked.method == method
    assert (asked.json() if asked.body else None) == body
    assert asked.headers["user-agent"].startswith("roombot/0.")
    assert asked.headers["authorization"] == "Bearer tok-nobody-may-see"


async def test_one_room_and_one_device_are_read(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(API + "rooms/7/", Reply({"email": "r", "name": "R"}))
    scripted.says(API + "devices/u/", Reply({"uuid": "u", "battery": 80}))
    assert (await client.room("7")).name == "R"
    assert (await client.device("u")).battery == 80


@pytest.mark.parametrize(
    "reply",
    [
        Reply({"id": "e-1", "summary": "x"}, 201),
        Reply({"id": "e-1"}, 200),
        Reply({"event": {"id": "e-1"}}),
    ],
    ids=str,
)
async def test_a_booking_tells_the_events_id(
    client: JoanClient, scripted: ScriptedServer, reply: Reply
) -> None:
    scripted.says(BOOK, reply)
    assert await client.book(new_event()) == "e-1"


@EACH_WRITE
@pytest.mark.parametrize(
    "reply",
    [
        Reply(""),
        Reply("", 204),
        Reply("null"),
        Reply("<html>ok</html>", 201),
        Reply("[1]"),
        Reply({"id": None}),
        Reply({"id": ""}),
        Reply({"event": "e"}, 202),
    ],
    ids=str,
)
async def test_any_2xx_is_a_success_whatever_its_body(
    client: JoanClient, scripted: ScriptedServer, path: str, write: Verb, reply: Reply
) -> None:
    scripted.says(API + path, reply)
    assert await write(client) is None


@EACH_WRITE
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Drop(), NoAnswer),
        (HTML, ServerFailed),
        (Reply("", 500), ServerFailed),
        (Reply("", 302, {"Location": "/login"}), BrokenContract),
        (Reply("zzz", 200, {"Content-Encoding": "gzip"}), BrokenContract),
        (Reply({"start": ["This field is required."]}, 400), Rejected),
        (Reply({"detail": "No."}, 403), Rejected),
        (Reply("<html>", 405), Rejected),
        (Reply({"detail": "Not found."}, 404), NotFound),
        (Reply({"_error": ["Desk is already booked for that time."]}, 400), Conflict),
        (Reply({"non_field_errors": ["The room is not available."]}, 400), Conflict),
        (Reply("", 409), Conflict),
    ],
    ids=str,
)
async def test_a_write_is_sent_once_whatever_becomes_of_it(  # noqa: PLR0913, PLR0917 - fixtures
    client: JoanClient,
    scripted: ScriptedServer,
    path: str,
    write: Verb,
    fault: Reply,
    error: type[JoanError],
) -> None:
    scripted.says(API + path, fault)
    with pytest.raises(JoanError) as caught:
        await write(client)
    assert type(caught.value) is error
    assert caught.value.endpoint == path
    assert len(scripted.asked(API + path)) == 1


@EACH_WRITE
async def test_a_write_that_hangs_is_sent_once(
    hasty_client: JoanClient, scripted: ScriptedServer, path: str, write: Verb
) -> None:
    scripted.says(API + path, Hang())
    with pytest.raises(NoAnswer):
        await write(hasty_client)
    assert len(scripted.asked(API + path)) == 1


async def test_a_write_waits_a_little_where_joan_asks_it_to(
    client: JoanClient, scripted: ScriptedServer, clock: SandboxClock
) -> None:
    scripted.says(BOOK, Reply("", 429, {"Retry-After": "3"}), Reply({"id": "e"}))
    began = clock.now()
    assert await client.book(new_event()) == "e"
    assert (clock.now() - began).total_seconds() == 3


async def test_a_write_that_is_held_back_twice_is_given_up(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(BOOK, Reply("", 429))
    with pytest.raises(Throttled):
        await client.book(new_event())
    assert len(scripted.asked(BOOK)) == 2


async def test_a_write_does_not_wait_long(client: JoanClient, scripted: ScriptedServer) -> None:
    scripted.says(BOOK, Reply("", 429, {"Retry-After": "60"}))
    with pytest.raises(Throttled) as caught:
        await client.book(new_event())
    assert caught.value.retry_after == 60
    assert len(scripted.asked(BOOK)) == 1


@pytest.mark.parametrize("fault", [Drop(), HTML, Reply("", 500)], ids=str)
async def test_a_cancel_without_an_answer_is_repeated_once(
    client: JoanClient, scripted: ScriptedServer, fault: Reply
) -> None:
    scripted.says(CANCEL, fault, Reply({"detail": "Not found."}, 404))
    await client.cancel(EVENT, ZONE)
    first, second = scripted.asked(CANCEL)
    assert first.json() == second.json()


async def test_a_cancel_that_hangs_is_repeated_once(
    hasty_client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(CANCEL, Hang(), Reply(""))
    await hasty_client.cancel(EVENT, ZONE)
    assert len(scripted.asked(CANCEL)) == 2


async def test_a_cancel_without_two_answers_is_not_confirmed(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(CANCEL, Drop())
    with pytest.raises(NoAnswer):
        await client.cancel(EVENT, ZONE)
    assert len(scripted.asked(CANCEL)) == 2


async def test_a_cancel_of_what_is_gone_succeeds(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(CANCEL, Reply("", 404))
    await client.cancel(EVENT, ZONE)
    assert len(scripted.asked(CANCEL)) == 1


@pytest.mark.parametrize(
    "fault", [Drop(), HTML, Reply("", 503), Reply("", 504), Reply("", 429)], ids=str
)
async def test_a_read_is_repeated_after_what_may_pass(
    client: JoanClient, scripted: ScriptedServer, fault: Reply
) -> None:
    scripted.says(ROOMS, fault, fault, Reply([{"email": "r"}]))
    assert [room.email for room in await client.rooms()] == ["r"]


async def test_a_read_that_hangs_is_repeated(
    hasty_client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ROOMS, Hang(), Reply([{"email": "r"}]))
    assert [room.email for room in await hasty_client.rooms()] == ["r"]


async def test_a_question_that_is_a_post_is_repeated_too(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(API + "get_room/", Drop(), Reply({"rooms": {"r": {}}}))
    assert await client.get_room(NINE, 30, ZONE) == {"r"}


async def test_a_read_waits_as_long_as_joan_asks(
    client: JoanClient, scripted: ScriptedServer, clock: SandboxClock
) -> None:
    scripted.says(ROOMS, Reply("", 429, {"Retry-After": "7"}), Reply([]))
    began = clock.now()
    await client.rooms()
    assert (clock.now() - began).total_seconds() == 7


async def test_a_read_gives_up_where_joan_asks_for_too_long_a_wait(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ROOMS, Reply("", 503, {"Retry-After": "60"}))
    with pytest.raises(ServerFailed) as caught:
        await client.rooms()
    assert caught.value.retry_after == 60
    assert len(scripted.asked(ROOMS)) == 1


async def test_a_date_to_retry_after_is_not_taken_for_seconds(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ROOMS, Reply("", 429, {"Retry-After": "Mon, 14 Jan 2030"}), Reply([]))
    assert await client.rooms() == []


async def test_a_read_is_bounded_in_attempts_and_in_time(
    client: JoanClient, scripted: ScriptedServer, clock: SandboxClock
) -> None:
    scripted.says(ROOMS, Drop())
    began = clock.now()
    with capture_logs() as logs, pytest.raises(NoAnswer):
        await client.rooms()
    assert len(scripted.asked(ROOMS)) == 4
    assert (clock.now() - began).total_seconds() < 10
    assert [(log["endpoint"], log["after"]) for log in logs] == [("rooms/", "NoAnswer")] * 3


@pytest.mark.parametrize(
    "reply", [Reply("", 500), Reply("", 403), Reply("<html>"), Reply("", 301)], ids=str
)
async def test_a_read_is_not_repeated_after_what_will_not_pass(
    client: JoanClient, scripted: ScriptedServer, reply: Reply
) -> None:
    scripted.says(ROOMS, reply)
    with pytest.raises(JoanError):
        await client.rooms()
    assert len(scripted.asked(ROOMS)) == 1


async def test_without_a_connection_nothing_was_sent(
    client_of: Callable[..., JoanClient],
) -> None:
    server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    with pytest.raises(NotSent):
        await client_of(f"http://127.0.0.1:{port}").book(new_event())


async def test_a_connection_refused_after_the_token_means_nothing_was_sent(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(API + "me/", Reply({}))
    await client.me()
    await scripted.stop()
    with pytest.raises(NotSent, match="no connection"):
        await client.book(new_event())


async def test_joan_may_have_a_name(
    scripted: ScriptedServer, client_of: Callable[..., JoanClient]
) -> None:
    scripted.says(API + "me/", Reply({"id": 1}))
    named = client_of(scripted.url.replace("127.0.0.1", "localhost"))
    assert await named.me() == {"id": 1}


async def test_pages_are_followed_on_the_same_host(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    second, third = f"{scripted.url}{ROOMS}?page=2", f"{ROOMS}?page=3"
    scripted.says(ROOMS, Reply({"results": [{"email": "a"}], "next": second}))
    scripted.says(f"{ROOMS}?page=2", Reply({"results": [{"email": "b"}], "next": third}))
    scripted.says(third, Reply({"results": [{"email": "c"}], "next": None}))
    assert [room.email for room in await client.rooms()] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "link",
    [
        "http://evil.example.com/api/v1.0/rooms/?page=2",
        "https://127.0.0.1/api/v1.0/rooms/?page=2",
        "//evil.example.com/",
        "/api/v1.0/somewhere/else/?page=2",
        "http://joan:port/",
        "",
    ],
)
async def test_a_link_to_another_host_is_not_followed(
    client: JoanClient, scripted: ScriptedServer, link: str
) -> None:
    scripted.says(ROOMS, Reply({"results": [{"email": "a"}], "next": link}))
    assert [room.email for room in await client.rooms()] == ["a"]
    assert len(scripted.seen) == 2


async def test_pages_that_lead_in_a_circle_end(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ROOMS, Reply({"results": [{"email": "a"}], "next": "?page=2"}))
    scripted.says(f"{ROOMS}?page=2", Reply({"results": [{"email": "b"}], "next": ROOMS}))
    with capture_logs() as logs:
        assert [room.email for room in await client.rooms()] == ["a", "b"]
    assert [log["event"] for log in logs] == ["joan_paging_stopped"]


async def test_an_error_on_a_later_page_names_the_endpoint(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says(ROOMS, Reply({"results": [], "next": "?page=2"}))
    scripted.says(f"{ROOMS}?page=2", Reply({"results": {}}))
    with pytest.raises(BrokenContract, match=r"^rooms/: results: "):
        await client.rooms()


async def test_logs_and_errors_hold_neither_token_nor_secret(
    client: JoanClient, scripted: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    scripted.says(ROOMS, Reply("", 503))
    scripted.says(BOOK, Reply({"detail": "No."}, 403))
    with capture_logs() as logs:
        for call in (client.rooms(), client.book(new_event())):
            with pytest.raises(JoanError) as caught:
                await call
            assert "nobody-may-see" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert "nobody-may-see" not in json.dumps(logs) + caplog.text
    assert {record.getMessage() for record in caplog.records} == {"asked Joan"}
