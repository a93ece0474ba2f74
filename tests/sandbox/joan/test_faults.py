import json
from collections.abc import Awaitable, Callable

import httpx
import pytest

from roombot.sandbox.joan import Fault
from roombot.sandbox.joan.faults import Kind
from roombot.sandbox.joan.trial import Trial

BOOK = "events/book/"


async def _book(trial: Trial) -> httpx.Response:
    return await trial.book("Oak", "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z")


async def _statuses(trial: Trial, count: int) -> list[int]:
    return [(await trial.get("rooms/")).status_code for _ in range(count)]


@pytest.mark.parametrize(
    ("kind", "error"),
    [("drop", httpx.RemoteProtocolError), ("hang", httpx.ReadTimeout)],
)
@pytest.mark.parametrize("after", [False, True])
async def test_no_answer_before_or_after_the_write(
    trial: Trial, kind: Kind, error: type[Exception], *, after: bool
) -> None:
    trial.joan.faults.add(Fault(kind, path=BOOK, after=after))
    trial.http.timeout = httpx.Timeout(0.1)
    with pytest.raises(error):
        await _book(trial)
    assert len(trial.joan.events()) == after
    assert [one.status for one in trial.joan.requests] == [None]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 507])
async def test_server_errors_are_pages(trial: Trial, status: int) -> None:
    trial.joan.faults.add(Fault("status", status=status))
    answer = await _book(trial)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.text.startswith("<!doctype html>")
    assert trial.joan.events() == []


async def test_a_server_error_can_come_after_the_write(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status", status=502, after=True))
    assert (await _book(trial)).status_code == 502
    assert len(trial.joan.events()) == 1


async def test_a_throttling_fault_tells_when_to_come_back(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status", status=429, retry_after=2))
    answer = await _book(trial)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")
    assert answer.json() == {"detail": "Request was throttled."}


@pytest.mark.parametrize(("status", "text"), [(403, "permission"), (404, "Not found"), (418, "Er")])
async def test_other_errors_have_a_detail(trial: Trial, status: int, text: str) -> None:
    trial.joan.faults.add(Fault("status", status=status))
    answer = await _book(trial)
    assert answer.status_code == status
    assert text in answer.json()["detail"]
    assert "Retry-After" not in answer.headers


async def test_a_token_can_be_refused_once(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status", status=401))
    answer = await trial.get("rooms/")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert (await trial.get("rooms/")).status_code == 200


async def test_an_answer_can_be_cut_short(trial: Trial) -> None:
    trial.joan.faults.add(Fault("truncated"))
    answer = await trial.get("rooms/")
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert (await trial.get("rooms/")).text.startswith(answer.text)


async def test_an_answer_can_be_no_json(trial: Trial) -> None:
    trial.joan.faults.add(Fault("garbage"))
    answer = await _book(trial)
    assert (answer.status_code, answer.text) == (201, "{'not': JSON}")
    assert len(trial.joan.events()) == 1


async def test_a_calendar_can_decline_after_a_successful_create(trial: Trial) -> None:
    kept = (await trial.book("Fuji", "2026-11-23T10:00Z", "2026-11-23T11:00Z")).json()["id"]
    trial.joan.faults.add(Fault("declined"))
    answer = await _book(trial)
    assert answer.status_code == 201
    assert answer.json()["id"]
    assert [event.id for event in trial.joan.events()] == [kept]
    assert (await _book(trial)).status_code == 201
    assert len(trial.joan.events()) == 2


async def test_only_a_booking_can_be_declined(trial: Trial) -> None:
    event_id = (await _book(trial)).json()["id"]
    trial.joan.faults.add(Fault("declined", path="events/*"))
    oak, fuji = trial.joan.room("Oak"), trial.joan.room("Fuji")
    await trial.post(
        "events/move/",
        event_id=event_id,
        old_calendar_id=oak.email,
        new_calendar_id=fuji.email,
        new_calendar_name=fuji.name,
    )
    assert len(trial.joan.events("Fuji")) == 1


async def test_what_is_slow_happens_all_the_same(trial: Trial) -> None:
    trial.joan.faults.add(Fault("latency", seconds=0.01), Fault("latency", seconds=0.01))
    assert (await _book(trial)).status_code == 201
    assert trial.joan.faults.planned() == []


async def test_what_is_slow_happens_even_when_the_client_has_left(trial: Trial) -> None:
    trial.joan.faults.add(Fault("latency", seconds=60))
    trial.http.timeout = httpx.Timeout(0.05)
    with pytest.raises(httpx.ReadTimeout):
        await _book(trial)
    trial.http.timeout = httpx.Timeout(5)
    await trial.get("rooms/")
    assert len(trial.joan.events()) == 1


async def test_a_slow_request_can_fail_too(trial: Trial) -> None:
    trial.joan.faults.add(Fault("latency", seconds=0.01), Fault("status", status=503))
    assert await _statuses(trial, 2) == [503, 200]


async def test_faults_count_down(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status", times=2))
    assert await _statuses(trial, 4) == [500, 500, 200, 200]


async def test_faults_come_in_their_order(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status", status=502), Fault("status", status=503))
    assert await _statuses(trial, 3) == [502, 503, 200]


async def test_a_fault_can_stay_until_it_is_cleared(trial: Trial) -> None:
    trial.joan.faults.add(Fault("status", times=None))
    assert await _statuses(trial, 3) == [500, 500, 500]
    trial.joan.faults.clear()
    assert await _statuses(trial, 1) == [200]


@pytest.mark.parametrize(
    ("fault", "struck"),
    [
        (Fault("status", method="POST"), {"events/book/", "/api/token/"}),
        (Fault("status", path="events/"), {"events/"}),
        (Fault("status", path="events/*"), {"events/", "events/book/"}),
        (Fault("status", path="token/"), {"/api/token/"}),
        (Fault("status", path="/api/token/"), {"/api/token/"}),
        (Fault("status", path="/api/v1.0/rooms/"), {"rooms/"}),
        (Fault("status", "POST", "rooms/"), set()),
    ],
)
async def test_faults_choose_their_requests(trial: Trial, fault: Fault, struck: set[str]) -> None:
    asked = {"rooms/": "GET", "events/": "GET", "events/book/": "POST", "/api/token/": "POST"}
    found = set()
    for path, method in asked.items():
        trial.joan.faults.clear()
        trial.joan.faults.add(fault)
        whole = path if path.startswith("/") else f"/api/v1.0/{path}"
        if (await trial.http.request(method, whole)).status_code == 500:
            found.add(path)
    assert found == struck


async def test_chance_is_the_same_for_the_same_seed(
    start: Callable[..., Awaitable[Trial]],
) -> None:
    fault = Fault("status", times=None, probability=0.5)
    lots = []
    for seed in (1, 1, 2):
        trial = await start(seed=seed)
        trial.joan.faults.clear()
        trial.joan.faults.add(fault)
        lots.append(await _statuses(trial, 12))
    assert lots[0] == lots[1] != lots[2]
    assert set(lots[0]) == {200, 500}


def test_what_is_no_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="'earthquake' is no fault"):
        Fault("earthquake")  # type: ignore[arg-type]  # what the test is about
