from typing import Any

from roombot.domain.room_rules import RoomRule
from tests.scenarios.world import BEN, CLEO, Shown, World, buttons

TEAM = "T0SANDBOX"
ASK, APPROVE, DECLINE = "Ask for approval", "Approve", "Decline"


async def lay_down(world: World, room: str, **rule: Any) -> None:
    office = world.bot.rounds.waiting.office
    rooms = {one.name: one for one in await office.calendar.rooms()}
    await office.rule_book.kept.save(TEAM, rooms[room], RoomRule(**rule))


async def served(world: World) -> None:
    await world.bot.rounds.approvals.serve()


async def asked(world: World, text: str = "book oak tomorrow 2-3pm for the board") -> Shown:
    """Ask for Oak as Ben; return what Cleo reads."""
    await lay_down(world, "Oak", approval=CLEO)
    shown = await world.say(BEN, text)
    assert f"once <@{CLEO}> has approved it" in shown["text"]
    sent = await world.click(BEN, shown, ASK)
    assert "Nothing is booked yet" in sent["text"]
    await served(world)
    return world.newest(CLEO)


async def test_a_special_room_is_booked_once_it_is_approved(world: World) -> None:
    question = await asked(world)
    assert f"<@{BEN}> would like *Oak*, tomorrow" in question["text"]
    assert "the board" in str(question["blocks"])
    assert buttons(question) == [APPROVE, DECLINE]
    assert world.held("Oak") == []
    said = await world.click(CLEO, question, APPROVE)
    assert said["text"].startswith("Approved")
    await served(world)
    assert world.held("Oak") == [(world.at(14, days=1), world.at(15, days=1))]
    assert world.joan.events("Oak")[0].organizer == world.joan.person("Ben").email
    told, booked = world.messages(world.dm(BEN))[-2:]
    assert f"<@{CLEO}> has approved" in told["text"]
    assert booked["text"].startswith("*Oak* is booked for you")
    again = await world.click(CLEO, question, DECLINE)
    assert "has approved" in again["text"]
    await served(world)
    assert len(world.held("Oak")) == 1
