"""What administrators lay down for their workspace holds at once, over the environment."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from roombot.store.audit import SqlAudit
from roombot.store.gaps import SqlGaps
from tests.scenarios.test_administering import chosen, fields
from tests.scenarios.test_link_cards import LINK
from tests.scenarios.test_occasions import booked, pass_time
from tests.scenarios.world import ADA, BEN, CLEO, HUGO, Shown, Start, World

PLANTED = "Meeting of others"
OF_CLEO = "zebrafish"
WATCH = "Tell me when one is free"
SECRETS = (PLANTED, "Leo", OF_CLEO, "Cleo", CLEO)


async def lay_down(world: World, **terms: Any) -> None:
    """Lay terms of the policy down as the command does."""
    book = world.bot.rounds.care.office.rule_book
    await book.policies.save("T0SANDBOX", terms)


async def test_titles_and_organizers_are_shown_or_hidden(start: Start) -> None:
    world = await start(ROOMBOT_URL="https://roombot.example.com")
    world.taken("Oak", world.at(14), world.at(15))
    await world.say(BEN, "book oak today 3-4pm for Own planning")
    shown = str(await world.say(BEN, "what is on in oak today"))
    assert PLANTED in shown
    assert "Leo" in shown
    await lay_down(world, titles=False, organizers=False)
    shown = str(await world.say(BEN, "what is on in oak today"))
    assert "  booked" in shown
    assert PLANTED not in shown
    assert "Leo" not in shown
    assert "Own planning" in shown
    asked = (
        "what is on in oak today",
        "show the day in oak",
        "oak this week",
        "show me the office today",
        "book oak today 2-3pm",
        "is oak free at 2pm",
        "let me know when oak is free at 2pm",
        "book oak and fuji today 2-3pm",
        "list all rooms",
        "my bookings",
        "find a room today at 2pm",
    )
    for text in asked:
        said = json.dumps(await world.say(BEN, text), default=str)
        assert PLANTED not in said, text
        assert "Leo" not in said, text
    assert PLANTED not in json.dumps(await world.open_home(BEN), default=str)
    assert "Own planning" not in str(await world.say(CLEO, "what is on in oak today"))
    await lay_down(world, titles=None)
    shown = str(await world.say(BEN, "what is on in oak today"))
    assert PLANTED in shown
    assert "Leo" not in shown


async def test_rooms_are_released_as_the_policy_says(start: Start) -> None:
    world = await start()
    await lay_down(world, release_after=10)
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    assert "the room goes to the others at 2:10" in str(world.newest(BEN)["blocks"])
    await lay_down(world, never_released=("everest",))
    await pass_time(world, minutes=14)
    assert world.held("Everest") == [(world.at(14), world.at(15))]
    await lay_down(world, never_released=())
    await pass_time(world, minutes=1)
    assert world.newest(BEN)["text"].startswith("Nobody checked in")


async def test_who_speaks_a_language_that_the_bot_does_not_is_answered_in_the_workspaces(
    start: Start,
) -> None:
    world = await start()
    people = world.slack.workspace.people
    people[HUGO] = replace(people[HUGO], locale="ja-JP")
    people[CLEO] = replace(people[CLEO], locale="fr-FR")
    await lay_down(world, language="de")
    assert "gebucht" in (await world.say(HUGO, "book oak tomorrow 2-3pm"))["text"]
    assert "gebucht" not in (await world.say(CLEO, "book fuji tomorrow 2-3pm"))["text"]


async def test_texts_are_kept_where_the_policy_says_so(start: Start) -> None:
    world = await start()
    await world.say(BEN, "xyzzy plugh")
    await lay_down(world, keep_unknown=True)
    await world.say(BEN, "frotz gnusto")
    kept = {one.text for one in await SqlGaps(world.bot.common.database).newest(10)}
    assert kept == {"", "frotz gnusto"}


async def policy_form(world: World, user: str = ADA) -> Shown:
    await world.use(user, await world.open_home(user), "Workspace policy")
    return world.modal(user)


async def test_an_administrator_lays_the_policy_down_on_the_home(start: Start) -> None:
    world = await start(ROOMBOT_NEVER_RELEASED="Fuji")
    view = await policy_form(world)
    assert "As in the settings: Shown" in str(view["blocks"])
    assert "As in the settings: Fuji" in str(view["blocks"])
    names = fields(view)
    mixed = {names["never_released"]: [":unsaid:", "oak"]}
    await world.submit(ADA, view, mixed)
    assert world.modal(ADA)["errors"] == {
        names["never_released"]: "Choose rooms or what the settings say, not both."
    }
    await lay_down(world, keep_unknown=True)  # by somebody else, while the form is open
    entered = {"titles": "hidden", "release_after": "15", "never_released": ["oak", "maple"]}
    await world.submit(ADA, view, {names[term]: value for term, value in entered.items()})
    assert "holds for the whole workspace" in str(world.modal(ADA)["blocks"])
    policy = await world.bot.rounds.care.office.rule_book.policies.of("T0SANDBOX")
    assert policy.said == {
        "keep_unknown": True,
        "titles": False,
        "release_after": 15,
        "never_released": ("oak", "maple"),
    }
    view = await policy_form(world)
    assert "Laid down here. In the settings: Shown." in str(view["blocks"])
    names = fields(view)
    back = {"titles": ":unsaid:", "never_released": [":unsaid:"]}
    await world.submit(ADA, view, {names[term]: value for term, value in back.items()})
    policy = await world.bot.rounds.care.office.rule_book.policies.of("T0SANDBOX")
    assert policy.said == {"keep_unknown": True, "release_after": 15}
    deeds = await SqlAudit(world.bot.database).read(None, None, None)
    assert [(one.by.actor, one.action, one.subject) for one in deeds] == [
        (ADA, "LayPolicy", "release_after never_released titles"),
        (ADA, "LayPolicy", "never_released titles"),
    ]


async def test_who_administers_nothing_cannot_lay_the_policy_down(world: World) -> None:
    view = await policy_form(world)
    opened = world.slack.deliveries[-1].payload
    as_ben = {**opened, "user": {**opened["user"], "id": BEN}, "trigger_id": "forged"}
    held = {fields(view)["titles"]: chosen("titles", "hidden")}
    forged = {**view, "state": {"values": held}}
    submission = as_ben | {"type": "view_submission", "view": forged}
    delivered = await world.settled(world.slack.deliver("interaction", submission))
    assert "for administrators" in delivered.last.body
    policy = await world.bot.rounds.care.office.rule_book.policies.of("T0SANDBOX")
    assert policy.said == {}


async def go_everywhere(world: World) -> None:
    """See Oak, which others hold tomorrow from two to four, by every way there is."""
    for asked in (
        "what is on in oak tomorrow",
        "show the day in oak tomorrow",
        "show me the office tomorrow",
        "is oak free tomorrow at 2pm",
        "a room every tuesday at 2pm for 3 weeks in oak",
    ):
        await world.say(BEN, asked)
        await world.command(BEN, asked)
        await world.mention(BEN, asked)
    world.clock.advance(timedelta(minutes=2))  # more would be too much for a minute
    await world.click(BEN, await world.say(BEN, "book oak tomorrow 2-3pm"), WATCH)
    await world.click(BEN, await world.say(BEN, "book oak tomorrow 2-3pm"), "Ask for it")
    await world.click(BEN, world.newest(BEN), "Ask with my name")
    assert OF_CLEO in world.newest(CLEO)["text"]
    await world.shortcut(BEN, "book_room")
    await world.open_home(BEN)


async def test_hidden_titles_and_organizers_show_on_no_surface(start: Start) -> None:
    world = await start(ROOMBOT_URL="https://roombot.example.com")
    world.taken("Oak", world.at(15, days=1), world.at(16, days=1))
    booking = str((await world.say(CLEO, f"book oak tomorrow 2-3pm for {OF_CLEO}"))["blocks"])
    link = next(url for url, caption in LINK.findall(booking) if "share" in caption)
    await lay_down(world, titles=False, organizers=False)
    before = len(world.slack.requests)
    await go_everywhere(world)
    for user, url in ((BEN, link), (BEN, f"{link.rpartition('/b/')[0]}/r/oak"), (CLEO, link)):
        await world.settled(world.slack.say(user, world.channel, f"look <{url}>"))
    await world.mention(CLEO, "what is on in oak tomorrow")
    assert OF_CLEO in str(world.messages(world.channel, CLEO)[-1])
    await pass_time(world, hours=48)
    await world.open_home(ADA)  # with yesterday's no-shows
    await pass_time(world, hours=24 * 5)
    assert world.newest(ADA)["text"].startswith("*The week in the rooms*")
    seen = [
        one.arguments
        for one in world.slack.requests[before:]
        if not {CLEO, world.dm(CLEO)} & {one.arguments.get("channel"), one.arguments.get("user")}
        and not one.method.startswith(("users.", "conversations."))
    ]
    assert len(seen) > 25
    told = [*seen, *world.messages(world.channel, HUGO), *world.messages(world.channel, BEN)]
    bots = [one for one in told if one.get("user") not in {CLEO, BEN}]
    for one in bots:
        said = json.dumps(one, default=str)
        assert [secret for secret in SECRETS if secret in said] == [], said
