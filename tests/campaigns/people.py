"""What the people of a campaign do."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import timedelta

from roombot.domain.time_zones import in_zone
from roombot.sandbox.joan import JoanSandbox
from roombot.sandbox.slack import SlackSandbox
from tests.campaigns.clock import SharedClock

PEOPLE = ("U0ADA", "U0BEN", "U0CLEO", "U0DAN", "U0EVA", "U0KAYA")  # all read English
ZONE = "Europe/Ljubljana"
SWAP = "Swap me to"
MINUTE = timedelta(minutes=1)
LOOKS, A_LOOK = 15, 0.1  # seconds between looks for a button


@dataclass
class People:
    """They write, click and wait at random; every booking asked for has a title of its own."""

    joan: JoanSandbox
    slack: SlackSandbox
    clock: SharedClock
    chance: random.Random
    asked: int = 0
    given_up: set[str] = field(default_factory=set)

    async def act(self) -> None:
        """Do one thing, and do not wait for what comes of it."""
        user = self.chance.choice(PEOPLE)
        doing = self.chance.choices(
            (self.book, self.change, self.click, self.watch, self.ask, self.answer, self.repeat),
            weights=(5, 4, 2, 1, 2, 3, 1),
        )[0]
        await doing(user)

    async def book(self, user: str) -> None:
        """Ask for a room, often one that others want too."""
        self.asked += 1
        room = self.chance.choice(["a room", *(room.name for room in self.joan.rooms)])
        await self.say(user, f"book {room} {self._when()} for 30 minutes called T{self.asked}")

    async def change(self, user: str) -> None:
        """Change a booking of one's own."""
        email = self.slack.workspace.people[user].email
        own = [one for one in self.joan.events() if one.organizer == email]
        own = [one for one in own if one.end > self.clock.now() and one.summary]
        if not own:
            return
        event = self.chance.choice(own)
        which = f"my meeting on {in_zone(event.start, ZONE):%Y-%m-%d at %H:%M}"
        text = self.chance.choice(
            (
                f"extend {which} by 15 minutes",
                f"move {which} to {self._hour()}",
                f"move {which} to {self.chance.choice(self.joan.rooms).name}",
                f"cancel {which}",
                f"end {which}",
            )
        )
        if text.startswith(("cancel", "end")):
            same = [one for one in own if one.start == event.start]
            self.given_up |= {str(one.summary) for one in same}
        await self.say(user, text)

    async def click(self, user: str) -> None:
        """Use a button of the newest message, whatever it is."""
        seen = self.slack.messages(f"D{user[1:]}", user)
        if not seen:
            return
        names = [
            str(one["action_id"])
            for block in seen[-1].get("blocks") or ()
            for one in block.get("elements") or ()
            if one.get("type") == "button" and "url" not in one
        ]
        if names:
            chosen = self.chance.choice(names)
            await self.slack.click(user, f"D{user[1:]}", seen[-1]["ts"], chosen)

    async def watch(self, user: str) -> None:
        """Wait in line for a room."""
        room = self.chance.choice(self.joan.rooms).name
        await self.say(user, f"tell me when {room} is free {self._when()} for 30 minutes")

    async def ask(self, user: str) -> None:
        """Ask a colleague for the room of a later meeting."""
        email = self.slack.workspace.people[user].email
        later = [one for one in self.joan.events() if one.start > self.clock.now()]
        theirs = [one for one in later if one.organizer not in {None, email}]
        if not theirs:
            return
        event = self.chance.choice(theirs)
        self.asked += 1
        room = self.joan.room(event.room).name
        start, minutes = in_zone(event.start, ZONE), (event.end - event.start) // MINUTE
        when = f"on {start:%Y-%m-%d} at {start:%H:%M} for {minutes} minutes"
        await self.say(user, f"book {room} {when} called T{self.asked}")
        if await self.click_once_there(user, "Ask for it"):
            await self.click_once_there(user, "Ask with my name")

    async def answer(self, _user: str) -> None:
        """Answer a question for one's room, whoever was asked first: give it, swap or keep it."""
        for holder in self.chance.sample(PEOPLE, len(PEOPLE)):
            wanted = self.chance.choice(("Give it", SWAP, SWAP, SWAP, "Finish early", "Keep it"))
            if await self._click_on(holder, wanted):
                return

    async def repeat(self, user: str) -> None:
        """Book a room on some days; all of them have one title of another kind."""
        self.asked += 1
        room = self.chance.choice(self.joan.rooms).name
        days = self.chance.randint(2, 4)
        text = f"book {room} every day at {self._hour()} for 30 minutes for {days} days"
        await self.say(user, f"{text} called S{self.asked}")
        await self.click_once_there(user, "Book all")

    async def click_once_there(self, user: str, caption: str) -> bool:
        """Use a button as soon as it is there; it never is where the bot was killed before."""
        for _ in range(LOOKS):
            if await self._click_on(user, caption):
                return True
            await asyncio.sleep(A_LOOK)
        return False

    async def _click_on(self, user: str, caption: str) -> bool:
        """Use a button of one of the newest messages, if any has it."""
        for shown in reversed(self.slack.messages(f"D{user[1:]}", user)[-4:]):
            elements = (one for block in shown["blocks"] for one in block.get("elements") or ())
            names = [str((one.get("text") or {}).get("text")) for one in elements if "value" in one]
            for name in names:
                if name.startswith(caption):
                    await self.slack.click(user, f"D{user[1:]}", shown["ts"], name)
                    return True
        return False

    async def say(self, user: str, text: str) -> None:
        """Write to the bot."""
        await self.slack.say(user, f"D{user[1:]}", text)

    def _when(self) -> str:
        soon = in_zone(self.clock.now(), ZONE) + timedelta(minutes=self.chance.randint(15, 300))
        return f"on {soon:%Y-%m-%d} at {soon:%H}:{soon.minute // 15 * 15:02}"

    def _hour(self) -> str:
        soon = in_zone(self.clock.now(), ZONE) + timedelta(minutes=self.chance.randint(30, 300))
        return f"{soon:%H}:{soon.minute // 15 * 15:02}"
