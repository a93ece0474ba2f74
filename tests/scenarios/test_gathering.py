"""A room for the people of a thread."""

from roombot.sandbox.joan import Fault
from tests.scenarios.world import ADA, BEN, CLEO, Shown, World, buttons

COMING, REMOTE, ABSENT = "I'm coming", "Remote", "Can't"


async def thread(world: World, *people: str) -> str:
    """Let people write below one another; return the thread."""
    await world.slack.say(people[0], world.channel, "Launch review, anybody?")
    ts: str = world.messages(world.channel)[-1]["ts"]
    for person in people[1:]:
        await world.slack.say(person, world.channel, "Yes please", ts)
    return ts


async def ask(world: World, ts: str, text: str = "a room for this thread tomorrow at 3") -> Shown:
    await world.settled(world.slack.mention(BEN, world.channel, text, ts))
    return world.messages(world.channel, BEN)[-1]


async def answer(world: World, user: str, shown: Shown, said: str) -> Shown:
    await world.settled(world.slack.click(user, world.channel, shown["ts"], said))
    return world.again(user, shown, world.channel)


async def test_a_thread_gets_a_room_for_its_people_who_say_whether_they_come(
    world: World,
) -> None:
    ts = await thread(world, ADA, BEN, CLEO)
    shown = await ask(world, ts)
    assert shown["thread_ts"] == ts
    assert "is booked for this thread: tomorrow" in shown["text"]
    assert buttons(shown)[:3] == [COMING, REMOTE, ABSENT]
    (event,) = [one for room in world.joan.rooms for one in world.joan.events(room.name)]
    assert event.summary == "Launch review, anybody?"
    await answer(world, ADA, shown, COMING)
    now = await answer(world, CLEO, shown, REMOTE)
    assert "✓ 1 comes: Ada" in now["text"]
    assert "⌂ 1 joins remotely: Cleo" in now["text"]


async def test_the_last_answer_counts(world: World) -> None:
    shown = await ask(world, await thread(world, ADA, BEN, CLEO))
    await answer(world, ADA, shown, COMING)
    now = await answer(world, ADA, shown, ABSENT)
    assert "✗ 1 cannot come: Ada" in now["text"]
    assert "✓" not in now["text"]


async def test_a_bare_request_offers_rooms_that_are_for_the_thread(world: World) -> None:
    shown = await ask(world, await thread(world, ADA, BEN), "book a room for us here")
    assert "When do you need it?" in shown["text"]
    now = await world.click(BEN, shown, "choose:0", world.channel)
    assert "is booked for this thread" in world.again(BEN, shown, world.channel)["text"]
    assert now["ts"] == shown["ts"]


async def test_the_time_is_the_one_that_the_thread_agreed_on(world: World) -> None:
    await world.slack.say(ADA, world.channel, "Launch review tomorrow at 11?")
    ts: str = world.messages(world.channel)[-1]["ts"]
    await world.slack.say(CLEO, world.channel, "Rather tomorrow 3-4:30pm", ts)
    shown = await ask(world, ts, "a room for this thread")
    assert "is booked for this thread: tomorrow" in shown["text"]
    (held,) = [one for room in world.joan.rooms for one in world.held(room.name)]
    assert held == (world.at(15, days=1), world.at(16, 30, days=1))


async def test_a_thread_is_asked_when_where_nobody_has_said(world: World) -> None:
    shown = await ask(world, await thread(world, ADA, BEN), "a room for this thread")
    assert "When do you need it?" in shown["text"]


async def test_when_few_come_the_organizer_is_offered_a_smaller_room_once(world: World) -> None:
    ts = await thread(world, ADA, BEN, CLEO)
    shown = await ask(world, ts, "a room for 8 for this thread tomorrow at 3")
    large = world.joan.events
    before = [room.name for room in world.joan.rooms if large(room.name)]
    await answer(world, ADA, shown, ABSENT)
    offered = world.newest(BEN)
    assert "2 people are expected" in offered["text"]
    await answer(world, CLEO, shown, REMOTE)
    assert world.newest(BEN)["ts"] == offered["ts"]
    await world.click(BEN, offered, "choose:0")
    assert [room.name for room in world.joan.rooms if large(room.name)] != before
    now = world.again(BEN, shown, world.channel)
    assert before[0] not in now["text"]
    assert "✗ 1 cannot come: Ada" in now["text"]


async def test_a_cancelled_meeting_asks_nobody_any_more(world: World) -> None:
    shown = await ask(world, await thread(world, ADA, BEN))
    await world.settled(world.slack.click(BEN, world.channel, shown["ts"], "Cancel"))
    now = world.again(BEN, shown, world.channel)
    assert COMING not in buttons(now)
    assert "ancelled" in now["text"]


async def test_guests_and_strangers_do_not_answer(world: World) -> None:
    shown = await ask(world, await thread(world, ADA, BEN))
    for outsider in ("U0GAIL", "U0MIRA"):
        now = await answer(world, outsider, shown, COMING)
        assert "✓" not in now["text"]
        assert "Only members" in world.messages(world.channel, outsider)[-1]["text"]


async def test_a_forged_answer_does_nothing(world: World) -> None:
    shown = await ask(world, await thread(world, ADA, BEN))
    await world.say(CLEO, "book everest tomorrow 10-11")
    await world.click(ADA, shown, COMING, world.channel, value="no-such-booking")
    assert "found no such booking" in world.messages(world.channel, ADA)[-1]["text"]
    assert "✓" not in world.again(ADA, shown, world.channel)["text"]


async def test_a_thread_that_is_not_meant_is_not_asked(world: World) -> None:
    ts = await thread(world, ADA, BEN, CLEO)
    shown = await ask(world, ts, "book everest tomorrow at 3")
    assert COMING not in buttons(shown)


async def test_a_thread_gets_help_while_joan_is_down(world: World) -> None:
    ts = await thread(world, ADA, BEN)
    world.joan.faults.add(Fault("status", status=503, times=None))
    assert (await ask(world, ts, "help"))["text"].startswith("Write to me as you would")
    assert "Joan cannot be reached" in (await ask(world, ts))["text"]
