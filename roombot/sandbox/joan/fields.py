"""Fields as the REST framework checks them and describes them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from roombot.sandbox.joan.replies import invalid
from roombot.sandbox.joan.times import parse_moment, zone_of

Kind = Literal["string", "email", "datetime", "integer", "boolean", "timezone"]
Value = str | int | datetime

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FORMATS = "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]"


@dataclass(frozen=True)
class Field:
    """One field of a request."""

    kind: Kind
    required: bool = True

    def describe(self, name: str) -> dict[str, object]:
        """Return what OPTIONS says about it."""
        return {
            "type": "string" if self.kind == "timezone" else self.kind,
            "required": self.required,
            "read_only": False,
            "label": name.replace("_", " ").capitalize(),
        }


Fields = Mapping[str, Field]


def validate(fields: Fields, data: object) -> dict[str, Value]:
    """Return the values of the fields that are given; refuse what is missing or wrong."""
    if not isinstance(data, dict):
        kind = type(data).__name__
        raise invalid({"non_field_errors": f"Invalid data. Expected a dictionary, but got {kind}."})
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for name, field in fields.items():
        try:
            if name in data:
                values[name] = _value(field, data[name])
            elif field.required:
                errors[name] = "This field is required."
        except ValueError as error:
            errors[name] = str(error)
    if errors:
        raise invalid(errors)
    return values


def _value(field: Field, given: object) -> Value:
    if given is None:
        raise ValueError("This field may not be null.")
    return _READERS[field.kind](given)


def _string(given: object) -> str:
    if type(given) not in (str, int, float):
        raise ValueError("Not a valid string.")
    text = str(given).strip()
    if not text:
        raise ValueError("This field may not be blank.")
    return text


def _email(given: object) -> str:
    text = _string(given)
    if not _EMAIL.fullmatch(text):
        raise ValueError("Enter a valid email address.")
    return text


def _datetime(given: object) -> datetime:
    try:
        return parse_moment(str(given))
    except ValueError as error:
        text = f"Datetime has wrong format. Use one of these formats instead: {_FORMATS}."
        raise ValueError(text) from error


def _integer(given: object) -> int:
    try:
        return int(re.sub(r"\.0*$", "", str(given)))
    except ValueError as error:
        raise ValueError("A valid integer is required.") from error


def _boolean(given: object) -> bool:
    known = {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}
    try:
        return known[str(given).lower()]
    except KeyError as error:
        raise ValueError("Must be a valid boolean.") from error


def _timezone(given: object) -> str:
    name = _string(given)
    try:
        zone_of(name)
    except ValueError as error:
        raise ValueError(f'"{name}" is not a valid choice.') from error
    return name


_READERS: Mapping[Kind, Callable[[object], Value]] = {
    "string": _string,
    "email": _email,
    "datetime": _datetime,
    "integer": _integer,
    "boolean": _boolean,
    "timezone": _timezone,
}
