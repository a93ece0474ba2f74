"""Things as JSON, in the shapes chosen."""

from dataclasses import dataclass
from datetime import UTC, datetime

from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.office import COMPANY, ROOMS, Device, Person, Room, name_of
from roombot.sandbox.joan.shapes import Shapes
from roombot.sandbox.joan.times import zone_of

Json = dict[str, object]

_AMENITIES = sorted({amenity for room in ROOMS for amenity in room.amenities})
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}


@dataclass(frozen=True)
class Wire:
    """The shapes, and the zone of the office."""

    shapes: Shapes
    zone: str

    def room(self, room: Room) -> Json:
        """Return a room; a sparse one has nulls, or not even those."""
        known: Json = {"id": room.id, "name": room.name, "email": room.email}
        more: Json = {
            "manualEntry": room.manual_entry,
            "status": 1,
            "capacity": room.capacity,
            "amenities": self._amenities(room),
            "locations": [self._location(room)],
            "sync": True,
            "first_failed_sync": None,
        }
        if self.shapes.rooms == "full":
            return known | more
        return known | dict.fromkeys(more) if room.id % 2 else known

    def event(self, event: Event) -> Json:
        """Return an event."""
        written: Json = {
            "id": event.id,
            "summary": event.summary,
            "start": self._moment(event.start, event),
            "end": self._moment(event.end, event),
            "organizer": self._organizer(event.organizer),
            "resource": event.room,
        }
        if event.summary is None or self.shapes.summary == "missing":
            del written["summary"]
        return written

    def user(self, person: Person) -> Json:
        """Return a person."""
        return {
            "id": person.id,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.email,
            "admin": person.is_admin,
            "permissions": ["manage_company"] if person.is_admin else [],
            "company": {"id": 77, "name": COMPANY},
            "departments": [person.department],
            "profile": {
                "picture_id": None,
                "picture": None,
                "job_title": None,
                "job_role": None,
                "use_case": [],
                "discovery": None,
            },
        }

    def device(self, device: Device) -> Json:
        """Return a device."""
        return {
            "uuid": device.uuid,
            "calendar": device.room.email,
            "calendar_name": device.room.name,
            "timezone": self.zone,
            "wifi": device.wifi_quality // 2 - 100,
            "battery": device.battery,
            "model": device.model,
            "size": device.model.split()[1],
            "roomResources": [self.room(device.room)],
            "interface": "google",
            "wifi_quality": device.wifi_quality,
        }

    def _amenities(self, room: Room) -> list[object]:
        if self.shapes.amenities == "names":
            return list(room.amenities)
        return [_AMENITIES.index(name) + 1 for name in room.amenities]

    def _location(self, room: Room) -> object:
        name = f"{_ORDINALS.get(room.floor, f'{room.floor}th')} floor"
        if self.shapes.locations == "names":
            return name
        return {"id_str": f"f-{room.floor}", "type": "floor", "name": name}

    def _moment(self, moment: datetime, event: Event) -> object:
        local = moment.astimezone(zone_of(self.zone))
        shape = self.shapes.times
        if shape == "nested":
            return {"dateTime": _naive(local), "timeZone": self.zone}
        if event.all_day:
            return local.date().isoformat()
        if shape == "utc":
            return f"{_naive(moment.astimezone(UTC))}Z"
        return local.isoformat() if shape == "offset" else _naive(local)

    def _organizer(self, email: str | None) -> Json:
        name = name_of(email)
        if name is None or self.shapes.organizer == "email":
            return {"email": email}
        return {"displayName": name, "email": email}


def _naive(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()
