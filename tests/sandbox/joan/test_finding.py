import pytest

from roombot.sandbox.joan.trial import Trial

AT_TEN = {
    "eventStart": "2026-11-23T10:00:00+01:00",
    "duration": 60,
    "timezone": "Europe/Ljubljana",
}


async def _free(trial: Trial, **question: object) -> set[str]:
    answer = await trial.post("get_room/", **question)
    assert answer.status_code == 200
    rooms = answer.json()["rooms"]
    return {
        trial.joan.room(email).name for email, value in rooms.items() if value or value in ({}, [])
    }


async def test_all_rooms_are_free_in_an_empty_office(trial: Trial) -> None:
    assert len(await _free(trial, **AT_TEN)) == 12


async def test_a_booked_room_is_not_free(trial: Trial) -> None:
    await trial.book("Oak", "2026-11-23T10:30:00+01:00", "2026-11-23T11:30:00+01:00")
    assert "Oak" not in await _free(trial, **AT_TEN)


@pytest.mark.parametrize(("first", "last"), [("09:00", "10:00"), ("11:00", "12:00")])
async def test_intervals_are_half_open(trial: Trial, first: str, last: str) -> None:
    await trial.book("Oak", f"2026-11-23T{first}:00+01:00", f"2026-11-23T{last}:00+01:00")
    assert "Oak" in await _free(trial, **AT_TEN)


async def test_free_and_busy_come_as_any_values_that_javascript_takes_for_it(trial: Trial) -> None:
    free = (await trial.post("get_room/", **AT_TEN)).json()["rooms"]
    for room in trial.joan.rooms:
        await trial.book(room.name, "2026-11-23T10:00:00+01:00", "2026-11-23T11:00:00+01:00")
    busy = (await trial.post("get_room/", **AT_TEN)).json()["rooms"]
    assert {repr(value) for value in free.values()} == {
        "{}",
        "[]",
        "True",
        "1",
        "'free'",
        "{'events': []}",
    }
    assert {repr(value) for value in busy.values()} == {"None", "False", "0", "''"}


async def test_a_start_without_an_offset_is_in_the_zone_named(trial: Trial) -> None:
    await trial.book("Oak", "2026-11-23T10:00:00-05:00", "2026-11-23T11:00:00-05:00")
    question = {"eventStart": "2026-11-23T10:00:00", "duration": 60}
    assert "Oak" not in await _free(trial, **question, timezone="America/New_York")
    assert "Oak" in await _free(trial, **question)


async def test_nothing_asked_means_half_an_hour_from_now(trial: Trial) -> None:
    await trial.book("Oak", "2026-11-23T08:29:00Z", "2026-11-23T09:00:00Z")
    await trial.book("Fuji", "2026-11-23T08:30:00Z", "2026-11-23T09:00:00Z")
    free = await _free(trial)
    assert "Oak" not in free
    assert "Fuji" in free


async def test_inactive_rooms_are_not_told_of(trial: Trial) -> None:
    trial.joan.set_active("Oak", active=False)
    assert "Oak" not in await _free(trial, **AT_TEN)


async def test_a_meeting_takes_time(trial: Trial) -> None:
    answer = await trial.post("get_room/", duration=0)
    assert answer.status_code == 400
    assert answer.json() == {"duration": ["Ensure this value is greater than or equal to 1."]}
