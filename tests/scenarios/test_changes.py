from datetime import timedelta

import pytest

from roombot.sandbox.joan import Fault
from tests.scenarios.world import BEN, CLEO, HUGO, World, buttons, elements


async def test_another_room_is_of_the_size_of_the_one_left_where_none_was_said(
    world: World,
) -> None:
    await world.say(BEN, "book oak tomorrow 2-3pm")
    shown = await world.click(BEN, world.newest(BEN), "Change room")
    assert buttons(shown)[0] == "Move to Triglav"


async def test_a_click_on_cancel_gives_the_booking_up(world: World) -> None:
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    after = await world.click(BEN, shown, "Cancel")
    assert world.held("Everest") == []
    assert after["ts"] == shown["ts"]
    assert after["text"].startswith("Cancelled: *Everest*, tomorrow")
    assert buttons(after) == []


async def test_a_second_click_on_cancel_says_it_is_done(world: World) -> None:
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    both = [world.slack.click(BEN, world.dm(BEN), shown["ts"], "Cancel") for _ in range(2)]
    for click in both:
        await click
    await world.bot.work.settled()
    assert world.written("events/cancel/") == 1
    assert "cancelled" in world.again(BEN, shown)["text"].lower()


async def test_a_sentence_cancels_and_the_old_message_loses_its_buttons(world: World) -> None:
    booked = await world.say(BEN, "book everest tomorrow 10-11")
    shown = await world.say(BEN, "cancel my 10am tomorrow")
    assert shown["text"].startswith("Cancelled")
    assert world.held("Everest") == []
    assert buttons(world.again(BEN, booked)) == []


async def test_a_cancel_without_an_answer_is_settled_by_reading_back(world: World) -> None:
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    world.joan.faults.add(Fault("drop", "POST", "events/cancel/", after=True))
    after = await world.click(BEN, shown, "Cancel")
    assert after["text"].startswith("Cancelled")
    assert world.held("Everest") == []


async def test_only_ones_own_bookings_can_be_changed(world: World) -> None:
    shown = await world.mention(BEN, "book everest tomorrow 10-11")
    after = await world.click(CLEO, shown, "Cancel", channel=world.channel)
    assert "not yours" in after["text"]
    assert after["visible_to"] == CLEO
    assert len(world.held("Everest")) == 1
    assert "Cancel" in buttons(world.again(BEN, shown, world.channel))


async def test_somebody_elses_meeting_is_not_cancelled_by_a_sentence(world: World) -> None:
    world.taken("Everest", world.at(10), world.at(11))
    shown = await world.say(BEN, "cancel everest")
    assert "not yours" in shown["text"]
    assert len(world.held("Everest")) == 1


async def test_which_booking_is_meant_is_asked_when_several_fit(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11")
    await world.say(BEN, "book oak tomorrow 14-15")
    asked = await world.say(BEN, "cancel my booking")
    assert asked["text"].startswith("Which booking shall I cancel?")
    after = await world.click(BEN, asked, buttons(asked)[1])
    assert after["text"].startswith("Cancelled: *Oak*")
    assert (len(world.held("Everest")), world.held("Oak")) == (1, [])


async def test_a_booking_made_at_the_desk_is_ones_own_by_its_organizer(world: World) -> None:
    world.taken("Oak", world.at(14), world.at(15), organizer="Ben")
    shown = await world.say(BEN, "cancel my 2pm")
    assert shown["text"].startswith("Cancelled: *Oak*")
    assert world.held("Oak") == []


async def test_a_running_meeting_is_extended(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    shown = await world.say(BEN, "extend my meeting by 20 minutes")
    assert world.held("Oak") == [(world.at(10), world.at(11, 20))]
    assert "yours until 11:20" in shown["text"]


async def test_how_much_longer_is_asked_and_only_what_is_free_is_offered(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    world.taken("Oak", world.at(11, 40), world.at(12))
    asked = await world.say(BEN, "extend")
    assert [caption.partition(" (")[0] for caption in buttons(asked)] == [
        "+15 min",
        "+30 min",
        "+40 min",
    ]
    after = await world.click(BEN, asked, buttons(asked)[1])
    assert "yours until 11:30" in after["text"]
    assert world.held("Oak")[0] == (world.at(10), world.at(11, 30))


async def test_a_second_click_does_not_extend_twice(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    asked = await world.say(BEN, "extend")
    for _ in range(2):
        await world.slack.click(BEN, world.dm(BEN), asked["ts"], buttons(asked)[0])
    await world.bot.work.settled()
    assert world.held("Oak") == [(world.at(10), world.at(11, 15))]
    assert world.written("events/extend/") == 1


async def test_a_meeting_is_not_extended_into_the_next(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    world.taken("Oak", world.at(11, 10), world.at(12))
    shown = await world.say(BEN, "extend my meeting by 20 minutes")
    assert "free only until 11:10" in shown["text"]
    assert world.written("events/extend/") == 0
    after = await world.click(BEN, shown, buttons(shown)[0])
    assert "yours until 11:10" in after["text"]


async def test_an_extension_without_an_answer_is_settled_by_reading_back(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    world.joan.faults.add(Fault("status", "POST", "events/extend/", status=502, after=True))
    shown = await world.say(BEN, "extend to 11:30")
    assert "yours until 11:30" in shown["text"]
    assert world.written("events/extend/") == 1


async def test_a_running_meeting_is_ended_and_the_room_is_free(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    shown = await world.say(BEN, "we're finished in oak")
    assert "55 minutes given back" in shown["text"]
    assert world.held("Oak") == [(world.at(10), world.at(10, 5))]


async def test_a_meeting_that_has_not_begun_cannot_be_ended(world: World) -> None:
    world.taken("Oak", world.at(14), world.at(15), organizer="Ben")
    shown = await world.say(BEN, "end my meeting")
    assert "has not begun" in shown["text"]


async def test_a_check_in_lasts_until_the_end(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Ben")
    shown = await world.say(BEN, "check in to oak")
    assert "checked in" in shown["text"]
    (request,) = [one for one in world.joan.requests if one.path.endswith("checkin/")]
    assert isinstance(request.body, dict)
    assert request.body["lifetime"] == 55 * 60


async def test_a_check_in_far_ahead_is_too_early(world: World) -> None:
    world.taken("Oak", world.at(14), world.at(15), organizer="Ben")
    assert "has not begun" in (await world.say(BEN, "check in to oak"))["text"]


async def test_a_meeting_is_moved_to_a_named_room(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    shown = await world.say(BEN, "move my 3pm to oak")
    assert "Moved from Everest to *Oak*" in shown["text"]
    assert world.held("Everest") == []
    assert world.held("Oak") == [(world.at(15), world.at(16))]
    assert (await world.click(BEN, shown, "Cancel"))["text"].startswith("Cancelled: *Oak*")
    assert world.held("Oak") == []


async def test_other_rooms_are_offered_and_a_click_moves(world: World) -> None:
    booked = await world.say(BEN, "a room for 6 at 3pm for an hour")
    offered = await world.click(BEN, booked, "Change room")
    assert offered["ts"] != booked["ts"]
    assert all(caption.startswith("Move to ") for caption in buttons(offered))
    after = await world.click(BEN, offered, buttons(offered)[0])
    assert after["text"].startswith("Moved from")
    assert sum(len(world.held(room.name)) for room in world.joan.rooms) == 1
    assert "Moved from" in world.again(BEN, booked)["text"]


async def test_a_move_to_a_taken_room_offers_others(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.taken("Oak", world.at(15), world.at(16))
    shown = await world.say(BEN, "move my 3pm to oak")
    assert world.written("events/move/") == 0
    assert len(world.held("Everest")) == 1
    assert "Move to Oak" not in buttons(shown)
    assert buttons(shown)


async def test_a_move_without_an_answer_is_settled_by_reading_back(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour for tea")
    world.joan.faults.add(Fault("drop", "POST", "events/move/", after=True))
    shown = await world.say(BEN, "move my 3pm to oak")
    assert "Moved from Everest to *Oak*" in shown["text"]
    assert world.written("events/move/") == 1


async def test_a_meeting_gets_another_time(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    shown = await world.say(BEN, "move my 3pm to 5pm")
    assert world.held("Everest") == [(world.at(17), world.at(18))]
    assert shown["text"].startswith("Changed: *Everest*")
    assert "3:00" in shown["text"]


async def test_a_meeting_can_be_shifted_into_its_own_time(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    shown = await world.say(BEN, "move my 3pm to 3:30pm")
    assert world.held("Everest") == [(world.at(15, 30), world.at(16, 30))]
    assert shown["text"].startswith("Changed: *Everest*")


@pytest.mark.parametrize("after", [False, True])
async def test_a_shift_without_an_answer_never_ends_with_no_room(
    world: World, *, after: bool
) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.joan.faults.add(Fault("drop", "POST", "events/book/", after=after))
    shown = await world.say(BEN, "move my 3pm to 3:30pm")
    start = world.at(15, 30) if after else world.at(15)
    assert world.held("Everest") == [(start, start + timedelta(hours=1))]
    assert shown["text"].startswith("Changed") is after


async def test_a_new_time_that_is_taken_keeps_the_old_and_offers_others(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.taken("Everest", world.at(17), world.at(18))
    shown = await world.say(BEN, "move my 3pm to 5pm")
    assert (world.at(15), world.at(16)) in world.held("Everest")
    assert buttons(shown)
    after = await world.click(BEN, shown, buttons(shown)[0])
    assert after["text"].startswith("Changed")
    held = [slot for room in world.joan.rooms for slot in world.held(room.name)]
    assert len(held) == 2


async def test_a_new_time_whose_write_fails_keeps_the_old(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.joan.faults.add(Fault("drop", "POST", "events/book/"))
    shown = await world.say(BEN, "move my 3pm to 5pm")
    assert world.held("Everest") == [(world.at(15), world.at(16))]
    assert "nothing was changed" in shown["text"]


async def test_an_old_event_that_cannot_be_cancelled_is_told(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.joan.faults.add(Fault("status", "POST", "events/cancel/", status=403))
    shown = await world.say(BEN, "move my 3pm to 5pm")
    assert "could not be cancelled" in shown["text"]
    assert len(world.held("Everest")) == 2


async def test_other_times_are_offered_by_the_button(world: World) -> None:
    booked = await world.say(BEN, "book everest at 3pm for an hour")
    offered = await world.click(BEN, booked, "Change time")
    assert "Other times" in offered["text"]
    after = await world.click(BEN, offered, buttons(offered)[0])
    assert after["text"].startswith("Changed: *Everest*")
    assert len(world.held("Everest")) == 1


async def test_a_booking_that_is_gone_in_joan_is_told(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    (event,) = world.joan.events("Everest")
    world.joan.delete_event(event.id)
    after = await world.say(BEN, "extend my 3pm by 15 minutes")
    assert "cancelled already" in after["text"]
    assert "no bookings" in (await world.say(BEN, "agenda"))["text"]


async def test_a_booking_that_joan_shows_after_all_is_not_given_up_for_a_404(
    world: World,
) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.joan.faults.add(Fault("status", "POST", "events/extend/", status=404))
    after = await world.say(BEN, "extend my 3pm by 15 minutes")
    assert "has just been changed" in after["text"]
    assert "*Everest*" in (await world.say(BEN, "agenda"))["text"]


async def test_the_agenda_shows_what_is_mine_with_its_buttons(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11 for tea & cake")
    world.taken("Oak", world.at(14), world.at(15), organizer="Ben")
    world.taken("Fuji", world.at(14), world.at(15), organizer="Cleo")
    world.clock.advance(timedelta(minutes=1))  # what others do shows when the cache is old
    shown = await world.say(BEN, "what do I have this week?")
    assert "2:00 – 3:00 PM  *Oak*" in shown["text"]  # noqa: RUF001 - the dash between hours
    assert "tea &amp; cake" in shown["text"]
    assert "Fuji" not in shown["text"]
    assert buttons(shown).count("Cancel") == 2


async def test_an_empty_agenda_says_what_to_do(world: World) -> None:
    shown = await world.say(BEN, "agenda")
    assert "You have no bookings" in shown["text"]


async def test_a_rooms_day_shows_who_is_in_it(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(11), organizer="Cleo")
    world.taken("Oak", world.at(14), world.at(15), organizer="Leo")
    shown = await world.say(BEN, "who's in oak?")
    assert "10:00" in shown["text"]
    assert "Meeting of others (Cleo Martin)" in shown["text"]
    free = await world.say(BEN, "what's the schedule of fuji?")
    assert "Nothing is booked" in free["text"]


async def test_rooms_can_be_listed_by_what_they_have(world: World) -> None:
    shown = await world.say(BEN, "which rooms have a projector?")
    assert shown["text"].startswith("*3 rooms*")
    assert "Triglav" in shown["text"]


async def test_devices_are_for_administrators(world: World) -> None:
    refused = await world.say(BEN, "devices")
    assert "for administrators" in refused["text"]
    shown = await world.say("U0ADA", "devices")
    assert "battery low: 9 %" in shown["text"]


async def test_times_are_read_and_told_by_the_persons_own_clock(world: World) -> None:
    shown = await world.say(HUGO, "book everest today at 10")
    assert world.held("Everest") == [(world.at(16), world.at(16, 30))]
    assert "10:00" in shown["text"]
    assert "in Ljubljana" in shown["text"]


async def test_a_shift_that_fails_for_good_says_that_the_booking_is_gone(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.joan.faults.add(Fault("drop", "POST", "events/book/", times=None))
    shown = await world.say(BEN, "move my 3pm to 3:30pm")
    assert world.held("Everest") == []
    assert "is gone" in shown["text"]
    world.joan.faults.clear()
    after = await world.click(BEN, shown, buttons(shown)[0])
    assert "is booked for you" in after["text"]
    assert world.held("Everest") == [(world.at(15), world.at(16))]


async def test_a_far_shift_without_an_answer_never_ends_with_no_room(world: World) -> None:
    await world.say(BEN, "book everest on 28 may 15:00-16:00")
    world.joan.faults.add(Fault("drop", "POST", "events/book/"))
    await world.say(BEN, "move my 3pm on 28 may to 3:30pm on 28 may")
    assert len(world.held("Everest")) == 1


async def test_a_far_cancel_without_an_answer_promises_nothing(world: World) -> None:
    shown = await world.say(BEN, "book everest on 28 may 15:00-16:00")
    world.joan.faults.add(Fault("drop", "POST", "events/cancel/", times=2))
    after = await world.click(BEN, shown, "Cancel")
    assert "cannot say whether" in after["text"]
    assert len(world.held("Everest")) == 1
    again = await world.say(BEN, "cancel everest")
    assert again["text"].startswith("Cancelled")
    assert world.held("Everest") == []


async def test_of_two_changes_at_once_one_is_made_and_the_other_told(world: World) -> None:
    booked = await world.say(BEN, "book everest at 3pm for an hour")
    offers = [await world.click(BEN, booked, "Change time") for _ in range(2)]
    targets = [buttons(offers[0])[0], buttons(offers[1])[1]]
    for shown, target in zip(offers, targets, strict=True):
        await world.slack.click(BEN, world.dm(BEN), shown["ts"], target)
    await world.bot.work.settled()
    assert len(world.held("Everest")) == 1
    assert any("has just been changed" in one["text"] for one in world.messages(world.dm(BEN)))


async def test_the_very_same_time_changes_nothing(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    shown = await world.say(BEN, "move my 3pm to 3pm")
    assert "is booked already" in shown["text"]
    assert world.written("events/cancel/") == 0


async def test_a_cancel_from_the_agenda_leaves_the_agenda(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 10-11")
    await world.say(BEN, "book oak tomorrow 14-15")
    agenda = await world.say(BEN, "agenda")
    value = next(one["value"] for one in elements(agenda) if one["action_id"] == "cancel")
    after = await world.click(BEN, agenda, "cancel", value=value)
    assert after["text"].startswith("Cancelled")
    assert after["ts"] != agenda["ts"]
    assert "*Oak*" in world.again(BEN, agenda)["text"]


async def test_a_replaced_message_loses_its_buttons_when_the_booking_goes(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    changed = await world.say(BEN, "move my 3pm to 5pm")
    await world.say(BEN, "cancel my 5pm")
    assert buttons(world.again(BEN, changed)) == []


async def test_a_refusal_to_extend_rests_on_what_joan_shows_now(world: World) -> None:
    await world.say(BEN, "book oak tomorrow 14:00-15:00")
    world.taken("Oak", world.at(15, days=1), world.at(16, days=1))
    refused = await world.say(BEN, "extend my 2pm tomorrow by 30 minutes")
    assert "cannot be extended" in refused["text"]
    (other,) = [one for one in world.joan.events("Oak") if one.start == world.at(15, days=1)]
    world.joan.delete_event(other.id)
    shown = await world.say(BEN, "extend my 2pm tomorrow by 30 minutes")
    assert "yours until 3:30" in shown["text"]


async def test_somebody_elses_event_is_not_taken_for_a_move_that_failed(world: World) -> None:
    await world.say(BEN, "book everest at 3pm for an hour")
    world.joan.faults.add(Fault("drop", "POST", "events/move/"))
    world.taken("Oak", world.at(15), world.at(16))
    shown = await world.say(BEN, "move my 3pm to oak")
    assert "Moved" not in shown["text"]
    assert len(world.held("Everest")) == 1
