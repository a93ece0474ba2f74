from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from roombot.sandbox.joan import JoanSettings, Shapes
from roombot.sandbox.joan.shapes import choices
from roombot.sandbox.joan.trial import Trial

TEN, ELEVEN, TWELVE = (f"2026-11-23T{hour}:00:00+01:00" for hour in (10, 11, 12))
NESTED = "Europe/Ljubljana"


async def _events(trial: Trial) -> list[dict[str, object]]:
    return [event for entry in (await trial.get("events/")).json() for event in entry["events"]]


def _in_oak(trial: Trial, event_id: str) -> dict[str, str]:
    return {"event_id": event_id, "room_id": trial.joan.room("Oak").email}


@pytest.mark.parametrize("shape", ["rooms", "results", "list"])
async def test_free_rooms_come_as_a_list(trial: Trial, shape: str) -> None:
    trial.joan.set_shapes(get_room=shape)
    await trial.book("Oak", TEN, ELEVEN)
    answer = (await trial.post("get_room/", eventStart=TEN, duration=30)).json()
    rooms = answer if shape == "list" else answer[shape]
    names = [room["name"] for room in rooms]
    assert len(names) == 11
    assert "Oak" not in names


@pytest.mark.parametrize(
    ("shape", "first", "last"),
    [
        ("offset", TEN, ELEVEN),
        ("utc", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"),
        ("naive", "2026-11-23T10:00:00", "2026-11-23T11:00:00"),
        (
            "nested",
            {"dateTime": "2026-11-23T10:00:00", "timeZone": NESTED},
            {"dateTime": "2026-11-23T11:00:00", "timeZone": NESTED},
        ),
    ],
)
async def test_times_are_written_in_many_ways(
    trial: Trial, shape: str, first: object, last: object
) -> None:
    trial.joan.set_shapes(times=shape)
    await trial.book("Oak", TEN, ELEVEN)
    (event,) = await _events(trial)
    assert (event["start"], event["end"]) == (first, last)


@pytest.mark.parametrize(
    ("shape", "first", "last"),
    [
        ("offset", "2026-11-25", "2026-11-26"),
        ("utc", "2026-11-25", "2026-11-26"),
        ("naive", "2026-11-25", "2026-11-26"),
        (
            "nested",
            {"dateTime": "2026-11-25T00:00:00", "timeZone": NESTED},
            {"dateTime": "2026-11-26T00:00:00", "timeZone": NESTED},
        ),
    ],
)
async def test_whole_days_are_dates(trial: Trial, shape: str, first: object, last: object) -> None:
    trial.joan.set_shapes(times=shape)
    trial.joan.add_all_day_event("Oak", date(2026, 11, 25), "Cleaning")
    (event,) = await _events(trial)
    assert (event["start"], event["end"], event["summary"]) == (first, last, "Cleaning")


@pytest.mark.parametrize("path", ["rooms/", "users/", "devices/"])
async def test_lists_may_be_bare(trial: Trial, path: str) -> None:
    paged = (await trial.get(path)).json()["results"]
    trial.joan.set_shapes(lists="bare")
    assert (await trial.get(path)).json() == paged


async def test_rooms_may_lack_almost_everything(trial: Trial) -> None:
    trial.joan.set_shapes(rooms="sparse")
    rooms = {room["name"]: room for room in (await trial.get("rooms/")).json()["results"]}
    assert sorted(rooms["Oak"]) == ["email", "id", "name"]
    assert rooms["Birch"]["capacity"] is None
    assert rooms["Birch"]["amenities"] is None
    assert rooms["Birch"]["locations"] is None


async def test_amenities_may_be_ids_and_places_names(trial: Trial) -> None:
    trial.joan.set_shapes(amenities="ids", locations="names")
    room = (await trial.get("rooms/20004/")).json()
    assert room["amenities"] == [2, 5, 4]
    assert room["locations"] == ["1st floor"]


async def test_organizers_may_be_nameless_and_events_untitled(trial: Trial) -> None:
    trial.joan.set_shapes(organizer="email", summary="missing")
    ada = trial.joan.person("Ada").email
    await trial.book("Oak", TEN, ELEVEN, title="Review", organizer=ada)
    (event,) = await _events(trial)
    assert event["organizer"] == {"email": ada}
    assert "summary" not in event


@pytest.mark.parametrize("status", [200, 201])
async def test_a_booking_may_be_wrapped(trial: Trial, status: int) -> None:
    trial.joan.set_shapes(book="wrapped", book_status=status)
    answer = await trial.book("Oak", TEN, ELEVEN)
    assert answer.status_code == status
    assert answer.json() == {"event": (await _events(trial))[0]}


@pytest.mark.parametrize("status", [200, 201])
async def test_a_booking_may_be_answered_with_nothing(trial: Trial, status: int) -> None:
    trial.joan.set_shapes(book="empty", book_status=status)
    answer = await trial.book("Oak", TEN, ELEVEN)
    assert (answer.status_code, answer.content) == (status, b"")
    assert len(trial.joan.events("Oak")) == 1


async def test_changes_may_be_answered_with_the_event(trial: Trial) -> None:
    trial.joan.set_shapes(changes="event")
    event_id = (await trial.book("Oak", TEN, ELEVEN)).json()["id"]
    event = _in_oak(trial, event_id)
    answer = await trial.post("events/extend/", **event, extend_until=TWELVE)
    assert answer.json()["end"] == TWELVE
    answer = await trial.post("events/checkin/", **event, lifetime=60)
    assert answer.json()["id"] == event_id


async def test_a_move_may_keep_the_id_and_say_nothing(trial: Trial) -> None:
    trial.joan.set_shapes(move="empty", move_keeps_id=True)
    event_id = (await trial.book("Oak", TEN, ELEVEN)).json()["id"]
    answer = await trial.post(
        "events/move/",
        event_id=event_id,
        old_calendar_id=trial.joan.room("Oak").email,
        new_calendar_id=trial.joan.room("Fuji").email,
        new_calendar_name="Fuji",
    )
    assert (answer.status_code, answer.content) == (200, b"")
    assert [event.id for event in trial.joan.events("Fuji")] == [event_id]


async def test_an_invitation_may_be_answered_with_nothing(trial: Trial) -> None:
    trial.joan.set_shapes(invite="empty")
    event_id = (await trial.book("Oak", TEN, ELEVEN)).json()["id"]
    answer = await trial.post(
        "events/invite/",
        **_in_oak(trial, event_id),
        event_name="Review",
        room_name="Oak",
        email="ben.okafor@example.com",
    )
    assert (answer.status_code, answer.content) == (200, b"")
    assert len(trial.joan.invitations()) == 1


async def test_shapes_can_be_chosen_from_the_beginning(
    start: Callable[..., Awaitable[Trial]],
) -> None:
    trial = await start(shapes=Shapes(lists="bare"))
    assert len((await trial.get("rooms/")).json()) == 12


@pytest.mark.parametrize("changes", [{"times": "roman"}, {"colour": "red"}, {"book_status": 202}])
async def test_there_are_no_other_shapes(trial: Trial, changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        trial.joan.set_shapes(**changes)


def test_the_usual_shape_is_the_first_choice() -> None:
    usual = JoanSettings(":memory:", now=lambda: pytest.fail("asked the time")).shapes
    assert {name: choice[0] for name, choice in choices().items() if name != "book_status"} == {
        name: value for name, value in vars(usual).items() if name != "book_status"
    }
