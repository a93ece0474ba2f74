from datetime import timedelta

from roombot.sandbox.joan import Fault
from tests.scenarios.world import ADA, BEN, CLEO, Shown, World, buttons, elements

ASK = "Ask for it"
NAMED, UNNAMED = "Ask with my name", "Ask without my name"
GIVE, KEEP = "Give it", "Keep it"


async def holding(world: World, text: str = "book everest tomorrow 2-3pm for planning") -> None:
    assert "is booked" in (await world.say(BEN, text))["text"]


async def asked(
    world: World, user: str = CLEO, way: str = NAMED, text: str = "book everest tomorrow 2-3pm"
) -> Shown:
    """Ask for a room that is taken; return what the holder reads."""
    shown = await world.say(user, text)
    await world.click(user, shown, ASK)
    await world.click(user, world.newest(user), way)
    return world.newest(BEN)


def slots(world: World, room: str) -> int:
    return len(world.held(room))


async def test_who_finds_a_room_taken_can_ask_its_holder_for_it(world: World) -> None:
    await holding(world)
    question = await asked(world)
    assert f"<@{CLEO}> would like *Everest*, tomorrow" in question["text"]
    assert "planning" in question["text"]
    assert buttons(question)[0] == GIVE
    assert buttons(question)[-1] == KEEP
    assert "I have asked" in world.newest(CLEO)["text"]


async def test_the_holder_gives_the_room_and_the_asker_has_it(world: World) -> None:
    await holding(world)
    question = await asked(world)
    thanks = await world.click(BEN, question, GIVE)
    assert "is given up" in thanks["text"]
    assert world.newest(CLEO)["text"].startswith("*Everest* is booked for you")
    (event,) = world.joan.events("Everest")
    assert event.organizer == world.joan.person("Cleo").email
    assert buttons(world.again(BEN, question)) == []


async def test_the_holder_swaps_and_both_have_a_room(world: World) -> None:
    await holding(world)
    question = await asked(world)
    swap = next(caption for caption in buttons(question) if caption.startswith("Swap me to"))
    other = swap.removeprefix("Swap me to ")
    thanks = await world.click(BEN, question, swap)
    assert f"in *{other}* now" in thanks["text"]
    assert world.newest(CLEO)["text"].startswith("*Everest* is booked for you")
    assert slots(world, "Everest") == slots(world, other) == 1


async def test_a_swap_that_fails_leaves_the_holder_with_the_room(world: World) -> None:
    await holding(world)
    question = await asked(world)
    swap = next(caption for caption in buttons(question) if caption.startswith("Swap me to"))
    world.taken(swap.removeprefix("Swap me to "), world.at(14, days=1), world.at(15, days=1))
    await world.click(BEN, question, swap)
    (event,) = world.joan.events("Everest")
    assert event.organizer == world.joan.person("Ben").email
    await world.click(BEN, question, KEEP)
    assert "stays with whoever has it" in world.newest(CLEO)["text"]


async def test_the_holder_keeps_the_room_and_the_asker_hears_it(world: World) -> None:
    await holding(world)
    kept = await world.click(BEN, await asked(world), KEEP)
    assert kept["text"].startswith("You keep *Everest*")
    assert "stays with whoever has it" in world.newest(CLEO)["text"]
    assert slots(world, "Everest") == 1


async def test_an_asker_may_stay_unnamed(world: World) -> None:
    await holding(world)
    question = await asked(world, way=UNNAMED)
    assert question["text"].startswith("A colleague would like *Everest*")
    assert CLEO not in str(question["blocks"])


async def test_a_running_meeting_can_be_ended_for_the_asker(world: World) -> None:
    await holding(world, "book everest now for 2 hours")
    world.clock.advance(timedelta(minutes=30))
    question = await asked(world, text="book everest now for 30 minutes")
    assert "Finish early" in buttons(question)
    await world.click(BEN, question, "Finish early")
    assert world.newest(CLEO)["text"].startswith("*Everest* is booked for you")


async def test_two_questions_a_day_and_no_more(world: World) -> None:
    for hour in (10, 11, 12):
        await holding(world, f"book everest tomorrow {hour}:00-{hour}:30")
    for hour in (10, 11):
        await asked(world, text=f"book everest tomorrow {hour}:00-{hour}:30")
    await asked(world, text="book everest tomorrow 12:00-12:30")
    assert "all I may ask in a day" in world.newest(CLEO)["text"]
    await asked(world, ADA, text="book everest tomorrow 12:00-12:30")
    assert "has been asked often enough" in world.newest(ADA)["text"]


async def test_the_same_question_is_put_once(world: World) -> None:
    await holding(world)
    question = await asked(world)
    assert (await asked(world))["ts"] == question["ts"]
    assert "already" in world.newest(CLEO)["text"]


async def test_only_the_holder_answers(world: World) -> None:
    await holding(world)
    question = await asked(world)
    give = {"action_id": "give_room", "type": "button", "value": elements(question)[0]["value"]}
    payload = {
        "type": "block_actions",
        "team": {"id": "T0SANDBOX", "domain": "sandbox"},
        "user": {"id": CLEO, "team_id": "T0SANDBOX"},
        "channel": {"id": world.dm(CLEO)},
        "container": {"type": "message", "message_ts": world.newest(CLEO)["ts"]},
        "trigger_id": "1.1.forged",
        "actions": [give | {"block_id": "x", "action_ts": "1.1"}],
    }
    await world.settled(world.slack.deliver("interaction", payload))
    assert "not yours" in world.newest(CLEO)["text"]
    (event,) = world.joan.events("Everest")
    assert event.organizer == world.joan.person("Ben").email


async def test_who_is_not_answered_hears_it_when_the_time_has_come(world: World) -> None:
    await holding(world)
    await asked(world)
    world.clock.advance(timedelta(hours=28))
    await world.bot.rounds.handovers.serve()
    assert "stays with whoever has it" in world.newest(CLEO)["text"]
    count = len(world.messages(world.dm(CLEO)))
    await world.bot.rounds.handovers.serve()
    assert len(world.messages(world.dm(CLEO))) == count


async def test_a_handover_that_an_outage_cut_short_is_finished_later(world: World) -> None:
    await holding(world)
    question = await asked(world)
    world.joan.faults.add(Fault("status", "POST", "events/book/", status=503, times=None))
    await world.click(BEN, question, GIVE)
    assert slots(world, "Everest") == 0
    world.joan.faults.clear()
    world.clock.advance(timedelta(minutes=2))
    await world.bot.rounds.handovers.serve()
    assert world.newest(CLEO)["text"].startswith("*Everest* is booked for you")
    assert slots(world, "Everest") == 1


async def test_a_question_whose_answer_changed_nothing_is_open_again(world: World) -> None:
    await holding(world)
    question = await asked(world)
    world.joan.faults.add(Fault("status", "POST", "events/cancel/", status=503, times=None))
    await world.click(BEN, question, GIVE)
    world.joan.faults.clear()
    world.clock.advance(timedelta(minutes=2))
    await world.bot.rounds.handovers.serve()
    assert slots(world, "Everest") == 1
    await world.click(BEN, question, KEEP)
    assert "stays with whoever has it" in world.newest(CLEO)["text"]
