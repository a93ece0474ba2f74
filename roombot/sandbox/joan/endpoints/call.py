"""What an endpoint is, and what it is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from starlette.datastructures import URL
from starlette.responses import Response

from roombot.sandbox.joan.fields import Fields, Value
from roombot.sandbox.joan.times import in_utc
from roombot.sandbox.joan.wire import Wire
from roombot.sandbox.joan.world import World


@dataclass(frozen=True)
class Call:
    """One request to one endpoint: its values are checked, ``part`` is the id in its path."""

    world: World
    url: URL
    part: str
    values: Mapping[str, Value]

    @property
    def wire(self) -> Wire:
        """Return the writer of JSON."""
        return Wire(self.world.shapes, self.world.settings.time_zone)

    @property
    def zone(self) -> str:
        """Return the zone that the request names, or the office's."""
        return self.text("timezone") or self.world.settings.time_zone

    def text(self, name: str) -> str | None:
        """Return a text, if it was given."""
        return str(self.values[name]) if name in self.values else None

    def required(self, name: str) -> str:
        """Return a text that must be there, which has been checked."""
        return str(self.values[name])

    def number(self, name: str, default: int) -> int:
        """Return a number or a flag."""
        value = self.values.get(name, default)
        return value if isinstance(value, int) else default

    def moment(self, name: str, default: datetime) -> datetime:
        """Return a moment in UTC; one without an offset is on the clock of the zone."""
        value = self.values.get(name, default)
        return in_utc(value, self.zone) if isinstance(value, datetime) else default


Handler = Callable[[Call], Response]


@dataclass(frozen=True)
class Endpoint:
    """A path below ``/api/v1.0/``, with what it does; ``pattern`` may have one group."""

    pattern: str
    name: str
    handler: Handler
    method: str = "GET"
    fields: Fields = field(default_factory=dict)

    def describe(self) -> dict[str, object]:
        """Return what OPTIONS says."""
        description: dict[str, object] = {
            "name": self.name,
            "description": (self.handler.__doc__ or "").strip(),
            "renders": ["application/json", "text/html"],
            "parses": ["application/json", "application/x-www-form-urlencoded"],
        }
        if self.method == "POST":
            fields = {name: one.describe(name) for name, one in self.fields.items()}
            description["actions"] = {"POST": fields}
        return description
