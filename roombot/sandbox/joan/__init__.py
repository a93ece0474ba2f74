"""A stateful Joan over real HTTP, with an office in it and faults on demand.

::

    gate (User-Agent, record, faults) -> api (route, token, limit, fields) -> endpoints -> world
    control (/sandbox/...)            ----------------------------------------------------^
"""

from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.faults import Fault, FaultPlan
from roombot.sandbox.joan.invitations import Invitation
from roombot.sandbox.joan.office import Device, Person, Room
from roombot.sandbox.joan.sandbox import JoanSandbox
from roombot.sandbox.joan.settings import JoanSettings
from roombot.sandbox.joan.shapes import Shapes
from roombot.sandbox.joan.world import Recorded

__all__ = [
    "Device",
    "Event",
    "Fault",
    "FaultPlan",
    "Invitation",
    "JoanSandbox",
    "JoanSettings",
    "Person",
    "Recorded",
    "Room",
    "Shapes",
    "create_joan",
]


def create_joan(settings: JoanSettings) -> JoanSandbox:
    """Return a Joan, as its database remembers it."""
    return JoanSandbox(settings)
