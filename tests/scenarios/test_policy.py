"""What administrators lay down for their workspace holds at once, over the environment."""

import json
from dataclasses import replace
from typing import Any

from roombot.store.gaps import SqlGaps
from tests.scenarios.test_occasions import booked, pass_time
from tests.scenarios.world import BEN, CLEO, HUGO, Start, World

PLANTED = "Meeting of others"


async def lay_down(world: World, **terms: Any) -> None:
    """Lay terms of the policy down as the command does."""
    book = world.bot.rounds.care.office.rule_book
    await book.policies.save("T0SANDBOX", terms)


async def test_titles_and_organizers_are_shown_or_hidden(start: Start) -> None:
    world = await start(ROOMBOT_URL="https://roombot.example.com")
    world.taken("Oak", world.at(14), world.at(15))
    await world.say(BEN, "book oak today 3-4pm for Own planning")
    shown = str(await world.say(BEN, "what is on in oak today"))
    assert PLANTED in shown
    assert "Leo" in shown
    await lay_down(world, titles=False, organizers=False)
    shown = str(await world.say(BEN, "what is on in oak today"))
    assert "  booked" in shown
    assert PLANTED not in shown
    assert "Leo" not in shown
    assert "Own planning" in shown
    asked = (
        "what is on in oak today",
        "show the day in oak",
        "oak this week",
        "show me the office today",
        "book oak today 2-3pm",
        "is oak free at 2pm",
        "let me know when oak is free at 2pm",
        "book oak and fuji today 2-3pm",
        "list all rooms",
        "my bookings",
        "find a room today at 2pm",
    )
    for text in asked:
        said = json.dumps(await world.say(BEN, text), default=str)
        assert PLANTED not in said, text
        assert "Leo" not in said, text
    assert PLANTED not in json.dumps(await world.open_home(BEN), default=str)
    assert "Own planning" not in str(await world.say(CLEO, "what is on in oak today"))
    await lay_down(world, titles=None)
    shown = str(await world.say(BEN, "what is on in oak today"))
    assert PLANTED in shown
    assert "Leo" not in shown


async def test_rooms_are_released_as_the_policy_says(start: Start) -> None:
    world = await start()
    await lay_down(world, release_after=10)
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    assert "the room goes to the others at 2:10" in str(world.newest(BEN)["blocks"])
    await lay_down(world, never_released=("everest",))
    await pass_time(world, minutes=14)
    assert world.held("Everest") == [(world.at(14), world.at(15))]
    await lay_down(world, never_released=())
    await pass_time(world, minutes=1)
    assert world.newest(BEN)["text"].startswith("Nobody checked in")


async def test_who_speaks_a_language_that_the_bot_does_not_is_answered_in_the_workspaces(
    start: Start,
) -> None:
    world = await start()
    people = world.slack.workspace.people
    people[HUGO] = replace(people[HUGO], locale="ja-JP")
    people[CLEO] = replace(people[CLEO], locale="fr-FR")
    await lay_down(world, language="de")
    assert "gebucht" in (await world.say(HUGO, "book oak tomorrow 2-3pm"))["text"]
    assert "gebucht" not in (await world.say(CLEO, "book fuji tomorrow 2-3pm"))["text"]


async def test_texts_are_kept_where_the_policy_says_so(start: Start) -> None:
    world = await start()
    await world.say(BEN, "xyzzy plugh")
    await lay_down(world, keep_unknown=True)
    await world.say(BEN, "frotz gnusto")
    kept = {one.text for one in await SqlGaps(world.bot.common.database).newest(10)}
    assert kept == {"", "frotz gnusto"}
