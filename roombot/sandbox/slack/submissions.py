"""What the bot answers a submitted modal with, carried out."""

import json

from roombot.sandbox.slack.api.views import read_view
from roombot.sandbox.slack.deliveries import Delivery
from roombot.sandbox.slack.view_store import ViewStore
from roombot.sandbox.slack.wire import Json, SlackError


def decode(delivery: Delivery) -> Json:
    """Return the body of an acknowledgement; an empty one says nothing."""
    if not delivery.acknowledged:
        raise SlackError("no_answer")
    body = delivery.last.body.strip()
    try:
        content = json.loads(body or "{}")
    except ValueError:
        raise SlackError("invalid_response") from None
    if not isinstance(content, dict):
        raise SlackError("invalid_response")
    return content


def perform(views: ViewStore, view_id: str, answer: Json) -> None:
    """Close the modal, or do what the answer says instead."""
    action = answer.get("response_action")
    if action == "errors":
        _complain(views, view_id, answer.get("errors"))
    elif action == "update":
        views.replace(view_id, read_view(answer.get("view"), "modal"))
    elif action == "push":
        views.push(views.owner(view_id), read_view(answer.get("view"), "modal"))
    elif action == "clear":
        views.clear(views.owner(view_id))
    elif action is None:
        views.close(view_id)
    else:
        raise SlackError("invalid_response_action")


def _complain(views: ViewStore, view_id: str, errors: object) -> None:
    view = views.find(view_id)
    blocks = view["blocks"] if view else []
    inputs = {block["block_id"] for block in blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise SlackError("invalid_errors")
    views.complain(view_id, errors)
