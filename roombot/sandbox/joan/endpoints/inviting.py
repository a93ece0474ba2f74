"""Inviting people, and their answers: GETs that change something."""

from starlette.responses import JSONResponse, Response

from roombot.sandbox.joan.endpoints.call import Call, Endpoint
from roombot.sandbox.joan.fields import Field
from roombot.sandbox.joan.invitations import Answer
from roombot.sandbox.joan.replies import not_found, nothing


def _invite(call: Call) -> Response:
    """Invite user to a meeting."""
    event_id = call.required("event_id")
    if call.world.events.find(event_id, call.required("room_id")) is None:
        raise not_found()
    invitation = call.world.invitations.add(event_id, call.required("email"))
    if call.world.shapes.invite == "empty":
        return nothing()
    return JSONResponse({"id": invitation}, 201)


def _confirm(call: Call) -> Response:
    """Confirm user invitation to meeting."""
    return _answer(call, "confirmed")


def _reject(call: Call) -> Response:
    """Reject users invitation to meeting."""
    return _answer(call, "rejected")


def _answer(call: Call, answer: Answer) -> Response:
    if not call.world.invitations.answer(int(call.part), answer):
        raise not_found()
    return nothing()


INVITING = (
    Endpoint(
        r"events/invite/",
        "Invite User",
        _invite,
        "POST",
        {
            "event_id": Field("string"),
            "event_name": Field("string"),
            "room_id": Field("string"),
            "room_name": Field("string"),
            "email": Field("email"),
        },
    ),
    Endpoint(r"events/invite/([0-9]{1,18})/", "Confirm Invitation", _confirm),
    Endpoint(r"events/reject/([0-9]{1,18})/", "Reject Invitation", _reject),
)
