"""Links to rooms and bookings: cards in Slack, a plain page in the browser."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from roombot.domain.links import followed
from roombot.sandbox.joan import Fault
from roombot.sandbox.slack.faults import Fault as SlackFault
from tests.scenarios.world import BEN, CLEO, Shown, Start, World, buttons

ADDRESS = "https://roombot.example.com"
LINK = re.compile(r"<(https://[^|>]+)\|([^>]+)>")


@pytest.fixture
async def world(start: Start) -> World:
    return await start(ROOMBOT_URL=f"{ADDRESS}/")


async def room_link(world: World, name: str) -> str:
    """Return a room's link as the list of rooms has it."""
    shown = await world.say(BEN, "list all rooms")
    return str(next(url for url, caption in LINK.findall(str(shown["blocks"])) if caption == name))


async def booking_link(world: World, user: str, text: str) -> str:
    """Book, and return the link that the answer has."""
    booked = await world.say(user, text)
    return str(
        next(url for url, caption in LINK.findall(str(booked["blocks"])) if "share" in caption)
    )


async def post(world: World, user: str, url: str) -> Shown:
    """Post a link in the channel; return the message with what has become of it."""
    await world.settled(world.slack.say(user, world.channel, f"look <{url}>"))
    shown = world.messages(world.channel, user)
    return next(one for one in shown[::-1] if url in one["text"])


def card(shown: Shown) -> Any:
    """Return the one card under a message."""
    (found,) = shown["attachments"]
    return found


async def test_a_rooms_link_tells_until_when_it_is_free(world: World) -> None:
    world.taken("Oak", world.at(10, 45), world.at(12))
    shown = card(await post(world, CLEO, await room_link(world, "Oak")))
    assert "*Oak* is free until <!date^" in str(shown)
    assert buttons(shown) == ["Book 30 minutes"]


async def test_a_taken_rooms_link_tells_until_when(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(12))
    shown = card(await post(world, CLEO, await room_link(world, "Oak")))
    assert "*Oak* is taken until" in str(shown)
    assert "Meeting of others" not in str(shown)
    assert buttons(shown) == []


async def test_a_room_that_is_taken_all_day_says_so(world: World) -> None:
    world.taken("Oak", world.at(8), world.at(24))
    shown = card(await post(world, CLEO, await room_link(world, "Oak")))
    assert "*Oak* is taken for the rest of the day" in str(shown)


async def test_whoever_clicks_books_and_the_card_follows(world: World) -> None:
    url = await room_link(world, "Oak")
    shown = await post(world, CLEO, url)
    assert "is free for the rest of the day" in str(card(shown))
    answer = await world.click(BEN, shown, "Book 30 minutes", world.channel)
    assert answer["text"].startswith("*Oak* is booked for you")
    assert world.held("Oak") == [(world.at(10, 5), world.at(10, 35))]
    after = world.again(CLEO, shown, world.channel)
    assert after["text"] == shown["text"]
    assert "*Oak* is taken until" in str(card(after))
    assert "booked for you" not in str(world.messages(world.channel, CLEO))


async def test_an_old_card_books_no_room_that_is_taken_meanwhile(world: World) -> None:
    shown = await post(world, CLEO, await room_link(world, "Oak"))
    world.taken("Oak", world.at(10), world.at(12))
    world.clock.advance(timedelta(minutes=2))
    await world.click(BEN, shown, "Book 30 minutes", world.channel)
    assert world.held("Oak") == [(world.at(10), world.at(12))]


async def test_ones_own_booking_is_shown_without_its_title(world: World) -> None:
    url = await booking_link(world, BEN, "book oak tomorrow 2-3pm for salary talk")
    shown = card(await post(world, BEN, url))
    assert "*Oak* is booked: <!date^" in str(shown)
    assert "salary" not in str(shown)
    await world.say(BEN, "cancel my 2pm tomorrow")
    assert "given up" in str(card(await post(world, BEN, url)))


async def test_somebody_elses_booking_stays_a_bare_link(world: World) -> None:
    url = await booking_link(world, BEN, "book oak tomorrow 2-3pm for salary talk")
    assert not (await post(world, CLEO, url)).get("attachments")


@pytest.mark.parametrize("path", ["", "/rooms/nosuchroom", "/bookings/none", "/rooms/a/b", "/x/y"])
async def test_an_address_that_leads_nowhere_stays_a_bare_link(world: World, path: str) -> None:
    assert not (await post(world, BEN, f"{ADDRESS}{path}")).get("attachments")


async def test_links_survive_outages_in_silence(world: World) -> None:
    url = await room_link(world, "Oak")
    world.clock.advance(timedelta(hours=2))
    for _ in range(8):
        world.joan.faults.add(Fault("status", "GET", "events/", status=500))
    before = len(world.messages(world.channel))
    await post(world, BEN, url)
    world.slack.faults["chat.unfurl"] = SlackFault("cannot_unfurl_message", times=1)
    await post(world, BEN, url)
    assert len(world.messages(world.channel)) == before + 2


async def test_the_browser_is_told_the_way_and_nothing_else(world: World) -> None:
    base = (world.slack.events_url or "").removesuffix("/slack/events")
    url = (await room_link(world, "Oak")).replace(ADDRESS, base)
    async with httpx.AsyncClient() as browser:
        real, none = await browser.get(url), await browser.get(f"{base}/rooms/none")
        booking = await browser.get(f"{base}/bookings/none")
    assert real.status_code == 200
    assert real.text == none.text == booking.text
    assert "Slack" in real.text
    assert "Oak" not in real.text


async def test_without_an_address_there_are_no_links(start: Start) -> None:
    world = await start()
    assert not LINK.findall(str((await world.say(BEN, "list all rooms"))["blocks"]))
    assert not (await post(world, BEN, f"{ADDRESS}/rooms/abc")).get("attachments")


@pytest.mark.parametrize("subject", ["L5xnXwPmq_bfOlEq", "-_-_", "0a1b", "a/b", "", "<x>", "a b"])
def test_every_letter_of_an_identifier_is_followed_and_no_other(subject: str) -> None:
    found = followed(ADDRESS, f"{ADDRESS}/bookings/{subject}")
    assert (found is not None) is (subject in {"L5xnXwPmq_bfOlEq", "-_-_", "0a1b"})


def test_only_addresses_of_ours_are_followed() -> None:
    assert followed(f"{ADDRESS}/bot", f"{ADDRESS}/bot/rooms/abc") is not None
    assert followed(ADDRESS, "https://evil.example.com/rooms/abc") is None
    assert followed(ADDRESS, "https://[::1/rooms/abc") is None
