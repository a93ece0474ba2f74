"""The shape of a reply: names of keys and types, never a value."""

import re
from collections.abc import Sequence

_NAME = re.compile(r"[A-Za-z_]\w{0,40}")


def shape(value: object) -> str:
    """Describe a JSON value, such as ``list of {email: text, capacity: null or number}``."""
    return _shape_of([value])


def _shape_of(values: Sequence[object]) -> str:
    """Describe what several values have in common and where they differ."""
    objects = [value for value in values if isinstance(value, dict)]
    lists = [value for value in values if isinstance(value, list)]
    found = sorted({_plain(value) for value in values if not isinstance(value, dict | list)})
    if objects:
        found.append(_shape_of_objects(objects))
    if lists:
        items = [item for items in lists for item in items]
        found.append(f"list of {_shape_of(items)}" if items else "empty list")
    return " or ".join(found)


def _shape_of_objects(objects: Sequence[dict[str, object]]) -> str:
    by_key: dict[str, list[object]] = {}
    for one in objects:
        for key, value in one.items():
            by_key.setdefault(_name(key), []).append(value)
    described = (
        f"{key}{'?' if len(values) < len(objects) else ''}: {_shape_of(values)}"
        for key, values in by_key.items()
    )
    return "{" + ", ".join(described) + "}"


def _name(key: str) -> str:
    """Return a key that is a name; others are data, such as an address."""
    return key if _NAME.fullmatch(key) else "*"


def _plain(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "text"
        case _:
            return "number"
