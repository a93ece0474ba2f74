"""The board of the office, and what one does at its doors."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from roombot.sandbox.clock import RunningClock, SandboxClock
from roombot.sandbox.joan.trial import Trial

Start = Callable[..., Awaitable[Trial]]
OAK = {"room": "Oak", "start": "2026-11-23T10:00", "end": "2026-11-23T11:00"}
NOW = {"room": "Oak", "start": "2026-11-23T09:00", "end": "2026-11-23T09:30"}


async def board(trial: Trial, day: str = "") -> dict[str, Any]:
    found: dict[str, Any] = (await trial.get("/sandbox/board", day=day)).json()
    return found


async def at_the_door(trial: Trial, doing: str, **given: object) -> httpx.Response:
    return await trial.post(f"/sandbox/door/{doing}", **given)


async def meeting(trial: Trial) -> dict[str, Any]:
    (found,) = (await board(trial))["meetings"]
    return dict(found)


async def test_a_board_shows_the_rooms_and_the_meetings_of_a_day(trial: Trial) -> None:
    await trial.book("Oak", "2026-11-24T10:00+01:00", "2026-11-24T11:00+01:00", title="Review")
    today, tomorrow = await board(trial), await board(trial, "2026-11-24")
    assert (today["day"], today["today"], today["zone"]) == (
        "2026-11-23",
        "2026-11-23",
        "Europe/Ljubljana",
    )
    assert today["meetings"] == []
    (review,) = tomorrow["meetings"]
    assert (review["room"], review["title"]) == ("Oak", "Review")
    assert review["organizer"] == "Example Office"
    by_name = {room["name"]: room for room in today["rooms"]}
    assert len(by_name) == 12
    assert (by_name["Fuji"]["battery"], by_name["Willow"]["has_device"]) == (9, False)


async def test_a_day_that_is_none_is_refused(trial: Trial) -> None:
    assert (await trial.get("/sandbox/board", day="soon")).status_code == 400


async def test_who_books_at_the_door_for_now_is_checked_in(trial: Trial) -> None:
    assert (await at_the_door(trial, "book", **NOW)).status_code == 200
    booked = await meeting(trial)
    assert (booked["title"], booked["organizer"], booked["checked_in"]) == ("Reserved", None, True)


async def test_what_the_api_shows_is_what_was_booked_at_the_door(trial: Trial) -> None:
    await at_the_door(trial, "book", **OAK, title="Ad hoc")
    taken = await trial.book("Oak", "2026-11-23T10:30+01:00", "2026-11-23T11:30+01:00")
    assert taken.status_code == 400


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (OAK, "Oak is taken then."),
        (OAK | {"room": "Maple", "end": "2026-11-23T10:00"}, "The end must be after the start"),
        (OAK | {"room": "Birch"}, "Birch is out of use."),
        (OAK | {"room": "Nowhere"}, "no room Nowhere"),
    ],
)
async def test_a_door_refuses_what_cannot_be(trial: Trial, given: dict[str, str], why: str) -> None:
    await at_the_door(trial, "book", **OAK)
    await trial.post("/sandbox/rooms", room="Birch", active=False)
    answer = await at_the_door(trial, "book", **given)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(why)


async def test_one_checks_in_and_ends_at_the_door(trial: Trial, clock: SandboxClock) -> None:
    await at_the_door(trial, "book", **OAK)
    booked = await meeting(trial)
    assert not booked["checked_in"]
    await at_the_door(trial, "check_in", id=booked["id"])
    assert (await meeting(trial))["checked_in"]
    clock.advance(timedelta(minutes=80))
    await at_the_door(trial, "end", id=booked["id"])
    assert (await meeting(trial))["end"] == "2026-11-23T09:20:00+00:00"
    for doing in ("check_in", "end"):
        answer = await at_the_door(trial, doing, id=booked["id"])
        assert answer.json() == {"error": "This meeting is over."}


async def test_a_meeting_that_has_not_begun_is_taken_away(trial: Trial) -> None:
    await at_the_door(trial, "book", **OAK)
    booked = await meeting(trial)
    await at_the_door(trial, "end", id=booked["id"])
    assert (await board(trial))["meetings"] == []
    answer = await at_the_door(trial, "end", id=booked["id"])
    assert answer.json() == {"error": "This meeting is gone."}


async def test_troubles_begin_and_end(trial: Trial) -> None:
    await trial.post("/sandbox/trouble", name="outage", on=True)
    await trial.post("/sandbox/trouble", name="outage", on=True)
    assert (await board(trial))["troubles"]["outage"] is True
    assert (await trial.get("rooms/")).status_code == 503
    await trial.post("/sandbox/trouble", name="outage", on=False)
    assert (await trial.get("rooms/")).status_code == 200
    assert not any((await board(trial))["troubles"].values())


async def test_time_passes_as_far_as_one_pushes_it(start: Start, clock: SandboxClock) -> None:
    trial = await start(pass_time=clock.advance)
    assert (await board(trial))["can_pass_time"]
    answer = await trial.post("/sandbox/clock", minutes=5)
    assert answer.json() == {"now": "2026-11-23T08:05:00+00:00"}
    answer = await trial.post("/sandbox/clock")
    assert answer.json() == {"now": "2026-11-24T08:00:00+00:00"}


async def test_a_clock_that_is_real_cannot_be_moved(trial: Trial) -> None:
    assert not (await board(trial))["can_pass_time"]
    assert (await trial.post("/sandbox/clock", minutes=5)).status_code == 400


async def test_the_page_and_its_files_are_served(trial: Trial) -> None:
    page = await trial.get("/")
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert (await trial.get("/page/scripts/main.js")).status_code == 200


async def test_a_running_clock_goes_on_from_where_it_was_pushed(clock: SandboxClock) -> None:
    running = RunningClock(clock.now)
    running.advance(timedelta(hours=1))
    running.advance(timedelta(hours=-2))
    clock.advance(timedelta(minutes=1))
    await running.sleep(0)
    assert running.now() - clock.now() == timedelta(hours=1)
