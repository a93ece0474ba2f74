"""What goes into an understanding, and what comes out."""

from dataclasses import dataclass
from datetime import datetime, time

from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


@dataclass(frozen=True)
class Context:
    """Who asks, when and where; ``language`` is told from the text where it is None."""

    now: datetime
    time_zone: str
    rooms: tuple[Room, ...] = ()
    language: str | None = None
    locale: str = "en-US"
    office_hours: tuple[time, time] = (time(8), time(18))
    amenity_names: tuple[tuple[str, str], ...] = ()  # what is said, and which amenity is meant


@dataclass(frozen=True)
class Choice:
    """One way to answer a question: what it is about, and the whole reading that follows."""

    value: datetime | str
    reading: "Reading"


@dataclass(frozen=True)
class Question:
    """What a person would ask back rather than guess; ``about`` is a key of the reading."""

    about: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Reading:
    """What was understood; only what was said, defaults are the booking service's business."""

    intent: str = "unknown"
    start: datetime | None = None
    end: datetime | None = None
    which_start: datetime | None = None
    window: TimeSlot | None = None
    duration_minutes: int | None = None
    rooms: tuple[str, ...] = ()
    to_room: str | None = None
    capacity: int | None = None
    amenities: tuple[str, ...] = ()
    place: str | None = None
    people: tuple[str, ...] = ()
    title: str | None = None
    recurrence: str | None = None
    question: Question | None = None
    language: str = "en"
    over: datetime | None = None  # a day that was said and is past, so that it cannot be meant
    unknown_room: str | None = None  # a name that was said and that no room has
    others: tuple["Reading", ...] = ()  # the same at other times that will do as well
    least_minutes: int | None = None  # the shortest that will do: "4 to 6 hours"
    is_refused: bool = False  # what a rule says is no request: "no canceles nada"
    shift_minutes: int | None = None  # how much later a meeting is to be, earlier below zero
