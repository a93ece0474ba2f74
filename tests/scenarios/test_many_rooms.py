"""An office of five hundred rooms: everything stays within Slack's limits and within reach."""

import json
from typing import Any

import pytest

from tests.scenarios.world import ADA, BEN, Start, World, buttons

ROOMS = 500
HIGHER = [f"{floor}th floor" for floor in range(4, 21)]


@pytest.fixture
async def world(start: Start) -> World:
    return await start(rooms=ROOMS, office="demo")


def menu_of(view: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the lines of a menu, whether they come in groups or not."""
    [element] = [
        block["element"]
        for block in view["blocks"]
        if str(block.get("block_id")).split(".")[0] == name
    ]
    groups = element.get("option_groups") or [element]
    return [one for group in groups for one in group["options"]]


def refused(world: World) -> list[str | None]:
    return [one.error for one in world.slack.requests if one.error]


async def test_all_rooms_are_listed_page_by_page(world: World) -> None:
    shown = await world.say(BEN, "which rooms are there?")
    assert "500 rooms" in shown["text"]
    seen = [shown["text"]]
    while "More rooms" in buttons(shown):
        shown = await world.click(BEN, shown, "More rooms")
        seen.append(shown["text"])
    assert len(seen) == ROOMS / 20
    assert sum(text.count("seats") for text in seen) == ROOMS
    floors = [line.split(" · ")[1] for text in seen for line in text.split("\n") if "seats" in line]
    assert list(dict.fromkeys(floors)) == ["1st floor", "2nd floor", "3rd floor", *HIGHER]
    assert refused(world) == []


async def test_any_room_can_be_chosen_in_the_form(world: World) -> None:
    form = await world.shortcut(BEN, "book_room")
    await world.use(BEN, form, "form:day", selected="2026-05-13")
    form = world.modal(BEN)
    names = [one["text"]["text"].split(" · ")[0] for one in menu_of(form, "room")]
    assert len(names) > 400
    assert len(json.dumps(form)) < 250_000
    assert refused(world) == []


async def test_any_room_and_floor_can_be_a_favourite(world: World) -> None:
    home = await world.open_home(BEN)
    await world.use(BEN, home, "Settings")
    form = world.modal(BEN)
    assert len(menu_of(form, "favourites")) == ROOMS
    assert len(menu_of(form, "floor")) == 1 + 3 + 17
    wanted = next(one for one in menu_of(form, "favourites") if one["text"]["text"] == "Room 480")
    await world.submit(BEN, form, {"favourites": [wanted["value"]]})
    assert "Room 480" in json.dumps(world.slack.home(BEN))
    assert refused(world) == []


@pytest.mark.parametrize(
    "text",
    [
        "which rooms are free now?",
        "a room for 4 tomorrow at 10",
        "show me today as a picture",
        "who is in room 480?",
        "book room 480 tomorrow 2-3pm",
        "any room for 20 tomorrow afternoon?",
        "show my bookings",
        "show the devices",
    ],
)
async def test_what_is_asked_is_answered_within_the_limits(world: World, text: str) -> None:
    shown = await world.say(ADA, text)
    assert shown["text"]
    assert refused(world) == []


async def test_all_rooms_come_by_in_the_day_s_pictures(world: World) -> None:
    shown = await world.say(BEN, "show me today as a picture")
    pages = 1
    while "Birch" not in shown["text"] or pages == 1:
        shown = await world.click(BEN, shown, "More rooms")
        pages += 1
    assert pages > 10
    assert refused(world) == []
