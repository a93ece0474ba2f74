import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from roombot.booking.ports import Calendar
from roombot.domain.bookings import Action, Attempt, Event
from roombot.domain.errors import (
    CalendarMisconfigured,
    CalendarRefused,
    CalendarUnavailable,
    CalendarUnreadable,
    EventGone,
    RoombotError,
    SlotTaken,
    WriteUnconfirmed,
)
from roombot.domain.people import Colleague
from roombot.domain.rooms import Device, Room
from roombot.domain.time_slots import TimeSlot
from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Drop, Reply, ScriptedServer

API = "/api/v1.0/"
BOOK = API + "events/book/"
CANCEL = API + "events/cancel/"
CHECK_IN = API + "events/checkin/"
DEVICES = API + "devices/"
EVENTS = API + "events/"
EXTEND = API + "events/extend/"
GET_ROOM = API + "get_room/"
INVITE = API + "events/invite/"
MOVE = API + "events/move/"
ROOMS = API + "rooms/"

NINE = datetime(2030, 1, 14, 9, tzinfo=UTC)
SLOT = TimeSlot.lasting(NINE, 60)
TOKYO = Room("tokyo@x", "Tokyo", time_zone="Asia/Tokyo")
PLAIN = Room("plain@x", "Plain")
EVENT = Event("e", "plain@x", SLOT, "Plans", "ada@x")
ATTEMPT = Attempt(
    id="a",
    team_id="T",
    key="k",
    action=Action.BOOK,
    slack_id="U",
    room=TOKYO,
    slot=SLOT,
    organizer_email="ada@x",
    title="Plans",
)
TWO_ROOMS = Reply({"results": [{"email": "tokyo@x", "name": "Tokyo"}, {"email": "plain@x"}]})
IN_TOKYO = Reply([{"uuid": "u", "timezone": "Asia/Tokyo", "roomResources": [{"email": "tokyo@x"}]}])

Verb = Callable[[JoanCalendar], Awaitable[object]]


@pytest.fixture
def office(scripted: ScriptedServer) -> ScriptedServer:
    """A Joan with two rooms, of which one has a device, and nothing booked."""
    scripted.says(ROOMS, TWO_ROOMS)
    scripted.says(DEVICES, IN_TOKYO)
    scripted.says(EVENTS, Reply([]))
    scripted.says(GET_ROOM, Reply({"rooms": {"tokyo@x": {}, "plain@x": None}}))
    for path in (BOOK, CANCEL, CHECK_IN, EXTEND, INVITE, MOVE):
        scripted.says(path, Reply({"id": "new"}))
    return scripted


WRITES: list[tuple[str, Verb]] = [
    (BOOK, lambda c: c.book(ATTEMPT, confirm=False)),
    (CANCEL, lambda c: c.cancel("e", PLAIN, finish=True)),
    (CHECK_IN, lambda c: c.check_in("e", PLAIN, 600)),
    (EXTEND, lambda c: c.extend("e", PLAIN, NINE)),
    (MOVE, lambda c: c.move("e", PLAIN, TOKYO)),
    (INVITE, lambda c: c.invite(EVENT, PLAIN, "bob@x")),
    (API + "events/invite/i/", lambda c: c.answer("i", confirm=True)),
    (API + "events/reject/i/", lambda c: c.answer("i", confirm=False)),
]
READS: list[tuple[str, Verb]] = [
    (ROOMS, lambda c: c.rooms()),
    (EVENTS, lambda c: c.events()),
    (GET_ROOM, lambda c: c.free_rooms(SLOT)),
    (DEVICES, lambda c: c.devices()),
    (API + "users/", lambda c: c.colleagues()),
]
EACH_WRITE = pytest.mark.parametrize(("path", "write"), WRITES, ids=[path for path, _ in WRITES])
EACH_READ = pytest.mark.parametrize(("path", "read"), READS, ids=[path for path, _ in READS])


def test_the_calendar_fits_the_port(calendar: JoanCalendar) -> None:
    port: Calendar = calendar
    assert port.shown_until(NINE) == NINE + timedelta(days=6)


async def test_a_calendar_can_be_opened_from_an_address(
    office: ScriptedServer, clock: SandboxClock
) -> None:
    calendar = open_calendar(
        base_url=office.url + "/",
        client_id="id",
        client_secret="hush",
        clock=clock,
        default_zone="UTC",
    )
    assert [room.name for room in await calendar.rooms()] == ["Tokyo", "plain@x"]
    await calendar.aclose()


async def test_rooms_have_the_zone_of_their_device_or_the_default(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    assert office.url
    zones = {room.email: room.time_zone for room in await calendar.rooms()}
    assert zones == {"tokyo@x": "Asia/Tokyo", "plain@x": "Europe/Ljubljana"}


@pytest.mark.parametrize("reply", [Reply("", 500), Reply("<html>"), Reply("", 403)], ids=str)
async def test_rooms_are_known_without_the_devices(
    calendar: JoanCalendar, office: ScriptedServer, reply: Reply
) -> None:
    office.says(DEVICES, reply)
    with capture_logs() as logs:
        rooms = await calendar.rooms()
    assert {room.time_zone for room in rooms} == {"Europe/Ljubljana"}
    assert [log["event"] for log in logs] == ["joan_zones_unknown"]


async def test_zones_known_before_outlast_a_failure_of_the_devices(
    calendar: JoanCalendar, office: ScriptedServer, clock: SandboxClock
) -> None:
    before = await calendar.rooms()
    office.says(DEVICES, Reply("", 500))
    clock.advance(timedelta(minutes=9))
    assert await calendar.rooms() == before


async def test_naive_events_are_read_on_the_clock_of_their_room(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    event = {"id": "e", "start": "2030-01-14T18:00:00", "end": "2030-01-14T19:00:00"}
    office.says(EVENTS, Reply([{"room": {"email": "tokyo@x"}, "events": [event]}]))
    assert await calendar.events() == (Event("e", "tokyo@x", SLOT),)


async def test_devices_and_colleagues_are_domain_values(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    office.says(API + "users/", Reply([{"email": "Ada@x", "first_name": "Ada"}]))
    assert await calendar.devices() == (Device("u", "u", time_zone="Asia/Tokyo"),)
    assert await calendar.colleagues() == (Colleague("ada@x", "Ada"),)


async def test_free_rooms_are_those_that_joan_calls_free(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    assert await calendar.free_rooms(SLOT) == {"tokyo@x"}
    assert office.asked(GET_ROOM)[0].json() == {
        "eventStart": "2030-01-14T10:00:00+01:00",
        "duration": 60,
        "timezone": "Europe/Ljubljana",
    }


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("09:00:30", "09:30:00", 30),
        ("09:00:00", "09:30:01", 31),
        ("09:00:59.5", "09:30:00.5", 31),
        ("09:00:10", "09:00:20", 1),
    ],
)
async def test_seconds_are_rounded_outwards(
    calendar: JoanCalendar, office: ScriptedServer, start: str, end: str, minutes: int
) -> None:
    first, last = (datetime.fromisoformat(f"2030-01-14T{one}+00:00") for one in (start, end))
    await calendar.free_rooms(TimeSlot(first, last))
    [asked] = office.asked(GET_ROOM)
    assert asked.json() == {
        "eventStart": "2030-01-14T10:00:00+01:00",
        "duration": minutes,
        "timezone": "Europe/Ljubljana",
    }


async def test_a_booking_goes_out_on_the_clock_of_the_room(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    assert await calendar.book(ATTEMPT, confirm=True) == "new"
    assert office.asked(BOOK)[0].json() == {
        "source": "tokyo@x",
        "start": "2030-01-14T18:00:00+09:00",
        "end": "2030-01-14T19:00:00+09:00",
        "timezone": "Asia/Tokyo",
        "organizer": "ada@x",
        "title": "Plans",
        "auto_confirm": True,
    }


async def test_a_room_without_a_zone_uses_the_default(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    await calendar.extend("e", PLAIN, NINE)
    await calendar.cancel("e", PLAIN, finish=False)
    assert office.asked(EXTEND)[0].json() == {
        "event_id": "e",
        "room_id": "plain@x",
        "extend_until": "2030-01-14T10:00:00+01:00",
    }
    assert office.asked(CANCEL)[0].json() == {
        "event_id": "e",
        "room_id": "plain@x",
        "timezone": "Europe/Ljubljana",
        "finish": False,
    }


@pytest.mark.parametrize(("seconds", "sent"), [(900, 900), (59, 60), (-5, 60)])
async def test_a_check_in_lasts_a_minute_at_least(
    calendar: JoanCalendar, office: ScriptedServer, seconds: int, sent: int
) -> None:
    await calendar.check_in("e", PLAIN, seconds)
    assert office.asked(CHECK_IN)[0].json() == {
        "event_id": "e",
        "room_id": "plain@x",
        "lifetime": sent,
    }


async def test_a_move_names_both_rooms_and_tells_the_new_id(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    assert await calendar.move("e", PLAIN, TOKYO) == "new"
    assert office.asked(MOVE)[0].json() == {
        "event_id": "e",
        "old_calendar_id": "plain@x",
        "new_calendar_id": "tokyo@x",
        "new_calendar_name": "Tokyo",
    }


@pytest.mark.parametrize(("title", "name"), [("Plans", "Plans"), (None, "Plain"), ("", "Plain")])
async def test_an_invitation_always_has_a_name(
    calendar: JoanCalendar, office: ScriptedServer, title: str | None, name: str
) -> None:
    event = Event("e", "plain@x", SLOT, title)
    assert await calendar.invite(event, PLAIN, "bob@x") == "new"
    assert office.asked(INVITE)[0].json() == {
        "event_id": "e",
        "event_name": name,
        "room_id": "plain@x",
        "room_name": "Plain",
        "email": "bob@x",
    }


@EACH_READ
async def test_what_was_read_is_shared_and_kept(
    calendar: JoanCalendar, office: ScriptedServer, path: str, read: Verb
) -> None:
    office.says(API + "users/", Reply([]))
    first, *others = await asyncio.gather(*(read(calendar) for _ in range(20)))
    assert all(other is first for other in others)
    assert await read(calendar) is first
    assert len(office.asked(path)) == 1


@pytest.mark.parametrize(
    ("asked", "seconds"), list(zip(READS, (480, 20, 15, 480, 480), strict=True))
)
async def test_what_was_read_is_kept_for_a_while_only(
    calendar: JoanCalendar,
    office: ScriptedServer,
    clock: SandboxClock,
    asked: tuple[str, Verb],
    seconds: float,
) -> None:
    path, read = asked
    office.says(API + "users/", Reply([]))
    await read(calendar)
    clock.advance(timedelta(seconds=seconds - 1))
    await read(calendar)
    assert len(office.asked(path)) == 1
    clock.advance(timedelta(seconds=1))
    await read(calendar)
    assert len(office.asked(path)) == 2


async def test_fresh_reads_go_past_the_caches(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    for _ in range(2):
        await calendar.events(fresh=True)
        await calendar.free_rooms(SLOT, fresh=True)
    assert (len(office.asked(EVENTS)), len(office.asked(GET_ROOM))) == (2, 2)
    assert len(office.asked(ROOMS)) == 1


@EACH_WRITE
@pytest.mark.parametrize("reply", [Reply(""), Drop(), Reply("", 400)], ids=str)
async def test_a_write_makes_events_and_free_rooms_be_read_anew(
    calendar: JoanCalendar, office: ScriptedServer, path: str, write: Verb, reply: Reply
) -> None:
    office.says(path, reply)
    await calendar.events()
    await calendar.free_rooms(SLOT)
    await asyncio.gather(write(calendar), return_exceptions=True)
    await calendar.events()
    await calendar.free_rooms(SLOT)
    assert (len(office.asked(EVENTS)), len(office.asked(GET_ROOM))) == (2, 2)
    assert len(office.asked(ROOMS)) == 1


@EACH_READ
@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Drop(), CalendarUnavailable),
        (Reply("<html>", 500), CalendarUnavailable),
        (Reply("", 503), CalendarUnavailable),
        (Reply("", 429), CalendarUnavailable),
        (Reply("", 401), CalendarMisconfigured),
        (Reply({"detail": "No."}, 403), CalendarMisconfigured),
        (Reply({"detail": "Not found."}, 404), CalendarUnreadable),
        (Reply({"eventStart": ["?"]}, 400), CalendarUnreadable),
        (Reply("<html>maintenance</html>"), CalendarUnreadable),
        (Reply('{"rooms": 7}'), CalendarUnreadable),
    ],
    ids=str,
)
async def test_a_read_that_fails_says_why(  # noqa: PLR0913, PLR0917 - what is tried
    calendar: JoanCalendar,
    office: ScriptedServer,
    path: str,
    read: Verb,
    reply: Reply,
    error: type[RoombotError],
) -> None:
    office.says(path, reply)
    with pytest.raises(RoombotError) as caught:
        await read(calendar)
    assert type(caught.value) is error
    assert path.removeprefix(API) in str(caught.value)


@EACH_WRITE
@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Drop(), WriteUnconfirmed),
        (Reply("<html>", 500), WriteUnconfirmed),
        (Reply("", 503), WriteUnconfirmed),
        (Reply("", 302, {"Location": "/"}), WriteUnconfirmed),
        (Reply("", 429), CalendarUnavailable),
        (Reply("", 401), CalendarMisconfigured),
        (Reply({"detail": "No."}, 403), CalendarRefused),
        (Reply({"start": ["This field is required."]}, 400), CalendarRefused),
    ],
    ids=str,
)
async def test_a_write_that_fails_says_whether_it_was_written(  # noqa: PLR0913, PLR0917 - what is tried
    calendar: JoanCalendar,
    office: ScriptedServer,
    path: str,
    write: Verb,
    reply: Reply,
    error: type[RoombotError],
) -> None:
    office.says(path, reply)
    with pytest.raises(RoombotError) as caught:
        await write(calendar)
    assert type(caught.value) is error
    assert path.removeprefix(API) in str(caught.value)


@EACH_WRITE
@pytest.mark.parametrize(
    "reply",
    [Reply({"_error": ["Room is already booked for that time."]}, 400), Reply("", 409)],
    ids=str,
)
async def test_a_taken_slot_is_told_by_the_writes_that_need_one(
    calendar: JoanCalendar, office: ScriptedServer, path: str, write: Verb, reply: Reply
) -> None:
    office.says(path, reply)
    with pytest.raises(CalendarRefused) as caught:
        await write(calendar)
    needs_a_slot = path in {BOOK, EXTEND, MOVE}
    assert type(caught.value) is (SlotTaken if needs_a_slot else CalendarRefused)


@EACH_WRITE
async def test_what_is_not_there_is_gone_except_for_a_booking(
    calendar: JoanCalendar, office: ScriptedServer, path: str, write: Verb
) -> None:
    office.says(path, Reply({"detail": "Not found."}, 404))
    with pytest.raises(CalendarRefused) as caught:
        await write(calendar)
    assert type(caught.value) is (CalendarRefused if path == BOOK else EventGone)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Drop(), CalendarUnavailable),
        (Reply("", 503, {"Retry-After": "9"}), CalendarUnavailable),
        (Reply({"error": "invalid_client"}, 401), CalendarMisconfigured),
        (Reply("<html>"), CalendarUnreadable),
    ],
    ids=str,
)
async def test_without_a_token_nothing_was_written(
    calendar: JoanCalendar, office: ScriptedServer, reply: Reply, error: type[RoombotError]
) -> None:
    office.says("/api/token/", reply)
    with pytest.raises(RoombotError) as caught:
        await calendar.book(ATTEMPT, confirm=False)
    assert type(caught.value) is error
    assert office.asked(BOOK) == []


async def test_a_write_to_a_closed_port_was_not_written(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    await calendar.rooms()
    await office.stop()
    with pytest.raises(CalendarUnavailable):
        await calendar.book(ATTEMPT, confirm=False)


async def test_the_wait_that_joan_asks_for_is_passed_on(
    calendar: JoanCalendar, office: ScriptedServer
) -> None:
    office.says(BOOK, Reply("", 429, {"Retry-After": "40"}))
    with pytest.raises(CalendarUnavailable) as caught:
        await calendar.book(ATTEMPT, confirm=False)
    assert caught.value.retry_after == 40
