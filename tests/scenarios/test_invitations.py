from datetime import timedelta

from roombot.sandbox.joan import Fault
from tests.scenarios.world import ADA, BEN, CLEO, World, buttons


async def invited(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11 for tea")
    await world.say(BEN, "invite <@U0CLEO>")


async def test_a_colleague_is_asked_in_slack_and_by_joan(world: World) -> None:
    await invited(world)
    (invitation,) = world.joan.invitations()
    assert invitation.email == "cleo.martin@example.com"
    shown = world.newest(CLEO)
    assert "Ben Okafor invites you to *tea*" in shown["text"]
    assert buttons(shown) == ["Confirm", "Reject"]
    assert "Cleo Martin: asked here, and by Joan" in world.newest(BEN)["text"]


async def test_a_confirmation_reaches_joan_and_both_peoples_messages(world: World) -> None:
    await invited(world)
    organizers = world.newest(BEN)
    after = await world.click(CLEO, world.newest(CLEO), "Confirm")
    assert after["text"].startswith("You confirmed: *Everest*")
    assert buttons(after) == []
    assert world.joan.invitations()[0].answer == "confirmed"
    assert "Cleo Martin comes" in world.again(BEN, organizers)["text"]


async def test_a_rejection_reaches_joan_and_both_peoples_messages(world: World) -> None:
    await invited(world)
    organizers = world.newest(BEN)
    after = await world.click(CLEO, world.newest(CLEO), "Reject")
    assert after["text"].startswith("You rejected")
    assert world.joan.invitations()[0].answer == "rejected"
    assert "Cleo Martin cannot come" in world.again(BEN, organizers)["text"]


async def test_only_the_invitees_click_counts(world: World) -> None:
    await invited(world)
    (confirm, _) = [
        element["value"]
        for block in world.newest(CLEO)["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    booked = await world.say(ADA, "book oak tomorrow 10-11")
    forged = {"action_id": "confirm_invitation", "type": "button", "value": confirm}
    delivery = world.slack.deliveries[-1]
    payload = {
        "type": "block_actions",
        "team": {"id": "T0SANDBOX", "domain": "sandbox"},
        "user": {"id": ADA, "team_id": "T0SANDBOX"},
        "channel": {"id": world.dm(ADA)},
        "container": {"type": "message", "message_ts": booked["ts"]},
        "trigger_id": "1.1.forged",
        "actions": [forged | {"block_id": "x", "action_ts": "1.1"}],
    }
    assert delivery.acknowledged
    await world.settled(world.slack.deliver("interaction", payload))
    assert "for somebody else" in world.newest(ADA)["text"]
    assert world.joan.invitations()[0].answer == "pending"


async def test_a_second_click_says_what_was_answered(world: World) -> None:
    await invited(world)
    shown = world.newest(CLEO)
    for target in ("Confirm", "Reject"):
        await world.slack.click(CLEO, world.dm(CLEO), shown["ts"], target)
    await world.bot.work.settled()
    assert "confirmed" in world.again(CLEO, shown)["text"]
    assert world.joan.invitations()[0].answer == "confirmed"


async def test_an_answer_that_joan_does_not_take_can_be_given_again(world: World) -> None:
    await invited(world)
    shown = world.newest(CLEO)
    world.joan.faults.add(Fault("status", "GET", "events/invite/*", status=503, times=None))
    await world.click(CLEO, shown, "Confirm")
    assert buttons(world.again(CLEO, shown)) == ["Confirm", "Reject"]
    world.joan.faults.clear()
    after = await world.click(CLEO, shown, "Confirm")
    assert "You confirmed" in world.again(CLEO, shown)["text"], after["text"]


async def test_a_cancelled_meeting_is_told_and_its_buttons_go(world: World) -> None:
    await invited(world)
    shown = world.newest(CLEO)
    await world.say(BEN, "cancel my booking tomorrow")
    assert "Cancelled by Ben Okafor" in world.again(CLEO, shown)["text"]
    assert buttons(world.again(CLEO, shown)) == []
    assert "Cancelled by Ben Okafor" in world.newest(CLEO)["text"]


async def test_a_meeting_that_is_over_cannot_be_confirmed(world: World) -> None:
    await invited(world)
    shown = world.newest(CLEO)
    world.clock.advance(timedelta(days=2))
    after = await world.click(CLEO, shown, "Confirm")
    assert "is over" in after["text"]
    assert world.joan.invitations()[0].answer == "pending"


async def test_people_without_slack_are_invited_by_mail_alone_and_that_is_said(
    world: World,
) -> None:
    await world.say(BEN, "book everest tomorrow 10-11")
    shown = await world.say(BEN, "invite guest@customer.example")
    assert "guest@customer.example: not in Slack, invited by Joan's mail alone" in shown["text"]
    assert world.joan.invitations()[0].email == "guest@customer.example"


async def test_a_mail_that_cannot_be_confirmed_is_not_sent_twice(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11")
    world.joan.faults.add(Fault("drop", "POST", "events/invite/", after=True))
    shown = await world.say(BEN, "invite <@U0CLEO>")
    assert "could not be confirmed" in shown["text"]
    assert world.written("events/invite/") == 1
    assert buttons(world.newest(CLEO)) == ["Confirm", "Reject"]
    await world.click(CLEO, world.newest(CLEO), "Confirm")
    assert "You confirmed" in world.newest(CLEO)["text"]


async def test_the_invite_button_lets_the_organizer_pick(world: World) -> None:
    booked = await world.say(BEN, "book everest tomorrow 10-11")
    asked = await world.click(BEN, booked, "Invite")
    assert "Whom shall I invite" in asked["text"]
    await world.click(BEN, asked, "pick_invitee", selected=CLEO)
    assert "invites you" in world.newest(CLEO)["text"]
    assert "Cleo Martin" in world.newest(BEN)["text"]


async def test_nobody_is_invited_twice(world: World) -> None:
    await invited(world)
    shown = await world.say(BEN, "invite cleo.martin@example.com")
    assert "invited before" in shown["text"]
    assert world.written("events/invite/") == 1


async def test_an_invitation_is_accepted_by_a_sentence(world: World) -> None:
    await invited(world)
    card = world.newest(CLEO)
    shown = await world.say(CLEO, "I'll come")
    assert "You confirmed" in shown["text"]
    assert buttons(world.again(CLEO, card)) == []


async def test_a_new_time_asks_the_invited_again(world: World) -> None:
    await invited(world)
    await world.click(CLEO, world.newest(CLEO), "Confirm")
    await world.say(BEN, "move my booking tomorrow to 2pm tomorrow")
    shown = world.newest(CLEO)
    assert buttons(shown) == ["Confirm", "Reject"]
    assert "2:00" in shown["text"]
    assert world.written("events/invite/") == 2


async def test_the_organizer_of_an_ephemeral_answer_gets_a_message_that_can_change(
    world: World,
) -> None:
    shown = await world.command(BEN, "book everest tomorrow 10-11 with <@U0CLEO>")
    assert shown["visible_to"] == BEN
    await world.click(CLEO, world.newest(CLEO), "Confirm")
    assert "Cleo Martin comes" in world.newest(BEN)["text"]


async def test_what_was_just_booked_is_meant_unless_another_is_named(world: World) -> None:
    await world.say(BEN, "book oak tomorrow 14-15")
    world.clock.advance(timedelta(seconds=1))
    await world.say(BEN, "book everest tomorrow 10-11")
    await world.say(BEN, "invite <@U0CLEO>")
    assert "*Everest*" in world.newest(CLEO)["text"]
    world.clock.advance(timedelta(minutes=16))
    asked = await world.say(BEN, "invite <@U0ADA>")
    assert "To which meeting" in asked["text"]


async def test_an_invitation_that_fails_does_not_hide_the_booking(world: World) -> None:
    world.joan.faults.add(Fault("status", "POST", "events/invite/", status=429, retry_after=60))
    shown = await world.say(BEN, "book a room for 4 tomorrow 10-11 with <@U0CLEO> and <@U0DAN>")
    assert "is booked for you" in shown["text"]
    assert buttons(world.newest(CLEO)) == ["Confirm", "Reject"]
    assert buttons(world.newest("U0DAN")) == ["Confirm", "Reject"]


async def test_asking_again_for_what_is_booked_bothers_nobody(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11 with <@U0CLEO>")
    await world.click(CLEO, world.newest(CLEO), "Confirm")
    before = len(world.messages(world.dm(CLEO)))
    await world.say(BEN, "book everest tomorrow 10-11 with <@U0CLEO>")
    assert len(world.messages(world.dm(CLEO))) == before
