import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from roombot.joan.calendar import JoanCalendar
from roombot.joan.client import JoanClient
from roombot.joan.doctor import SENT, examine
from roombot.joan.findings import Finding, Level
from roombot.joan.shapes import shape
from roombot.joan.trial import try_writing
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Drop, Reply, ScriptedServer

API = "/api/v1.0/"
ZONE = "Europe/Ljubljana"
EPOCH = datetime(2030, 1, 14, 8, tzinfo=UTC)
ROOM = {"email": "r@private.example.com", "name": "Private Room", "capacity": 4}
QUARTER_PAST = "2030-01-14T08:15:00+00:00"


def event(start: str, end: str, name: str = "e") -> dict[str, object]:
    return {"id": name, "summary": "Secret", "start": start, "end": end}


def shown(*events: dict[str, object]) -> Reply:
    return Reply([{"room": ROOM, "events": list(events)}])


BOOKED = event(QUARTER_PAST, "2030-01-14T08:25:00+00:00")
EXTENDED = event(QUARTER_PAST, "2030-01-14T08:30:00+00:00")


@pytest.fixture
def office(scripted: ScriptedServer) -> ScriptedServer:
    scripted.says(API + "me/", Reply({"id": 1, "company": {"name": "Private Ltd"}}))
    scripted.says(API + "users/", Reply([{"email": "ada@private.example.com"}]))
    scripted.says(API + "rooms/", Reply({"count": 1, "next": None, "results": [ROOM]}))
    scripted.says(API + "events/", shown(BOOKED))
    scripted.says(API + "devices/", Reply([{"uuid": "u-private", "battery": None}]))
    scripted.says(API + "get_room/", Reply({"rooms": {"r@private.example.com": {}}}))
    for endpoint, fields in SENT.items():
        declared = {name: {"type": "string", "required": True} for name in fields}
        scripted.says(API + endpoint, Reply({"name": "X", "actions": {"POST": declared}}))
    scripted.says(API + "get_room/", Reply({"rooms": {"r@private.example.com": {}}}))
    return scripted


async def all_of(findings: AsyncIterator[Finding]) -> dict[str, Finding]:
    return {finding.name: finding async for finding in findings}


async def test_a_good_account_has_nothing_to_repair(
    client: JoanClient, office: ScriptedServer, clock: SandboxClock
) -> None:
    assert office.url
    findings = await all_of(examine(client, clock, ZONE))
    # the script answers OPTIONS get_room/ with free rooms, which declare no fields
    not_ok = {name for name, one in findings.items() if one.level is not Level.OK}
    assert not_ok == {"Joan: OPTIONS get_room/"}
    assert list(findings)[:7] == [
        "Joan: token",
        "Joan: me/",
        "Joan: users/",
        "Joan: rooms/",
        "Joan: events/",
        "Joan: devices/",
        "Joan: get_room/",
    ]
    assert findings["Joan: me/"].detail == "{id: number, company: {name: text}}"
    assert findings["Joan: devices/"].detail == "1 read; list of {uuid: text, battery: null}"


async def test_findings_hold_no_values(
    client: JoanClient, office: ScriptedServer, clock: SandboxClock
) -> None:
    office.says(API + "users/", Reply([{"email": {"private": "private"}}]))
    findings = await all_of(examine(client, clock, ZONE))
    told = json.dumps([one.detail for one in findings.values()])
    assert "Private" not in told
    assert "private.example" not in told
    assert "Secret" not in told


@pytest.mark.parametrize("reply", [Reply({"error": "invalid_client"}, 401), Drop()], ids=str)
async def test_without_a_token_nothing_else_is_tried(
    client: JoanClient, office: ScriptedServer, clock: SandboxClock, reply: Reply
) -> None:
    office.says("/api/token/", reply)
    [finding] = (await all_of(examine(client, clock, ZONE))).values()
    assert (finding.name, finding.level) == ("Joan: token", Level.FAIL)
    assert "JOAN_URL" in finding.advice


@pytest.mark.parametrize("endpoint", ["me/", "users/", "rooms/", "events/", "devices/"])
async def test_each_endpoint_is_judged_by_itself(
    client: JoanClient, office: ScriptedServer, clock: SandboxClock, endpoint: str
) -> None:
    office.says(API + endpoint, Reply("<html>"))
    finding = (await all_of(examine(client, clock, ZONE)))[f"Joan: {endpoint}"]
    assert finding.level is Level.FAIL
    assert finding.detail == f"CalendarUnreadable: {endpoint}: body: is not JSON"
    assert "report" in finding.advice


@pytest.mark.parametrize(
    ("reply", "level"),
    [
        (Reply({"rooms": {"r@private.example.com": None}}), Level.OK),
        (Reply({"rooms": {"other@private.example.com": 1}}), Level.WARN),
        (Reply({"rooms": 7}), Level.FAIL),
    ],
    ids=str,
)
async def test_free_rooms_must_be_rooms_that_are_known(
    client: JoanClient,
    office: ScriptedServer,
    clock: SandboxClock,
    reply: Reply,
    level: Level,
) -> None:
    office.says(API + "get_room/", reply)
    finding = (await all_of(examine(client, clock, ZONE)))["Joan: get_room/"]
    assert finding.level is level


@pytest.mark.parametrize(
    ("fields", "level", "word"),
    [
        (["event_id", "room_id", "lifetime", "!secret"], Level.FAIL, "requires secret"),
        (["event_id", "room_id"], Level.WARN, "does not know lifetime"),
        (["event_id", "room_id", "lifetime", "new"], Level.OK, "takes event_id, lifetime, new"),
    ],
)
async def test_fields_are_held_against_what_is_sent(
    client: JoanClient,
    office: ScriptedServer,
    fields: list[str],
    level: Level,
    word: str,
) -> None:
    declared = {name.strip("!"): {"required": name.startswith("!")} for name in fields}
    office.says(API + "events/checkin/", Reply({"actions": {"POST": declared}}))
    finding = (await all_of(examine(client, SandboxClock(EPOCH), ZONE)))[
        "Joan: OPTIONS events/checkin/"
    ]
    assert finding.level is level
    assert finding.detail.startswith(word)


@pytest.mark.parametrize(
    "reply",
    [Reply("", 405), Reply("[]"), Reply({"actions": None}), Reply({"actions": {"POST": []}})],
    ids=str,
)
async def test_an_endpoint_that_does_not_describe_itself_is_a_warning(
    client: JoanClient, office: ScriptedServer, clock: SandboxClock, reply: Reply
) -> None:
    office.says(API + "events/checkin/", reply)
    finding = (await all_of(examine(client, clock, ZONE)))["Joan: OPTIONS events/checkin/"]
    assert finding.level is Level.WARN


async def test_the_write_test_books_extends_checks_in_and_cancels(
    calendar: JoanCalendar, office: ScriptedServer, clock: SandboxClock
) -> None:
    office.says(API + "events/", shown(), shown(BOOKED), shown(EXTENDED), shown())
    findings = await all_of(try_writing(calendar, clock, "private room", "ada@x"))
    assert {name: one.level for name, one in findings.items()} == {
        "Joan: book": Level.OK,
        "Joan: extend": Level.OK,
        "Joan: check in": Level.OK,
        "Joan: cancel": Level.OK,
    }
    written = ("events/book/", "events/extend/", "events/checkin/", "events/cancel/")
    assert [seen.path.removeprefix(API) for seen in office.seen if "events/" in seen.path] == [
        "events/",
        "events/book/",
        "events/",
        "events/extend/",
        "events/",
        "events/checkin/",
        "events/cancel/",
        "events/",
    ]
    for path in written:
        [asked] = office.asked(API + path)
        body = asked.json()
        assert isinstance(body, dict)
        assert body.keys() == SENT[path]


async def test_the_write_test_takes_the_first_free_quarter(
    calendar: JoanCalendar, office: ScriptedServer, clock: SandboxClock
) -> None:
    clock.advance(timedelta(minutes=3))
    office.says(API + "events/", shown(event(QUARTER_PAST, "2030-01-14T08:35:00+00:00")))
    await all_of(try_writing(calendar, clock, "r@private.example.com"))
    body = office.asked(API + "events/book/")[0].json()
    assert isinstance(body, dict)
    assert body["start"] == "2030-01-14T09:45:00+01:00"
    assert "organizer" not in body


@pytest.mark.parametrize(
    ("path", "reply", "name"),
    [
        ("events/book/", Reply("", 403), "Joan: book"),
        ("events/extend/", Reply("", 500), "Joan: extend"),
        ("events/checkin/", Reply("", 400), "Joan: check in"),
        ("events/cancel/", Reply("", 403), "Joan: cancel"),
    ],
)
async def test_the_write_test_tells_what_failed_and_cleans_up(
    calendar: JoanCalendar, office: ScriptedServer, path: str, reply: Reply, name: str
) -> None:
    clock = SandboxClock(EPOCH)
    office.says(API + "events/", shown(), shown(BOOKED), shown(EXTENDED), shown())
    office.says(API + path, reply)
    findings = await all_of(try_writing(calendar, clock, "Private Room"))
    assert findings[name].level is Level.FAIL
    assert findings[name].advice
    assert bool(office.asked(API + "events/cancel/")) is (name != "Joan: book")


async def test_what_events_do_not_show_is_told(
    calendar: JoanCalendar, office: ScriptedServer, clock: SandboxClock
) -> None:
    office.says(API + "events/book/", Reply({"id": "e"}, 201))
    office.says(API + "events/", shown())
    findings = await all_of(try_writing(calendar, clock, "Private Room"))
    assert "does not show what was booked" in findings["Joan: book"].detail
    assert "does not show the later end" in findings["Joan: extend"].detail
    assert findings["Joan: cancel"].level is Level.OK


async def test_an_event_that_stays_is_told(
    calendar: JoanCalendar, office: ScriptedServer, clock: SandboxClock
) -> None:
    office.says(API + "events/", shown(), shown(BOOKED), shown(EXTENDED))
    findings = await all_of(try_writing(calendar, clock, "Private Room"))
    assert "still shows it" in findings["Joan: cancel"].detail


@pytest.mark.parametrize(
    ("path", "reply", "detail"),
    [
        ("rooms/", Reply([]), "no such room"),
        ("rooms/", Reply("<html>"), "CalendarUnreadable: rooms/: body: is not JSON"),
        ("get_room/", Reply({"rooms": []}), "the room is booked all day"),
    ],
)
async def test_the_write_test_needs_a_free_room(
    calendar: JoanCalendar, office: ScriptedServer, path: str, reply: Reply, detail: str
) -> None:
    office.says(API + path, reply)
    clock = SandboxClock(EPOCH)
    [finding] = (await all_of(try_writing(calendar, clock, "Private Room"))).values()
    assert (finding.level, finding.detail) == (Level.FAIL, detail)


@pytest.mark.parametrize(
    ("value", "described"),
    [
        (None, "null"),
        (True, "boolean"),
        (1.5, "number"),
        ("x", "text"),
        ([], "empty list"),
        ([1, "x", None], "list of null or number or text"),
        ({"a": {"b": 1}}, "{a: {b: number}}"),
        ([{"a": 1, "b": 2}, {"a": None}], "list of {a: null or number, b?: number}"),
        ([{"a": {}}, {"a": []}], "list of {a: {} or empty list}"),
        ({"r@x": 1, "https://x": "y"}, "{*: number or text}"),
    ],
)
def test_a_shape_is_keys_and_types(value: object, described: str) -> None:
    assert shape(value) == described
