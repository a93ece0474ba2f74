import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from roombot.domain.people import Person
from roombot.domain.room_rules import RoomRule
from roombot.sandbox.joan import Fault
from roombot.sandbox.slack.faults import Fault as SlackFault
from tests.scenarios.world import ADA, BEN, CLEO, Shown, World, buttons, elements

TEAM = "T0SANDBOX"
ASK, APPROVE, DECLINE = "Ask for approval", "Approve", "Decline"


async def lay_down(world: World, room: str, **rule: Any) -> None:
    office = world.bot.rounds.waiting.office
    rooms = {one.name: one for one in await office.calendar.rooms()}
    await office.rule_book.kept.save(TEAM, rooms[room], RoomRule(**rule))


async def served(world: World) -> None:
    await world.bot.rounds.approvals.serve()


async def asked(world: World, text: str = "book oak tomorrow 2-3pm for budget review") -> Shown:
    """Ask for Oak as Ben; return what Cleo reads."""
    await lay_down(world, "Oak", approval=CLEO)
    shown = await world.say(BEN, text)
    assert f"once <@{CLEO}> has approved it" in shown["text"]
    sent = await world.click(BEN, shown, ASK)
    assert "Nothing is booked yet" in sent["text"]
    await served(world)
    return world.newest(CLEO)


async def forge(world: World, user: str, question: Shown) -> None:
    """Deliver a click on Approve by somebody who does not see the message."""
    approve = {"action_id": "approve", "type": "button", "value": elements(question)[0]["value"]}
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "sandbox"},
        "user": {"id": user, "team_id": TEAM},
        "channel": {"id": world.dm(user)},
        "container": {"type": "message", "message_ts": question["ts"]},
        "trigger_id": f"1.1.{user}",
        "actions": [approve | {"block_id": "x", "action_ts": "1.1"}],
    }
    await world.settled(world.slack.deliver("interaction", payload))


async def test_a_special_room_is_booked_once_it_is_approved(world: World) -> None:
    question = await asked(world)
    assert f"<@{BEN}> would like *Oak*, tomorrow" in question["text"]
    assert "budget review" in str(question["blocks"])
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
    await forge(world, CLEO, question)
    assert "has approved" in world.newest(CLEO)["text"]
    await served(world)
    assert len(world.held("Oak")) == 1


async def test_every_way_to_a_special_room_needs_approval(world: World) -> None:
    await lay_down(world, "Oak", approval=CLEO)
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    assert buttons(shown)[0] == ASK
    assert len(buttons(shown)) > 1
    assert not any("Oak" in one for one in buttons(shown))
    assert ASK in buttons(await world.say(BEN, "is oak free tomorrow 2-3pm"))
    assert "which time you need" in (await world.say(BEN, "book oak tomorrow"))["text"]
    assert "Oak" not in str(await world.say(BEN, "which rooms are free tomorrow 2-3pm for 4"))
    series = await world.say(BEN, "book oak every monday at 2pm for an hour for 3 weeks")
    assert ASK in buttons(series)
    await world.say(BEN, "book fuji tomorrow 4-5pm")
    assert ASK in buttons(await world.say(BEN, "move my 4pm tomorrow to oak"))
    assert "Oak" in str((await world.shortcut(BEN, "book_room"))["blocks"])
    world.taken("Oak", world.at(10, days=1), world.at(11, days=1))
    taken = await world.say(BEN, "book oak tomorrow 10-11am")
    assert ASK not in buttons(taken)
    assert ASK in buttons(await world.say(BEN, "notify me when oak is free tomorrow 10-11am"))
    assert len(world.held("Oak")) == 1


async def test_approvers_and_administrators_are_not_asked(world: World) -> None:
    await lay_down(world, "Oak", approval=CLEO)
    assert "*Oak* is booked" in (await world.say(CLEO, "book oak tomorrow 2-3pm"))["text"]
    assert "*Oak* is booked" in (await world.say(ADA, "book oak tomorrow 3-4pm"))["text"]


async def test_only_the_approver_or_an_administrator_decides(world: World) -> None:
    question = await asked(world)
    await forge(world, BEN, question)
    assert "Somebody else decides" in world.newest(BEN)["text"]
    await served(world)
    assert world.held("Oak") == []
    assert buttons(world.again(CLEO, question)) == [APPROVE, DECLINE]
    await forge(world, ADA, question)
    await served(world)
    assert len(world.held("Oak")) == 1
    assert f"<@{ADA}> has approved" in world.messages(world.dm(BEN))[-2]["text"]


async def test_a_double_click_books_once_and_asking_again_asks_nobody_twice(world: World) -> None:
    question = await asked(world)
    before = len(world.messages(world.dm(CLEO)))
    again = await world.say(BEN, "book oak tomorrow 2-3pm")
    assert "already" in (await world.click(BEN, again, ASK))["text"]
    await served(world)
    assert len(world.messages(world.dm(CLEO))) == before
    await asyncio.gather(*[world.click(CLEO, question, APPROVE) for _ in range(3)])
    await asyncio.gather(*[served(world) for _ in range(3)])
    assert len(world.held("Oak")) == 1
    told = [one["text"] for one in world.messages(world.dm(BEN))]
    assert sum("is booked for you" in one for one in told) == 1


async def test_who_is_declined_hears_it(world: World) -> None:
    question = await asked(world)
    assert (await world.click(CLEO, question, DECLINE))["text"].startswith("Declined")
    await served(world)
    assert f"<@{CLEO}> has declined *Oak*" in world.newest(BEN)["text"]
    assert world.held("Oak") == []
    assert ASK in buttons(await world.say(BEN, "book oak tomorrow 2-3pm"))


async def test_a_request_that_nobody_answers_expires(world: World) -> None:
    question = await asked(world)
    world.clock.advance(timedelta(hours=24))
    late = await world.click(CLEO, question, APPROVE)
    assert "has expired" in late["text"]
    await served(world)
    assert "Nobody has answered" in world.newest(BEN)["text"]
    await asked(world)
    world.clock.advance(timedelta(hours=24))
    await served(world)
    await served(world)
    told = [one["text"] for one in world.messages(world.dm(BEN))]
    assert sum("Nobody has answered" in one for one in told) == 2
    assert world.held("Oak") == []


async def test_what_is_taken_meanwhile_is_said_with_other_rooms(world: World) -> None:
    question = await asked(world)
    world.taken("Oak", world.at(14, days=1), world.at(15, days=1))
    await world.click(CLEO, question, APPROVE)
    await served(world)
    told = world.newest(BEN)
    assert told["text"].startswith("*Oak* is taken")
    taken = await world.click(BEN, told, buttons(told)[0])
    assert "is booked for you" in taken["text"]
    assert len(world.held("Oak")) == 1


async def test_an_outage_of_joan_or_of_slack_delays_and_loses_nothing(world: World) -> None:
    await lay_down(world, "Oak", approval=CLEO)
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    await world.click(BEN, shown, ASK)
    before = len(world.messages(world.dm(CLEO)))
    world.slack.faults["chat.postMessage"] = SlackFault(error="internal_error")
    await served(world)
    assert len(world.messages(world.dm(CLEO))) == before
    world.slack.faults.clear()
    world.clock.advance(timedelta(minutes=2))
    await served(world)
    question = world.newest(CLEO)
    assert buttons(question) == [APPROVE, DECLINE]
    world.joan.faults.add(Fault("status", status=503, times=None))
    await world.click(CLEO, question, APPROVE)
    await served(world)
    world.joan.faults.clear()
    world.clock.advance(timedelta(minutes=2))
    await served(world)
    assert len(world.held("Oak")) == 1
    assert "is booked for you" in world.newest(BEN)["text"]


async def test_an_approval_holds_for_its_time_and_no_more(world: World) -> None:
    question = await asked(world)
    await world.click(CLEO, question, APPROVE)
    await served(world)
    longer = await world.say(BEN, "extend my oak meeting tomorrow by 30 minutes")
    assert buttons(longer) == [ASK]
    later = await world.say(BEN, "move my 2pm tomorrow to 4pm")
    assert ASK in buttons(later)
    await world.click(BEN, longer, ASK)
    await served(world)
    await world.click(CLEO, world.newest(CLEO), APPROVE)
    await served(world)
    assert world.held("Oak") == [(world.at(14, days=1), world.at(15, 30, days=1))]
    await world.click(BEN, later, ASK)
    await served(world)
    await world.click(CLEO, world.newest(CLEO), APPROVE)
    await served(world)
    assert [start for start, _ in world.held("Oak")] == [world.at(16, days=1)]


async def test_a_series_the_waiting_list_and_a_handover_go_on_once_approved(world: World) -> None:
    series = await asked(world, "book oak every monday at 2pm for an hour for 3 weeks")
    assert "And 2 more dates" in str(series["blocks"])
    await world.click(CLEO, series, APPROVE)
    await served(world)
    planned = world.newest(BEN)
    await world.click(BEN, planned, buttons(planned)[0])
    assert len(world.held("Oak")) == 3
    world.taken("Oak", world.at(10, days=1), world.at(11, days=1))
    waiting = await asked(world, "notify me when oak is free tomorrow 10-11am")
    await world.click(CLEO, waiting, APPROVE)
    await served(world)
    assert "Stop watching" in buttons(world.newest(BEN))
    assert "is booked" in (await world.say(ADA, "book oak tomorrow 3-4pm"))["text"]
    shown = await world.say(BEN, "book oak tomorrow 3-4pm")
    needs = await world.click(BEN, shown, "Ask for it")
    assert ASK in buttons(needs)
    await world.click(BEN, needs, ASK)
    await served(world)
    await world.click(CLEO, world.newest(CLEO), APPROVE)
    await served(world)
    assert "Ask with my name" in buttons(world.newest(BEN))


async def test_without_its_approver_a_request_is_refused_honestly(world: World) -> None:
    await lay_down(world, "Oak", approval="U0GONE")
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    refused = await world.click(BEN, shown, ASK)
    assert "not in this workspace any more" in refused["text"]
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    await lay_down(world, "Oak")
    assert "*Oak* is booked" in (await world.click(BEN, shown, ASK))["text"]


async def test_what_makes_no_sense_any_more_is_refused(world: World) -> None:
    question = await asked(world)
    unknown = {
        **question,
        "blocks": [{"type": "actions", "elements": [{"value": "nothing", "type": "button"}]}],
    }
    await forge(world, ADA, unknown)
    assert "does nothing any more" in world.newest(ADA)["text"]
    approvals = world.bot.rounds.waiting.office.approvals
    shown = await world.say(BEN, "book oak tomorrow 4-5pm")
    (one,) = await approvals.open_of(Person(TEAM, BEN, ""), world.clock.now())
    for number in range(1, 10):
        other = replace(one, id=f"a{number}", slots=(one.slots[0].shifted(-30 * number),))
        await approvals.add(other)
    assert "10 requests of yours" in (await world.click(BEN, shown, ASK))["text"]
    late = await world.say(BEN, "book oak tomorrow 4-5pm")
    world.clock.advance(timedelta(days=2))
    assert "That time is over" in (await world.click(BEN, late, ASK))["text"]


async def test_who_has_left_neither_approves_nor_books(world: World) -> None:
    question = await asked(world)
    people = world.slack.workspace.people
    people[BEN] = replace(people[BEN], deleted=True)
    world.clock.advance(timedelta(minutes=9))
    await world.click(CLEO, question, APPROVE)
    await served(world)
    assert world.held("Oak") == []
    people[BEN] = replace(people[BEN], deleted=False)
    world.clock.advance(timedelta(minutes=9))
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 2-3pm"))["text"]
    shown = await world.say(BEN, "book oak tomorrow 4-5pm")
    await world.click(BEN, shown, ASK)
    people[CLEO] = replace(people[CLEO], deleted=True)
    world.clock.advance(timedelta(minutes=9))
    await served(world)
    assert buttons(world.newest(CLEO)) == []
    world.clock.advance(timedelta(hours=24))
    await served(world)
    assert "Nobody has answered" in world.newest(BEN)["text"]
