from datetime import timedelta

from roombot.sandbox.joan import Fault
from tests.scenarios.world import BEN, CLEO, World, buttons


def take_all(world: World, *free: str) -> None:
    """Take every room for tomorrow's working day but some."""
    for room in world.joan.rooms:
        if room.name not in free:
            world.taken(room.name, world.at(8, days=1), world.at(18, days=1))


async def test_more_people_than_any_room_seats_are_told_so(world: World) -> None:
    for text in ("a room for 30 people tomorrow at 10", "what is free tomorrow for 30?"):
        shown = await world.say(BEN, text)
        assert shown["text"] == "No room seats that many people. The largest has 20 seats."
        assert not buttons(shown)


async def test_an_afternoon_is_searched_for_the_first_free_times(world: World) -> None:
    world.taken("Kilimanjaro", world.at(12, days=1), world.at(13, 40, days=1))
    world.taken("Maple", world.at(12, days=1), world.at(18, days=1))
    shown = await world.say(BEN, "any room for 6 tomorrow afternoon for an hour?")
    assert "Kilimanjaro" in buttons(shown)[0]
    assert "1:45" in buttons(shown)[0]
    after = await world.click(BEN, shown, buttons(shown)[0])
    assert world.held("Kilimanjaro")[1] == (world.at(13, 45, days=1), world.at(14, 45, days=1))
    assert "is booked for you" in after["text"]


async def test_a_request_for_a_day_offers_times_within_office_hours(world: World) -> None:
    shown = await world.say(BEN, "book oak tomorrow for an hour")
    assert world.written("events/book/") == 0
    assert "8:00" in buttons(shown)[0]


async def test_a_busy_day_is_said_to_be_busy(world: World) -> None:
    take_all(world)
    shown = await world.say(BEN, "any room tomorrow afternoon?")
    assert buttons(shown) == ["Tell me when one is free", "Change …"]
    assert "Try another day" in shown["text"]


async def test_a_far_day_is_searched_by_asking_joan(world: World) -> None:
    shown = await world.say(BEN, "any room for 12 on 15 july in the afternoon?")
    assert buttons(shown)
    after = await world.click(BEN, shown, buttons(shown)[0])
    assert "is booked for you" in after["text"]


async def test_a_room_that_is_taken_on_a_far_day_brings_other_times(world: World) -> None:
    day = timedelta(days=65)
    world.taken("Everest", world.at(10) + day, world.at(11) + day)
    shown = await world.say(BEN, "book everest on 15 july 10-11")
    assert "Everest" in shown["text"]
    assert world.written("events/book/") == 0
    assert any(caption.startswith("Everest") for caption in buttons(shown))


async def test_an_unknown_floor_or_room_is_no_dead_end(world: World) -> None:
    shown = await world.say(BEN, "book a room on the 3rd floor tomorrow 10-11 for 20")
    assert "*Everest* is booked" in shown["text"]


async def test_rooms_elsewhere_are_offered_when_the_floor_is_full(world: World) -> None:
    take_all(world, "Oak")
    shown = await world.say(BEN, "any room on the 2nd floor tomorrow 10-11 for 8?")
    assert "*Oak*" in shown["text"]


async def test_the_usual_floor_decides_between_equal_rooms(world: World) -> None:
    wish = "a room for 6 with a whiteboard tomorrow at"
    await world.say(BEN, "book maple on wednesday at 9")
    await world.say(BEN, f"{wish} 10")
    assert len(world.held("Maple")) == 2
    await world.say(CLEO, "book everest on wednesday at 9")
    await world.say(CLEO, f"{wish} 14:00")
    assert len(world.held("Kilimanjaro")) == 1


async def test_a_room_that_nobody_knows_is_told(world: World) -> None:
    world.joan.faults.add(Fault("latency", "GET", "rooms/", seconds=0))
    shown = await world.say(BEN, "move my 3pm to narnia")
    assert world.written("events/move/") == 0
    assert shown["text"]


async def test_a_slot_in_the_past_is_refused_kindly(world: World) -> None:
    shown = await world.say(BEN, "is everest free tomorrow 10-11?")
    world.clock.advance(timedelta(days=2))
    after = await world.click(BEN, shown, "Book Everest")
    assert "is over" in after["text"]
    assert world.written("events/book/") == 0


async def test_a_slot_that_has_begun_is_booked_from_now(world: World) -> None:
    shown = await world.say(BEN, "is everest free now for an hour?")
    world.clock.advance(timedelta(minutes=10))
    await world.click(BEN, shown, "Book Everest")
    assert world.held("Everest") == [(world.at(10, 15), world.at(11, 5))]


async def test_a_meeting_longer_than_a_day_is_refused(world: World) -> None:
    shown = await world.say(BEN, "book everest tomorrow at 10 for 30 hours")
    assert "a day at most" in shown["text"]


async def test_two_waiting_invitations_are_asked_about(world: World) -> None:
    for hour in (10, 14):
        await world.say(BEN, f"book everest tomorrow at {hour}:00 with <@U0CLEO>")
    asked = await world.say(CLEO, "I'll come")
    assert asked["text"].startswith("Which invitation")
    after = await world.click(CLEO, asked, buttons(asked)[1])
    assert "You confirmed" in after["text"]
    agenda = await world.say(CLEO, "agenda")
    assert buttons(agenda) == ["Confirm", "Reject"]
    assert "no invitation" in (await world.say("U0DAN", "I'll come"))["text"].lower()


async def test_a_button_pressed_after_the_meeting_says_so(world: World) -> None:
    shown = await world.say(BEN, "book everest at 11 for 30 minutes")
    world.clock.advance(timedelta(hours=3))
    for target in ("Cancel", "Invite", "Change room"):
        after = await world.click(BEN, shown, target)
        assert "is over" in after["text"]
    assert len(world.held("Everest")) == 1


async def test_an_extension_past_a_day_or_backwards_is_refused(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    assert "a day at most" in (await world.say(BEN, "extend by 30 hours"))["text"]
    assert "longer" in (await world.say(BEN, "extend to 10:30"))["text"]
    assert world.written("events/extend/") == 0


async def test_a_full_room_cannot_be_extended_but_changed(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    world.taken("Oak", world.at(11), world.at(12))
    shown = await world.say(BEN, "extend")
    assert "cannot be extended" in shown["text"]
    assert buttons(shown) == ["Change room"]
    offered = await world.click(BEN, shown, "Change room")
    assert buttons(offered)[0].startswith("Move to ")


async def test_a_change_that_joan_refuses_is_told(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    world.joan.faults.add(Fault("status", "POST", "events/checkin/", status=403))
    assert "Joan refuses" in (await world.say(BEN, "check in to oak"))["text"]


async def test_a_check_in_without_an_answer_promises_nothing(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    world.joan.faults.add(Fault("drop", "POST", "events/checkin/", after=True))
    shown = await world.say(BEN, "check in to oak")
    assert "cannot say whether" in shown["text"]
    assert world.written("events/checkin/") == 1


async def test_a_meeting_without_a_room_of_that_name_is_told(world: World) -> None:
    world.taken("Oak", world.at(14), world.at(15), organizer="Ben")
    shown = await world.say(BEN, "cancel my everest booking")
    assert "no such booking" in shown["text"]
    assert len(world.held("Oak")) == 1


async def test_the_same_room_as_target_offers_others(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    shown = await world.say(BEN, "move my 3pm to everest")
    assert all(caption.startswith("Move to ") for caption in buttons(shown))


async def test_who_invites_a_bot_or_nobody_is_told(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11")
    shown = await world.say(BEN, "invite <@U0STANDUP> and <@UNOBODY>")
    assert "could not find" in shown["text"]
    assert world.written("events/invite/") == 0


async def test_an_edited_mention_is_not_a_new_request(world: World) -> None:
    payload = {
        "type": "event_callback",
        "team_id": "T0SANDBOX",
        "event_id": "Ev-edited",
        "authorizations": [{"team_id": "T0SANDBOX", "user_id": "U0ROOMBOT", "is_bot": True}],
        "event": {
            "type": "app_mention",
            "user": BEN,
            "text": "<@U0ROOMBOT> book everest tomorrow 10-11",
            "channel": world.channel,
            "ts": "1.1",
            "edited": {"user": BEN, "ts": "1.2"},
        },
    }
    await world.settled(world.slack.deliver("event", payload))
    assert world.written("events/book/") == 0
