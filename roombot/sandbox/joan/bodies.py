"""Bodies as the REST framework parses them."""

import json
from urllib.parse import parse_qsl

from roombot.sandbox.joan.replies import Refused, detail

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def parse_body(content_type: str, body: bytes) -> object:
    """Return the data in a body, or refuse it."""
    media_type = content_type.partition(";")[0].strip().lower()
    if not body:
        return {}
    if media_type == FORM:
        return dict(parse_qsl(body.decode(errors="replace")))
    if media_type != JSON:
        raise Refused(detail(415, f'Unsupported media type "{content_type}" in request.'))
    try:
        return json.loads(body)
    except ValueError as error:
        raise Refused(detail(400, f"JSON parse error - {error}")) from error


def readable(body: bytes) -> object:
    """Return a body for the record: its JSON, or else its text."""
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
