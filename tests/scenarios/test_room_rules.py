from datetime import timedelta
from typing import Any

import pytest

from roombot.domain.office_hours import OfficeHours
from roombot.domain.room_rules import RoomRule
from roombot.domain.rooms import Room
from roombot.sandbox.slack.faults import Fault
from tests.scenarios.world import ADA, BEN, CLEO, World, buttons

TEAM, DAN = "T0SANDBOX", "U0DAN"


async def lay_down(world: World, room: str | None = None, **rule: Any) -> None:
    """Lay a rule down, for a room or for all."""
    office = world.bot.rounds.waiting.office
    rooms = {one.name: one for one in await office.calendar.rooms()}
    await office.rule_book.kept.save(TEAM, rooms[room] if room else None, RoomRule(**rule))


async def rooms_of(world: World) -> tuple[Room, ...]:
    return await world.bot.rounds.waiting.office.calendar.rooms()


async def test_a_room_kept_for_some_is_refused_to_others_with_other_rooms(world: World) -> None:
    await lay_down(world, "Oak", people=("cleo.marin@example.com", BEN.lower()))
    shown = await world.say(ADA, "book oak tomorrow 2-3pm")
    assert "*Oak* is kept for certain people" in shown["text"]
    assert "nearest" in shown["text"]
    offered = buttons(shown)
    assert offered
    assert not any("Oak" in one for one in offered)
    taken = await world.click(ADA, shown, offered[0])
    assert "is booked for you" in taken["text"]
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 2-3pm"))["text"]


async def test_a_room_one_may_not_book_is_not_chosen_nor_offered(world: World) -> None:
    for room in world.joan.rooms:
        if room.name not in {"Oak", "Fuji"}:
            await lay_down(world, room.name, people=(BEN.lower(),))
    assert "is booked" in (await world.say(ADA, "book a room tomorrow 2-3pm"))["text"]
    assert len([*world.held("Oak"), *world.held("Fuji")]) == 1
    shown = await world.say(ADA, "which rooms are free tomorrow 2-3pm")
    assert buttons(shown) == ["Book Oak", "Change …"]


async def test_too_long_a_meeting_is_offered_at_the_length_that_is_allowed(world: World) -> None:
    await lay_down(world, longest=120)
    shown = await world.say(BEN, "book oak tomorrow 2-6pm")
    assert "may last 2 hours at most" in shown["text"]
    await world.click(BEN, shown, buttons(shown)[0])
    assert world.held("Oak") == [(world.at(14, days=1), world.at(16, days=1))]


async def test_a_rooms_own_length_stands_over_that_of_all(world: World) -> None:
    await lay_down(world, longest=30)
    await lay_down(world, "Oak", longest=0)
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 2-6pm"))["text"]


async def test_a_meeting_is_extended_up_to_the_length_that_is_allowed(world: World) -> None:
    await lay_down(world, longest=90)
    await world.say(BEN, "book oak tomorrow 2-3pm")
    shown = await world.say(BEN, "extend my 2pm tomorrow by 2 hours")
    assert "may last 90 minutes at most" in shown["text"]
    await world.click(BEN, shown, buttons(shown)[0])
    assert world.held("Oak") == [(world.at(14, days=1), world.at(15, 30, days=1))]
    none_left = await world.say(BEN, "extend my 2pm tomorrow by 15 minutes")
    assert "may last 90 minutes at most" in none_left["text"]
    assert buttons(none_left) == []


async def test_too_far_ahead_is_offered_on_the_last_day_that_is_allowed(world: World) -> None:
    await lay_down(world, ahead=3)
    shown = await world.say(BEN, "book oak on 2026-05-20 2-3pm")
    assert "3 days ahead at most" in shown["text"]
    await world.click(BEN, shown, buttons(shown)[0])
    assert world.held("Oak") == [(world.at(14, days=3), world.at(15, days=3))]


async def test_who_has_as_many_bookings_as_allowed_gets_no_more(world: World) -> None:
    await lay_down(world, at_once=2)
    await world.say(BEN, "book oak tomorrow 2-3pm")
    await world.say(BEN, "book fuji tomorrow 2-3pm")
    shown = await world.say(BEN, "book maple tomorrow 2-3pm")
    assert "2 bookings at a time" in shown["text"]
    assert buttons(shown) == ["My bookings"]
    assert "is booked" in (await world.say(CLEO, "book maple tomorrow 2-3pm"))["text"]
    moved = await world.say(BEN, "move my oak meeting tomorrow to 4pm")
    assert "4" in moved["text"]
    assert world.held("Oak") == [(world.at(16, days=1), world.at(17, days=1))]
    world.clock.advance(timedelta(days=2))
    assert "is booked" in (await world.say(BEN, "book maple tomorrow 2-3pm"))["text"]


async def test_one_booking_of_a_room_at_a_time(world: World) -> None:
    await lay_down(world, "Oak", at_once=1)
    await world.say(BEN, "book oak tomorrow 2-3pm")
    shown = await world.say(BEN, "book oak on friday 2-3pm")
    assert "1 booking of *Oak* at a time" in shown["text"]
    assert "is booked" in (await world.say(BEN, "book fuji on friday 2-3pm"))["text"]


async def test_a_pause_around_meetings_stays_free(world: World) -> None:
    await lay_down(world, "Oak", buffer=15)
    world.taken("Oak", world.at(13, days=1), world.at(14, days=1))
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    assert "stays empty for 15 minutes" in shown["text"]
    offered = next(one for one in buttons(shown) if "Oak" in one)
    await world.click(BEN, shown, offered)
    held = world.held("Oak")
    assert held == [
        (world.at(13, days=1), world.at(14, days=1)),
        (world.at(14, 15, days=1), world.at(15, 15, days=1)),
    ]
    extended = await world.say(BEN, "extend my oak meeting tomorrow by 15 minutes")
    assert "is yours until" in extended["text"]


async def test_a_hidden_room_is_neither_listed_nor_booked(world: World) -> None:
    await lay_down(world, "Oak", hidden=True)
    assert "Oak" not in (await world.say(BEN, "rooms"))["text"]
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    assert "*Oak* cannot be booked through me" in shown["text"]
    home = await world.open_home(BEN)
    assert "Oak" not in str(home["blocks"])


async def test_a_rule_holds_on_moving_and_on_another_time(world: World) -> None:
    await lay_down(world, "Oak", people=(ADA.lower(),))
    await lay_down(world, "Maple", longest=30)
    await world.say(BEN, "book fuji tomorrow 2-3pm")
    refused = await world.say(BEN, "move my 2pm tomorrow to oak")
    assert "*Oak* is kept" in refused["text"]
    assert not any("Oak" in one for one in buttons(refused))
    too_long = await world.say(BEN, "move my 2pm tomorrow to maple")
    assert "may last 30 minutes" in too_long["text"]
    await lay_down(world, ahead=5)
    later = await world.say(BEN, "move my 2pm tomorrow to 2026-05-25 at 3pm")
    assert "5 days ahead" in later["text"]
    assert world.held("Fuji") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_a_rule_holds_for_series_and_the_waiting_list(world: World) -> None:
    await lay_down(world, "Oak", people=(ADA.lower(),))
    series = await world.say(BEN, "book oak every monday at 2pm for an hour for 3 weeks")
    assert "*Oak* is kept" in series["text"]
    world.taken("Oak", world.at(14, days=1), world.at(15, days=1))
    waiting = await world.say(BEN, "tell me when oak is free tomorrow 2-3pm")
    assert "*Oak* is kept" in waiting["text"]


async def test_a_series_is_booked_only_as_far_as_the_rules_still_allow(world: World) -> None:
    planned = await world.say(BEN, "book oak every monday at 2pm for an hour for 3 weeks")
    await lay_down(world, at_once=2)
    done = await world.click(BEN, planned, buttons(planned)[0])
    assert len(world.held("Oak")) == 2
    assert "2 of 3" in done["text"]


async def test_the_form_offers_only_what_the_rules_allow(world: World) -> None:
    await lay_down(world, "Oak", people=(ADA.lower(),))
    modal = await world.shortcut(BEN, "book_room")
    assert "Oak" not in str(modal["blocks"])
    other = await world.shortcut(ADA, "book_room")
    assert "Oak" in str(other["blocks"])


@pytest.mark.parametrize("text", ["book oak tomorrow 2-3pm", "book a room tomorrow 2-3pm"])
async def test_no_rule_stands_in_nobodys_way(world: World, text: str) -> None:
    assert "is booked" in (await world.say(BEN, text))["text"]


async def test_a_room_kept_for_a_user_group_is_for_its_members(world: World) -> None:
    await lay_down(world, "Oak", people=("s0board", BEN.lower()))
    assert "*Oak* is booked" in (await world.say(CLEO, "book oak tomorrow 2-3pm"))["text"]
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 3-4pm"))["text"]
    refused = await world.say(DAN, "book oak tomorrow 4-5pm")
    assert "*Oak* is kept for certain people, and you are not among them" in refused["text"]
    asked = [one.method for one in world.slack.requests].count("usergroups.users.list")
    assert asked == 1
    world.clock.advance(timedelta(minutes=9))
    world.slack.workspace.user_groups["S0BOARD"] = ("U0DAN",)
    assert "*Oak* is booked" in (await world.say(DAN, "book oak tomorrow 4-5pm"))["text"]
    assert "*Oak* is kept" in (await world.say(CLEO, "book oak tomorrow 5-6pm"))["text"]


@pytest.mark.parametrize("error", ["missing_scope", "internal_error"])
async def test_nobody_gets_in_by_a_group_that_slack_does_not_tell(
    world: World, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    await lay_down(world, "Oak", people=("s0board", BEN.lower()))
    world.slack.faults["usergroups.users.list"] = Fault(error=error)
    refused = await world.say(CLEO, "book oak tomorrow 2-3pm")
    assert "Slack does not tell me at the moment" in refused["text"]
    assert world.held("Oak") == []
    assert "the members of the user group S0BOARD are unknown" in caplog.text
    assert error in caplog.text
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 2-3pm"))["text"]
    del world.slack.faults["usergroups.users.list"]
    await lay_down(world, "Oak", people=("s0gone",))
    assert "you are not among them" in (await world.say(ADA, "book oak tomorrow 5-6pm"))["text"]


async def open_hours(world: World, place: str, opens: int, closes: int, zone: str | None) -> None:
    """Lay down the office hours of a place; the whole hours of the clock there."""
    book = world.bot.rounds.waiting.office.rule_book
    await book.kept.save_hours(TEAM, place, OfficeHours(opens * 60, closes * 60, zone))


async def test_outside_the_office_hours_the_nearest_time_is_offered(world: World) -> None:
    await open_hours(world, "", 9, 17, "Europe/Ljubljana")
    early = await world.say(BEN, "book oak tomorrow 7-8am")
    assert (
        "*Oak* can be booked within the office hours: 9:00 AM \N{EN DASH} 5:00 PM" in early["text"]
    )
    await world.click(BEN, early, buttons(early)[0])
    assert world.held("Oak") == [(world.at(9, days=1), world.at(10, days=1))]
    late = await world.say(BEN, "book oak tomorrow 4:30-6pm")
    await world.click(BEN, late, buttons(late)[0])
    assert world.held("Oak")[1] == (world.at(15, 30, days=1), world.at(17, days=1))
    longer = await world.say(BEN, "extend my 3:30pm tomorrow by 1 hour")
    assert "within the office hours" in longer["text"]
    assert buttons(longer) == []
    night = await world.say(BEN, "book a room tomorrow at 11pm")
    assert "within the office hours" in night["text"]
    assert any("4:00" in one or "4:30" in one for one in buttons(night))
    moved = await world.say(BEN, "move my 9am tomorrow to 6am")
    assert "within the office hours" in moved["text"]
    series = await world.say(BEN, "book maple every monday at 6am for an hour for 3 weeks")
    assert "within the office hours" in series["text"]
    window = await world.say(BEN, "find a room tomorrow morning for 30 minutes")
    assert "9:00" in window["text"]
    assert not any("8:00" in one for one in buttons(window))
    drawn = await world.say(BEN, "show me the day tomorrow")
    assert any("9:00" in one for one in buttons(drawn))
    assert not any("8:00" in one for one in buttons(drawn))


async def test_office_hours_are_those_of_the_building_on_its_clock(world: World) -> None:
    places = {room.name: room.locations for room in await rooms_of(world)}
    place = places["Oak"][0].name
    elsewhere = next(name for name, found in places.items() if found and found[0].name != place)
    await open_hours(world, place, 9, 17, "America/New_York")
    shown = await world.say(BEN, "book oak tomorrow 10-11am")
    assert "3:00 \N{EN DASH} 11:00 PM" in shown["text"]
    assert "9:00 AM \N{EN DASH} 5:00 PM in New York" in shown["text"]
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 4-5pm"))["text"]
    free = await world.say(BEN, f"book {elsewhere} tomorrow 10-11am")
    assert f"*{elsewhere}* is booked" in free["text"]
