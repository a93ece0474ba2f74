"""Your data: whoever asks gets all that is kept of them as a file, or has it erased."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from roombot.booking.auditing import note
from roombot.booking.office import Office
from roombot.domain.audit import By
from roombot.domain.people import Person
from roombot.domain.personal_data import Erased, StillAtWork
from roombot.slack.files import Files
from roombot.slack.homes import HomePublisher
from roombot.slack.messages import Message
from roombot.slack.origins import Origin
from roombot.slack.replies import FAILURES, Replies
from roombot.slack.views.blocks import section
from roombot.slack.views.personal_data import erased
from roombot.slack.views.reader import Reader

NAME = "roombot.json"

_log = logging.getLogger(__name__)


class PersonalData(Protocol):
    """All that is stored of people."""

    async def export(self, team_id: str, who: str) -> dict[str, list[dict[str, Any]]]:
        """Return a person's rows by table."""
        ...

    async def erase(self, team_id: str, who: str, now: datetime) -> Erased:
        """Erase them; ``StillAtWork`` while something is written for the person."""
        ...


@dataclass(frozen=True)
class YourData:
    """Serves whoever clicks, and with their own data alone."""

    data: PersonalData
    office: Office
    homes: HomePublisher
    replies: Replies
    files: Files
    zone: str

    async def download(self, origin: Origin) -> None:
        """Send the person all that is kept of them, where nobody else reads along."""
        person = await self._person(origin)
        reader = self._reader(person)
        posted = await self.replies.dm(person.slack_id, Message(reader.say("data.sent")))
        if posted is None:
            return
        rows = await self.data.export(person.team_id, person.slack_id)
        content = json.dumps(rows, indent=2, ensure_ascii=False, default=str).encode()
        title = reader.caption("data.file")
        try:
            await self.files.upload(content, NAME, title, channel=posted.channel)
        except FAILURES as error:
            _log.warning("the data of %s is not sent: %s", person.slack_id, error)
            message = Message(reader.say("data.not_sent"))
            await self.replies.update(posted.channel, posted.ts, message)

    async def erase(self, origin: Origin) -> None:
        """Erase it, and say so on the Home."""
        person = await self._person(origin)
        now = self.office.clock.now()
        try:
            done = await self.data.erase(person.team_id, person.slack_id, now)
        except StillAtWork:
            reader = self._reader(person)
            await self.homes.publish(person, [section(reader.say("data.at_work"))])
            return
        by = By(person.team_id, done.pseudonym, origin.delivery)
        await note(self.office, by, "Erase", done.pseudonym, f"{sum(done.rows.values())} rows")
        await self.homes.say(person, [erased(self._reader(person), done)])

    async def _person(self, origin: Origin) -> Person:
        known = await self.office.people.acquaintance(origin.team_id, origin.user_id)
        return known or Person(origin.team_id, origin.user_id, "")

    def _reader(self, person: Person) -> Reader:
        return Reader.of(person, self.office.clock.now(), self.zone, "")
