"""An administrator lays down rules and links people, in Slack."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from tests.scenarios.world import ADA, BEN, CLEO, World, buttons

Shown = dict[str, Any]
RULES, PEOPLE = "Room rules", "People not in Joan"


def fields(view: Shown) -> dict[str, str]:
    """Return the block_id of each field by what it is about."""
    named = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return {name.partition(":")[0]: name for name in named}


def chosen(action: str, value: str) -> Shown:
    return {action: {"type": "static_select", "selected_option": {"value": value}}}


def room_key(view: Shown, name: str) -> str:
    options = view["blocks"][0]["element"]["options"]
    return next(str(one["value"]) for one in options if one["text"]["text"] == name)


async def rules_of(world: World, room: str | None = None) -> Shown:
    """Open the form of the rules, for a room where one is named."""
    await world.use(ADA, await world.open_home(ADA), RULES)
    view = world.modal(ADA)
    if room is not None:
        await world.use(ADA, view, "rule_room", selected=room_key(view, room))
    return world.modal(ADA)


async def save(world: World, view: Shown, **entered: Any) -> str:
    """Enter rules and save them; return what is said."""
    names = fields(view)
    await world.submit(ADA, view, {names[rule]: value for rule, value in entered.items()})
    return str(world.modal(ADA)["blocks"][0]["text"]["text"])


async def test_a_rule_for_all_rooms_holds_at_once(world: World) -> None:
    said = await save(world, await rules_of(world), longest="60")
    assert "hold for all rooms" in said
    shown = await world.say(BEN, "book oak tomorrow 2-4pm")
    assert "may last 1 hour at most" in shown["text"]


async def test_a_room_has_rules_of_its_own(world: World) -> None:
    said = await save(world, await rules_of(world, "Oak"), people=[CLEO], at_once="1")
    assert "hold for *Oak*" in said
    assert "*Oak* is kept" in (await world.say(BEN, "book oak tomorrow 2-3pm"))["text"]
    assert "is booked" in (await world.say(CLEO, "book oak tomorrow 2-3pm"))["text"]
    filled = str(await rules_of(world, "Oak"))
    assert CLEO in filled
    assert "As for all rooms" in filled


async def test_what_holds_for_all_is_lifted_for_one_room(world: World) -> None:
    await save(world, await rules_of(world), longest="30")
    await save(world, await rules_of(world, "Oak"), longest="0")
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 2-5pm"))["text"]
    assert "30 minutes" in (await world.say(BEN, "book fuji tomorrow 2-5pm"))["text"]


async def test_a_hidden_room_is_shown_again(world: World) -> None:
    await save(world, await rules_of(world, "Oak"), hidden=["yes"])
    assert "cannot be booked" in (await world.say(BEN, "book oak tomorrow 2-3pm"))["text"]
    await save(world, await rules_of(world, "Oak"), hidden=[])
    assert "is booked" in (await world.say(BEN, "book oak tomorrow 2-3pm"))["text"]


async def test_who_administers_nothing_cannot_forge_the_way(world: World) -> None:
    assert RULES not in buttons(await world.open_home(BEN))
    people = world.slack.workspace.people
    people[CLEO] = replace(people[CLEO], email="cm@elsewhere.example")
    view = await rules_of(world)
    opened = world.slack.deliveries[-1].payload
    as_ben = {**opened, "user": {**opened["user"], "id": BEN}}
    names = fields(view)
    entered = {"longest": {"type": "static_select", "selected_option": {"value": "30"}}}
    submission = {
        "type": "view_submission",
        "team": opened["team"],
        "user": as_ben["user"],
        "view": {**view, "state": {"values": {names["longest"]: entered}}},
        "trigger_id": "forged",
    }
    delivered = await world.settled(world.slack.deliver("interaction", submission))
    assert "for administrators" in delivered.last.body
    hours = {"opens:all": chosen("opens", "0"), "closes:all": chosen("closes", "60")}
    forged = {**view, "callback_id": "hours_form", "state": {"values": hours}}
    submission |= {"view": forged, "trigger_id": "forged too"}
    delivered = await world.settled(world.slack.deliver("interaction", submission))
    assert "for administrators" in delivered.last.body
    before = len(world.slack.requests)
    for action in ("rule_room", "hours_place", "link_person:0"):
        key = sha256(b"cleo.martin@example.com").hexdigest()[:16]
        acted = {"type": "button", "action_id": action, "block_id": "x", "value": f"{CLEO}.{key}"}
        await world.settled(world.slack.deliver("interaction", as_ben | {"actions": [acted]}))
    assert "views.update" not in {one.method for one in world.slack.requests[before:]}
    assert "does not know your address" in (await world.say(CLEO, "book oak at 3pm"))["text"]
    assert "is booked" in (await world.say(BEN, "book oak tomorrow 2-5pm"))["text"]


async def test_fields_of_another_room_are_not_saved(world: World) -> None:
    view = await rules_of(world)
    names = fields(view)
    entered = {names["rule_room"]: room_key(view, "Oak"), names["longest"]: "30"}
    await world.submit(ADA, view, entered)
    assert "hidden" in fields(world.modal(ADA))
    assert "is booked" in (await world.say(BEN, "book oak tomorrow 2-5pm"))["text"]


async def test_somebody_is_linked_with_a_guess(world: World) -> None:
    people = world.slack.workspace.people
    people[CLEO] = replace(people[CLEO], email="cm@elsewhere.example")
    assert "does not know your address" in (await world.say(CLEO, "book oak at 3pm"))["text"]
    await world.use(ADA, await world.open_home(ADA), PEOPLE)
    guess = "Cleo Martin · cleo.martin@example.com"
    assert guess in buttons(world.modal(ADA))
    await world.use(ADA, world.modal(ADA), guess)
    after = world.modal(ADA)
    assert "books as cleo.martin@example.com from now on" in str(after)
    assert guess not in buttons(after)
    assert "is booked" in (await world.say(CLEO, "book oak at 3pm"))["text"]
    assert "oak" in (await world.say(CLEO, "my bookings"))["text"].lower()


async def test_the_office_hours_of_a_building_are_laid_down_in_a_form(world: World) -> None:
    await world.use(ADA, await world.open_home(ADA), "Office hours")
    await world.use(ADA, world.modal(ADA), "hours_place", selected="1st floor")
    view = world.modal(ADA)
    names = fields(view)
    wrong = {"hours_place": "1st floor", names["opens"]: "1020", names["closes"]: "540"}
    await world.submit(ADA, view, wrong | {names["zone"]: "none"})
    assert world.modal(ADA)["id"] == view["id"]
    right = {"hours_place": "1st floor", names["opens"]: "540", names["closes"]: "1020"}
    await world.submit(ADA, view, right | {names["zone"]: "Europe/Ljubljana"})
    assert "hold for *1st floor*" in str(world.modal(ADA)["blocks"])
    shown = await world.say(BEN, "book oak tomorrow 7-8am")
    assert "within the office hours" in shown["text"]
    await world.use(ADA, await world.open_home(ADA), "Office hours")
    view = world.modal(ADA)
    stale = {"hours_place": "1st floor", fields(view)["opens"]: "0", fields(view)["closes"]: "60"}
    await world.submit(ADA, view, stale | {fields(view)["zone"]: "none"})
    filled = world.modal(ADA)
    assert "Europe/Ljubljana" in str(filled["blocks"][3]["element"]["initial_option"])
    names = fields(filled)
    free = {"hours_place": "1st floor", names["opens"]: "none", names["closes"]: "none"}
    await world.submit(ADA, filled, free | {names["zone"]: "none"})
    assert "*Oak* is booked" in (await world.say(BEN, "book oak tomorrow 7-8am"))["text"]


async def test_what_people_call_equipment_is_said_in_a_form_and_understood(world: World) -> None:
    await world.use(ADA, await world.open_home(ADA), "Equipment names")
    await world.use(ADA, world.modal(ADA), "amenity", selected="Projector")
    view = world.modal(ADA)
    also = fields(view)["also"]
    for wrong, said in (
        ("Flubber, Oak", "A room is called oak."),
        ("whiteboard", "Joan has equipment called whiteboard."),
        ("tomorrow", "tomorrow means something else when somebody writes to me."),
    ):
        await world.submit(ADA, view, {"amenity": "Projector", also: wrong})
        assert world.modal(ADA)["errors"] == {also: said}
    await world.submit(ADA, view, {"amenity": "Projector", also: "Flubber,  Big  Thing"})
    assert "these names for *Projector*" in str(world.modal(ADA)["blocks"])
    for text in (
        "which rooms have a flubber?",
        "which rooms have a big thing?",
        "welche Räume haben einen Flubber?",
        "quelles salles ont un flubber ?",
    ):
        listed = str((await world.say(BEN, text))["blocks"])
        assert "Oak" in listed, text
        assert "Birch" not in listed, text
    form = await world.shortcut(BEN, "book_room")
    assert "Projector (big thing, flubber)" in str(form["blocks"])
    await world.use(ADA, await world.open_home(ADA), "Equipment names")
    await world.use(ADA, world.modal(ADA), "amenity", selected="Whiteboard")
    view = world.modal(ADA)
    taken = {"amenity": "Whiteboard", fields(view)["also"]: "flubber"}
    await world.submit(ADA, view, taken)
    assert "already" in str(world.modal(ADA)["errors"])
    opened = world.slack.deliveries[-1].payload
    forged = opened | {"user": {**opened["user"], "id": BEN}, "trigger_id": "forged"}
    delivered = await world.settled(world.slack.deliver("interaction", forged))
    assert "for administrators" in delivered.last.body
