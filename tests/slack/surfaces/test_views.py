"""The Home and the forms as they are published, held against files and Slack's rules.

``UPDATE_GOLDEN=1 pytest …`` rewrites the files.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from roombot.domain.homes import Favourite, Home, NoShow
from roombot.domain.intents import Book
from roombot.domain.matches import Unmatched
from roombot.domain.office_hours import OfficeHours
from roombot.domain.options import Option, Reason, Trait
from roombot.domain.people import Colleague
from roombot.domain.preferences import Preferences
from roombot.domain.room_rules import RoomRule, RoomRules
from roombot.domain.rooms import Location, Room
from roombot.domain.workspace_policy import PolicyValue, Term, WorkspacePolicy
from roombot.sandbox.slack.blocks.rules import check_view
from roombot.slack.views.blocks import section
from roombot.slack.views.connect_form import form, said, unconnected
from roombot.slack.views.home import home
from roombot.slack.views.hours_form import hours_form
from roombot.slack.views.hours_form import saved as hours_saved
from roombot.slack.views.matching import matching
from roombot.slack.views.naming_form import naming_form
from roombot.slack.views.policy_form import Held, policy_form
from roombot.slack.views.reader import Reader
from roombot.slack.views.rule_form import rule_form
from roombot.slack.views.rule_form import saved as rules_saved
from roombot.slack.views.settings_form import settings_form
from tests.slack.views.office import (
    ANAS,
    BEN,
    BOOKING,
    BROADWAY,
    DEVICES,
    EVEREST,
    NOW,
    WISH,
    ZONE,
    at,
    slot,
)

GOLDEN = Path(__file__).parent / "golden"
View = dict[str, Any]

ROOMS = tuple(
    Room(f"r{number}@x", f"Room {number}", 4, (), (Location("floor", f"Floor {number % 9}"),))
    for number in range(500)
)
SETTINGS: dict[Term, PolicyValue] = {
    Term.RELEASE_AFTER: 0,
    Term.RELEASE_UP_TO: 240,
    Term.RELEASE_SERIES: True,
    Term.NEVER_RELEASED: (),
    Term.TITLES: True,
    Term.ORGANIZERS: True,
    Term.LANGUAGE: "en",
    Term.KEEP_UNKNOWN: False,
}
POLICY = WorkspacePolicy(release_after=7, never_released=("room 1", "gone"), titles=False)
HELD = Held(POLICY, SETTINGS, ROOMS[:3])
RULES = RoomRules(
    RoomRule(longest=75, ahead=30, at_once=4, buffer=5),
    {
        "r1@x": RoomRule(
            people=("u0ben", "ada@example.com"), longest=0, hidden=True, approval="U0BEN"
        )
    },
    {"floor 1": OfficeHours(465, 1080, "Europe/Ljubljana")},
)
UNMATCHED = (
    Unmatched(BEN, (Colleague("ben.okafor@example.com", "Ben Okafor"),)),
    Unmatched(replace(BEN, slack_id="USAM", email=None)),
)
RUNNING = replace(BOOKING, id="b9", slot=slot(10, 11))
MANY = tuple(replace(BOOKING, id=f"b{number}") for number in range(60))
WHY = (Reason(Trait.FAVOURITE), Reason(Trait.USUAL_FLOOR, "1st floor"))
FREE = tuple(Option(Book(WISH), room, slot(10, 11), WHY) for room in (EVEREST, BROADWAY))
BUSY = Home(
    running=(RUNNING,),
    coming=MANY,
    waiting=((ANAS, BOOKING),) * 40,
    options=FREE,
    favourites=(Favourite(EVEREST, at(15)), Favourite(BROADWAY, None)) * 30,
    devices=DEVICES * 40,
    no_shows=(NoShow(BOOKING, is_released=True), NoShow(RUNNING, is_released=False)) * 10,
    is_admin=True,
)


def reader(**wished: Any) -> Reader:
    person = replace(BEN, preferences=Preferences(**wished))
    return Reader.of(person, NOW, ZONE, "offer")


VIEWS: Mapping[str, Callable[[], View]] = MappingProxyType(
    {
        "home_empty": lambda: home(reader(), Home()),
        "home_day": lambda: home(
            reader(), Home((RUNNING,), (BOOKING,), ((ANAS, BOOKING),), FREE), [section("*Done.*")]
        ),
        "home_busy": lambda: home(reader(), BUSY),
        "home_guest": lambda: home(reader(), Home(may_book=False)),
        "home_fine_devices": lambda: home(reader(), Home(is_admin=True)),
        "home_unconnected": lambda: unconnected(reader(), "errors.missing", may_connect=False),
        "home_to_connect": lambda: unconnected(reader(), "errors.missing", may_connect=True),
        "connect_form": lambda: form(reader()),
        "connect_form_again": lambda: form(reader(), "x" * 400, reader().say("joan.refused")),
        "connect_form_done": lambda: said(reader(), "joan.connected", count=12),
        "matching": lambda: matching(reader(), UNMATCHED),
        "matching_many": lambda: matching(reader(), UNMATCHED * 30, reader().say("settings.saved")),
        "matching_nobody": lambda: matching(reader(), ()),
        "rules_of_all": lambda: rule_form(reader(), ROOMS[:3], RULES, None),
        "hours_of_all": lambda: hours_form(reader(), ROOMS[:3], RULES, ""),
        "hours_of_a_place": lambda: hours_form(reader(), ROOMS[:3], RULES, "Floor 1"),
        "hours_saved": lambda: hours_saved(reader(), "Floor 1"),
        "policy": lambda: policy_form(reader(), HELD),
        "policy_of_many_rooms": lambda: policy_form(reader(), replace(HELD, rooms=ROOMS)),
        "naming": lambda: naming_form(reader(), (EVEREST,), {"flubber": "projector"}, None),
        "naming_nothing": lambda: naming_form(reader(), ROOMS[:1], {}, None),
        "rules_of_a_room": lambda: rule_form(reader(), ROOMS, RULES, ROOMS[1]),
        "rules_saved": lambda: rules_saved(reader(), EVEREST),
        "settings": lambda: settings_form(reader(), ROOMS[:3]),
        "settings_filled": lambda: settings_form(
            reader(
                language="en",
                floor="Floor 1",
                favourites=("r1@x",),
                minutes=60,
                reminder=0,
            ),
            ROOMS[:3],
        ),
        "settings_without_rooms": lambda: settings_form(reader(), ()),
    }
)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_reads_as_in_its_file(name: str) -> None:
    view, file = VIEWS[name](), GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):  # noqa: TID251 - a switch of this test alone
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(json.dumps(view, indent=2, ensure_ascii=False) + "\n")
    assert json.loads(file.read_text()) == view


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_keeps_slacks_rules(name: str) -> None:
    view = VIEWS[name]()
    assert check_view(view, view["type"])["blocks"] == view["blocks"]
    assert len(view["blocks"]) <= 100


def test_500_rooms_can_all_be_favourites() -> None:
    view = settings_form(reader(favourites=("r499@x",)), ROOMS)
    assert check_view(view, "modal")["blocks"] == view["blocks"]
    assert len(json.dumps(view)) < 250_000
    [menu] = [one["element"] for one in view["blocks"] if one["block_id"] == "favourites"]
    groups = [[one["value"] for one in group["options"]] for group in menu["option_groups"]]
    assert [len(group) for group in groups] == [100] * 5
    assert {value for group in groups for value in group} == {room.email for room in ROOMS}
    assert [one["value"] for one in menu["initial_options"]] == ["r499@x"]
    assert menu["option_groups"][1]["label"]["text"] == "101 – 200"  # noqa: RUF001 - a range's dash


def test_no_file_is_left_of_a_view_that_is_gone() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(VIEWS)
