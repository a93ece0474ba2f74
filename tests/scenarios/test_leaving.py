"""People who leave: administrators decide on what is still booked in their name, once."""

from dataclasses import replace
from datetime import timedelta

from roombot.sandbox.joan import Fault
from roombot.sandbox.slack.people import user_object
from roombot.store.audit import SqlAudit
from tests.scenarios.world import ADA, BEN, CLEO, HUGO, Now, Shown, Start, World, buttons

DAY = timedelta(days=1)
TAKE, CANCEL = "Take over", "Cancel"


async def leave(world: World, user: str = BEN) -> Shown:
    """Deactivate somebody, of which Slack tells the bot; return what Ada reads."""
    people = world.slack.workspace.people
    people[user] = replace(people[user], deleted=True)
    account = user_object(people[user], frozenset(), world.clock.now())
    event = {"type": "user_change", "user": account}
    await world.settled(world.slack.tell_app(event))
    return world.newest(ADA)


async def decide(world: World, shown: Shown, what: str, room: str, **how: str) -> Shown:
    """Decide on the row of a room; return what the message has become."""
    blocks = shown["blocks"]
    above = next(n for n, one in enumerate(blocks) if f"*{room}*" in str(one.get("text")) and n)
    row = blocks[above + 1]["block_id"]
    await world.click(ADA, shown, what, block_id=row, **how)
    return world.again(ADA, shown)


async def test_what_a_leaver_has_booked_is_taken_or_given(world: World) -> None:
    await world.say(BEN, f"book oak tomorrow 2-3pm with <@{CLEO}> for planning")
    await world.say(BEN, "book fuji tomorrow 3-4pm")
    before = [world.held("Oak"), world.held("Fuji")]
    shown = await leave(world)
    assert shown["text"].startswith("Ben Okafor has left this workspace")
    assert buttons(shown) == [TAKE, CANCEL] * 2
    shown = await decide(world, shown, TAKE, "Oak")
    assert shown["text"].startswith("Yours from now on: *Oak*")
    assert "still carries the name of Ben Okafor" in str(shown["blocks"])
    news = world.newest(CLEO)["text"]
    assert "Ada Novak organizes *Oak*" in news
    assert "in place of Ben Okafor" in news
    shown = await decide(world, shown, "give_left", "Fuji", selected=CLEO)
    assert f"<@{CLEO}> has *Fuji*" in shown["text"]
    assert buttons(shown) == []
    assert f"<@{ADA}> has given you *Fuji*" in world.newest(CLEO)["text"]
    assert [world.held("Oak"), world.held("Fuji")] == before
    assert "planning" in str(await world.say(ADA, "my bookings"))
    assert "Fuji" in str(await world.say(CLEO, "my bookings"))
    moved = await world.say(ADA, "move my meeting in oak to birch")
    assert "Moved from Oak to *Birch*" in moved["text"]
    await world.say(ADA, "cancel my meeting in birch")
    assert world.held("Birch") == []


async def test_a_leavers_series_is_cancelled_as_one(world: World) -> None:
    plan = await world.say(BEN, f"a room every tuesday at 10 for 3 weeks in maple with <@{HUGO}>")
    await world.click(BEN, plan, "book_series")
    assert len(world.held("Maple")) == 3
    shown = await leave(world)
    assert "and 2 later dates of the series" in shown["text"]
    shown = await decide(world, shown, CANCEL, "Maple")
    assert shown["text"].startswith("Cancelled: 3 dates, the first *Maple*")
    assert world.held("Maple") == []
    assert "Cancelled by Ada Novak: *Maple*" in world.newest(HUGO)["text"]
    deeds = await SqlAudit(world.bot.database).read(None, None, None)
    assert [(one.by.actor, one.action, one.result) for one in deeds if "Left" in one.action] == [
        ("roombot", "OfferLeft", "LeavingOffered"),
        (ADA, "CancelLeft", "LeavingSettled"),
    ]


async def test_of_a_cancellation_without_an_answer_nothing_is_claimed(world: World) -> None:
    await world.say(BEN, "book oak on may 26 2-3pm")  # beyond what Joan shows
    shown = await leave(world)
    world.joan.faults.add(Fault("drop", "POST", "events/cancel/", times=2))
    shown = await decide(world, shown, CANCEL, "Oak")
    assert "Joan did not answer" in shown["text"]
    assert "as before" not in shown["text"]


async def test_only_administrators_decide_and_only_once(start: Start) -> None:
    world = await start(ROOMBOT_ADMINS=f"{ADA},{HUGO}")
    await world.say(BEN, "book oak tomorrow 2-3pm")
    shown = await leave(world)
    others = world.newest(HUGO)
    value = next(
        one["value"] for one in shown["blocks"][2]["elements"] if one["action_id"] == "take_left"
    )
    own = await world.say(CLEO, "book maple tomorrow 2-3pm")
    refused = await world.click(CLEO, own, "cancel", value=value)
    assert "not yours" in refused["text"]
    clicked = world.slack.deliveries[-1].payload
    forged = clicked["actions"][0] | {"action_id": "cancel_left", "value": value}
    body = clicked | {"actions": [forged], "trigger_id": "forged"}
    await world.settled(world.slack.deliver("interaction", body))
    assert "for administrators" in world.newest(CLEO)["text"]
    assert len(world.held("Oak")) == 1
    refused = await decide(world, shown, "give_left", "Oak", selected="U0GAIL")
    assert buttons(refused) == [TAKE, CANCEL]
    assert "Gail Guest cannot have that meeting" in world.newest(ADA)["text"]
    await decide(world, shown, TAKE, "Oak")
    late = await world.click(HUGO, others, CANCEL)
    assert "has decided on that already" in late["text"]
    assert len(world.held("Oak")) == 1
    mine = clicked["actions"][0] | {"action_id": "take_left", "value": buttons_value(own)}
    body = clicked | {"actions": [mine], "trigger_id": "own", "user": {"id": ADA}}
    await world.settled(world.slack.deliver("interaction", body))
    assert "Maple" in (await world.say(CLEO, "my bookings"))["text"]  # who has not left keeps it


def buttons_value(shown: Shown) -> str:
    rows = (block["elements"] for block in shown["blocks"] if block["type"] == "actions")
    return next(str(one["value"]) for row in rows for one in row if one["action_id"] == "cancel")


async def test_who_is_gone_without_a_word_is_found_by_the_sweep(start: Start) -> None:
    world = await start()
    engine = Now(world.bot)
    await world.say(BEN, "book oak friday 2-3pm for zebrafish")
    await world.say(CLEO, "book fuji friday 2-3pm")
    await world.bot.scheduler.tick(engine)
    people = world.slack.workspace.people
    people[BEN] = replace(people[BEN], deleted=True)
    people[CLEO] = replace(people[CLEO], email="cleo@renamed.example")  # known by the old address
    await world.bot.rounds.care.office.rule_book.policies.save("T0SANDBOX", {"titles": False})
    for _ in range(3):
        world.clock.advance(DAY / 2)
        await world.bot.scheduler.tick(engine)
    texts = [one["text"] for one in world.messages(world.dm(ADA), ADA)]
    (told,) = [one for one in texts if "has left this workspace" in one]
    assert "*Oak*" in told
    assert "zebrafish" not in told
    assert not [one for one in texts if "Cleo" in one]


async def test_who_comes_back_finds_nothing_of_what_was_passed_on(world: World) -> None:
    await world.say(BEN, "book oak tomorrow 2-3pm")
    before = world.slack.workspace.people[BEN]
    await decide(world, await leave(world), TAKE, "Oak")
    world.slack.workspace.people[BEN] = before
    await world.settled(
        world.slack.tell_app(
            {"type": "user_change", "user": user_object(before, frozenset(), world.clock.now())}
        )
    )
    assert "Oak" not in (await world.say(BEN, "my bookings"))["text"]
    await world.say(BEN, "cancel oak tomorrow 2pm")
    assert len(world.held("Oak")) == 1
    assert "Oak" in str(await world.say(ADA, "my bookings"))


async def test_of_whom_joan_knows_no_more_the_rooms_are_offered_though_they_are_in_slack(
    world: World,
) -> None:
    await world.say(BEN, "book oak friday 2-3pm")
    await world.say(CLEO, "book fuji friday 2-3pm")
    world.joan.remove_person("Ben")
    world.clock.advance(DAY / 4)
    await world.bot.scheduler.tick(Now(world.bot))
    shown = world.newest(ADA)
    assert shown["text"].startswith("Joan does not know Ben Okafor any more")
    assert "Fuji" not in str(shown)
    assert buttons(await decide(world, shown, CANCEL, "Oak")) == []
    assert world.held("Oak") == []
