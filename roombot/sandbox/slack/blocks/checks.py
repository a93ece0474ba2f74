"""Small checks that combine into the shape of a block; each yields problems as Slack words them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Check = Callable[[object, str], Iterator[str]]


@dataclass(frozen=True)
class Shape:
    """An object's fields; ``one_of`` names fields of which at least one must be there."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check]
    one_of: tuple[str, ...] = ()

    def __call__(self, value: object, at: str) -> Iterator[str]:
        """Check an object."""
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        for name in sorted(self.required.keys() - value.keys()):
            yield problem(f"missing required field: {name}", at)
        if self.one_of and not any(value.get(name) for name in self.one_of):
            yield problem(f"must define one of: {', '.join(self.one_of)}", at)
        fields = {**self.required, **self.optional}
        for name, inner in value.items():
            if name in fields:
                yield from fields[name](inner, f"{at}/{name}")
            elif name != "type":
                yield problem(f"invalid additional property: {name}", at)


def problem(message: str, at: str) -> str:
    """Return a problem in Slack's words."""
    return f"[ERROR] {message} [json-pointer:{at}]"


def string(most: int, least: int = 0) -> Check:
    """Check a string's length."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return check


def matching(kind: str, parse: Callable[[str], object]) -> Check:
    """Check a string that must be readable as something."""

    def check(value: object, at: str) -> Iterator[str]:
        try:
            parse(str(value))
        except ValueError:
            yield problem(f"must be a valid {kind}", at)

    return check


def boolean(value: object, at: str) -> Iterator[str]:
    """Check a truth value."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", at)


def number(value: object, at: str) -> Iterator[str]:
    """Check a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield problem("must be a number", at)


def choice(*values: str) -> Check:
    """Check for one of a few words."""

    def check(value: object, at: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be one of: {', '.join(values)}", at)

    return check


def anything(_value: object, _at: str) -> Iterator[str]:
    """Accept what this workspace does not look into."""
    yield from ()


def each(inner: Check, most: int, least: int = 1) -> Check:
    """Check a list's length and all of its items."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"must have at least {least} items", at)
        for index, item in enumerate(value):
            yield from inner(item, f"{at}/{index}")

    return check


def typed(shapes: Mapping[str, Check]) -> Check:
    """Check an object by the shape that its type names."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
        elif "type" not in value:
            yield problem("missing required field: type", at)
        elif value["type"] in shapes:
            yield from shapes[value["type"]](value, at)
        else:
            yield problem(f"unsupported type: {value['type']}", f"{at}/type")

    return check
