from datetime import timedelta

import pytest

from roombot.sandbox.joan import Fault
from roombot.sandbox.slack import Fault as SlackFault
from tests.scenarios.world import ADA, BEN, Start, World, buttons


async def test_a_mention_is_answered_in_its_thread(world: World) -> None:
    shown = await world.mention(BEN, "book everest tomorrow 10-11")
    assert shown["thread_ts"] is not None
    assert shown["visible_to"] is None
    assert "is booked for you" in shown["text"]


async def test_a_command_is_answered_to_its_person_alone(world: World) -> None:
    shown = await world.command(BEN, "book everest tomorrow 10-11")
    assert shown["visible_to"] == BEN
    after = await world.click(BEN, shown, "Cancel", channel=world.channel)
    assert after["text"].startswith("Cancelled")
    assert world.held("Everest") == []


async def test_a_command_about_a_payload_is_a_command(world: World) -> None:
    shown = await world.command(BEN, "book everest tomorrow 10-11 for payload review")
    assert "is booked for you" in shown["text"]
    assert world.joan.events("Everest")[0].summary == "payload review"


async def test_a_bare_mention_helps(world: World) -> None:
    assert "Write to me" in (await world.mention(BEN, ""))["text"]


async def test_the_agenda_is_not_shown_to_a_channel(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11 for a secret")
    shown = await world.mention(BEN, "agenda")
    assert shown["visible_to"] == BEN


async def test_which_booking_is_meant_is_not_asked_before_a_channel(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11 for salary talks")
    await world.say(BEN, "book oak tomorrow 14-15 for layoffs")
    shown = await world.mention(BEN, "cancel my booking")
    assert shown["visible_to"] == BEN


async def test_an_administrators_address_does_not_make_a_stranger_one(start: Start) -> None:
    world = await start(ROOMBOT_ADMINS="mira.partner@partner.example")
    refused = await world.command("U0MIRA", "link <@U0SAM> dan.kim@example.com")
    assert "for administrators" in refused["text"]


async def test_words_beside_a_file_are_heard(world: World) -> None:
    payload = {
        "type": "event_callback",
        "team_id": "T0SANDBOX",
        "event_id": "Ev-file",
        "event": {
            "type": "message",
            "subtype": "file_share",
            "channel_type": "im",
            "user": BEN,
            "text": "book everest tomorrow 10-11",
            "channel": world.dm(BEN),
            "ts": "1.1",
        },
    }
    await world.settled(world.slack.deliver("event", payload))
    assert len(world.held("Everest")) == 1


async def test_channel_talk_without_a_mention_is_not_ours(world: World) -> None:
    before = len(world.messages(world.channel))
    await world.settled(world.slack.say(BEN, world.channel, "book everest tomorrow at 10"))
    assert len(world.messages(world.channel)) == before + 1
    assert world.held("Everest") == []


async def test_help_tells_administrators_what_is_theirs(world: World) -> None:
    assert "administrators" not in (await world.say(BEN, "help"))["text"]
    assert "/room link" in (await world.say(ADA, "help"))["text"]


@pytest.mark.parametrize("user", ["U0GAIL", "U0MIRA"])
async def test_guests_and_strangers_cannot_book(world: World, user: str) -> None:
    shown = await world.command(user, "book everest tomorrow 10-11")
    assert "Only members" in shown["text"]
    assert world.held("Everest") == []


async def test_bots_are_not_answered(world: World) -> None:
    before = len(world.messages(world.channel))
    await world.settled(
        world.slack.mention("U0STANDUP", world.channel, "book everest tomorrow 10-11")
    )
    assert len(world.messages(world.channel)) == before + 1
    assert world.held("Everest") == []


async def test_who_is_not_in_joan_is_told_what_to_do_and_can_be_linked(world: World) -> None:
    shown = await world.say("U0SAM", "book everest tomorrow 10-11")
    assert "sam.sample@elsewhere.example" in shown["text"]
    assert "/room link" in shown["text"]
    refused = await world.command(BEN, "link <@U0SAM> dan.kim@example.com")
    assert "for administrators" in refused["text"]
    linked = await world.command(ADA, "link <@U0SAM> Dan.Kim@example.com")
    assert "is dan.kim@example.com in Joan" in linked["text"]
    await world.say("U0SAM", "book everest tomorrow 10-11")
    assert world.joan.events("Everest")[0].organizer == "dan.kim@example.com"


async def test_a_link_to_nobody_is_told(world: World) -> None:
    linked = await world.command(ADA, "link <@U0SAM> nobody@example.com")
    assert "knows nobody by that address" in linked["text"]


async def test_a_joan_that_is_down_is_told_honestly(world: World) -> None:
    world.joan.faults.add(Fault("status", status=503, times=None))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert "Joan cannot be reached" in shown["text"]


async def test_help_needs_no_joan(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11")
    world.clock.advance(timedelta(hours=2))  # what is known of Joan is stale by then
    world.joan.faults.add(Fault("status", status=503, times=None))
    for shown in (
        await world.say(BEN, "help"),
        await world.say(BEN, "what can you do?"),
        await world.command(BEN, "help"),
        await world.mention(BEN, "help"),
    ):
        assert shown["text"].startswith("Write to me as you would to a colleague")
    assert "cannot be reached" in (await world.say(BEN, "cancel my booking"))["text"]


async def test_help_is_a_click_away_when_joan_is_down(world: World) -> None:
    home = await world.open_home(BEN)
    world.clock.advance(timedelta(hours=2))
    world.joan.faults.add(Fault("status", status=503, times=None))
    await world.use(BEN, home, "Help")
    assert world.newest(BEN)["text"].startswith("Write to me as you would to a colleague")


async def test_wrong_credentials_are_told_honestly(start: Start) -> None:
    world = await start(JOAN_CLIENT_SECRET="wrong")
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert "does not accept roombot's own credentials" in shown["text"]


async def test_an_expired_token_is_renewed_without_a_word(world: World) -> None:
    await world.say(BEN, "rooms")
    world.joan.revoke_tokens()
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert "is booked for you" in shown["text"]


async def test_an_answer_that_breaks_the_contract_is_told_honestly(world: World) -> None:
    world.joan.faults.add(Fault("garbage", "GET", "rooms/", times=None))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert "made no sense" in shown["text"]


async def test_a_slack_that_limits_us_gets_the_answer_later(world: World) -> None:
    world.slack.faults["chat.postMessage"] = SlackFault(status=429, retry_after=0, times=1)
    shown = await world.say(BEN, "rooms")
    assert "12 rooms" in shown["text"]


async def test_a_button_that_nobody_knows_is_explained(world: World) -> None:
    payload = {
        "type": "block_actions",
        "team": {"id": "T0SANDBOX", "domain": "sandbox"},
        "user": {"id": BEN, "team_id": "T0SANDBOX"},
        "channel": {"id": world.dm(BEN)},
        "container": {"type": "message", "message_ts": "1.1"},
        "trigger_id": "1.1.old",
        "actions": [
            {"action_id": "from_long_ago", "type": "button", "block_id": "x", "action_ts": "1"}
        ],
    }
    await world.settled(world.slack.deliver("interaction", payload))
    assert "does nothing any more" in world.newest(BEN)["text"]


@pytest.mark.parametrize("value", ["", "nonsense", "nonsense.0", "x.-1", "x.²", "🙂." + "9" * 30])
async def test_forged_values_of_buttons_do_nothing(world: World, value: str) -> None:
    payload = {
        "type": "block_actions",
        "team": {"id": "T0SANDBOX", "domain": "sandbox"},
        "user": {"id": BEN, "team_id": "T0SANDBOX"},
        "channel": {"id": world.dm(BEN)},
        "container": {"type": "message", "message_ts": "1.1"},
        "trigger_id": f"1.1.{value}",
        "actions": [
            {
                "action_id": "choose:0",
                "type": "button",
                "block_id": "x",
                "action_ts": "1",
                "value": value,
            }
        ],
    }
    await world.settled(world.slack.deliver("interaction", payload))
    assert "does nothing any more" in world.newest(BEN)["text"]


async def test_an_offer_is_for_the_person_who_asked(world: World) -> None:
    shown = await world.mention(BEN, "what's free tomorrow 10-11?")
    after = await world.click(ADA, shown, buttons(shown)[0], channel=world.channel)
    assert "offered to somebody else" in after["text"]
    assert world.written("events/book/") == 0
    assert buttons(world.again(BEN, shown, world.channel))


async def test_peoples_text_is_shown_as_it_is(world: World) -> None:
    shown = await world.say(BEN, "book everest tomorrow 10-11 for <!channel> &amp; friends")
    assert "<!channel>" not in str(shown["blocks"])


async def test_slackbot_is_not_answered(world: World) -> None:
    payload = {
        "type": "event_callback",
        "team_id": "T0SANDBOX",
        "event_id": "Ev-slackbot",
        "event": {
            "type": "message",
            "channel_type": "im",
            "user": "USLACKBOT",
            "text": "book everest tomorrow 10-11",
            "channel": world.dm(BEN),
            "ts": "1.1",
        },
    }
    await world.settled(world.slack.deliver("event", payload))
    assert [one.method for one in world.slack.requests if "chat" in one.method] == []


@pytest.mark.parametrize("parts", [{}, {"actions": []}, {"actions": [{}]}, {"actions": None}])
async def test_an_interaction_without_its_parts_is_no_crash(
    world: World, parts: dict[str, object]
) -> None:
    user = {"user": {"id": BEN}, "team": {"id": "T0SANDBOX"}}
    delivery = await world.slack.deliver("interaction", {"type": "block_actions"} | user | parts)
    assert delivery.last.status in {200, 400, 404}
