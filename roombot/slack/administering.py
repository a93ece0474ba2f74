"""Administration in Slack: the rules of rooms, and who is who in Joan."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.booking.administering import lay_hours, lay_names, lay_policy, lay_rule
from roombot.booking.administering import link as link_people
from roombot.booking.matching import unmatched
from roombot.booking.office import Office
from roombot.domain.audit import By
from roombot.domain.people import Person
from roombot.domain.workspace_policy import Term
from roombot.nlu import is_everyday
from roombot.slack.messages import View
from roombot.slack.modals import Modal, Modals
from roombot.slack.origins import Body, Origin
from roombot.slack.views import hours_form as hours
from roombot.slack.views import naming_form as naming
from roombot.slack.views import policy_form as policies
from roombot.slack.views import rule_form as forms
from roombot.slack.views.matching import guess_key, linked, matching
from roombot.slack.views.reader import Reader


@dataclass(frozen=True)
class Administering:
    """The forms of administrators; whoever clicks is looked at anew each time."""

    office: Office
    modals: Modals
    zone: str

    async def open_rules(self, body: Body) -> None:
        """Open the form of the rules that hold for all rooms."""
        reader = await self._reader(body)
        view = await self._rules(reader, {}) if reader.person.is_admin else forms.refused(reader)
        await self.modals.open(str(body.get("trigger_id") or ""), view)

    async def show_rules(self, body: Body) -> None:
        """Show the rules of the room that was chosen."""
        reader = await self._reader(body)
        if reader.person.is_admin:
            view = body.get("view") or {}
            await self.modals.update(_modal(view), await self._rules(reader, view))

    async def save_rules(self, ack: AsyncAck, body: Body) -> None:
        """Lay down what was entered; fields that are not the chosen room's are shown anew."""
        reader, view = await self._reader(body), body.get("view") or {}
        if not reader.person.is_admin:
            await ack(response_action="update", view=forms.refused(reader))
            return
        office = await self.office.of(reader.person.team_id)
        room = forms.chosen_room(view, await office.calendar.rooms())
        rule = forms.rule_in(view, room, office.rules.rooms.own(room))
        if rule is None:
            await ack(response_action="update", view=await self._rules(reader, view))
            return
        await lay_rule(office, _by(body), room, rule)
        await ack(response_action="update", view=forms.saved(reader, room))

    async def open_hours(self, body: Body) -> None:
        """Open the form of the office hours that hold for all buildings."""
        reader = await self._reader(body)
        view = await self._hours(reader, {}) if reader.person.is_admin else hours.refused(reader)
        await self.modals.open(str(body.get("trigger_id") or ""), view)

    async def show_hours(self, body: Body) -> None:
        """Show the hours of the building that was chosen."""
        reader = await self._reader(body)
        if reader.person.is_admin:
            view = body.get("view") or {}
            await self.modals.update(_modal(view), await self._hours(reader, view))

    async def save_hours(self, ack: AsyncAck, body: Body) -> None:
        """Lay down what was entered; fields that are not the chosen place's are shown anew."""
        reader, view = await self._reader(body), body.get("view") or {}
        if not reader.person.is_admin:
            await ack(response_action="update", view=hours.refused(reader))
            return
        place = hours.chosen_place(view, await self.office.calendar.rooms())
        entered = hours.hours_in(view, place)
        if flaws := hours.flaws_in(reader, entered, place):
            await ack(response_action="errors", errors=flaws)
            return
        if not hours.is_of(view, place):
            await ack(response_action="update", view=await self._hours(reader, view))
            return
        await lay_hours(self.office, _by(body), place, entered)
        await ack(response_action="update", view=hours.saved(reader, place))

    async def open_policy(self, body: Body) -> None:
        """Open the form of the workspace's policy."""
        reader = await self._reader(body)
        view = policies.refused(reader)
        if reader.person.is_admin:
            view = policies.policy_form(reader, await self._held(reader))
        await self.modals.open(str(body.get("trigger_id") or ""), view)

    async def save_policy(self, ack: AsyncAck, body: Body) -> None:
        """Lay down the terms that were changed in the form."""
        reader, view = await self._reader(body), body.get("view") or {}
        if not reader.person.is_admin:
            await ack(response_action="update", view=policies.refused(reader))
            return
        if flaws := policies.flaws_in(reader, view):
            await ack(response_action="errors", errors=flaws)
            return
        if changed := policies.changed_in(view, await self._held(reader)):
            await lay_policy(self.office, _by(body), changed)
        await ack(response_action="update", view=policies.saved(await self._reader(body)))

    async def open_naming(self, body: Body) -> None:
        """Open the form of what people call equipment."""
        reader = await self._reader(body)
        view = await self._naming(reader, {}) if reader.person.is_admin else naming.refused(reader)
        await self.modals.open(str(body.get("trigger_id") or ""), view)

    async def show_naming(self, body: Body) -> None:
        """Show the names of the amenity that was chosen."""
        reader = await self._reader(body)
        if reader.person.is_admin:
            view = body.get("view") or {}
            await self.modals.update(_modal(view), await self._naming(reader, view))

    async def save_naming(self, ack: AsyncAck, body: Body) -> None:
        """Keep what was entered; a field that is not the chosen amenity's is shown anew."""
        reader, view = await self._reader(body), body.get("view") or {}
        if not reader.person.is_admin:
            await ack(response_action="update", view=naming.refused(reader))
            return
        amenity = naming.chosen_amenity(view, await self.office.calendar.rooms()) or ""
        names = naming.entered_names(view, amenity)
        if names is None:
            await ack(response_action="update", view=await self._naming(reader, view))
            return
        if bad := await lay_names(self.office, _by(body), amenity, names, is_everyday):
            await ack(response_action="errors", errors=naming.flaws_of(reader, amenity, bad))
            return
        await ack(response_action="update", view=naming.saved(reader, amenity, names))

    async def open_people(self, body: Body) -> None:
        """Open the list of those who are not found in Joan."""
        reader = await self._reader(body)
        view = await self._people(reader) if reader.person.is_admin else forms.refused(reader)
        await self.modals.open(str(body.get("trigger_id") or ""), view)

    async def link(self, body: Body, value: str) -> None:
        """Link a person with the guess that was clicked, if it still is one."""
        reader = await self._reader(body)
        if not reader.person.is_admin:
            return
        team_id = reader.person.team_id
        slack_id, _, key = value.partition(".")
        found = [
            (one.person, guess)
            for one in await unmatched(self.office, team_id)
            for guess in one.guesses
            if one.person.slack_id == slack_id and guess_key(guess) == key
        ]
        note = ""
        for person, guess in found[:1]:
            await link_people(self.office, _by(body), person.slack_id, guess.email)
            note = linked(reader, person, guess)
        view = await self._people(reader, note)
        await self.modals.update(_modal(body.get("view") or {}), view)

    async def _rules(self, reader: Reader, view: dict[str, Any]) -> View:
        office = await self.office.of(reader.person.team_id)
        rooms = await office.calendar.rooms()
        chosen = forms.chosen_room(view, rooms)
        return forms.rule_form(reader, rooms, office.rules.rooms, chosen)

    async def _hours(self, reader: Reader, view: dict[str, Any]) -> View:
        office = await self.office.of(reader.person.team_id)
        rooms = await office.calendar.rooms()
        place = hours.chosen_place(view, rooms)
        return hours.hours_form(reader, rooms, office.rules.rooms, place)

    async def _naming(self, reader: Reader, view: dict[str, Any]) -> View:
        office = await self.office.of(reader.person.team_id)
        rooms = await office.calendar.rooms()
        chosen = naming.chosen_amenity(view, rooms)
        return naming.naming_form(reader, rooms, office.rules.rooms.amenity_names, chosen)

    async def _held(self, reader: Reader) -> policies.Held:
        book = self.office.rule_book
        settings = {term: book.defaults.said(term) for term in Term}
        policy = await book.policies.of(reader.person.team_id)
        return policies.Held(policy, settings, await self.office.calendar.rooms())

    async def _people(self, reader: Reader, note: str = "") -> View:
        return matching(reader, await unmatched(self.office, reader.person.team_id), note)

    async def _reader(self, body: Body) -> Reader:
        origin = Origin.of(body)
        known = await self.office.people.in_slack(origin.team_id, origin.user_id)
        person = known or Person(origin.team_id, origin.user_id, "")
        return Reader.of(person, self.office.clock.now(), self.zone, "")


def _by(body: Body) -> By:
    origin = Origin.of(body)
    return By(origin.team_id, origin.user_id, origin.delivery)


def _modal(view: dict[str, Any]) -> Modal:
    return Modal(str(view.get("id")), str(view.get("hash") or ""))
