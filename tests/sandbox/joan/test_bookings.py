import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan.trial import Trial

TEN, HALF_PAST, ELEVEN, TWELVE = (
    f"2026-11-23T{time}:00+01:00" for time in ("10:00", "10:30", "11:00", "12:00")
)
TAKEN = {"_error": ["Room is already booked for that time."]}
ZONE = {"timezone": "Europe/Ljubljana"}


async def _booked(trial: Trial, room: str = "Oak", start: str = TEN, end: str = ELEVEN) -> str:
    answer = await trial.book(room, start, end, title="Review")
    assert answer.status_code == 201
    return str(answer.json()["id"])


async def _change(trial: Trial, verb: str, event_id: str, **more: object) -> httpx.Response:
    room = trial.joan.room("Oak").email
    return await trial.post(f"events/{verb}/", event_id=event_id, room_id=room, **more)


async def test_a_booking_comes_back_as_an_event(trial: Trial) -> None:
    organizer = "Ben.Okafor@example.com"
    answer = await trial.book("Oak", TEN, ELEVEN, title="Review", organizer=organizer, **ZONE)
    event = answer.json()
    event_id = event.pop("id")
    assert answer.status_code == 201
    assert event == {
        "summary": "Review",
        "start": TEN,
        "end": ELEVEN,
        "organizer": {"displayName": "Ben Okafor", "email": organizer},
        "resource": trial.joan.room("Oak").email,
    }
    assert len(event_id) > 100
    listed = (await trial.get("events/")).json()
    assert [one for entry in listed for one in entry["events"]] == [{"id": event_id, **event}]


async def test_what_is_booked_in_nobodys_name_is_the_companys(trial: Trial) -> None:
    event = (await trial.book("Oak", TEN, ELEVEN)).json()
    assert event["organizer"] == {"displayName": "Example Office", "email": "joan@example.com"}
    assert "summary" not in event


async def test_a_strangers_name_is_not_known(trial: Trial) -> None:
    event = (await trial.book("Oak", TEN, ELEVEN, organizer="guest@example.org")).json()
    assert event["organizer"] == {"email": "guest@example.org"}


async def test_a_device_books_its_room(trial: Trial) -> None:
    source = trial.joan.device("Oak").uuid
    answer = await trial.post("events/book/", source=source, start=TEN, end=ELEVEN)
    assert answer.json()["resource"] == trial.joan.room("Oak").email


async def test_whoever_confirms_at_once_is_checked_in(trial: Trial) -> None:
    await trial.book("Oak", TEN, ELEVEN, auto_confirm=True)
    (event,) = trial.joan.events("Oak")
    assert event.checked_in_until == event.end


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TEN, ELEVEN),
        (HALF_PAST, TWELVE),
        ("2026-11-23T08:00:00Z", "2026-11-23T09:00:01Z"),
        ("2026-11-23T09:15:00Z", "2026-11-23T09:16:00Z"),
        ("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
    ],
)
async def test_overlaps_are_refused(trial: Trial, first: str, last: str) -> None:
    await _booked(trial)
    answer = await trial.book("Oak", first, last)
    assert (answer.status_code, answer.json()) == (400, TAKEN)
    assert len(trial.joan.events()) == 1


async def test_neighbours_and_other_rooms_do_not_overlap(trial: Trial) -> None:
    await _booked(trial)
    await _booked(trial, start=ELEVEN, end=TWELVE)
    await _booked(trial, start="2026-11-23T09:00:00+01:00", end=TEN)
    await _booked(trial, room="Fuji")
    assert len(trial.joan.events("Oak")) == 3


async def test_of_twenty_at_once_exactly_one_wins(trial: Trial) -> None:
    answers = await asyncio.gather(*(trial.book("Oak", TEN, ELEVEN) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] + 19 * [400]
    assert len(trial.joan.events()) == 1


async def test_an_event_ends_after_its_start(trial: Trial) -> None:
    answer = await trial.book("Oak", TEN, TEN)
    assert (answer.status_code, answer.json()) == (400, {"end": ["End must be after start."]})


async def test_unknown_and_inactive_rooms_are_not_found(trial: Trial) -> None:
    trial.joan.set_active("Oak", active=False)
    assert (await trial.book("Oak", TEN, ELEVEN)).status_code == 404
    answer = await trial.post("events/book/", source="nowhere", start=TEN, end=ELEVEN)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


async def test_times_without_an_offset_are_in_the_zone_named(trial: Trial) -> None:
    zone = {"timezone": "Asia/Kolkata"}
    await trial.book("Oak", "2026-11-23T10:00", "2026-11-23 11:00:00", **zone)
    (event,) = trial.joan.events()
    assert event.start == datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert event.end == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)


async def test_a_cancelled_event_is_gone(trial: Trial) -> None:
    event_id = await _booked(trial)
    answer = await _change(trial, "cancel", event_id, **ZONE)
    assert (answer.status_code, answer.content) == (204, b"")
    assert trial.joan.events() == []
    again = await _change(trial, "cancel", event_id, **ZONE)
    assert (again.status_code, again.json()) == (404, {"detail": "Not found."})


async def test_event_ids_are_case_sensitive(trial: Trial) -> None:
    event_id = await _booked(trial)
    answer = await _change(trial, "cancel", event_id.swapcase(), **ZONE)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("cancel", ZONE),
        ("cancel", {**ZONE, "finish": True}),
        ("checkin", {"lifetime": 60}),
        ("extend", {"extend_until": TWELVE}),
    ],
)
async def test_an_event_is_looked_for_in_its_room(
    trial: Trial, verb: str, more: dict[str, object]
) -> None:
    event_id = await _booked(trial, room="Fuji")
    assert (await _change(trial, verb, event_id, **more)).status_code == 404
    assert len(trial.joan.events()) == 1


async def test_finishing_shortens_an_event_to_now(trial: Trial, clock: SandboxClock) -> None:
    event_id = await _booked(trial)
    clock.advance(timedelta(hours=1, minutes=20))
    answer = await _change(trial, "cancel", event_id, finish=True, **ZONE)
    assert (answer.status_code, answer.content) == (200, b"")
    (event,) = trial.joan.events()
    assert (event.id, event.end) == (event_id, clock.now())


async def test_finishing_at_the_very_start_leaves_nothing(
    trial: Trial, clock: SandboxClock
) -> None:
    event_id = await _booked(trial)
    clock.advance(timedelta(hours=1))
    assert (await _change(trial, "cancel", event_id, finish=True, **ZONE)).status_code == 200
    assert trial.joan.events() == []


@pytest.mark.parametrize("hours", [0, 2])
async def test_only_what_takes_place_can_be_finished(
    trial: Trial, clock: SandboxClock, hours: int
) -> None:
    event_id = await _booked(trial)
    clock.advance(timedelta(hours=hours))
    answer = await _change(trial, "cancel", event_id, finish=True, **ZONE)
    assert answer.status_code == 400
    assert answer.json() == {"_error": ["Only an event that is taking place can be finished."]}


async def test_checking_in_lasts_its_lifetime(trial: Trial, clock: SandboxClock) -> None:
    event_id = await _booked(trial)
    answer = await _change(trial, "checkin", event_id, lifetime=600)
    assert answer.status_code == 200
    (event,) = trial.joan.events()
    assert event.checked_in_until == clock.now() + timedelta(minutes=10)


async def test_a_lifetime_is_positive(trial: Trial) -> None:
    answer = await _change(trial, "checkin", await _booked(trial), lifetime=0)
    assert answer.status_code == 400
    assert answer.json() == {"lifetime": ["Ensure this value is greater than or equal to 1."]}


async def test_extending_moves_the_end(trial: Trial) -> None:
    event_id = await _booked(trial)
    answer = await _change(trial, "extend", event_id, extend_until=TWELVE)
    assert answer.status_code == 200
    (event,) = trial.joan.events()
    assert event.end == datetime(2026, 11, 23, 11, tzinfo=UTC)


async def test_extending_into_the_next_meeting_is_refused(trial: Trial) -> None:
    event_id = await _booked(trial)
    await _booked(trial, start=ELEVEN, end=TWELVE)
    answer = await _change(trial, "extend", event_id, extend_until="2026-11-23T11:15:00+01:00")
    assert (answer.status_code, answer.json()) == (400, TAKEN)
    assert trial.joan.events("Oak")[0].end == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("until", [HALF_PAST, ELEVEN])
async def test_extending_makes_longer(trial: Trial, until: str) -> None:
    answer = await _change(trial, "extend", await _booked(trial), extend_until=until)
    assert answer.status_code == 400
    assert answer.json() == {"extend_until": ["Must be after the end of the event."]}


async def _move(trial: Trial, event_id: str, to: str) -> httpx.Response:
    return await trial.post(
        "events/move/",
        event_id=event_id,
        old_calendar_id=trial.joan.room("Oak").email,
        new_calendar_id=to,
        new_calendar_name="Fuji",
    )


async def test_moving_takes_an_event_to_another_room_and_id(trial: Trial) -> None:
    event_id = await _booked(trial)
    answer = await _move(trial, event_id, trial.joan.room("Fuji").email)
    assert answer.status_code == 200
    assert answer.json()["id"] != event_id
    assert trial.joan.events("Oak") == []
    (event,) = trial.joan.events("Fuji")
    assert (event.id, event.summary) == (answer.json()["id"], "Review")


async def test_the_old_id_is_forgotten_after_a_move(trial: Trial) -> None:
    event_id = await _booked(trial)
    fuji = trial.joan.room("Fuji").email
    await _move(trial, event_id, fuji)
    answer = await trial.post("events/cancel/", event_id=event_id, room_id=fuji, **ZONE)
    assert answer.status_code == 404


async def test_moving_into_a_taken_room_is_refused(trial: Trial) -> None:
    event_id = await _booked(trial)
    await _booked(trial, room="Fuji", start=HALF_PAST, end=TWELVE)
    answer = await _move(trial, event_id, trial.joan.room("Fuji").email)
    assert (answer.status_code, answer.json()) == (400, TAKEN)
    assert [event.id for event in trial.joan.events("Oak")] == [event_id]


async def test_moving_to_where_it_is_is_no_overlap(trial: Trial) -> None:
    event_id = await _booked(trial)
    assert (await _move(trial, event_id, trial.joan.room("Oak").email)).status_code == 200
    assert len(trial.joan.events("Oak")) == 1


async def test_moving_to_nowhere_is_not_found(trial: Trial) -> None:
    assert (await _move(trial, await _booked(trial), "nowhere")).status_code == 404
