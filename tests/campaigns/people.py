"""What the people of a campaign do."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from roombot.domain.time_zones import in_zone
from roombot.sandbox.joan import JoanSandbox
from roombot.sandbox.slack import SlackSandbox
from tests.campaigns.clock import SharedClock

PEOPLE = ("U0ADA", "U0BEN", "U0CLEO", "U0DAN", "U0EVA", "U0KAYA")  # all read English
ZONE = "Europe/Ljubljana"


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
            (self.book, self.change, self.click, self.watch), weights=(5, 4, 2, 1)
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

    async def say(self, user: str, text: str) -> None:
        """Write to the bot."""
        await self.slack.say(user, f"D{user[1:]}", text)

    def _when(self) -> str:
        soon = in_zone(self.clock.now(), ZONE) + timedelta(minutes=self.chance.randint(15, 300))
        return f"on {soon:%Y-%m-%d} at {soon:%H}:{soon.minute // 15 * 15:02}"

    def _hour(self) -> str:
        soon = in_zone(self.clock.now(), ZONE) + timedelta(minutes=self.chance.randint(30, 300))
        return f"{soon:%H}:{soon.minute // 15 * 15:02}"
