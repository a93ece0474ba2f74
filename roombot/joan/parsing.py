"""Bodies into models; what does not fit is named by endpoint and key, never by value."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from roombot.joan.errors import BrokenContract
from roombot.joan.models import Page

T = TypeVar("T")


def parse(endpoint: str, body: bytes, model: type[T]) -> T:
    """Return a body as a model."""
    try:
        parsed: T = _adapter(model).validate_json(body)  # type: ignore[arg-type]  # hashable
    except ValidationError as error:
        # not chained: pydantic's message would quote the body
        raise BrokenContract(endpoint, *_first_problem(error)) from None
    return parsed


def parse_page(endpoint: str, body: bytes, model: type[T]) -> Page[T]:
    """Return a page; a bare list counts as the only one."""
    if body.lstrip().startswith(b"["):
        items: list[T] = parse(endpoint, body, list[model])  # type: ignore[valid-type]  # a value
        return Page[T].model_construct(next=None, results=items)
    page: Page[T] = parse(endpoint, body, Page[model])  # type: ignore[valid-type]  # a value
    return page


def parse_json(endpoint: str, body: bytes) -> object:
    """Return a body as plain JSON."""
    try:
        parsed: object = from_json(body)
    except ValueError as error:
        raise BrokenContract(endpoint, "body", "is not JSON") from error
    return parsed


@cache
def _adapter(model: type[T]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _first_problem(error: ValidationError) -> tuple[str, str]:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return "body", "is not JSON"
    return ".".join(str(part) for part in first["loc"]) or "body", first["msg"]
