import pytest

from roombot.telemetry.deliveries import current_delivery, following, id_of, kind_of


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"command": "/room"}, "command"),
        ({"type": "event_callback", "event": {"type": "message"}}, "message"),
        ({"type": "event_callback", "event": {"type": "invented_by_a_stranger"}}, "other"),
        ({"type": "event_callback", "event": {"type": ["message"]}}, "other"),
        ({"type": "event_callback", "event": 1}, "other"),
        ({"type": "block_actions"}, "block_actions"),
        ({}, "other"),
    ],
)
def test_kinds_are_few_whatever_is_delivered(body: dict[str, object], kind: str) -> None:
    assert kind_of(body) == kind


def test_an_event_keeps_the_id_that_slack_gave_it() -> None:
    assert id_of({"event_id": "Ev0123ABC"}) == "Ev0123ABC"


@pytest.mark.parametrize("event_id", ["Ev\nforged", "a private word", 7, None, "Ev" + "9" * 99])
def test_an_id_that_is_none_of_slacks_does_not_reach_the_log(event_id: object) -> None:
    made = id_of({"event_id": event_id})
    assert len(made) == 16
    assert int(made, 16) >= 0


def test_a_trigger_is_not_told_but_repeats_itself() -> None:
    trigger = "13345224609.738474920.8088930838d88f008e0"
    assert id_of({"trigger_id": trigger}) == id_of({"trigger_id": trigger, "more": 1})
    assert trigger not in id_of({"trigger_id": trigger})


def test_what_is_done_for_a_delivery_knows_it() -> None:
    with following("Ev1"):
        assert current_delivery() == "Ev1"
    assert current_delivery() is None
