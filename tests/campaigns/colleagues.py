"""What people do in a simulated day, each deed with what must come of it."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from roombot.domain.time_zones import in_zone, localize
from tests.campaigns.model import Meeting, Model, UntrueError
from tests.scenarios.world import Shown, World, buttons

PEOPLE = ("U0ADA", "U0BEN", "U0CLEO", "U0DAN", "U0EVA", "U0KAYA")  # all read English
ZONE = "Europe/Ljubljana"
MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)
SWAP = "Swap me to"
ONE, ALL_LATER = "Only this one", "This and all later ones"
LONG = {SWAP, ALL_LATER, "Book all"}  # captions that go on with a name or a number
LENGTHS = (30, 45, 60, 90)


@dataclass
class Colleagues:
    """They write and click at random, and know what they have."""

    world: World
    model: Model
    chance: random.Random
    story: list[str] = field(default_factory=list)
    asked: int = 0

    async def act(self) -> None:
        """Do one thing, and see that exactly what must come of it has come."""
        deeds: tuple[tuple[Callable[[], Awaitable[None]], int], ...] = (
            (self.book, 6),
            (self.book_any, 4),
            (self.book_series, 2),
            (self.reschedule, 4),
            (self.change_room, 3),
            (self.extend, 2),
            (self.cancel, 3),
            (self.end, 2),
            (self.check_in, 3),
            (self.book_at_the_door, 3),
            (self.leave_by_the_portal, 1),
            (self.invite, 2),
            (self.wait, 3),
            (self.take, 4),
            (self.ask_the_holder, 3),
        )
        (deed,) = self.chance.choices(
            [deed for deed, _ in deeds], weights=[weight for _, weight in deeds]
        )
        await deed()
        self.model.check()

    async def book(self) -> None:
        """Book a named room, free or not."""
        user, room, title = self._anybody(), self._room(), self._title()
        start, end = self._slot()
        wanted = self._meeting(title, room, start, end, user)
        free = self.model.is_free(room, start, end)
        await self._say(user, f"book {room} {self._told(start, end)} called {title}")
        self._expect(title, wanted if free else None, sure=not free or not self._busy(wanted))

    async def book_any(self) -> None:
        """Book any room for some people: one that is free and large enough, where there is one."""
        user, title, people = self._anybody(), self._title(), self.chance.randint(2, 8)
        start, end = self._slot()
        fit = [
            room.name
            for room in self.world.joan.rooms
            if room.capacity >= people and self.model.is_free(room.name, start, end)
        ]
        probe = self._meeting(title, "", start, end, user)
        told = self._told(start, end)
        await self._say(user, f"book a room for {people} {told} called {title}")
        shown = self.model.shown(title, self._now)
        wanted = replace(probe, room=shown.room) if shown and shown.room in fit else None
        if fit and wanted is None and not self._busy(probe):
            raise UntrueError(f"{title} was not booked although {fit} are free")
        self._expect(title, wanted)

    async def book_series(self) -> None:
        """Book a room for some days in a row, where nobody has it yet."""
        user, room, title = self._anybody(), self._room(), self._title()
        start, end = self._slot()
        first, length = self._local(start), end - start
        days = range(self.chance.randint(2, 3))
        starts = [localize(first.replace(tzinfo=None) + timedelta(one), ZONE) for one in days]
        dates = [self._meeting("", room, one, one + length, user) for one in starts]
        if any(
            self._busy(one) or not self.model.is_free(room, one.start, one.end) for one in dates
        ):
            return
        asked = f"every day at {first:%H:%M} for {length // MINUTE} minutes for {len(days)} days"
        await self._say(user, f"book {room} {asked} from {first:%Y-%m-%d} called {title}")
        await self._click(user, "Book all")
        self.model.series.add(title)
        for one in dates:
            date = replace(one, title=self.model.name(title, one.start), since=self._now)
            self._expect(date.title, date)

    async def reschedule(self) -> None:
        """Move a meeting of one's own to another time, and perhaps back."""
        meeting = self._one_of(later=True)
        if meeting is None or meeting.is_of_series:  # whose dates stay on their days
            return
        wanted = meeting.moved(self._slot()[0], self._now)
        free = self.model.is_free(meeting.room, wanted.start, wanted.end, meeting.title)
        to = f"{self._local(wanted.start):%Y-%m-%d at %H:%M}"
        await self._say(self._user(meeting), f"move {self._which(meeting)} to {to}")
        sure = not free or not self._busy(wanted)
        await self._settle_change(meeting, wanted if free else meeting, sure=sure)

    async def change_room(self) -> None:
        """Move a meeting of one's own to another room, and perhaps back."""
        if (meeting := self._one_of(later=True)) is None:
            return
        wanted = replace(meeting, room=self._room())
        free = self.model.is_free(wanted.room, wanted.start, wanted.end)
        await self._say(self._user(meeting), f"move {self._which(meeting)} to {wanted.room}")
        await self._settle_change(meeting, wanted if free else meeting)

    async def extend(self) -> None:
        """Make a meeting of one's own longer."""
        if (meeting := self._one_of()) is None:
            return
        wanted = replace(meeting, end=meeting.end + QUARTER)
        free = self.model.is_free(meeting.room, meeting.end, wanted.end)
        await self._say(self._user(meeting), f"extend {self._which(meeting)} by 15 minutes")
        sure = not free or not self._busy(wanted)
        self._expect(meeting.title, wanted if free else meeting, sure=sure)

    async def cancel(self) -> None:
        """Cancel a meeting of one's own, and perhaps think better of it."""
        if (meeting := self._one_of(later=True)) is None:
            return
        await self._call_off(meeting)
        await self._settle_change(meeting, None)

    async def _call_off(self, meeting: Meeting) -> None:
        """Cancel a meeting; of a series, perhaps also all that are later."""
        user = self._user(meeting)
        await self._say(user, f"cancel {self._which(meeting)}")
        clicked = meeting.is_of_series and await self._click(
            user, self.chance.choice((ONE, ALL_LATER))
        )
        if clicked and clicked.startswith(ALL_LATER):
            for later in self.model.later_than(meeting):
                self._expect(later.title, None)

    async def end(self) -> None:
        """End a meeting of one's own that goes on."""
        if (meeting := self._one_of(running=True)) is None:
            return
        await self._say(self._user(meeting), f"end {self._which(meeting)}")
        now = self._now.replace(second=0, microsecond=0)
        held = replace(meeting, end=now) if now > meeting.start else None  # nothing of it was held
        self._expect(meeting.title, held)

    async def check_in(self) -> None:
        """Check in to a meeting that goes on."""
        if (meeting := self._one_of(running=True)) is None:
            return
        await self._say(self._user(meeting), f"check in to {self._which(meeting)}")
        here = replace(meeting, checked_in=True)
        self._expect(meeting.title, here)

    async def book_at_the_door(self) -> None:
        """Take a room without the bot."""
        room, (start, end) = self._room(), self._slot()
        if self.model.is_free(room, start, end):
            self.world.taken(room, start, end)
            self._note(f"at the door: {room} {self._told(start, end)}")

    async def leave_by_the_portal(self) -> None:
        """Give a meeting up without the bot."""
        if (meeting := self._one_of(later=True)) is None:
            return
        for event in self.world.joan.events(meeting.room):
            if self.model.named(event) == meeting.title:
                self.world.joan.delete_event(event.id)
        del self.model.meetings[meeting.title]
        self._note(f"in the portal: {meeting.title} is deleted")

    async def invite(self) -> None:
        """Invite a colleague, who often answers."""
        if (meeting := self._one_of(later=True)) is None:
            return
        guest = self._anybody()
        await self._say(self._user(meeting), f"invite <@{guest}> to {self._which(meeting)}")
        await self._click(guest, self.chance.choice(("Confirm", "Reject")))

    async def wait(self) -> None:
        """Get in line for a room that is taken, which its holder may not need after all."""
        user, title = self._anybody(), self._title()
        if (wish := self._one_of(later=True)) is None:
            return
        slot = self._told(wish.start, wish.end)
        await self._say(user, f"let me know when {wish.room} is free {slot} called {title}")
        self.model.lines[title] = (user, wish.end)
        if self.chance.random() < 0.5:
            await self._call_off(wish)
            self._expect(wish.title, None)

    async def take(self) -> None:
        """Take, or let go, what is held for somebody."""
        waiting = sorted({user for user, _ in self.model.lines.values()})
        if not waiting:
            return
        user = self.chance.choice(waiting)
        before, said = self._held_for(user), self._texts(user)
        if not await self._click(user, self.chance.choice(("Take it", "Take it", "Let it go"))):
            return
        took = any("is booked for you" in text for text in self._texts(user) - said)
        for title in before if took else ():
            if shown := self.model.shown(title, self._now):
                self.model.meetings[title] = shown
                del self.model.lines[title]

    def _texts(self, user: str) -> set[str]:
        """Return what stands in a person's messages; the answer to a click may not be the last."""
        return {shown["text"] for shown in self.world.messages(self.world.dm(user), user)}

    def _held_for(self, user: str) -> list[str]:
        """Return for which of a person's wishes a room is held now."""
        mine = [title for title, (who, _) in self.model.lines.items() if who == user]
        return [title for title in mine if self.model.shown(title, self._now)]

    def give_up_waiting(self) -> None:
        """Forget what was waited for in vain."""
        late = [title for title, (_, until) in self.model.lines.items() if until <= self._now]
        for title in late:
            del self.model.lines[title]

    async def ask_the_holder(self) -> None:
        """Ask for a room that a colleague has, who decides."""
        later = [one for one in self.model.meetings.values() if one.start > self._now + QUARTER]
        if not later:
            return
        theirs = self.chance.choice(later)
        asker, holder = self._anybody(), self._user(theirs)
        title = self._title()
        told = self._told(theirs.start, theirs.end)
        await self._say(asker, f"book {theirs.room} {told} called {title}")
        if not await self._click(asker, "Ask for it"):
            self._expect(title, None)
            return
        await self._click(asker, "Ask with my name")
        chosen = self.chance.choice(("Give it", "Keep it", SWAP))
        self._settle_handover(theirs, title, asker, given=await self._click(holder, chosen))

    def _settle_handover(self, theirs: Meeting, title: str, asker: str, *, given: str) -> None:
        """See that the room went over, and that the holder has what was chosen."""
        shown = self.model.shown(title, self._now)
        if shown is None or given in {"", "Keep it"}:
            self._expect(title, None)
            self._expect(theirs.title, theirs)
            return
        mine = self._meeting(title, theirs.room, theirs.start, theirs.end, asker)
        after = None
        if given.startswith(SWAP):
            after = replace(theirs, room=given.removeprefix(f"{SWAP} "))
        now = self.model.shown(title, self._now)
        self.model.meetings[title] = mine
        self._expect(theirs.title, after)
        if now is None:
            raise UntrueError(f"{title} was given and is not there")
        self._expect(title, mine)

    async def _settle_change(
        self, meeting: Meeting, wanted: Meeting | None, *, sure: bool = True
    ) -> None:
        """See what came of a change; at times, take it back."""
        self._expect(meeting.title, wanted, sure=sure)
        now = self.model.meetings.get(meeting.title)
        if now == meeting or self.chance.random() > 0.3:
            return
        if await self._click(self._user(meeting), "Undo"):
            self._expect(meeting.title, replace(meeting, since=self._now))

    def _expect(self, title: str, wanted: Meeting | None, *, sure: bool = True) -> None:
        """See that a meeting is as wanted; where that is not sure, it may also be as before."""
        before = self.model.meetings.get(title)
        shown = self.model.shown(title, self._now)
        for possible in (wanted,) if sure else (wanted, before):
            if _alike(shown, possible):
                self.model.meetings.pop(title, None)
                if possible is not None:
                    self.model.meetings[title] = possible
                return
        raise UntrueError(f"{title} should be {wanted} and is {shown}")

    async def _say(self, user: str, text: str) -> Shown:
        shown = await self.world.say(user, text)
        self._note(f"{user}: {text}")
        self._note(f"    {shown['text']!r} {buttons(shown)}")
        return shown

    async def _click(self, user: str, caption: str) -> str:
        """Use the newest button of that name; return its caption, or nothing."""
        for shown in reversed(self.world.messages(self.world.dm(user), user)[-4:]):
            for name in buttons(shown):
                if name == caption or (name.startswith(caption) and caption in LONG):
                    await self.world.click(user, shown, name)
                    self._note(f"{user} clicks {name}: {self.world.newest(user)['text']!r}")
                    return name
        return ""

    def _one_of(self, *, later: bool = False, running: bool = False) -> Meeting | None:
        """Return a meeting that its organizer can name by its start alone."""
        now = self._now
        standing = [one for one in self.model.meetings.values() if one.end > now + MINUTE]
        starts = [(one.organizer, one.start) for one in standing]
        clear = [one for one in standing if starts.count((one.organizer, one.start)) == 1]
        clear = [one for one in clear if not later or one.start > now]
        clear = [one for one in clear if not running or one.start <= now]
        return self.chance.choice(clear) if clear else None

    def _busy(self, wanted: Meeting) -> bool:
        """Tell whether its organizer has another meeting then, which the bot may ask about."""
        return any(
            one.organizer == wanted.organizer
            and one.title != wanted.title
            and one.start < wanted.end
            and wanted.start < one.end
            for one in self.model.meetings.values()
        )

    def _meeting(self, title: str, room: str, start: datetime, end: datetime, user: str) -> Meeting:
        email = self.world.slack.workspace.people[user].email
        return Meeting(title, room, start, end, str(email), self._now)

    def _slot(self) -> tuple[datetime, datetime]:
        """Return a time later today or tomorrow."""
        ahead = timedelta(minutes=self.chance.choice((20, 60, 120, 240, 24 * 60)))
        ahead += QUARTER * self.chance.randint(0, 8)
        start = self._now + ahead
        start -= timedelta(minutes=start.minute % 15, seconds=start.second)
        return start, start + timedelta(minutes=self.chance.choice(LENGTHS))

    def _told(self, start: datetime, end: datetime) -> str:
        minutes = (end - start) // MINUTE
        return f"on {self._local(start):%Y-%m-%d at %H:%M} for {minutes} minutes"

    def _which(self, meeting: Meeting) -> str:
        return f"my meeting on {self._local(meeting.start):%Y-%m-%d at %H:%M}"

    def _local(self, instant: datetime) -> datetime:
        return in_zone(instant, ZONE)

    def _user(self, meeting: Meeting) -> str:
        people = self.world.slack.workspace.people
        return next(user for user in PEOPLE if people[user].email == meeting.organizer)

    def _anybody(self) -> str:
        return self.chance.choice(PEOPLE)

    def _room(self) -> str:
        return self.chance.choice(self.world.joan.rooms[:6]).name

    def _title(self) -> str:
        self.asked += 1
        return f"T{self.asked}"

    def _note(self, line: str) -> None:
        self.story.append(f"{self._local(self._now):%a %H:%M} {line}")

    @property
    def _now(self) -> datetime:
        return self.world.clock.now()


def _alike(shown: Meeting | None, wanted: Meeting | None) -> bool:
    if shown is None or wanted is None:
        return shown is wanted
    return replace(shown, since=wanted.since, checked_in=wanted.checked_in) == wanted
