"""How the domain's values become JSON and come back: worked out once, for all workspaces.

Working out one takes milliseconds and some 50 KB; every workspace has the same.
"""

from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def adapter(kind: type[T]) -> TypeAdapter[T]:
    """Return the one adapter of a kind of value."""
    found: TypeAdapter[T] = _adapter(kind)  # type: ignore[arg-type]  # types are hashable
    return found


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)
