from collections.abc import Awaitable, Callable

import pytest

from roombot.sandbox.joan.trial import Trial

Start = Callable[..., Awaitable[Trial]]


async def test_me_is_the_account(trial: Trial) -> None:
    answer = (await trial.get("me/")).json()
    assert (answer["email"], answer["admin"]) == ("ada.novak@example.com", True)


async def test_the_people_are_listed_with_one_administrator(trial: Trial) -> None:
    answer = (await trial.get("users/")).json()
    assert answer["count"] == 12
    names = [user["email"].partition("@")[0] for user in answer["results"]]
    assert names == [
        "ada.novak",
        "ben.okafor",
        "cleo.martin",
        "dan.kim",
        "eva.rossi",
        "finn.jansen",
        "gita.rao",
        "hugo.silva",
        "ines.garcia",
        "jan.kovac",
        "kaya.demir",
        "leo.wagner",
    ]
    assert [user["first_name"] for user in answer["results"] if user["admin"]] == ["Ada"]


async def test_a_room_tells_all_about_itself(trial: Trial) -> None:
    room = (await trial.get("rooms/20004/")).json()
    assert room == {
        "id": 20004,
        "name": "Oak",
        "email": "c_18oak5d@resource.calendar.example.com",
        "manualEntry": False,
        "status": 1,
        "capacity": 10,
        "amenities": ["Projector", "Whiteboard", "Video conferencing"],
        "locations": [{"id_str": "f-1", "type": "floor", "name": "1st floor"}],
        "sync": True,
        "first_failed_sync": None,
    }


async def test_twelve_rooms_are_on_three_floors(trial: Trial) -> None:
    rooms = (await trial.get("rooms/")).json()["results"]
    assert len(rooms) == 12
    assert {room["locations"][0]["name"] for room in rooms} == {
        "1st floor",
        "2nd floor",
        "3rd floor",
    }
    assert (min(room["capacity"] for room in rooms), max(room["capacity"] for room in rooms)) == (
        2,
        20,
    )
    assert [room["name"] for room in rooms if room["email"].startswith("https://")] == ["Willow"]


async def test_devices_tell_their_health(trial: Trial) -> None:
    devices = (await trial.get("devices/")).json()["results"]
    batteries = {device["calendar_name"]: device["battery"] for device in devices}
    assert len(batteries) == 11
    assert (batteries["Fuji"], batteries["Everest"]) == (9, None)
    assert {device["timezone"] for device in devices} == {"Europe/Ljubljana"}


async def test_one_device_is_the_one_of_the_list(trial: Trial) -> None:
    listed = (await trial.get("devices/")).json()["results"][0]
    assert (await trial.get(f"devices/{listed['uuid']}/")).json() == listed
    assert listed["roomResources"] == [(await trial.get("rooms/20001/")).json()]


@pytest.mark.parametrize("path", ["rooms/1/", "rooms/oak/", "devices/none/"])
async def test_what_there_is_not_is_not_found(trial: Trial, path: str) -> None:
    answer = await trial.get(path)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


async def test_lists_come_in_pages(start: Start) -> None:
    trial = await start(page_size=5)
    first = (await trial.get("rooms/")).json()
    second = (await trial.http.get(first["next"])).json()
    third = (await trial.http.get(second["next"])).json()
    assert first["next"] == f"{trial.url}/api/v1.0/rooms/?page=2"
    assert [len(page["results"]) for page in (first, second, third)] == [5, 5, 2]
    assert (first["previous"], third["next"]) == (None, None)
    assert third["previous"] == first["next"]
    assert third["count"] == 12


@pytest.mark.parametrize("page", ["0", "4", "-1", "last", "²"])
async def test_there_are_no_other_pages(start: Start, page: str) -> None:
    trial = await start(page_size=5)
    answer = await trial.get("rooms/", page=page)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Invalid page."})


async def test_events_are_a_bare_list_of_active_rooms(trial: Trial) -> None:
    trial.joan.set_active("Oak", active=False)
    answer = (await trial.get("events/")).json()
    names = [entry["room"]["name"] for entry in answer]
    assert len(names) == 11
    assert "Oak" not in names
    trial.joan.set_active("Oak", active=True)
    assert len((await trial.get("events/")).json()) == 12


async def test_events_show_a_fixed_window_whatever_is_asked(trial: Trial) -> None:
    oak = trial.joan.room("Oak").email
    for start, end in [
        ("2026-11-21T22:00:00+01:00", "2026-11-22T00:00:00+01:00"),  # ends as the window begins
        ("2026-11-22T00:00:00+01:00", "2026-11-22T01:00:00+01:00"),
        ("2026-11-30T23:00:00+01:00", "2026-11-30T23:30:00+01:00"),
        ("2026-12-01T00:00:00+01:00", "2026-12-01T01:00:00+01:00"),  # begins as it ends
    ]:
        assert (await trial.book("Oak", start, end)).status_code == 201
    answer = (await trial.get("events/", start="2026-12-01", end="2026-12-02")).json()
    (events,) = [entry["events"] for entry in answer if entry["room"]["email"] == oak]
    assert [event["start"] for event in events] == [
        "2026-11-22T00:00:00+01:00",
        "2026-11-30T23:00:00+01:00",
    ]
    assert len(trial.joan.events("Oak")) == 4
