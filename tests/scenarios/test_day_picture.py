import base64
from datetime import timedelta

import pytest

from roombot.sandbox.slack.faults import Fault
from tests.scenarios.world import BEN, CLEO, Shown, World, buttons

WAYS = 3  # that a message may take to a DM


def image(shown: Shown) -> Shown:
    """Return the picture of a message."""
    (found,) = (block for block in shown["blocks"] if block["type"] == "image")
    picture: Shown = found
    return picture


def content(world: World, shown: Shown) -> bytes:
    """Return what was uploaded for the picture of a message."""
    kept = world.slack.workspace.records.all("file")[image(shown)["slack_file"]["id"]]
    return base64.b64decode(kept["content"])


async def test_the_day_of_the_office_comes_as_a_picture_with_its_words(world: World) -> None:
    world.taken("Oak", world.at(11), world.at(12))
    await world.say(BEN, "book everest today 2-3pm for budget review")
    shown = await world.say(BEN, "show me the day")
    assert content(world, shown).startswith(b"\x89PNG")
    assert shown["text"].startswith("*All rooms* · Today, Mon, May 11 · 12 of 12 free now")
    for told in (shown["text"].replace("*", ""), image(shown)["alt_text"]):
        assert "Oak  taken 11:00 AM \N{EN DASH} 12:00 PM" in told
        assert "Everest  taken 2:00 \N{EN DASH} 3:00 PM (yours: budget review)" in told
        assert "Maple  free all day" in told
    assert len(image(shown)["alt_text"]) <= 2000


async def test_several_rooms_are_compared_in_one_picture(world: World) -> None:
    world.taken("Oak", world.at(11, days=1), world.at(12, days=1))
    shown = await world.say(BEN, "show Everest and Oak tomorrow")
    assert "*Oak*  taken 11:00 AM \N{EN DASH} 12:00 PM" in shown["text"]
    assert "*Everest*  free all day" in shown["text"]
    assert "Maple" not in shown["text"]


async def test_titles_of_others_are_not_shown(world: World) -> None:
    await world.say(BEN, "book everest today 2-3pm for budget review")
    shown = await world.say(CLEO, "show me the day")
    assert "Everest*  taken 2:00 \N{EN DASH} 3:00 PM\n" in shown["text"] + "\n"
    assert "budget" not in str(shown)


async def test_a_gap_is_booked_by_its_button(world: World) -> None:
    world.taken("Oak", world.at(10), world.at(12))
    shown = await world.say(BEN, "show me oak today as a picture")
    gap = "Oak, 12:00 \N{EN DASH} 12:30 PM"
    assert buttons(shown) == [gap, "Dark"]
    booked = await world.click(BEN, shown, gap)
    assert booked["text"].startswith("*Oak* is booked for you")
    assert (world.at(12), world.at(12, 30)) in world.held("Oak")
    assert "image" not in [block["type"] for block in world.again(BEN, shown)["blocks"]]


async def test_the_picture_turns_dark_and_light_again(world: World) -> None:
    light = await world.say(BEN, "2nd floor as a picture")
    before = content(world, light)
    dark = await world.click(BEN, light, "Dark")
    assert dark["ts"] == light["ts"]
    assert content(world, dark) != before
    again = await world.click(BEN, dark, "Light")
    assert content(world, again) == before


async def test_a_rooms_week_has_a_row_a_day(world: World) -> None:
    world.taken("Oak", world.at(9, days=2), world.at(10, days=2))
    shown = await world.say(BEN, "oak this week as a picture")
    assert "*Wed, May 13*  taken 9:00 \N{EN DASH} 10:00 AM" in shown["text"]
    assert "*Thu, May 14*  free all day" in shown["text"]
    assert "Oak, tomorrow, Tue, May 12, 8:00 \N{EN DASH} 8:30 AM" in buttons(shown)


async def test_a_rooms_schedule_leads_to_its_picture(world: World) -> None:
    schedule = await world.say(BEN, "who is in oak tomorrow?")
    shown = await world.click(BEN, schedule, "As a picture")
    assert "12:00" in image(shown)["alt_text"] or "free all day" in image(shown)["alt_text"]
    assert "Tomorrow, Tue, May 12" in shown["text"]


async def test_many_rooms_are_spread_over_pictures(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roombot.booking.drawing.A_PICTURE", 5)
    shown = await world.say(BEN, "show me the day")
    for part in ("rooms 6 to 10 of 12", "rooms 11 to 12 of 12", "rooms 1 to 5 of 12"):
        shown = await world.click(BEN, shown, "More rooms")
        assert part in shown["text"]


async def test_in_a_channel_only_who_asked_sees_the_picture(world: World) -> None:
    await world.mention(BEN, "show me the day")
    seen = [one for one in world.messages(world.channel, CLEO) if "All rooms" in one["text"]]
    assert seen == []


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_the_words_stand_alone_where_the_upload_fails(world: World, method: str) -> None:
    world.slack.faults[method] = Fault("internal_error")
    shown = await world.say(BEN, "show me oak today as a picture")
    assert [block["type"] for block in shown["blocks"]][:2] == ["section", "section"]
    assert "Oak*  free all day" in shown["blocks"][1]["text"]["text"]


@pytest.mark.parametrize(("times", "is_seen"), [(WAYS, True), (2 * WAYS, False)])
async def test_a_picture_that_slack_does_not_know_yet_is_shown_a_little_later_or_not_at_all(
    world: World, times: int, *, is_seen: bool
) -> None:
    world.slack.faults["chat.postMessage"] = Fault("invalid_blocks", times=times)
    shown = await world.say(BEN, "show me oak today as a picture")
    assert ("image" in [block["type"] for block in shown["blocks"]]) is is_seen
    assert "Oak*  free all day" in shown["text"]


async def test_a_day_that_joan_does_not_show_yet_is_not_drawn(world: World) -> None:
    shown = await world.say(BEN, "show me the office in three months")
    assert "image" not in [block["type"] for block in shown["blocks"]]


async def test_in_the_evening_what_is_left_of_it_can_be_booked(world: World) -> None:
    world.clock.advance(timedelta(hours=10))
    shown = await world.say(BEN, "show me oak today as a picture")
    assert buttons(shown) == ["Oak, 8:05 \N{EN DASH} 8:35 PM", "Dark"]
