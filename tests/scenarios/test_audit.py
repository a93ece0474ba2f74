"""The audit: who did what, when, from which delivery, with which result."""

from datetime import timedelta

from roombot.domain.audit import Deed
from roombot.sandbox.joan.faults import Fault
from roombot.store.audit import SqlAudit
from tests.scenarios.world import ADA, BEN, CLEO, Now, Start, World, buttons

TEAM = "T0SANDBOX"


async def deeds(world: World) -> tuple[Deed, ...]:
    return await SqlAudit(world.bot.database).read(None, None, None)


async def lines(world: World) -> list[tuple[str, str, str]]:
    """Return who did what with which result."""
    return [(one.by.actor, one.action, one.result) for one in await deeds(world)]


async def test_a_deed_is_kept_with_its_person_time_booking_and_delivery(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm for zebrafish")
    await world.say(BEN, "what do I have tomorrow?")
    (deed,) = await deeds(world)
    assert (deed.by.team_id, deed.by.actor, deed.at) == (TEAM, BEN, world.clock.now())
    assert (deed.action, deed.result) == ("Book", "Booked")
    assert deed.by.delivery.startswith("Ev")
    booking = await world.bot.rounds.care.office.ledger.booking(TEAM, deed.subject)
    assert booking is not None
    assert booking.room.name == "Everest"


async def test_what_was_refused_or_failed_is_kept_too(world: World) -> None:
    await world.say(BEN, "book everest tomorrow 2-3pm")
    of_ben = (await deeds(world))[0].subject
    shown = await world.say(CLEO, "book maple tomorrow 2-3pm")
    await world.click(CLEO, shown, "Cancel", value=of_ben)
    world.joan.faults.add(Fault("status", status=503, times=None))
    await world.say(BEN, "book oak tomorrow 4-5pm")
    assert await lines(world) == [
        (BEN, "Book", "Booked"),
        (CLEO, "Book", "Booked"),
        (CLEO, "Cancel", "Refused not_yours"),
        (BEN, "Book", "CalendarUnavailable"),
    ]
    assert (await deeds(world))[2].subject == of_ben


async def test_the_text_of_a_forged_button_is_not_kept(world: World) -> None:
    shown = await world.say(CLEO, "book maple tomorrow 2-3pm")
    await world.click(CLEO, shown, "Cancel", value="the chief earns too much")
    last = (await deeds(world))[-1]
    assert (last.by.actor, last.action, last.subject) == (CLEO, "Cancel", "")


async def test_what_jobs_do_is_roombots_deed(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await world.say(BEN, "book everest today 2-3pm")
    engine = Now(world.bot)
    for minutes in (3 * 60 + 56, 10):
        world.clock.advance(timedelta(minutes=minutes))
        await world.bot.scheduler.tick(engine)
    first, last = await deeds(world)
    assert (last.by.actor, last.action, last.result) == ("roombot", "Release", "Finished")
    assert last.subject == first.subject


async def test_what_administrators_lay_down_is_kept(world: World) -> None:
    await world.use(ADA, await world.open_home(ADA), "Room rules")
    view = world.modal(ADA)
    longest = next(
        one["block_id"] for one in view["blocks"] if one["block_id"].startswith("longest")
    )
    await world.submit(ADA, view, {longest: "60"})
    await world.use(ADA, await world.open_home(ADA), "Office hours")
    await world.submit(ADA, world.modal(ADA), {})
    await world.command(ADA, f"link <@{CLEO}> cleo.martin@example.com")
    assert [(one.by.actor, one.action, one.subject) for one in await deeds(world)] == [
        (ADA, "LayRule", "all"),
        (ADA, "LayHours", "all"),
        (ADA, "Link", CLEO),
    ]
    assert buttons(world.modal(ADA)) == []
