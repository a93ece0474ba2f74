from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import Event, Fault, JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.joan.trial import Trial

Open = Callable[..., JoanSandbox]


@pytest.fixture
def open_joan(tmp_path: Path, clock: SandboxClock) -> Open:
    """Open the same office again and again."""

    def begin(*, reset: bool = False) -> JoanSandbox:
        database = str(tmp_path / "new folder" / "joan.db")
        return create_joan(JoanSettings(database, now=clock.now, reset=reset))

    return begin


def _book(joan: JoanSandbox, day: int, hour: int = 20) -> Event:
    start = datetime(2026, 11, day, hour, tzinfo=UTC)
    return joan.add_event("Oak", start, start + timedelta(hours=1), "Mine")


def test_events_survive_a_restart(open_joan: Open) -> None:
    before = open_joan()
    _book(before, 23)
    events = before.events()
    before.close()
    after = open_joan()
    assert after.events() == events
    after.close()


def test_a_cancelled_meeting_does_not_come_back(open_joan: Open, clock: SandboxClock) -> None:
    joan = open_joan()
    for event in joan.events():
        joan.delete_event(event.id)
    joan.close()
    again = open_joan()
    assert again.events() == []
    again.close()
    clock.advance(timedelta(days=1))
    tomorrow = open_joan()
    assert {one.end.day for one in tomorrow.events()} == {2}  # the day that came into sight
    tomorrow.close()


def test_reset_makes_a_new_office(open_joan: Open) -> None:
    before = open_joan()
    untouched = before.events()
    _book(before, 23)
    before.set_active("Oak", active=False)
    before.close()
    after = open_joan(reset=True)
    assert after.events() == untouched
    after.close()


def test_a_week_that_is_over_is_followed_by_a_new_one(open_joan: Open, clock: SandboxClock) -> None:
    before = open_joan()
    mine = _book(before, 23)
    before.close()
    clock.advance(timedelta(days=28))
    after = open_joan()
    events = after.events()
    after.close()
    assert events[0] == mine
    assert events[1].start.date() >= clock.now().date() - timedelta(days=1)
    assert len(events) > 100


def test_new_meetings_leave_people_their_bookings(open_joan: Open, clock: SandboxClock) -> None:
    joan = open_joan()
    start = datetime(2026, 12, 10, 0, tzinfo=UTC)
    for room in joan.rooms:
        joan.add_event(room.name, start, start + timedelta(days=1), "Mine")
    clock.advance(timedelta(days=14))
    joan.close()
    later = open_joan()
    on_that_day = [one for one in later.events() if one.overlaps(start, start + timedelta(days=1))]
    assert {one.summary for one in on_that_day} == {"Mine"}
    later.close()


async def test_the_days_go_by_while_joan_is_running(
    start: Callable[..., Awaitable[Trial]], clock: SandboxClock
) -> None:
    trial = await start(office="demo", token_lifetime=10**7)
    clock.advance(timedelta(days=21))
    shown = (await trial.get("events/")).json()
    assert sum(len(entry["events"]) for entry in shown) > 100


async def test_tokens_and_invitations_survive_a_restart(
    start: Callable[..., Awaitable[Trial]], tmp_path: Path
) -> None:
    database = str(tmp_path / "joan.db")
    first = await start(database=database)
    event = (await first.book("Oak", "2026-11-23T10:00Z", "2026-11-23T11:00Z")).json()
    await first.post(
        "events/invite/",
        event_id=event["id"],
        event_name="Review",
        room_id=event["resource"],
        room_name="Oak",
        email="ben.okafor@example.com",
    )
    second = await start(database=database)
    second.http.headers["Authorization"] = first.http.headers["Authorization"]
    assert (await second.get("events/invite/1/")).status_code == 200
    assert [one.answer for one in second.joan.invitations()] == ["confirmed"]


async def test_reset_forgets_faults_shapes_tokens_and_requests(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status"))
    trial.joan.set_shapes(lists="bare")
    await trial.get("rooms/")
    trial.joan.reset()
    assert trial.joan.requests == []
    assert (await trial.get("rooms/")).status_code == 401
    await trial.sign_in()
    assert (await trial.get("rooms/")).json()["count"] == 12


async def test_requests_are_remembered_with_their_answers(trial: Trial) -> None:
    await trial.get("rooms/", page=1)
    await trial.post("get_room/", duration=0)
    requests = trial.joan.requests
    assert [(one.method, one.path, one.query, one.body, one.status) for one in requests] == [
        ("GET", "/api/v1.0/rooms/", "page=1", "", 200),
        ("POST", "/api/v1.0/get_room/", "", {"duration": 0}, 400),
    ]
