"""The weekly digest: a week of bookings, and what administrators get on Monday morning."""

import base64
from datetime import timedelta

import pytest

from roombot.domain.errors import RoombotError
from roombot.sandbox.slack.faults import Fault
from tests.scenarios.world import ADA, BEN, CLEO, HUGO, Now, Shown, Start, World

WEEK = timedelta(days=7)


def digests(world: World, user: str) -> list[Shown]:
    """Return the digests that a person got."""
    shown = world.messages(world.dm(user), user)
    return [one for one in shown if one["text"].startswith("*The week in the rooms*")]


async def tick(world: World, passed: timedelta = timedelta(0)) -> None:
    world.clock.advance(passed)
    await world.bot.scheduler.tick(Now(world.bot))


async def until_monday(world: World, hour: int = 9, minute: int = 0) -> None:
    """Go on to the Monday after, and do what has come."""
    await tick(world, world.at(hour, minute) + WEEK - world.clock.now())


async def book(world: World, text: str) -> Shown:
    shown = await world.say(BEN, text)
    assert "is booked for you" in shown["text"]
    return shown


async def a_week(world: World) -> None:
    await book(world, "book everest today 2-4pm for 3 people")
    await book(world, "book everest tomorrow 2-3pm for 12 people")
    await book(world, "book oak tomorrow 7-8pm")
    given_up = await book(world, "book triglav tomorrow 9-10am")
    await world.click(BEN, given_up, "Cancel")


async def test_administrators_get_the_week_on_monday_at_nine(world: World) -> None:
    await a_week(world)
    await until_monday(world, 8, 59)
    assert digests(world, ADA) == []
    await until_monday(world)
    (shown,) = digests(world, ADA)
    assert "May 11 to Sun, May 17: 3 meetings" in shown["text"]
    assert "*Everest* 6 %: 2 PM 40 %, 3 PM 20 %" in shown["text"]
    assert "*Oak* 0 %: outside office hours only" in shown["text"]
    assert "0 rooms were released" in shown["text"]
    assert "3 meetings went without a check-in, 4 hours in all" in shown["text"]
    assert "1 meeting had more than twice the seats it needed (of 2 that" in shown["text"]
    assert "Booked by nobody: " in shown["text"]
    assert "Triglav" in shown["text"]
    assert "(9 %)" in shown["text"]
    assert digests(world, BEN) == []


async def test_the_picture_is_told_in_words_too(world: World) -> None:
    await a_week(world)
    await until_monday(world)
    (shown,) = digests(world, ADA)
    (image,) = (block for block in shown["blocks"] if block["type"] == "image")
    kept = world.slack.workspace.records.all("file")[image["slack_file"]["id"]]
    assert base64.b64decode(kept["content"]).startswith(b"\x89PNG")
    assert image["alt_text"].splitlines() == [
        "Everest 6 %: 2 PM 40 %, 3 PM 20 %",
        "Oak 0 %: outside office hours only",
    ]


async def test_the_words_go_alone_where_slack_takes_no_picture(world: World) -> None:
    await a_week(world)
    world.slack.faults["files.getUploadURLExternal"] = Fault("internal_error", times=9)
    await until_monday(world)
    (shown,) = digests(world, ADA)
    assert "image" not in [block["type"] for block in shown["blocks"]]
    assert "Everest* 6 %" in str(shown["blocks"])


async def test_a_digest_comes_once(world: World) -> None:
    await a_week(world)
    await until_monday(world)
    for _ in range(3):
        await tick(world, timedelta(minutes=10))
    await world.bot.rounds.digests.bring(*(await one_due(world, WEEK)))
    assert len(digests(world, ADA)) == 1


async def one_due(world: World, ago: timedelta) -> tuple[str, str]:
    """Return the workspace and the name of the week that began some time ago."""
    (team,) = await world.bot.rounds.care.office.ledger.teams()
    year, week, _ = (world.clock.now() - ago).isocalendar()
    return team, f"{year}-W{week:02}"


async def test_a_digest_that_did_not_arrive_is_sent_again(world: World) -> None:
    await a_week(world)
    world.slack.faults["chat.postMessage"] = Fault("internal_error", times=30)
    with pytest.raises(RoombotError):
        await fail_on_monday(world)
    assert digests(world, ADA) == []
    world.slack.faults.clear()
    await tick(world, timedelta(minutes=5))
    assert len(digests(world, ADA)) == 1


async def fail_on_monday(world: World) -> None:
    world.clock.advance(world.at(9) + WEEK - world.clock.now())
    await world.bot.rounds.digests.bring(*(await one_due(world, WEEK)))


async def test_a_digest_that_is_days_late_is_not_sent(world: World) -> None:
    await a_week(world)
    await tick(world, world.at(9) + WEEK + timedelta(days=2) - world.clock.now())
    assert digests(world, ADA) == []


async def test_a_week_without_a_meeting_has_no_digest(world: World) -> None:
    await a_week(world)
    await until_monday(world)
    await tick(world, WEEK)
    assert len(digests(world, ADA)) == 1


async def test_released_rooms_are_counted(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await book(world, "book everest today 2-4pm")
    await tick(world, world.at(14, 10) - world.clock.now())
    assert world.held("Everest")[0][1] < world.at(16)
    await until_monday(world)
    (shown,) = digests(world, ADA)
    assert "1 room was released because nobody came" in shown["text"]
    assert "without a check-in" not in shown["text"]


async def test_administrators_are_named_by_address_or_by_id(start: Start) -> None:
    named = f"{CLEO.lower()},ada.novak@example.com,{ADA},nobody@example.com,{HUGO}"
    world = await start(ROOMBOT_ADMINS=named)
    await a_week(world)
    await until_monday(world)
    assert [len(digests(world, one)) for one in (ADA, CLEO)] == [1, 1]


async def test_without_administrators_nobody_is_told(start: Start) -> None:
    world = await start(ROOMBOT_ADMINS="")
    await a_week(world)
    await until_monday(world)
    assert await world.bot.rounds.digests.due() == ()


async def test_a_digest_goes_by_the_offices_clock(start: Start) -> None:
    world = await start(ROOMBOT_TIMEZONE="America/New_York")
    await book(world, "book everest today 8-9pm")
    await until_monday(world, 14, 59)
    assert digests(world, ADA) == []
    await until_monday(world, 15)
    (shown,) = digests(world, ADA)
    assert "\nMon, May 11 to Sun, May 17: 1 meeting," in shown["text"]
    assert "*Everest* 2 %: 2 PM 20 %" in shown["text"]
