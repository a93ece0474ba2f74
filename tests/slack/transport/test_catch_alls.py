from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp

from roombot.slack.bolt import dispatch
from roombot.slack.catch_alls import register_catch_alls
from roombot.slack.work import Work

INTERACTIONS: dict[str, dict[str, Any]] = {
    "command": {"command": "/unheard-of", "user_id": "U0ADA"},
    "action": {"type": "block_actions", "actions": [{"action_id": "old", "block_id": "b"}]},
    "shortcut": {"type": "shortcut", "callback_id": "old"},
    "message shortcut": {"type": "message_action", "callback_id": "old"},
    "view": {"type": "view_submission", "view": {"type": "modal", "callback_id": "old"}},
}


@pytest.mark.parametrize("kind", INTERACTIONS)
async def test_what_nobody_knows_is_answered(bolt: AsyncApp, work: Work, kind: str) -> None:
    answered: list[dict[str, Any]] = []

    async def answer(body: dict[str, Any]) -> None:
        answered.append(body)

    register_catch_alls(bolt, answer)
    assert (await dispatch(bolt, INTERACTIONS[kind])).status == 200
    await work.drain(1)
    assert answered == [INTERACTIONS[kind]]


SILENT: dict[str, dict[str, Any]] = {
    "link": {
        "type": "block_actions",
        "actions": [{"action_id": "open", "block_id": "b", "url": "https://example.com"}],
    },
    "closed view": {"type": "view_closed", "view": {"type": "modal", "callback_id": "old"}},
    "event": {"type": "event_callback", "event": {"type": "channel_rename"}},
}


@pytest.mark.parametrize("kind", SILENT)
async def test_what_needs_no_answer_is_acknowledged(bolt: AsyncApp, kind: str) -> None:
    async def answer(_body: dict[str, Any]) -> None:
        pytest.fail("nobody asked")

    register_catch_alls(bolt, answer)
    assert (await dispatch(bolt, SILENT[kind])).status == 200


async def test_an_unknown_menu_has_no_options(bolt: AsyncApp) -> None:
    async def answer(_body: dict[str, Any]) -> None:
        pytest.fail("nobody asked")

    register_catch_alls(bolt, answer)
    body = {"type": "block_suggestion", "action_id": "old", "block_id": "b", "value": ""}
    assert (await dispatch(bolt, body)).body == '{"options": []}'
