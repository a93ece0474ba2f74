"""What somebody who means harm, or a broken server, would send instead of what was agreed."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

PLANTED = "wombatsecret"  # in what is sent; the log must not have it
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    float("inf"),
    "",
    " ",
    "\x00",
    "\ud83d",
    "\u202e" + "a" * 40,
    "<!channel> <@U0BEN> <https://evil.example|here>",
    "'; DROP TABLE bookings; --",
    "{{7*7}} ${jndi:ldap://x} %s %d {0}",
    "../../etc/passwd",
    "9999-99-99T99:99:99",
    "0000-00-00",
    "1970-01-01T00:00:00Z",
    "😀" * 300,
    PLANTED * 200,
    "x" * 20_000,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"id": {"id": {"id": []}}},
    [1, "a", {"b": None}],
)


def mutated(dice: random.Random, value: Any) -> Any:
    """Return a copy of a value in which one to four things are not as agreed."""
    changed = copy.deepcopy(value)
    for _ in range(dice.randint(1, 4)):
        places = list(_places(changed))
        if not places:
            return dice.choice(VALUES)
        where, key = dice.choice(places)
        _spoil(dice, where, key)
    return changed


def garbled(dice: random.Random, body: bytes) -> bytes:
    """Return bytes that are cut, flipped, doubled or no text at all."""
    match dice.randrange(5):
        case 0:
            return body[: dice.randrange(len(body) + 1)]
        case 1:
            spoiled = bytearray(body or b"x")
            for _ in range(dice.randint(1, 8)):
                spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
            return bytes(spoiled)
        case 2:
            return body + body
        case 3:
            return dice.randbytes(dice.randrange(400))
        case _:
            return b"[" * dice.randrange(5_000) + body


def written(value: Any) -> bytes:
    """Return JSON, also of what JSON has no words for."""
    return json.dumps(value).encode(errors="replace")


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def _spoil(dice: random.Random, where: Any, key: Any) -> None:
    match dice.randrange(4):
        case 0:
            del where[key]
        case 1 if isinstance(where, list):
            where.append(copy.deepcopy(where[key]))
        case 2 if isinstance(where, dict):
            where[f"{key}{dice.choice(('', '_', ' '))}{PLANTED}"] = where.pop(key)
        case _:
            where[key] = copy.deepcopy(dice.choice(VALUES))
