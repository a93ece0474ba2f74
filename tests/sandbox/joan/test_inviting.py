import httpx
import pytest

from roombot.sandbox.joan.trial import Trial


async def _booked(trial: Trial) -> str:
    answer = await trial.book("Oak", "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z")
    return str(answer.json()["id"])


async def _invite(trial: Trial, event_id: str, room: str = "Oak") -> httpx.Response:
    return await trial.post(
        "events/invite/",
        event_id=event_id,
        event_name="Review",
        room_id=trial.joan.room(room).email,
        room_name=room,
        email="ben.okafor@example.com",
    )


def _answers(trial: Trial) -> list[str]:
    return [invitation.answer for invitation in trial.joan.invitations()]


async def test_an_invitation_is_pending(trial: Trial) -> None:
    event_id = await _booked(trial)
    answer = await _invite(trial, event_id)
    (invitation,) = trial.joan.invitations()
    assert (answer.status_code, answer.json()) == (201, {"id": invitation.id})
    assert (invitation.event_id, invitation.email) == (event_id, "ben.okafor@example.com")
    assert invitation.answer == "pending"


@pytest.mark.parametrize(("verb", "answer"), [("invite", "confirmed"), ("reject", "rejected")])
async def test_a_get_answers_an_invitation(trial: Trial, verb: str, answer: str) -> None:
    event_id = await _booked(trial)
    await _invite(trial, event_id)
    invitation = (await _invite(trial, event_id)).json()["id"]
    assert (await trial.get(f"events/{verb}/{invitation}/")).status_code == 200
    assert _answers(trial) == ["pending", answer]


@pytest.mark.parametrize("path", ["events/invite/7/", "events/reject/7/"])
async def test_an_unknown_invitation_is_not_found(trial: Trial, path: str) -> None:
    answer = await trial.get(path)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


async def test_one_is_invited_to_an_event_in_its_room(trial: Trial) -> None:
    event_id = await _booked(trial)
    assert (await _invite(trial, event_id, room="Fuji")).status_code == 404
    assert (await _invite(trial, "unknown")).status_code == 404
    assert _answers(trial) == []


async def test_invitations_end_with_their_event(trial: Trial) -> None:
    event_id = await _booked(trial)
    invitation = (await _invite(trial, event_id)).json()["id"]
    room = trial.joan.room("Oak").email
    await trial.post("events/cancel/", event_id=event_id, room_id=room, timezone="UTC")
    assert (await trial.get(f"events/invite/{invitation}/")).status_code == 404


async def test_invitations_go_with_a_moved_event(trial: Trial) -> None:
    event_id = await _booked(trial)
    await _invite(trial, event_id)
    oak, fuji = trial.joan.room("Oak"), trial.joan.room("Fuji")
    moved = await trial.post(
        "events/move/",
        event_id=event_id,
        old_calendar_id=oak.email,
        new_calendar_id=fuji.email,
        new_calendar_name=fuji.name,
    )
    assert [one.event_id for one in trial.joan.invitations()] == [moved.json()["id"]]
