"""Connect Joan: an administrator enters the company's credentials, which are tried at once."""

import logging
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.booking.auditing import note
from roombot.booking.office import Office
from roombot.domain.audit import By
from roombot.domain.errors import CalendarMisconfigured, RoombotError
from roombot.domain.people import Person
from roombot.slack.messages import View
from roombot.slack.modals import Modal, Modals
from roombot.slack.origins import Body, Origin
from roombot.slack.views import connect_form as views
from roombot.slack.views.reader import Reader

CONNECT = "ConnectJoan"

_log = logging.getLogger(__name__)


class Connector(Protocol):
    """Tries and keeps credentials."""

    async def connect(self, person: Person, client_id: str, client_secret: str) -> int:
        """Return how many rooms Joan shows for them; ``RoombotError`` where nothing was kept."""
        ...


@dataclass(frozen=True)
class Connecting:
    """The form at work."""

    connector: Connector
    modals: Modals
    office: Office
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
        shown = await self._tried(reader, view, Origin.of(body).delivery)
        await self.modals.update(Modal(str(view.get("id")), ""), shown)

    async def _tried(self, reader: Reader, view: dict[str, Any], delivery: str) -> View:
        client_id, client_secret = views.entered(view)
        person = reader.person
        by = By(person.team_id, person.slack_id, delivery)
        try:
            rooms = await self.connector.connect(person, client_id, client_secret)
        except RoombotError as error:
            await note(self.office, by, CONNECT, "", type(error).__name__)
            return self._not_connected(reader, client_id, error)
        await note(self.office, by, CONNECT, "", "Connected")
        _log.info("%s has connected %s to Joan", person.slack_id, person.team_id)
        return views.said(reader, "joan.connected", count=rooms)

    def _not_connected(self, reader: Reader, client_id: str, error: RoombotError) -> View:
        if isinstance(error, CalendarMisconfigured):
            return views.form(reader, client_id, reader.say("joan.refused"))
        _log.warning("Joan cannot be tried: %s: %s", type(error).__name__, error)
        return views.form(reader, client_id, reader.say("joan.unreachable"))

    async def _person(self, body: Body) -> Person:
        origin = Origin.of(body)
        known = await self.office.people.in_slack(origin.team_id, origin.user_id)
        return known or Person(origin.team_id, origin.user_id, "")

    def _reader(self, person: Person) -> Reader:
        return Reader.of(person, self.office.clock.now(), self.zone, "")
