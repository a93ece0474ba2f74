import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from roombot.booking.series import go_on
from roombot.booking.service import handle
from roombot.domain.clicks import BookSeries, PlaceDate
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import AlreadyChosen, Refused
from roombot.domain.room_rules import RoomRule
from roombot.domain.series import DateState, SeriesBooked
from roombot.domain.turns import Turn
from roombot.sandbox.joan import Fault
from roombot.sandbox.slack.faults import Fault as SlackFault
from tests.scenarios.world import BEN, CLEO, Element, Now, Shown, World, buttons, elements

WEEK = 7
SECOND = 2
SENTENCE = "book oak every tuesday 10-11 for 3 weeks"


def menus(shown: Shown) -> list[Element]:
    return [one for one in elements(shown) if one["type"] == "static_select"]


def series_of(shown: Shown) -> str:
    found = (one["value"] for one in elements(shown) if one["action_id"] == "book_series")
    return str(next(found))


async def turn_of_ben(world: World) -> Turn:
    team = world.slack.workspace.people[BEN].team_id
    person = await world.bot.rounds.care.office.people.person(team, BEN)
    assert person is not None
    return Turn(person, "another delivery", world.clock.now())


async def test_a_series_is_laid_out_before_anything_is_booked(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    assert shown["text"].startswith("3 dates in *Oak*. Nothing is booked yet:")
    assert buttons(shown) == ["Book all 3 dates"]
    assert world.held("Oak") == []


async def test_one_click_books_every_date(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    after = await world.click(BEN, shown, "Book all 3 dates")
    assert after["ts"] == shown["ts"]
    assert after["text"].startswith("Booked 3 of 3 dates, at 10:05 AM:")
    weeks = [1, 1 + WEEK, 1 + 2 * WEEK]
    assert world.held("Oak") == [(world.at(10, days=d), world.at(11, days=d)) for d in weeks]


async def test_a_clash_gets_another_room(world: World) -> None:
    world.taken("Oak", world.at(10, days=8), world.at(11, days=8))
    shown = await world.say(BEN, SENTENCE)
    assert "taken. Instead: *" in shown["text"]
    assert len(menus(shown)) == 1
    after = await world.click(BEN, shown, "Book all 3 dates")
    assert after["text"].startswith("Booked 3 of 3 dates")
    assert len(world.held("Oak")) == 3  # the two that are free, and the meeting of others


async def test_a_clash_can_be_skipped(world: World) -> None:
    world.taken("Oak", world.at(10, days=8), world.at(11, days=8))
    shown = await world.say(BEN, SENTENCE)
    last = menus(shown)[0]["options"][-1]
    assert last["text"]["text"] == "Skip this date"
    skipped = await world.click(BEN, shown, "place_date", selected=last["value"])
    assert "so it is skipped" in skipped["text"]
    after = await world.click(BEN, skipped, "Book all 2 dates")
    assert after["text"].startswith("Booked 2 of 3 dates")
    assert world.written("events/book/") == 2


async def test_two_clicks_book_once(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    for _ in range(2):
        await world.slack.click(BEN, world.dm(BEN), shown["ts"], "Book all 3 dates")
    await world.bot.work.settled()
    assert len(world.held("Oak")) == 3
    assert "Booked 3 of 3" in world.again(BEN, shown)["text"]


async def test_a_click_after_a_crash_goes_on_where_it_ended(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    series_id, turn = series_of(shown), await turn_of_ben(world)
    office = world.bot.rounds.care.office
    before = await office.series.get(turn.person.team_id, series_id)
    assert before is not None
    await world.click(BEN, shown, "Book all 3 dates")
    await office.series.save(before)  # as if the process had died before it noted any date
    outcome = await handle(office, turn, BookSeries(series_id))
    assert isinstance(outcome, SeriesBooked)
    assert {date.state for date in outcome.series.dates} == {DateState.BOOKED}
    assert world.written("events/book/") == 3


async def test_a_forged_choice_changes_nothing(world: World) -> None:
    world.taken("Oak", world.at(10, days=8), world.at(11, days=8))
    series_id, turn = series_of(await world.say(BEN, SENTENCE)), await turn_of_ben(world)
    office = world.bot.rounds.care.office
    forged = PlaceDate(series_id, 9, None), PlaceDate(series_id, 1, 9), PlaceDate("none", 0, 0)
    for intent in forged:
        assert await handle(office, turn, intent) == Refused(RefusedBecause.EXPIRED)
    await handle(office, turn, BookSeries(series_id))
    assert await handle(office, turn, PlaceDate(series_id, 1, None)) == AlreadyChosen()


async def test_a_date_that_fails_does_not_keep_the_others_from_being_booked(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    world.taken("Oak", world.at(10, days=8), world.at(11, days=8))
    after = await world.click(BEN, shown, "Book all 3 dates")
    assert after["text"].startswith("Booked 2 of 3 dates")
    assert "could not be booked" in after["text"]


async def test_a_date_without_an_answer_is_settled_by_reading_back(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    world.joan.faults.add(Fault("drop", "POST", "events/book/", after=True))
    await world.click(BEN, shown, "Book all 3 dates")
    assert len(world.held("Oak")) == 3


async def test_only_the_one_who_laid_it_out_can_book_it(world: World) -> None:
    shown = await world.mention(BEN, SENTENCE)
    after = await world.click(CLEO, shown, "Book all 3 dates", channel=world.channel)
    assert "not yours" in after["text"]
    assert world.held("Oak") == []


async def test_the_clock_change_keeps_the_local_time(world: World) -> None:
    shown = await world.say(BEN, "book oak every tuesday 10-11 from 13 october for 4 weeks")
    after = await world.click(BEN, shown, buttons(shown)[0])
    hours = {start.hour for start, _ in world.held("Oak")}
    assert "10:00" in after["text"]
    assert hours == {8, 9}


async def test_a_series_without_an_end_is_cut_and_says_so(world: World) -> None:
    shown = await world.say(BEN, "book oak every tuesday 10-11")
    assert "I have laid out the first 12" in str(shown["blocks"])
    assert buttons(shown) == ["Book all 12 dates"]


async def test_cancelling_one_of_a_series_asks_which(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    await world.click(BEN, shown, "Book all 3 dates")
    asked = await world.say(BEN, "cancel my meeting tomorrow")
    assert buttons(asked) == ["Only this one", "This and all later ones (3)"]
    after = await world.click(BEN, asked, "Only this one")
    assert after["text"].startswith("Cancelled: *Oak*")
    assert len(world.held("Oak")) == 2


async def test_the_rest_of_a_series_is_cancelled_at_once(world: World) -> None:
    shown = await world.say(BEN, SENTENCE)
    await world.click(BEN, shown, "Book all 3 dates")
    asked = await world.say(BEN, "cancel my meeting tomorrow")
    after = await world.click(BEN, asked, "This and all later ones (3)")
    assert after["text"].startswith("Cancelled 3 meetings of the series")
    assert world.held("Oak") == []


async def seen(look: Callable[[], bool]) -> None:
    """Wait for what is to be seen in Joan, who calls nobody."""
    while not look():  # noqa: ASYNC110 - see above
        await asyncio.sleep(0)


async def cut_off(world: World, shown: Shown, *, is_made: bool) -> None:
    """Book a series, and stop as a killed process does: amid the write of the second date."""
    office, turn = world.bot.rounds.care.office, await turn_of_ben(world)
    booking = asyncio.create_task(handle(office, turn, BookSeries(series_of(shown))))
    await seen(lambda: len(world.held("Oak")) == 1)
    world.joan.faults.add(Fault("hang", "POST", "events/book/", after=is_made))
    await seen(lambda: world.written("events/book/") == SECOND)
    await seen(lambda: len(world.held("Oak")) == (SECOND if is_made else 1))
    booking.cancel()
    await asyncio.wait([booking])
    world.joan.faults.clear()


async def minutes_pass(world: World, minutes: int) -> None:
    for _ in range(minutes):
        world.clock.advance(timedelta(minutes=1))
        await world.bot.scheduler.tick(Now(world.bot))


@pytest.mark.parametrize("is_made", [True, False], ids=["its event made", "its event not made"])
async def test_a_series_whose_process_died_is_finished_and_told(
    world: World, *, is_made: bool
) -> None:
    shown = await world.say(BEN, f"book oak every day 10-11 for 3 days with <@{CLEO}>")
    await cut_off(world, shown, is_made=is_made)
    assert len(world.held("Oak")) == (2 if is_made else 1)
    await minutes_pass(world, 4)
    days = [1, 2, 3]
    assert world.held("Oak") == [(world.at(10, days=d), world.at(11, days=d)) for d in days]
    assert world.newest(BEN)["text"].startswith("Booked 3 of 3 dates")
    told = [one["text"] for one in world.messages(world.dm(BEN), BEN)]
    assert not any("go through" in text for text in told)
    invited = [one for one in world.messages(world.dm(CLEO), CLEO) if "Confirm" in buttons(one)]
    assert len(invited) == len(days)


async def test_a_series_that_another_process_books_is_left_to_it_and_not_counted_against_it(
    world: World,
) -> None:
    office, turn = world.bot.rounds.care.office, await turn_of_ben(world)
    await office.rule_book.kept.save(turn.person.team_id, None, RoomRule(at_once=3))
    shown = await world.say(BEN, SENTENCE)
    series_id = series_of(shown)
    await world.click(BEN, shown, "Book all 3 dates")
    booked = await office.series.get(turn.person.team_id, series_id)
    assert booked is not None
    await office.series.save(replace(booked, leased_until=turn.now + timedelta(minutes=1)))
    assert await handle(office, turn, BookSeries(series_id)) == AlreadyChosen()
    asked = await world.say(BEN, "cancel my meeting tomorrow")
    await world.click(BEN, asked, "Only this one")
    world.clock.advance(timedelta(minutes=2))
    await world.bot.scheduler.tick(Now(world.bot))
    told = world.newest(BEN)["text"]
    assert told.startswith("Booked 2 of 3 dates")
    assert "cancelled since" in told


async def test_what_came_of_a_series_is_told_also_when_slack_was_down_meanwhile(
    world: World,
) -> None:
    shown = await world.say(BEN, f"book oak every day 10-11 for 3 days with <@{CLEO}>")
    await cut_off(world, shown, is_made=True)
    world.slack.faults["chat.postMessage"] = SlackFault(error="internal_error", times=None)
    await minutes_pass(world, 4)
    assert len(world.held("Oak")) == 3
    world.slack.faults.clear()
    await minutes_pass(world, 4)
    told = [one["text"] for one in world.messages(world.dm(BEN), BEN)]
    assert sum(text.startswith("Booked 3 of 3 dates") for text in told) == 1


async def test_who_may_not_book_any_more_hears_what_a_dead_process_had_booked(
    world: World,
) -> None:
    shown = await world.say(BEN, "book oak every day 10-11 for 3 days")
    await cut_off(world, shown, is_made=False)
    person = world.slack.workspace.people[BEN]
    world.slack.workspace.people[BEN] = replace(person, email="ben@elsewhere.example.com")
    world.clock.advance(timedelta(hours=1))
    await minutes_pass(world, 3)
    assert len(world.held("Oak")) == 1
    assert world.newest(BEN)["text"].startswith("Booked 1 of 3 dates")


async def test_a_process_that_has_lost_its_lease_leaves_the_rest_to_the_other(
    world: World,
) -> None:
    series_id = series_of(await world.say(BEN, SENTENCE))
    office, turn = world.bot.rounds.care.office, await turn_of_ben(world)
    series = await office.series.get(turn.person.team_id, series_id)
    assert series is not None
    theirs = replace(series, leased_until=turn.now + timedelta(minutes=1))
    assert await office.series.change(series, theirs)
    assert await go_on(office, turn, series, is_left_behind=False) == AlreadyChosen()
    assert world.written("events/book/") == 1
    assert await office.series.get(turn.person.team_id, series_id) == theirs
