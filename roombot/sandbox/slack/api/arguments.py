"""Read a call's arguments from form, query or JSON, and check them against the method's spec."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl

from starlette.requests import Request

from roombot.sandbox.slack.api.specs import Argument, MethodSpec
from roombot.sandbox.slack.wire import Json, SlackError

_TRUTHS = {"true": True, "1": True, "false": False, "0": False, "": False}


async def read_arguments(request: Request, spec: MethodSpec) -> Json:
    """Return what was sent; JSON bodies count only where the method reads them."""
    arguments: Json = dict(request.query_params)
    content_type = request.headers.get("content-type", "").partition(";")[0].strip()
    if content_type == "application/json":
        if spec.json:
            arguments |= _json_object(await request.body())
    elif content_type == "application/x-www-form-urlencoded":
        arguments |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    elif await request.body():
        raise SlackError("invalid_post_type")
    return arguments


def check_arguments(sent: Json, spec: MethodSpec) -> Json:
    """Return the arguments in their types; refuse what is missing or cannot be read."""
    given = {name: value for name, value in sent.items() if value is not None}
    problems = [*_missing(given, spec)]
    checked: Json = {}
    for argument in spec.arguments:
        if argument.name in given:
            try:
                checked[argument.name] = _typed(given[argument.name], argument)
            except ValueError:
                problems.append(f"[ERROR] must be a valid {argument.kind}: {argument.name}")
    if problems:
        raise SlackError("invalid_arguments", problems)
    return checked


def _missing(given: Json, spec: MethodSpec) -> Iterator[str]:
    for argument in spec.arguments:
        nothing = None if argument.kind == "words" else ""  # words may be empty
        if argument.required and given.get(argument.name, nothing) == nothing:
            yield f"[ERROR] missing required field: {argument.name}"


def _typed(value: object, argument: Argument) -> object:
    if argument.kind == "boolean":
        return _truth(value)
    if argument.kind == "number":
        return int(str(value))
    if argument.kind == "json":
        return value  # each method decodes it and refuses it in its own words
    if isinstance(value, dict | list | bool):
        raise ValueError(argument.name)  # noqa: TRY004 - one error for all that cannot be read
    return str(value)


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in _TRUTHS:
        raise ValueError(value)
    return _TRUTHS[str(value).lower()]


def _json_object(body: bytes) -> Json:
    try:
        decoded = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(decoded, dict):
        raise SlackError("json_not_object")
    return decoded
