from typing import Any

from roombot.slack.origins import Origin, OriginKind

EVENT: dict[str, Any] = {
    "type": "event_callback",
    "team_id": "T2",
    "event_id": "Ev1",
    "authorizations": [{"team_id": "T1"}],
}
COMMAND = {
    "command": "/room",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.slack.com/commands/1",
}
CLICK: dict[str, Any] = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "team_id": "T2"},
    "channel": {"id": "C1"},
    "container": {"message_ts": "5.0", "channel_id": "C1", "is_ephemeral": False},
    "message": {"ts": "5.0", "thread_ts": "4.0"},
    "actions": [{"action_ts": "6.0"}],
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.slack.com/actions/1",
}


def test_a_direct_message_is_answered_beside_it() -> None:
    event = {"type": "message", "channel": "D1", "user": "U1", "ts": "5.0"}
    origin = Origin.of({**EVENT, "event": event})
    assert origin == Origin("T1", "U1", "D1", OriginKind.DM, "Ev1", message_ts="5.0")
    assert origin.is_private


def test_a_direct_message_in_a_thread_is_answered_in_it() -> None:
    event = {"type": "message", "channel": "D1", "user": "U1", "ts": "5.0", "thread_ts": "4.0"}
    assert Origin.of({**EVENT, "event": event}).thread_ts == "4.0"


def test_a_mention_opens_a_thread() -> None:
    event = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "5.0"}
    origin = Origin.of({**EVENT, "event": event})
    assert origin == Origin("T1", "U1", "C1", OriginKind.MENTION, "Ev1", "5.0", "5.0")
    assert not origin.is_private


def test_an_event_without_details_has_an_origin_all_the_same() -> None:
    event = {"type": "channel_rename", "channel": {"id": "C1"}}
    origin = Origin.of({"type": "event_callback", "team_id": "T2", "event": event})
    assert (origin.team_id, origin.user_id, origin.channel) == ("T2", "", "C1")
    assert len(origin.delivery) == 64


def test_a_command_carries_its_response_url() -> None:
    origin = Origin.of(COMMAND)
    assert origin == Origin(
        "T1",
        "U1",
        "C1",
        OriginKind.COMMAND,
        "1.2.3",
        response_url="https://hooks.slack.com/commands/1",
    )


def test_a_repeated_command_is_the_same_delivery_even_without_a_trigger() -> None:
    once = Origin.of({**COMMAND, "trigger_id": ""})
    again = Origin.of({**COMMAND, "trigger_id": ""})
    other = Origin.of({**COMMAND, "trigger_id": "", "text": "help"})
    assert once.delivery == again.delivery != other.delivery


def test_a_click_knows_its_message_and_thread() -> None:
    assert Origin.of(CLICK) == Origin(
        "T1",
        "U1",
        "C1",
        OriginKind.ACTION,
        "1.2.3",
        "4.0",
        "5.0",
        response_url="https://hooks.slack.com/actions/1",
    )


def test_a_click_on_an_ephemeral_message_knows_that() -> None:
    container = {"message_ts": "5.0", "channel_id": "C1", "is_ephemeral": True}
    origin = Origin.of({**CLICK, "container": container, "channel": None, "message": None})
    assert (origin.is_ephemeral, origin.channel, origin.message_ts) == (True, "C1", "5.0")


def test_a_click_without_a_trigger_is_known_by_its_time() -> None:
    assert Origin.of({**CLICK, "trigger_id": None}).delivery == "6.0"


def test_a_modal_has_no_channel() -> None:
    body = {"type": "view_submission", "team": None, "user": {"id": "U1", "team_id": "T1"}}
    origin = Origin.of(body)
    assert (origin.team_id, origin.channel, origin.is_private) == ("T1", "", True)
