"""What people do reaches the bot as Slack would send it."""

import hashlib
import hmac
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, PlainTextResponse

from roombot.sandbox.slack.trial import Start, Trial
from roombot.sandbox.slack.wire import Json
from tests.sandbox.slack.samples import sample, unknown

BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Cancel"}, "action_id": "cancel"}
OPTIONS = [
    {"text": {"type": "plain_text", "text": word}, "value": word[0]} for word in ("Ann", "Bo")
]
ACTIONS: Json = {
    "type": "actions",
    "block_id": "menu",
    "elements": [
        {**BUTTON, "value": "b1", "style": "danger"},
        {"type": "static_select", "action_id": "who", "options": OPTIONS},
        {"type": "overflow", "action_id": "more", "options": OPTIONS},
        {"type": "multi_users_select", "action_id": "people", "initial_users": ["U0ADA"]},
        {"type": "users_select", "action_id": "one"},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-24"},
        {
            "type": "multi_static_select",
            "action_id": "some",
            "option_groups": [{"label": {"type": "plain_text", "text": "All"}, "options": OPTIONS}],
        },
    ],
}


async def test_events_are_signed(world: Trial) -> None:
    await world.slack.say("U0ADA", "D0ADA", "hello")
    [heard] = world.bot.heard
    signed = f"v0:{heard.headers['x-slack-request-timestamp']}:".encode() + heard.raw
    digest = hmac.new(b"sandbox-secret", signed, hashlib.sha256).hexdigest()
    assert heard.headers["x-slack-signature"] == f"v0={digest}"


async def test_a_direct_message_reaches_the_bot_once(world: Trial) -> None:
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    [heard] = world.bot.heard
    assert heard.payload == delivery.payload
    assert heard.payload["event"]["type"] == "message"
    assert heard.payload["event"]["channel_type"] == "im"
    assert heard.payload["event"]["text"] == "hello"


async def test_a_mention_is_a_message_and_a_mention(world: Trial) -> None:
    await world.slack.mention("U0ADA", "C0GENERAL", "help")
    events = [heard.payload["event"] for heard in world.bot.heard]
    assert {event["type"] for event in events} == {"message", "app_mention"}
    assert {event["text"] for event in events} == {"<@U0ROOMBOT> help"}


async def test_where_the_bot_is_not_it_hears_nothing(world: Trial) -> None:
    assert await world.slack.say("U0ADA", "C0RANDOM", "@roombot help") == []
    assert world.bot.heard == []


async def test_strangers_are_told_from_members(world: Trial) -> None:
    [delivery] = await world.slack.say("U0MIRA", "C0GENERAL", "hello")
    assert delivery.payload["is_ext_shared_channel"]
    assert delivery.payload["event"]["user_team"] == "T0PARTNER"


async def test_replies_name_their_thread(world: Trial) -> None:
    await world.slack.say("U0ADA", "C0GENERAL", "a question")
    ts = world.slack.messages("C0GENERAL")[0]["ts"]
    [delivery] = await world.slack.say("U0BEN", "C0GENERAL", "an answer", thread_ts=ts)
    assert delivery.payload["event"]["thread_ts"] == ts


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("ask @Ben Okafor", "ask <@U0BEN>"),
        ("ask @BEN.OKAFOR!", "ask <@U0BEN>!"),
        ("ask @benny", "ask @benny"),
        ("<@U0BEN> and <!here> and <#C0GENERAL>", "<@U0BEN> and <!here> and <#C0GENERAL>"),
        ("see https://example.com/?a=1&b=2", "see <https://example.com/?a=1&amp;b=2>"),
        ("mail a.b@example.com", "mail <mailto:a.b@example.com|a.b@example.com>"),
    ],
)
async def test_typed_text_arrives_as_slack_writes_it(world: Trial, typed: str, sent: str) -> None:
    [delivery] = await world.slack.say("U0ADA", "D0ADA", typed)
    assert delivery.payload["event"]["text"] == sent


async def test_typed_text_comes_with_its_blocks(world: Trial) -> None:
    text = "<@U0BEN> & <#C0GENERAL> <!here> https://a.example"
    [delivery] = await world.slack.say("U0ADA", "D0ADA", text)
    [section] = delivery.payload["event"]["blocks"][0]["elements"]
    assert [element["type"] for element in section["elements"]] == [
        *("user", "text", "channel", "text", "broadcast", "text", "link")
    ]


async def test_payloads_have_only_keys_that_slack_sends(world: Trial, shared: Path) -> None:
    await world.slack.mention("U0ADA", "C0GENERAL", "help")
    await world.slack.open_app("U0ADA")
    command = await world.slack.command("U0ADA", "C0GENERAL", "/room", "help")
    click = await world.slack.click("U0ADA", "D0ADA", await world.show([ACTIONS]), "cancel")
    known = {
        "message": sample(shared, "events/MessagePayload"),
        "app_mention": sample(shared, "events/AppMentionPayload"),
        "app_home_opened": sample(shared, "events/AppHomeOpenedPayload"),
    }
    for heard in world.bot.heard[:3]:
        assert unknown(heard.payload, known[heard.payload["event"]["type"]]) == set()
    assert command is not None
    assert (
        unknown(command.payload, sample(shared, "app-backend/slash-commands/SlashCommandPayload"))
        == set()
    )
    block_action = sample(shared, "app-backend/interactive-components/BlockActionPayload")
    assert unknown(click.payload, block_action) == set()


async def test_a_command_carries_names_beside_ids(world: Trial) -> None:
    await world.slack.command("U0ADA", "D0ADA", "/room", "invite @ben.okafor <@U0NOBODY>")
    payload = world.bot.heard[0].payload
    assert payload["text"] == "invite <@U0BEN|ben.okafor> <@U0NOBODY>"
    assert (payload["command"], payload["channel_name"]) == ("/room", "directmessage")
    assert payload["response_url"].startswith(f"{world.slack.url}/commands/T0SANDBOX/")


async def test_what_a_command_is_acknowledged_with_is_shown_to_its_giver(world: Trial) -> None:
    blocks = [{"type": "divider"}]
    world.bot.answers = [
        PlainTextResponse("one moment"),
        JSONResponse({"text": "two", "blocks": blocks, "response_type": "in_channel"}),
        JSONResponse(["three"]),
        PlainTextResponse(""),
    ]
    for _ in range(4):
        await world.slack.command("U0ADA", "C0GENERAL", "/room", "")
    hers = world.slack.messages("C0GENERAL", "U0ADA")
    everybodys = world.slack.messages("C0GENERAL")
    assert [message["text"] for message in hers] == ["one moment", "two", '["three"]']
    assert [message["text"] for message in everybodys] == ["two"]


async def test_a_command_that_fails_is_told_to_its_giver(start: Start) -> None:
    world = await start(ack_seconds=0.05)
    world.bot.answers = [PlainTextResponse("no", 500)]
    await world.slack.command("U0ADA", "D0ADA", "/room", "help")
    world.bot.silent = True
    await world.slack.command("U0ADA", "D0ADA", "/room", "help")
    texts = [message["text"] for message in world.slack.messages("D0ADA", "U0ADA")]
    assert texts == [
        "/room failed with the error “dispatch_failed”",
        "/room failed with the error “operation_timeout”",
    ]


async def test_slack_itself_refuses_commands_in_threads_and_unknown_ones(world: Trial) -> None:
    assert await world.slack.command("U0ADA", "D0ADA", "/room", "help", thread_ts="1.1") is None
    assert await world.slack.command("U0ADA", "D0ADA", "/lunch", "") is None
    assert world.bot.heard == []
    texts = [message["text"] for message in world.slack.messages("D0ADA", "U0ADA")]
    assert texts == [
        "`/room` is not supported in threads. Sorry!",
        "`/lunch` is not a valid command.",
    ]


async def test_a_click_carries_the_message_and_the_button(world: Trial) -> None:
    ts = await world.show([ACTIONS])
    await world.slack.click("U0ADA", "D0ADA", ts, "Cancel")
    payload = world.bot.heard[0].payload
    [action] = payload["actions"]
    assert payload["type"] == "block_actions"
    assert payload["message"]["ts"] == payload["container"]["message_ts"] == ts
    assert not payload["container"]["is_ephemeral"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("cancel", "menu", "b1")
    assert action["style"] == "danger"


async def test_a_forger_may_send_another_value(world: Trial) -> None:
    await world.slack.click("U0ADA", "D0ADA", await world.show([ACTIONS]), "cancel", value="b2")
    assert world.bot.heard[0].payload["actions"][0]["value"] == "b2"


async def test_any_payload_can_be_delivered_as_it_is(world: Trial) -> None:
    delivery = await world.slack.deliver("interaction", {"type": "block_actions"})
    assert delivery.acknowledged
    assert world.bot.heard[0].payload == {"type": "block_actions"}


@pytest.mark.parametrize(
    ("target", "selected", "held"),
    [
        ("who", "Ann", {"selected_option": OPTIONS[0]}),
        ("more", "B", {"selected_option": OPTIONS[1]}),
        ("people", ["U0BEN", "U0EVA"], {"selected_users": ["U0BEN", "U0EVA"]}),
        ("one", "U0BEN", {"selected_user": "U0BEN"}),
        ("day", "2026-12-01", {"selected_date": "2026-12-01"}),
        ("some", ["A", "B"], {"selected_options": OPTIONS}),
        ("some", "A", {"selected_options": OPTIONS[:1]}),
    ],
)
async def test_choices_arrive_as_their_menu_holds_them(
    world: Trial, target: str, selected: str | list[str], held: Json
) -> None:
    await world.slack.click(
        "U0ADA", "D0ADA", await world.show([ACTIONS]), target, selected=selected
    )
    [action] = world.bot.heard[0].payload["actions"]
    assert {name: action[name] for name in held} == held


async def test_state_tells_what_all_parts_hold(world: Trial) -> None:
    ts = await world.show([ACTIONS])
    elsewhere = {"menu": {"one": {"type": "users_select", "selected_user": "U0EVA"}}}
    await world.slack.click("U0ADA", "D0ADA", ts, "who", selected="Bo", state=elsewhere)
    assert world.bot.heard[0].payload["state"]["values"]["menu"] == {
        "who": {"type": "static_select", "selected_option": OPTIONS[1]},
        "people": {"type": "multi_users_select", "selected_users": ["U0ADA"]},
        "one": {"type": "users_select", "selected_user": "U0EVA"},
        "day": {"type": "datepicker", "selected_date": "2026-11-24"},
        "some": {"type": "multi_static_select", "selected_options": []},
    }


async def test_a_click_on_an_ephemeral_message_carries_no_message(world: Trial) -> None:
    answer = await world.api(
        "chat.postEphemeral", channel="C0GENERAL", user="U0BEN", text="x", blocks=[ACTIONS]
    )
    await world.slack.click("U0BEN", "C0GENERAL", answer["message_ts"], "cancel")
    payload = world.bot.heard[0].payload
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    with pytest.raises(LookupError, match="sees no message"):
        await world.slack.click("U0ADA", "C0GENERAL", answer["message_ts"], "cancel")


async def test_a_click_in_a_thread_names_the_thread(world: Trial) -> None:
    parent = await world.show([ACTIONS])
    reply = await world.api(
        "chat.postMessage", channel="D0ADA", thread_ts=parent, text="x", blocks=[ACTIONS]
    )
    await world.slack.click("U0ADA", "D0ADA", reply["ts"], "cancel")
    assert world.bot.heard[0].payload["container"]["thread_ts"] == parent


async def test_people_cannot_use_what_is_not_there(world: Trial) -> None:
    ts = await world.show([ACTIONS])
    with pytest.raises(LookupError, match="no part 'Extend'"):
        await world.slack.click("U0ADA", "D0ADA", ts, "Extend")
    with pytest.raises(LookupError, match="no part 'cancel'"):
        await world.slack.click("U0ADA", "D0ADA", ts, "cancel", block_id="other")
    with pytest.raises(LookupError, match="no option 'Cy'"):
        await world.slack.click("U0ADA", "D0ADA", ts, "who", selected="Cy")
    with pytest.raises(LookupError, match="is not in"):
        await world.slack.click("U0BEN", "D0ADA", ts, "cancel")


async def test_opening_the_app_is_told(world: Trial) -> None:
    await world.slack.open_app("U0BEN", tab="home")
    event = world.bot.heard[0].payload["event"]
    assert (event["type"], event["tab"], event["channel"]) == ("app_home_opened", "home", "D0BEN")
