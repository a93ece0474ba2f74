import json
from datetime import datetime

import pytest
from structlog.testing import capture_logs

from roombot.domain.bookings import Event
from roombot.domain.people import Colleague
from roombot.domain.rooms import Device, Location, Room
from roombot.domain.time_slots import TimeSlot
from roombot.joan.errors import BrokenContract
from roombot.joan.mapping import to_colleagues, to_devices, to_events, to_rooms, to_zones
from roombot.joan.models import WireDevice, WireRoom, WireRoomEvents, WireUser
from roombot.joan.parsing import parse_json, parse_page

ZONE = "Europe/Ljubljana"
TEN = "2030-01-14T10:00:00+01:00"
ELEVEN = "2030-01-14T11:00:00+01:00"
FUZBOLL = {
    "id": 21028,
    "name": "Fuzboll Room",
    "email": "fuzboll@resource.calendar.example.com",
    "manualEntry": False,
    "status": 1,
    "capacity": 6,
    "amenities": ["Whiteboard"],
    "locations": [{"id_str": "f-3", "type": "floor", "name": "3rd floor"}],
    "sync": True,
    "first_failed_sync": None,
}


def rooms(*wired: object) -> tuple[Room, ...]:
    page = parse_page("rooms/", json.dumps({"results": wired}).encode(), WireRoom)
    return to_rooms(page.results, {}, ZONE)


def events(*groups: object) -> tuple[Event, ...]:
    page = parse_page("events/", json.dumps(groups).encode(), WireRoomEvents)
    return to_events(page.results, {}, ZONE)


def test_a_room_is_read() -> None:
    assert rooms(FUZBOLL) == (
        Room(
            email="fuzboll@resource.calendar.example.com",
            name="Fuzboll Room",
            capacity=6,
            amenities=("Whiteboard",),
            locations=(Location("floor", "3rd floor"),),
            time_zone=ZONE,
        ),
    )


@pytest.mark.parametrize(
    "wired",
    [
        {"email": "r", "name": "R"},
        {"email": "r", "name": "R", "capacity": None, "amenities": None, "locations": None},
        {"email": "r", "name": "R", "capacity": "many", "status": "odd", "sync": "perhaps"},
        {"email": "r", "name": "R", "capacity": 0, "amenities": "", "locations": ""},
        {"email": "r", "name": "R", "capacity": [], "amenities": [None, 3], "locations": [7]},
        {"email": "r", "name": "R", "capacity": 1e400, "new": {"key": 1}, "locations": [{}]},
    ],
)
def test_all_but_email_and_name_may_be_missing_or_odd(wired: object) -> None:
    assert rooms(wired) == (Room("r", "R", time_zone=ZONE),)


def test_a_room_without_a_name_goes_by_its_email() -> None:
    assert rooms({"email": "https://example.com/a.ics"})[0].name == "https://example.com/a.ics"


@pytest.mark.parametrize("email", [None, ""])
def test_a_room_without_email_is_left_out_and_logged(email: str | None) -> None:
    with capture_logs() as logs:
        assert rooms({"name": "Nowhere", "email": email}) == ()
    assert [log["event"] for log in logs] == ["joan_room_without_email"]


def test_a_room_that_is_listed_twice_is_one_room() -> None:
    assert len(rooms(FUZBOLL, FUZBOLL)) == 1


@pytest.mark.parametrize(
    ("capacity", "read"), [(6, 6), ("6", 6), (6.0, 6), ("6.0", 6), (-1, None), (None, None)]
)
def test_capacities_come_in_any_writing(capacity: object, read: int | None) -> None:
    assert rooms({"email": "r", "capacity": capacity})[0].capacity == read


@pytest.mark.parametrize(
    ("amenities", "read"),
    [
        (["TV", "Whiteboard"], ("TV", "Whiteboard")),
        ([{"id": 1, "name": "TV"}, {"title": "Phone"}], ("TV", "Phone")),
        ([1, 2], ()),
        ("TV", ("TV",)),
        ([" TV ", None, {}, [], ""], ("TV",)),
    ],
)
def test_amenities_come_as_strings_objects_or_ids(amenities: object, read: tuple[str, ...]) -> None:
    assert rooms({"email": "r", "amenities": amenities})[0].amenities == read


@pytest.mark.parametrize(
    ("locations", "read"),
    [
        ([{"type": " Floor", "name": "3rd floor"}], (Location("floor", "3rd floor"),)),
        (["HQ", "3rd Floor"], (Location("", "HQ"), Location("floor", "3rd Floor"))),
        ("HQ", (Location("", "HQ"),)),
        ({"type": "building", "name": "HQ"}, (Location("building", "HQ"),)),
        ([{"type": None, "name": "HQ"}, {"type": "floor"}], (Location("", "HQ"),)),
        ([{"type": 2, "name": 3}], (Location("2", "3"),)),
    ],
)
def test_locations_are_free_in_form(locations: object, read: tuple[Location, ...]) -> None:
    assert rooms({"email": "r", "locations": locations})[0].locations == read


def test_an_event_is_read() -> None:
    wired = {
        "id": "b3k9q1example_20300114T090000Z",
        "summary": "Sprint planning",
        "start": TEN,
        "end": ELEVEN,
        "organizer": {"displayName": "Ada Example", "email": " Ada@Example.com "},
        "resource": "fuzboll@resource.calendar.example.com",
    }
    assert events({"room": FUZBOLL, "events": [wired]}) == (
        Event(
            id="b3k9q1example_20300114T090000Z",
            room_email="fuzboll@resource.calendar.example.com",
            slot=TimeSlot(datetime.fromisoformat(TEN), datetime.fromisoformat(ELEVEN)),
            title="Sprint planning",
            organizer_email="ada@example.com",
            organizer_name="Ada Example",
        ),
    )


@pytest.mark.parametrize(
    ("organizer", "email", "name"),
    [
        (None, None, None),
        ("Ada@example.com", "ada@example.com", None),
        ("", None, None),
        ({}, None, None),
        ({"email": None, "displayName": "Ada"}, None, "Ada"),
        ({"email": "a@b", "displayName": ""}, "a@b", None),
    ],
)
def test_organizers_may_be_missing_or_partial(
    organizer: object, email: str | None, name: str | None
) -> None:
    wired = {"id": "e", "start": TEN, "end": ELEVEN, "organizer": organizer}
    [event] = events({"room": "r", "events": [wired]})
    assert (event.organizer_email, event.organizer_name) == (email, name)


@pytest.mark.parametrize(
    ("wired", "title"),
    [
        ({"summary": "S", "title": "T"}, "S"),
        ({"title": "T"}, "T"),
        ({"summary": "", "title": None}, None),
    ],
)
def test_titles_come_as_summary_or_title(wired: dict[str, object], title: str | None) -> None:
    [event] = events({"room": "r", "events": [{"id": 7, "start": TEN, "end": ELEVEN, **wired}]})
    assert (event.id, event.title) == ("7", title)


@pytest.mark.parametrize("room", [None, {}, {"email": None}])
def test_an_event_names_its_room_itself_where_the_list_does_not(room: object) -> None:
    wired = {"id": "e", "start": TEN, "end": ELEVEN, "resource": "r"}
    lost = {"id": "l", "start": TEN, "end": ELEVEN}
    assert [one.room_email for one in events({"room": room, "events": [wired, lost]})] == ["r"]


def test_a_room_may_have_no_events() -> None:
    assert events({"room": FUZBOLL, "events": []}, {"room": FUZBOLL, "events": None}) == ()


def test_devices_are_read() -> None:
    wired = {
        "uuid": "u-1",
        "calendar_name": None,
        "timezone": "Europe/London",
        "wifi": "-61",
        "battery": None,
        "model": "joan6",
        "roomResources": [{"email": "a", "name": "A", "sync": False}, {"email": "b"}],
        "wifi_quality": 80.0,
    }
    page = parse_page("devices/", json.dumps([wired, {"uuid": 2}]).encode(), WireDevice)
    assert to_devices(page.results) == (
        Device("u-1", "A", ("A",), None, -61, 80, "joan6", "Europe/London", ("A",)),
        Device("2", "2"),
    )


def test_rooms_get_the_zone_of_the_device_that_serves_them() -> None:
    wired = [
        {"uuid": "1", "timezone": "Europe/London", "roomResources": [{"email": "a"}, {}]},
        {"uuid": "2", "timezone": "Asia/Tokyo", "calendar": "b", "roomResources": None},
        {"uuid": "3", "timezone": "Middle-earth", "calendar": "c"},
        {"uuid": "4", "calendar": "d"},
    ]
    page = parse_page("devices/", json.dumps(wired).encode(), WireDevice)
    zones = to_zones(page.results)
    assert zones == {"a": "Europe/London", "b": "Asia/Tokyo"}
    found = to_rooms([WireRoom(email="a"), WireRoom(email="c")], zones, ZONE)
    assert [room.time_zone for room in found] == ["Europe/London", ZONE]


def test_naive_events_are_on_the_clock_of_their_room() -> None:
    wired = {"id": "e", "start": "2030-01-14T10:00:00", "end": "2030-01-14T11:00:00"}
    group = WireRoomEvents.model_validate({"room": "a", "events": [wired]})
    [event] = to_events([group], {"a": "Asia/Tokyo"}, ZONE)
    assert event.slot.start == datetime.fromisoformat("2030-01-14T10:00:00+09:00")


def test_people_without_an_address_are_left_out() -> None:
    wired = [
        {"email": " Ada@Example.com", "first_name": "Ada", "last_name": "Example"},
        {"email": "bob@example.com", "first_name": None, "profile": {"x": 1}},
        {"email": None, "first_name": "Nobody"},
    ]
    page = parse_page("users/", json.dumps(wired).encode(), WireUser)
    assert to_colleagues(page.results) == (
        Colleague("ada@example.com", "Ada Example"),
        Colleague("bob@example.com", "bob@example.com"),
    )


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"<html>502</html>", "body"),
        (b"", "body"),
        (b"{}", "results"),
        (b'{"results": null}', "results"),
        (b'{"results": [null]}', "results.0"),
        (b"[7]", "0"),
        (b'"rooms"', "body"),
        (b'[{"email": {}}]', "0.email"),
    ],
)
def test_a_reply_that_breaks_the_contract_names_endpoint_and_key(body: bytes, key: str) -> None:
    with pytest.raises(BrokenContract) as caught:
        parse_page("rooms/", body, WireRoom)
    assert (caught.value.endpoint, caught.value.key) == ("rooms/", key)


def test_a_reply_that_breaks_the_contract_is_not_quoted() -> None:
    with pytest.raises(BrokenContract) as caught:
        parse_page("rooms/", b'[{"email": {"private": "word"}}]', WireRoom)
    assert "word" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_plain_json_must_be_json() -> None:
    with pytest.raises(BrokenContract, match="me/: body: is not JSON"):
        parse_json("me/", b"<html>")
