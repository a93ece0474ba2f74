"""Connect Joan: an administrator enters the company's credentials, which are tried at once."""

import logging
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.booking.ports import Clock
from roombot.domain.errors import CalendarMisconfigured, RoombotError
from roombot.domain.people import Person
from roombot.slack.messages import View
from roombot.slack.modals import Modal, Modals
from roombot.slack.origins import Body, Origin
from roombot.slack.views import connect_form as views
from roombot.slack.views.reader import Reader

_log = logging.getLogger(__name__)


class Connector(Protocol):
    """Tries and keeps credentials."""

    async def connect(self, person: Person, client_id: str, client_secret: str) -> int:
        """Return how many rooms Joan shows for them; ``RoombotError`` where nothing was kept."""
        ...


class People(Protocol):
    """Who somebody is."""

    async def in_slack(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person as Slack knows them; Joan is not asked."""
        ...


@dataclass(frozen=True)
class Connecting:
    """The form at work."""

    connector: Connector
    modals: Modals
    people: People
    clock: Clock
    zone: str

    async def open(self, body: Body) -> None:
        """Open the form, for administrators alone."""
        person = await self._person(body)
        reader = self._reader(person)
        view = views.form(reader) if person.is_admin else views.said(reader, "joan.not_admin")
        await self.modals.open(str(body.get("trigger_id") or ""), view)

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        """Try what was entered; it is kept where Joan takes it, and never shown again."""
        person, view = await self._person(body), body.get("view") or {}
        reader = self._reader(person)
        if not person.is_admin:
            await ack(response_action="update", view=views.said(reader, "joan.not_admin"))
            return
        await ack(response_action="update", view=views.said(reader, "joan.trying"))
        shown = await self._tried(reader, view)
        await self.modals.update(Modal(str(view.get("id")), ""), shown)

    async def _tried(self, reader: Reader, view: dict[str, Any]) -> View:
        client_id, client_secret = views.entered(view)
        person = reader.person
        try:
            rooms = await self.connector.connect(person, client_id, client_secret)
        except CalendarMisconfigured:
            return views.form(reader, client_id, reader.say("joan.refused"))
        except RoombotError as error:
            _log.warning("Joan cannot be tried: %s: %s", type(error).__name__, error)
            return views.form(reader, client_id, reader.say("joan.unreachable"))
        _log.info("%s has connected %s to Joan", person.slack_id, person.team_id)
        return views.said(reader, "joan.connected", count=rooms)

    async def _person(self, body: Body) -> Person:
        origin = Origin.of(body)
        known = await self.people.in_slack(origin.team_id, origin.user_id)
        return known or Person(origin.team_id, origin.user_id, "")

    def _reader(self, person: Person) -> Reader:
        return Reader.of(person, self.clock.now(), self.zone, "")
