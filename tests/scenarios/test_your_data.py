"""Your data: everybody gets all that is kept of them as a file, or has it erased."""

import json
from datetime import timedelta
from typing import Any

import httpx

from roombot.sandbox.slack.faults import Fault
from roombot.store.audit import SqlAudit
from roombot.store.person_data import PersonData
from tests.scenarios.world import BEN, CLEO, World

DOWNLOAD, ERASE = "Download my data", "Erase my data …"


def home(world: World, user: str) -> str:
    return str(world.slack.home(user))


async def sent(world: World, user: str) -> dict[str, Any]:
    """Return the file that the newest message brings."""
    (file,) = world.newest(user)["files"]
    assert (file["name"], file["title"]) == ("roombot.json", "What roombot keeps of you")
    async with httpx.AsyncClient() as client:
        found: dict[str, Any] = json.loads((await client.get(file["url_private"])).text)
    return found


async def test_everybody_downloads_their_own_data(world: World) -> None:
    await world.say(CLEO, "book maple tomorrow 9-10 for narwhals")
    await world.say(BEN, "book everest tomorrow 2-3pm for zebrafish")
    await world.use(BEN, await world.open_home(BEN), DOWNLOAD)
    assert "all that I keep of you" in world.messages(world.dm(BEN), BEN)[-2]["text"]
    tables = await sent(world, BEN)
    (booking,) = tables["bookings"]
    assert (booking["title"], booking["organizer_id"]) == ("zebrafish", BEN)
    assert tables["homes"]
    assert "narwhals" not in str(tables)


async def test_data_that_cannot_be_sent_is_said_to_be_so(world: World) -> None:
    home = await world.open_home(BEN)
    world.slack.faults["files.getUploadURLExternal"] = Fault(error="internal_error")
    await world.use(BEN, home, DOWNLOAD)
    assert "cannot be sent at the moment" in world.newest(BEN)["text"]


async def test_data_is_erased_once_and_the_bookings_that_stay_in_joan_are_named(
    world: World,
) -> None:
    await world.say(CLEO, f"book maple tomorrow 9-10 with <@{BEN}>")
    await world.say(BEN, "book everest tomorrow 2-3pm for zebrafish")
    shown = await world.open_home(BEN)
    await world.use(BEN, shown, ERASE)
    assert "What I kept of you is erased" in home(world, BEN)
    assert "begins anew when you write to me" in home(world, BEN)
    assert "Still booked for you in Joan:\\n• *Everest*, " in home(world, BEN)
    assert world.held("Everest") == [(world.at(14, days=1), world.at(15, days=1))]
    left = await PersonData(world.bot.database).export("T0SANDBOX", BEN)
    assert not any(left.values())
    deeds = await SqlAudit(world.bot.database).read(None, None, None)
    assert deeds[-1].action == "Erase"
    assert {one.by.actor for one in deeds} == {CLEO, deeds[-1].by.actor}
    assert "is booked" in (await world.say(BEN, "book oak tomorrow 4-5pm"))["text"]


async def test_of_many_bookings_that_stay_in_joan_ten_are_named(world: World) -> None:
    for number in range(12):
        start = world.at(9, days=1) + timedelta(minutes=30 * number)
        world.taken("Everest", start, start + timedelta(minutes=30), "Ben")
    await world.use(BEN, await world.open_home(BEN), ERASE)
    shown = home(world, BEN)
    assert (shown.count("• *Everest*"), "2 more" in shown) == (10, True)


async def test_one_who_cannot_be_written_to_is_sent_no_data(world: World) -> None:
    shown = await world.open_home(BEN)
    world.slack.faults["chat.postMessage"] = Fault(error="channel_not_found")
    await world.use(BEN, shown, DOWNLOAD)
    assert world.messages(world.dm(BEN), BEN) == []
