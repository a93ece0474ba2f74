"""Keep people's Homes fresh, and their settings."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.ports import Clock
from roombot.dialogue import Dialogue
from roombot.domain.errors import CalendarMisconfigured, RoombotError
from roombot.domain.people import Person
from roombot.domain.turns import Turn
from roombot.slack.messages import Block, View
from roombot.slack.replies import FAILURES
from roombot.slack.views.blocks import section
from roombot.slack.views.connect_form import connect, unconnected
from roombot.slack.views.home import home
from roombot.slack.views.reader import Reader
from roombot.slack.views.refusals import error_key
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
    may_connect: bool = False  # whether workspaces bring a Joan of their own

    async def open(self, team_id: str, slack_id: str) -> None:
        """Show a person the Home, and keep it fresh from now on."""
        try:
            person = await self.dialogue.office.people.person(team_id, slack_id)
            if person is None:
                return
            await self.homes.opened(person, self.clock.now())
            await self.publish(person)
        except CalendarMisconfigured as error:
            if not self.may_connect:
                raise
            await self._publish_unconnected(team_id, slack_id, error)

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
        if self.may_connect and person.is_admin:
            view["blocks"].append(connect(reader))
        return await self._show(person, view)

    async def say(self, person: Person, note: Sequence[Block]) -> bool:
        """Publish a Home that says something and no more: nothing is looked up or kept for it."""
        return await self._show(person, {"type": "home", "blocks": list(note)})

    async def _publish_unconnected(
        self, team_id: str, slack_id: str, error: CalendarMisconfigured
    ) -> None:
        """Publish the way to Joan, where an administrator has to go it first."""
        person = await self.dialogue.office.people.in_slack(team_id, slack_id)
        if person is None:
            return
        reader = Reader.of(person, self.clock.now(), self.zone, "")
        await self._show(person, unconnected(reader, error_key(error), may_connect=person.is_admin))

    async def _show(self, person: Person, view: View) -> bool:
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
