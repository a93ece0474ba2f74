import asyncio
from datetime import timedelta

import pytest

from roombot.sandbox.joan import Fault
from tests.scenarios.world import ADA, BEN, CLEO, GITA, World, buttons, elements


async def test_a_sentence_books_the_smallest_room_that_fits(world: World) -> None:
    shown = await world.say(
        BEN, "a room for 6 tomorrow 2-3pm with a whiteboard and video conferencing"
    )
    assert world.held("Maple") == [(world.at(14, days=1), world.at(15, days=1))]
    assert shown["text"].startswith("*Maple* is booked for you: tomorrow, Tue, May 12, 2:00")
    assert {"Cancel", "Change room", "Invite"} <= set(buttons(shown))


async def test_a_named_room_is_booked_with_its_title(world: World) -> None:
    await world.say(BEN, "book everest friday 9-10 for budget review")
    (event,) = world.joan.events("Everest")
    assert event.summary == "budget review"
    assert event.organizer == "ben.okafor@example.com"
    assert (event.start, event.end) == (world.at(9, days=4), world.at(10, days=4))


async def test_a_meeting_lasts_half_an_hour_unless_said(world: World) -> None:
    await world.say(BEN, "book everest tomorrow at 10")
    assert world.held("Everest") == [(world.at(10, days=1), world.at(10, 30, days=1))]


async def test_nothing_is_booked_until_a_time_is_said(world: World) -> None:
    shown = await world.say(BEN, "book a room for 4")
    assert world.written("events/book/") == 0
    assert "When do you need it?" in shown["text"]
    assert buttons(shown)[0] == "Book Linden" or buttons(shown)[0].startswith("Book")


async def test_a_find_offers_rooms_with_reasons_and_a_click_books_one(world: World) -> None:
    shown = await world.say(BEN, "which room is free tomorrow 2-3pm for 6 with a whiteboard?")
    assert world.written("events/book/") == 0
    assert "seats 6" in shown["text"]
    assert "has whiteboard" in shown["text"]
    after = await world.click(BEN, shown, buttons(shown)[1])
    assert after["ts"] == shown["ts"]
    assert "is booked for you" in after["text"]
    assert sum(len(world.held(room)) for room in ("Maple", "Kilimanjaro", "Oak")) == 1


async def test_only_the_first_button_is_primary(world: World) -> None:
    shown = await world.say(BEN, "what's free tomorrow 2-3pm?")
    assert [element.get("style") for element in elements(shown)] == ["primary", *[None] * 5]


async def test_a_second_click_books_nothing_more(world: World) -> None:
    shown = await world.say(BEN, "which room is free tomorrow 2-3pm for 6?")
    first, second = (element["action_id"] for element in elements(shown)[:2])
    await world.slack.click(BEN, world.dm(BEN), shown["ts"], first)
    after = await world.settled(world.slack.click(BEN, world.dm(BEN), shown["ts"], second))
    assert world.written("events/book/") == 1
    assert after.acknowledged


async def test_a_delivery_that_comes_twice_books_once(world: World) -> None:
    await world.say(BEN, "book everest tomorrow at 10")
    before = len(world.messages(world.dm(BEN)))
    number = world.slack.deliveries[-1].number
    await world.settled(world.slack.redeliver(number))
    assert world.written("events/book/") == 1
    assert len(world.messages(world.dm(BEN))) == before


async def test_asking_twice_for_the_same_shows_the_booking_that_is_there(world: World) -> None:
    await world.say(BEN, "book everest tomorrow at 10")
    shown = await world.say(BEN, "book everest tomorrow at 10")
    assert "is yours already" in shown["text"]
    assert len(world.held("Everest")) == 1


async def test_a_taken_room_brings_the_nearest_rooms_and_times(world: World) -> None:
    world.taken("Everest", world.at(9, days=1), world.at(11, days=1))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert shown["text"].startswith("*Everest* is taken tomorrow")
    assert "1 hour later" in shown["text"] or "60 minutes later" in shown["text"]
    assert any("Triglav" in caption for caption in buttons(shown))
    assert world.written("events/book/") == 0


async def test_a_room_that_is_too_small_by_one_is_a_near_miss(world: World) -> None:
    for room in ("Oak", "Triglav", "Everest"):
        world.taken(room, world.at(8, days=1), world.at(18, days=1))
    shown = await world.say(BEN, "a room for 9 tomorrow 10-11")
    assert "White Board Room" in shown["text"]
    assert "seats only 8" in shown["text"]


async def test_a_room_that_was_taken_meanwhile_is_told_with_alternatives(world: World) -> None:
    shown = await world.say(BEN, "is everest free tomorrow 10-11?")
    world.taken("Everest", world.at(10, days=1), world.at(11, days=1))
    after = await world.click(BEN, shown, "Book Everest")
    assert after["ts"] == shown["ts"]
    assert "taken" in after["text"]
    assert buttons(after)
    assert len(world.held("Everest")) == 1


async def test_a_joan_that_refuses_at_the_last_moment_is_told_with_alternatives(
    world: World,
) -> None:
    world.joan.faults.add(Fault("status", "POST", "events/book/", status=409))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert world.held("Everest") == []
    assert "Somebody was faster" in shown["text"]


async def test_people_who_want_any_room_at_once_get_one_each(world: World) -> None:
    people = (ADA, BEN, CLEO)
    wanted = "book a room for 4 tomorrow 10-11"
    await asyncio.gather(*(world.slack.say(one, world.dm(one), wanted) for one in people))
    await world.bot.work.settled()
    told = [world.newest(one)["text"] for one in people]
    assert all("is booked for you" in text for text in told)
    assert len({text.split("*")[1] for text in told}) == len(people)


async def test_who_is_beaten_to_any_room_gets_the_next_best(world: World) -> None:
    world.joan.faults.add(Fault("status", "POST", "events/book/", status=409))
    shown = await world.say(BEN, "book a room for 4 tomorrow 10-11")
    assert shown["text"].startswith("*Linden* is booked for you")
    assert world.written("events/book/") == 2


async def test_who_is_beaten_again_and_again_is_offered_what_is_left(world: World) -> None:
    world.joan.faults.add(Fault("status", "POST", "events/book/", status=409, times=None))
    shown = await world.say(BEN, "book a room for 4 tomorrow 10-11")
    assert "Somebody was faster" in shown["text"]
    assert world.written("events/book/") == 3


async def test_a_time_out_after_the_write_is_found_by_reading_back(world: World) -> None:
    world.joan.faults.add(Fault("drop", "POST", "events/book/", after=True))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert "is booked for you" in shown["text"]
    assert world.written("events/book/") == 1
    assert len(world.held("Everest")) == 1


async def test_a_drop_before_the_write_is_told_and_can_be_tried_again(world: World) -> None:
    world.joan.faults.add(Fault("drop", "POST", "events/book/"))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert world.held("Everest") == []
    assert world.written("events/book/") == 1
    assert "nothing is booked" in shown["text"]
    after = await world.click(BEN, shown, buttons(shown)[0])
    assert "is booked for you" in after["text"]
    assert len(world.held("Everest")) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_an_error_page_is_settled_by_reading_back(world: World, *, after: bool) -> None:
    world.joan.faults.add(Fault("status", "POST", "events/book/", status=500, after=after))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert len(world.held("Everest")) == int(after)
    assert ("is booked for you" in shown["text"]) is after


async def test_a_calendar_that_declines_afterwards_is_told_with_alternatives(
    world: World,
) -> None:
    world.joan.faults.add(Fault("declined", "POST", "events/book/"))
    shown = await world.say(BEN, "book everest tomorrow 10-11")
    assert "declined" in shown["text"]
    assert world.held("Everest") == []
    assert buttons(shown)
    assert "Book Everest" not in buttons(shown)


async def test_a_write_that_cannot_be_read_back_is_not_promised(world: World) -> None:
    world.joan.faults.add(Fault("drop", "POST", "events/book/", after=True))
    shown = await world.say(BEN, "book everest on 15 july 10-11")
    assert world.written("events/book/") == 1
    assert "I cannot say whether" in shown["text"]


async def test_far_dates_are_booked_on_joans_word(world: World) -> None:
    shown = await world.say(BEN, "book everest on 15 july 10-11")
    assert "is booked for you" in shown["text"]
    assert len(world.held("Everest")) == 1


async def test_a_booking_costs_joan_the_write_and_three_reads_at_most(world: World) -> None:
    await world.say(BEN, "rooms")
    world.clock.advance(timedelta(minutes=2))
    world.joan.requests.clear()
    await world.say(BEN, "book everest tomorrow 10-11")
    paths = [request.path for request in world.joan.requests]
    assert len(paths) <= 4, paths


async def test_what_caches_know_costs_joan_nothing(world: World) -> None:
    await world.say(BEN, "what's free tomorrow 10-11?")
    world.joan.requests.clear()
    await world.say(CLEO, "what's free tomorrow 10-11?")
    await world.say(CLEO, "rooms")
    assert [request.path for request in world.joan.requests] == ["/api/v1.0/get_room/"]


async def test_both_clocks_are_shown_when_they_differ(world: World) -> None:
    shown = await world.say(GITA, "book everest tomorrow at 14:00")
    assert "PM your time · 10:30" in shown["text"]


async def test_people_who_are_named_are_counted_and_invited(world: World) -> None:
    shown = await world.say(BEN, "book a room tomorrow at 10 with <@U0CLEO> and <@U0GITA>")
    assert "Cleo Martin" in shown["text"]
    assert "Gita Rao" in shown["text"]
    assert world.written("events/invite/") == 2
    assert len(world.held("Matterhorn")) == 1
    assert "Ben Okafor invites you" in world.newest(CLEO)["text"]


async def test_an_unclear_hour_is_asked_about_and_the_choice_books(world: World) -> None:
    shown = await world.say(BEN, "book everest at 7 for an hour tomorrow")
    assert len(buttons(shown)) == 2
    after = await world.click(BEN, shown, buttons(shown)[1])
    assert "is booked for you" in after["text"]
    assert world.held("Everest") == [(world.at(19, days=1), world.at(20, days=1))]


async def test_an_unknown_word_gets_examples_and_help(world: World) -> None:
    shown = await world.say(BEN, "colourless green ideas")
    assert "I did not understand" in shown["text"]
    after = await world.click(BEN, shown, "Help")
    assert "Write to me as you would to a colleague" in after["text"]
