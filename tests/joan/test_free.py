import json

import pytest

from roombot.joan.errors import BrokenContract
from roombot.joan.free import free_emails
from roombot.joan.parsing import parse_json


@pytest.mark.parametrize(
    ("value", "is_free"),
    [
        ("true", True),
        ("1", True),
        ("-1", True),
        ('"yes"', True),
        ('"0"', True),
        ('"false"', True),
        ("{}", True),
        ("[]", True),
        ('{"id": 1}', True),
        ("false", False),
        ("0", False),
        ("-0.0", False),
        ('""', False),
        ("null", False),
        ("NaN", False),
    ],
)
def test_a_room_is_free_when_javascript_says_so(value: str, *, is_free: bool) -> None:
    reply = parse_json("get_room/", f'{{"rooms": {{"r@x": {value}}}}}'.encode())
    assert free_emails(reply) == (frozenset({"r@x"}) if is_free else frozenset())


@pytest.mark.parametrize(
    "reply",
    [
        {"rooms": {"a": True, "b": {}, "c": None}},
        {"rooms": ["a", "b"]},
        {"rooms": [{"email": "a", "name": "A"}, {"email": "b"}]},
        {"results": [{"email": "a"}, "b"]},
        {"results": {"a": 1, "b": [], "c": 0}},
        {"count": 2, "next": None, "results": ["a", "b"]},
        [{"email": "a"}, {"email": "b"}],
        ["a", "b"],
    ],
    ids=json.dumps,
)
def test_every_known_shape_is_read(reply: object) -> None:
    assert free_emails(reply) == {"a", "b"}


@pytest.mark.parametrize("reply", [{"rooms": []}, {"rooms": {}}, [], {"results": []}])
def test_nothing_free_is_an_answer(reply: object) -> None:
    assert free_emails(reply) == frozenset()


@pytest.mark.parametrize(
    "reply",
    [
        None,
        {},
        "a",
        7,
        True,
        {"rooms": None},
        {"rooms": "a"},
        {"free": ["a"]},
        {"a@x": True},
        [None],
        [7],
        [""],
        [[]],
        [{"name": "A"}],
        {"rooms": [{"email": None}]},
    ],
    ids=json.dumps,
)
def test_an_unknown_shape_is_never_free(reply: object) -> None:
    with pytest.raises(BrokenContract) as caught:
        free_emails(reply)
    assert caught.value.endpoint == "get_room/"
