from typing import Any

import pytest

from roombot.slack.bolt import UnreadableDelivery
from roombot.slack.shapes import check_shape


@pytest.mark.parametrize(
    "body",
    [
        {"event": []},
        {"event": {"user": {"id": "U1"}}},
        {"event": {"text": 1}},
        {"event": {"blocks": ["no block"]}},
        {"user": "U1"},
        {"team": ["T1"]},
        {"team": {"id": 7}},
        {"actions": {}},
        {"actions": [None]},
        {"view": {"state": "none"}},
        {"message": {"text": {"type": "plain_text"}}},
        {"trigger_id": 1},
        {"text": "\ud83d"},
        {"text": "a\x00b"},
        {"\ud83d": 1},
    ],
)
def test_what_slack_would_never_send_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(UnreadableDelivery):
        check_shape(body)


def test_what_is_too_deep_is_refused() -> None:
    deep: dict[str, Any] = {}
    for _ in range(50):
        deep = {"more": deep}
    with pytest.raises(UnreadableDelivery):
        check_shape(deep)


def test_what_is_not_read_may_be_as_it_likes() -> None:
    check_shape({"invented": [1, {"by": ["slack", None]}], "event": {"text": "čaj 😀"}})
