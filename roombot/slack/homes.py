"""Keep people's Homes fresh, and their settings."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.ports import Clock
from roombot.dialogue import Dialogue
from roombot.domain.errors import RoombotError
from roombot.domain.people import Person
from roombot.domain.turns import Turn
from roombot.slack.messages import Block
from roombot.slack.replies import FAILURES
from roombot.slack.views.blocks import section
from roombot.slack.views.home import home
from roombot.slack.views.reader import Reader
from roombot.slack.views.settings_form import settings_form, wished_in

_log = logging.getLogger(__name__)


class Homes(Protocol):
    """Who looks at the Home."""

    async def opened(self, person: Person, now: datetime) -> None:
        """Note that a person looks at the Home."""
        ...

    async def is_seen(self, person: Person, now: datetime) -> bool:
        """Tell whether a person has looked at the Home lately."""
        ...


@dataclass(frozen=True)
class HomePublisher:
    """Publishes Homes."""

    client: AsyncWebClient
    dialogue: Dialogue
    homes: Homes
    clock: Clock
    zone: str

    async def open(self, team_id: str, slack_id: str) -> None:
        """Show a person the Home, and keep it fresh from now on."""
        person = await self.dialogue.office.people.person(team_id, slack_id)
        if person is None:
            return
        await self.homes.opened(person, self.clock.now())
        await self.publish(person)

    async def refresh(self, person: Person, note: Sequence[Block] = ()) -> bool:
        """Bring a Home up to date where it is looked at; tell whether that was done.

        A failure is no harm but staleness.
        """
        try:
            if note or await self.homes.is_seen(person, self.clock.now()):
                return await self.publish(person, note)
        except RoombotError as error:
            _log.warning("the Home of %s stays as it was: %s", person.slack_id, error)
        return False

    async def publish(self, person: Person, note: Sequence[Block] = ()) -> bool:
        """Publish a Home as it is now, under the answer to the last click; tell whether it is."""
        now = self.clock.now()
        shown, offer_id = await self.dialogue.home(Turn(person, f"home/{now.isoformat()}", now))
        reader = Reader.of(person, now, self.zone, offer_id or "")
        view = home(reader, shown, note)
        try:
            await self.client.views_publish(user_id=person.slack_id, view=view)
        except FAILURES as error:
            _log.warning("the Home of %s cannot be published: %s", person.slack_id, error)
            return False
        return True

    async def open_settings(self, team_id: str, slack_id: str, trigger_id: str) -> None:
        """Open the form of a person's settings."""
        office = self.dialogue.office
        person = await office.people.person(team_id, slack_id)
        if person is None:
            return
        reader = Reader.of(person, self.clock.now(), self.zone, "")
        form = settings_form(reader, await office.calendar.rooms())
        await self.client.views_open(trigger_id=trigger_id, view=form)

    async def save_settings(self, team_id: str, slack_id: str, state: dict[str, Any]) -> None:
        """Keep what was entered, and show it."""
        office = self.dialogue.office
        person = await office.people.person(team_id, slack_id)
        if person is None:
            return
        wished = wished_in(state, await office.calendar.rooms())
        await office.people.wishes.save(person, wished)
        changed = await office.people.person(team_id, slack_id)
        if changed is not None:
            reader = Reader.of(changed, self.clock.now(), self.zone, "")
            await self.publish(changed, [section(reader.say("settings.saved"))])
