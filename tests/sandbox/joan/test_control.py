import pytest

from roombot.sandbox.joan.trial import Trial

OAK = {"room": "Oak", "start": "2026-11-23T10:00:00+01:00", "end": "2026-11-23T11:00:00+01:00"}


async def test_faults_are_planned_listed_and_cleared(trial: Trial) -> None:
    answer = await trial.post("/sandbox/faults", kind="status", status=503, path="rooms/", times=2)
    assert answer.status_code == 200
    assert (await trial.get("rooms/")).status_code == 503
    (fault,) = (await trial.get("/sandbox/faults")).json()
    assert (fault["kind"], fault["times"]) == ("status", 1)
    assert (await trial.http.delete("/sandbox/faults")).status_code == 204
    assert (await trial.get("rooms/")).status_code == 200


async def test_shapes_are_chosen(trial: Trial) -> None:
    await trial.post("/sandbox/shapes", lists="bare")
    assert len((await trial.get("rooms/")).json()) == 12
    answer = (await trial.get("/sandbox/shapes")).json()
    assert answer["now"]["lists"] == "bare"
    assert answer["choices"]["lists"] == ["paged", "bare"]


async def test_requests_are_listed_and_forgotten(trial: Trial) -> None:
    await trial.get("rooms/")
    (request,) = (await trial.get("/sandbox/requests")).json()
    assert (request["path"], request["status"]) == ("/api/v1.0/rooms/", 200)
    await trial.http.delete("/sandbox/requests")
    assert (await trial.get("/sandbox/requests")).json() == []


async def test_events_are_put_in_and_listed(trial: Trial) -> None:
    added = (await trial.post("/sandbox/events", **OAK, summary="Review")).json()
    assert added["start"] == "2026-11-23T09:00:00+00:00"
    assert (await trial.get("/sandbox/events")).json() == [added]
    assert trial.joan.events("Oak")[0].summary == "Review"


async def test_rooms_go_out_of_use(trial: Trial) -> None:
    await trial.post("/sandbox/rooms", room="Oak", active=False)
    assert len((await trial.get("events/")).json()) == 11


async def test_tokens_are_revoked(trial: Trial) -> None:
    await trial.http.delete("/sandbox/tokens")
    assert (await trial.get("rooms/")).status_code == 401


async def test_invitations_are_listed(trial: Trial) -> None:
    added = (await trial.post("/sandbox/events", **OAK)).json()
    await trial.post(
        "events/invite/",
        event_id=added["id"],
        event_name="Review",
        room_id=added["room"],
        room_name="Oak",
        email="ben.okafor@example.com",
    )
    (invitation,) = (await trial.get("/sandbox/invitations")).json()
    assert (invitation["email"], invitation["answer"]) == ("ben.okafor@example.com", "pending")


async def test_reset_goes_back_to_the_beginning(trial: Trial) -> None:
    await trial.post("/sandbox/events", **OAK)
    assert (await trial.http.post("/sandbox/reset")).status_code == 200
    assert trial.joan.events() == []


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("faults", {"kind": "earthquake"}),
        ("faults", {}),
        ("faults", {"kind": "drop", "colour": "red"}),
        ("shapes", {"times": "roman"}),
        ("events", {"room": "Nowhere", "start": "2026-11-23", "end": "2026-11-23"}),
        ("events", {"room": "Oak"}),
        ("events", {**OAK, "start": 5}),
        ("rooms", {"room": "Nowhere", "active": True}),
    ],
)
async def test_what_is_not_understood_is_refused(
    trial: Trial, path: str, given: dict[str, object]
) -> None:
    answer = await trial.post(f"/sandbox/{path}", **given)
    assert answer.status_code == 400
    assert answer.json()["error"]
