"""The Home, and the settings of a person."""

from datetime import timedelta
from typing import Any

from tests.scenarios.world import ADA, BEN, CLEO, Start, World, elements

GUEST = "U0GAIL"
Shown = dict[str, Any]


def words(view: Shown) -> str:
    return str(view["blocks"])


def captions(view: Shown) -> list[str]:
    return [one["text"]["text"] for one in elements(view) if one["type"] == "button"]


def home(world: World, user: str) -> Shown:
    shown = world.slack.home(user)
    assert shown is not None
    return shown


async def test_the_home_shows_the_day_and_what_is_free(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm for planning")
    shown = await world.open_home(BEN)
    assert "planning" in words(shown)
    assert captions(shown).count("30 min") == 4
    assert {"Cancel", "Change room", "Change time", "Invite"} <= set(captions(shown))


async def test_an_empty_day_is_said_to_be_empty(world: World) -> None:
    assert "Nothing is booked" in words(await world.open_home(BEN))


async def test_one_tap_books_a_room_and_the_home_tells_it(world: World) -> None:
    shown = await world.open_home(BEN)
    before = len(world.messages(world.dm(BEN)))
    await world.use(BEN, shown, "30 min")
    shown = home(world, BEN)
    assert "is booked for you" in words(shown)
    assert "Extend" in captions(shown)
    assert len(world.messages(world.dm(BEN))) == before
    (slots,) = [world.held(room.name) for room in world.joan.rooms if world.held(room.name)]
    assert slots == [(world.at(10, 5), world.at(10, 35))]


async def test_a_running_meeting_is_ended_from_the_home(world: World) -> None:
    await world.say(BEN, "book everest now for an hour")
    world.clock.advance(timedelta(minutes=20))
    shown = await world.open_home(BEN)
    await world.use(BEN, shown, "End now")
    assert "is free again" in words(home(world, BEN))
    assert all(end < world.at(11) for _, end in world.held("Everest"))


async def test_what_a_button_of_the_home_asks_is_asked_there(world: World) -> None:
    await world.say(BEN, "book everest now for an hour")
    before = len(world.messages(world.dm(BEN)))
    await world.use(BEN, await world.open_home(BEN), "Extend")
    shown = home(world, BEN)
    assert "How much longer do you need" in words(shown)
    await world.use(BEN, shown, "+15 min (until 11:20 AM)")
    assert world.held("Everest") == [(world.at(10, 5), world.at(11, 20))]
    assert "How much longer" not in words(home(world, BEN))
    assert len(world.messages(world.dm(BEN))) == before


async def test_what_was_done_on_the_home_is_undone_there(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    await world.use(BEN, await world.open_home(BEN), "Cancel")
    assert world.held("Everest") == []
    await world.use(BEN, home(world, BEN), "Undo")
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]
    assert "Undo" not in captions(home(world, BEN))


async def test_the_home_is_fresh_after_a_sentence(world: World) -> None:
    await world.open_home(BEN)
    await world.say(BEN, "book everest tomorrow 2-3pm for planning")
    assert "planning" in words(home(world, BEN))
    await world.say(BEN, "cancel my booking")
    assert "planning" not in words(home(world, BEN))


async def test_a_home_that_nobody_looks_at_is_not_published(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    assert world.slack.home(BEN) is None


async def test_an_invitation_is_answered_in_the_home(world: World) -> None:
    await world.say(BEN, f"book everest tomorrow 2-3pm with <@{CLEO}>")
    shown = await world.open_home(CLEO)
    await world.use(CLEO, shown, "Confirm")
    assert "Confirm" not in captions(home(world, CLEO))


async def test_administrators_see_the_devices_that_need_a_hand(world: World) -> None:
    assert "Devices" in words(await world.open_home(ADA))
    assert "Devices" not in words(await world.open_home(BEN))


async def test_administrators_see_who_did_not_come_yesterday(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    assert "No meeting of yesterday" in words(await world.open_home(ADA))
    await world.say(BEN, "book everest today 2-3pm")
    await world.say(BEN, "book oak today 4-9pm")
    await world.say(BEN, "book triglav now for an hour")
    for minutes in (3 * 60 + 56, 10):
        world.clock.advance(timedelta(minutes=minutes))
        for due in await world.bot.rounds.care.due():
            await world.bot.rounds.care.bring("T0SANDBOX", due.booking.id, due.occasion)
    assert "released" not in words(await world.open_home(ADA))
    world.clock.advance(timedelta(days=1))
    shown = words(await world.open_home(ADA))
    assert "*Everest* · <@U0BEN> · released" in shown
    assert "*Oak* · <@U0BEN>'" in shown
    assert "*Triglav* · <@" not in shown
    assert "no-shows" not in words(await world.open_home(BEN))
    world.clock.advance(timedelta(days=1))
    assert "No meeting of yesterday" in words(await world.open_home(ADA))


async def test_a_guest_looks_around_but_does_not_book(world: World) -> None:
    shown = await world.open_home(GUEST)
    assert "30 min" not in captions(shown)


async def settings(world: World, user: str, **values: Any) -> None:
    """Open the settings from the Home, and save what is entered."""
    shown = await world.open_home(user)
    await world.use(user, shown, "Settings")
    await world.submit(user, world.modal(user), values)


async def test_settings_are_saved_and_shown_again(world: World) -> None:
    everest = next(room for room in world.joan.rooms if room.name == "Everest")
    await settings(world, BEN, minutes="60", favourites=[everest.email], reminder="0")
    assert "Your settings are saved" in words(home(world, BEN))
    assert "Your favourites" in words(home(world, BEN))
    await world.use(BEN, home(world, BEN), "Settings")
    assert "'initial_option': {'text': {'type': 'plain_text', 'text': '60 minutes'" in str(
        world.modal(BEN)["blocks"]
    )


async def test_the_usual_length_of_a_person_is_booked(world: World) -> None:
    await settings(world, BEN, minutes="60")
    await world.say(BEN, "book everest tomorrow at 2")
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]


async def test_answers_come_in_the_language_that_was_chosen(world: World) -> None:
    await settings(world, BEN, language="de")
    assert "gespeichert" in words(home(world, BEN))
    shown = await world.say(BEN, "buche Everest morgen von 14 bis 15 Uhr")
    assert shown["text"].startswith("*Everest* ist für dich gebucht: morgen")
    again = await world.say(BEN, "what do I have tomorrow?")
    assert "Deine Buchungen" in again["text"]


async def favoured(world: World, user: str, *names: str, **values: Any) -> None:
    """Choose favourite rooms in the settings."""
    rooms = [room.email for room in world.joan.rooms if room.name in names]
    await settings(world, user, favourites=rooms, **values)


async def test_a_favourite_is_booked_where_any_room_will_do(world: World) -> None:
    await favoured(world, BEN, "Triglav")
    shown = await world.say(BEN, "book a room tomorrow 10-11")
    assert shown["text"].startswith("*Triglav* is booked for you")
    other = await world.say(CLEO, "book a room tomorrow 2-3pm")
    assert "Triglav" not in other["text"]


async def test_a_favourite_is_suggested_first_and_said_to_be_one(world: World) -> None:
    await favoured(world, BEN, "Maple")
    for text in ("what is free tomorrow 10-11 for 4?", "what is free tomorrow morning for 4?"):
        shown = await world.say(BEN, text)
        first = next(block for block in shown["blocks"] if "accessory" in block)
        assert "Maple" in str(first)
        assert "your favourite" in str(first)
        assert str(shown["blocks"]).count("your favourite") == 1


async def test_a_favourite_that_is_far_too_large_does_not_come_first(world: World) -> None:
    await favoured(world, BEN, "Everest")
    shown = await world.say(BEN, "what is free tomorrow 10-11 for 2?")
    first = next(block for block in shown["blocks"] if "accessory" in block)
    assert "Everest" not in str(first)


async def test_the_home_offers_favourites_and_then_what_is_near(world: World) -> None:
    rooms = {room.name: room for room in await world.bot.rounds.care.office.calendar.rooms()}
    floor = rooms["Everest"].floor
    await favoured(world, BEN, "Triglav", floor=floor)
    offered = [block for block in home(world, BEN)["blocks"] if "30 min" in str(block)]
    assert "Triglav" in str(offered[0])
    assert "your favourite" in str(offered[0])
    assert "your usual floor" in str(offered[1])
    await world.use(BEN, home(world, BEN), "30 min")
    assert world.held("Triglav") == [(world.at(10, 5), world.at(10, 35))]


async def test_a_favourite_that_is_taken_is_not_offered_but_shown_as_taken(world: World) -> None:
    world.taken("Triglav", world.at(10), world.at(11))
    await favoured(world, BEN, "Triglav")
    shown = home(world, BEN)
    assert "Triglav" not in str([block for block in shown["blocks"] if "30 min" in str(block)])
    assert "Triglav" in words(shown)
