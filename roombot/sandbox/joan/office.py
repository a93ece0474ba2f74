"""The office: its rooms, its people, and the devices at its doors."""

import re
from dataclasses import dataclass
from uuid import NAMESPACE_DNS, uuid5

COMPANY = "Example Office"
COMPANY_EMAIL = "joan@example.com"  # the organizer of what is booked in nobody's name


@dataclass(frozen=True)
class Room:
    """A room; ``email`` is its key everywhere, and opaque."""

    id: int
    name: str
    email: str
    floor: int
    capacity: int
    amenities: tuple[str, ...] = ()
    manual_entry: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody who works here."""

    id: int
    first_name: str
    last_name: str
    department: str
    is_admin: bool = False

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        """Return the person's address."""
        return f"{self.first_name}.{self.last_name}@example.com".lower()


@dataclass(frozen=True)
class Device:
    """The screen beside a room's door; no battery means that it hangs on a cable."""

    room: Room
    battery: int | None
    wifi_quality: int
    model: str = "Joan 6 Pro"

    @property
    def uuid(self) -> str:
        """Return the device's own name."""
        return str(uuid5(NAMESPACE_DNS, self.room.email))


_WHITEBOARD, _TV, _PHONE = "Whiteboard", "TV", "Phone"
_VIDEO, _PROJECTOR = "Video conferencing", "Projector"
_RESOURCE = "@resource.calendar.example.com"
_FURTHER, _A_FLOOR = f"c_18room{{:03}}{_RESOURCE}", 30

ROOMS = (
    Room(20001, "Birch", f"c_18birch2f{_RESOURCE}", 1, 2, (_PHONE,)),
    Room(20002, "Linden", f"c_18linden7k{_RESOURCE}", 1, 4, (_TV, _WHITEBOARD)),
    Room(20003, "Maple", f"c_18maple0q{_RESOURCE}", 1, 6, (_WHITEBOARD, _VIDEO)),
    Room(20004, "Oak", f"c_18oak5d{_RESOURCE}", 1, 10, (_PROJECTOR, _WHITEBOARD, _VIDEO)),
    Room(
        20011,
        "Willow",
        "https://calendar.example.com/ical/willow%40rooms/basic.ics",
        2,
        2,
        (),
        manual_entry=True,
    ),
    Room(20012, "Fuji", f"c_18fuji9x{_RESOURCE}", 2, 4, (_TV,)),
    Room(20013, "White Board Room", f"c_18white3m{_RESOURCE}", 2, 8, (_TV,)),
    Room(20014, "Triglav", f"c_18triglav1r{_RESOURCE}", 2, 12, (_PROJECTOR, _VIDEO, _PHONE)),
    Room(20021, "Matterhorn", f"c_18matter6w{_RESOURCE}", 3, 3, (_PHONE, _WHITEBOARD)),
    Room(
        20022,
        "Cedar",
        "c_1887f2kq9v0l4jtmh6e3s8brd5u1a@group.calendar.google.com",
        3,
        5,
        (_TV,),
    ),
    Room(20023, "Kilimanjaro", f"c_18kili4b{_RESOURCE}", 3, 6, (_WHITEBOARD, _TV, _PHONE)),
    Room(
        20024,
        "Everest",
        f"c_18everest8z{_RESOURCE}",
        3,
        20,
        (_PROJECTOR, _WHITEBOARD, _VIDEO, _PHONE),
    ),
)

PEOPLE = (
    Person(501, "Ada", "Novak", "Operations", is_admin=True),
    Person(502, "Ben", "Okafor", "Engineering"),
    Person(503, "Cleo", "Martin", "Design"),
    Person(504, "Dan", "Kim", "Engineering"),
    Person(505, "Eva", "Rossi", "Marketing"),
    Person(506, "Finn", "Jansen", "Engineering"),
    Person(507, "Gita", "Rao", "Engineering"),
    Person(508, "Hugo", "Silva", "Sales"),
    Person(509, "Ines", "Garcia", "Finance"),
    Person(510, "Jan", "Kovac", "Engineering"),
    Person(511, "Kaya", "Demir", "Design"),
    Person(512, "Leo", "Wagner", "Sales"),
)

# Willow has no device; Everest hangs on a cable; Fuji needs charging, Cedar better Wi-Fi.
_HEALTH: dict[str, tuple[int | None, int]] = {
    "Birch": (87, 82),
    "Linden": (64, 75),
    "Maple": (91, 88),
    "Oak": (55, 79),
    "Fuji": (9, 71),
    "White Board Room": (73, 66),
    "Triglav": (48, 90),
    "Matterhorn": (96, 84),
    "Cedar": (38, 17),
    "Kilimanjaro": (82, 77),
    "Everest": (None, 93),
}
_LARGE = 10

DEVICES = tuple(
    Device(room, *_HEALTH[room.name], model="Joan 13" if room.capacity >= _LARGE else "Joan 6 Pro")
    for room in ROOMS
    if room.name in _HEALTH
)

_NAMES = {
    **{person.email: person.name for person in PEOPLE},
    **{room.email.lower(): room.name for room in ROOMS},
    COMPANY_EMAIL: COMPANY,
}


def rooms_of(count: int) -> tuple[Room, ...]:
    """Return the office's rooms, and as many more on floors above as make up a number."""
    return ROOMS + tuple(map(_further, range(1, count - len(ROOMS) + 1)))


def _further(number: int) -> Room:
    name, floor = f"Room {number:03}", 4 + number // _A_FLOOR
    amenities = (_WHITEBOARD, _VIDEO)[: number % 3]
    return Room(30000 + number, name, _FURTHER.format(number), floor, 2 + number % 19, amenities)


def _further_of(key: str) -> Room | None:
    """Return the room of this name or email among those above; there may be any number."""
    number = re.search(r"\d{3,}", key)
    room = _further(int(number[0])) if number else None
    return room if room and key in (room.name, room.email) else None


def room_of(key: str) -> Room | None:
    """Return the room with this email, or whose device has this UUID."""
    for device in DEVICES:
        if device.uuid == key:
            return device.room
    return next((room for room in ROOMS if room.email == key), _further_of(key))


def name_of(email: str | None) -> str | None:
    """Return the name that goes with an organizer's email, when it is known."""
    key = (email or "").lower()
    room = _further_of(key)
    return room.name if room else _NAMES.get(key)


def find_room(key: str) -> Room:
    """Return a room by its name or key; raise ``LookupError`` when there is none."""
    for room in ROOMS:
        if key in (room.name, room.email):
            return room
    if (further := _further_of(key)) is not None:
        return further
    raise LookupError(f"no room {key}")


def find_person(key: str) -> Person:
    """Return a person by first name, whole name or address; ``LookupError`` when there is none."""
    for person in PEOPLE:
        if key in (person.first_name, person.name, person.email):
            return person
    raise LookupError(f"no person {key}")


def find_device(key: str) -> Device:
    """Return the device of a room, named or keyed, or by its UUID; ``LookupError`` else."""
    for device in DEVICES:
        if key in (device.uuid, device.room.name, device.room.email):
            return device
    raise LookupError(f"no device {key}")
