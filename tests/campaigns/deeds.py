"""What is done while the bot dies at a line: how each deed is prepared, done, and seen to be done.

Every deed has a time of its own in a pair of rooms, so that none is in another's way.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from roombot.sandbox.slack import SlackSandbox
from tests.campaigns.people import PEOPLE, People

DAYS, A_DAY = 3, 7  # a series ends within what Joan shows reliably
APART = timedelta(minutes=45)  # which leaves a meeting of half an hour something to grow
LOOKS, A_LOOK = 150, 0.1  # seconds between looks for an answer
A_PERSON = 2  # requests for a room that somebody may make, and get, in a day
LATER = timedelta(hours=5)  # where a meeting goes that is put off


@dataclass(frozen=True)
class Place:
    """A time and two rooms that nobody else uses."""

    number: int
    start: datetime
    room: str
    other_room: str

    @property
    def title(self) -> str:
        """Return what the meeting is called that the deed is about."""
        return f"T{self.number * 10 + 1}"

    @property
    def other_title(self) -> str:
        """Return what the asker calls a meeting in the same room."""
        return f"T{self.number * 10 + 2}"

    @property
    def asker(self) -> str:
        """Return who asks for the room."""
        return PEOPLE[(self.number // A_PERSON) % len(PEOPLE)]

    @property
    def holder(self) -> str:
        """Return who has the room."""
        return PEOPLE[(self.number // A_PERSON + 1) % len(PEOPLE)]

    @property
    def when(self) -> str:
        """Return the time as people write it."""
        return f"on {self.start:%Y-%m-%d} at {self.start:%H:%M}"

    @property
    def mine(self) -> str:
        """Return how people name what they have booked then."""
        return f"my meeting {self.when}"

    def booking(self, title: str) -> str:
        """Return how people ask for the room."""
        return f"book {self.room} {self.when} for 30 minutes called {title}"


@dataclass(frozen=True)
class Deed:
    """A deed: the modules in whose lines the bot dies, and the words that tell that it is done."""

    modules: str
    do: Callable[[People, Place], Awaitable[object]]
    done: str
    prepare: Callable[[People, Place], Awaitable[object]] | None = None
    done_for: Callable[[Place], str] = lambda _: "U0BEN"


def place(rooms: Sequence[str], monday: datetime, number: int) -> Place:
    """Return the place of a deed."""
    pair, rest = divmod(number, DAYS * A_DAY)
    day, turn = divmod(rest, A_DAY)
    first = datetime.fromisoformat(f"{monday.date()}T08:00") + timedelta(days=1)
    start = first + timedelta(days=day) + turn * APART
    return Place(number, start, rooms[2 * pair], rooms[2 * pair + 1])


def shown(slack: SlackSandbox, user: str) -> list[str]:
    """Return all that a person sees in the conversation with the bot."""
    return [str(message) for message in slack.messages(f"D{user[1:]}", user)]


async def until_new(slack: SlackSandbox, user: str, words: str) -> None:
    """Wait until the newest message says the words."""
    for _ in range(LOOKS):
        newest = shown(slack, user)[-1:]
        if "bot_id" in "".join(newest) and re.search(words, "".join(newest)):
            return
        await asyncio.sleep(A_LOOK)
    raise TimeoutError(words, *shown(slack, user)[-2:])


async def _book(people: People, place: Place) -> None:
    await people.say("U0BEN", place.booking(place.title))


async def _have(people: People, place: Place) -> None:
    await _book(people, place)
    await until_new(people.slack, "U0BEN", place.title)


async def _lose(people: People, place: Place) -> None:
    """Let another have the room, while one's own meeting is beside it."""
    await people.say(place.holder, place.booking(place.title))
    await until_new(people.slack, place.holder, place.title)


async def _ask(people: People, place: Place) -> None:
    await _lose(people, place)
    await people.say(place.asker, place.booking(place.other_title))
    for caption in ("Ask for it", "Ask with my name"):
        await until_new(people.slack, place.asker, caption)
        await people.click_once_there(place.asker, caption)
    await until_new(people.slack, place.holder, "Swap me to")


async def _offer_dates(people: People, place: Place) -> None:
    days = "every day at {:%H:%M} for 30 minutes for 3 days from {:%Y-%m-%d}"
    when = days.format(place.start, place.start)
    await people.say("U0BEN", f"book {place.room} {when} called S{place.number}")
    await until_new(people.slack, "U0BEN", "Book all")


async def _say_of_mine(people: People, text: str) -> None:
    await people.say("U0BEN", text)


DEEDS = {
    "book": Deed("protocol.py", _book, "is booked for you"),
    "extend": Deed(
        "protocol.py changing.py",
        lambda people, place: _say_of_mine(people, f"extend {place.mine} by 15 minutes"),
        "is yours until",
        _have,
    ),
    "move": Deed(
        "protocol.py moving.py",
        lambda people, place: _say_of_mine(people, f"move {place.mine} to {place.other_room}"),
        "Changed:|is in",
        _have,
    ),
    "reschedule": Deed(
        "protocol.py rescheduling.py",
        lambda people, place: _say_of_mine(
            people, f"move {place.mine} to {place.start + LATER:%H:%M}"
        ),
        "Changed:",
        _have,
    ),
    "cancel": Deed(
        "protocol.py changing.py",
        lambda people, place: _say_of_mine(people, f"cancel {place.mine}"),
        "Cancelled:",
        _have,
    ),
    "swap": Deed(
        "protocol.py moving.py handing.py",
        lambda people, place: people.click_once_there(place.holder, "Swap me to"),
        "Thank you",
        _ask,
        done_for=lambda place: place.holder,
    ),
    "series": Deed(
        "protocol.py series.py",
        lambda people, _: people.click_once_there("U0BEN", "Book all"),
        "of 3 dates",
        _offer_dates,
    ),
}
