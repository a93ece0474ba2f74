"""Who somebody is, in Slack and in Joan at once."""

from dataclasses import replace

from roombot.booking.ports import Aliases, Calendar, Directory
from roombot.booking.records import Wishes
from roombot.booking.rulebook import RuleBook
from roombot.domain.errors import CalendarMisconfigured, CalendarUnavailable, CalendarUnreadable
from roombot.domain.people import Person, folded


class People:
    """Matches the workspace's people with Joan's by e-mail, or by an administrator's link."""

    def __init__(
        self,
        directory: Directory,
        aliases: Aliases,
        wishes: Wishes,
        calendar: Calendar,
        rule_book: RuleBook,
    ) -> None:
        """Take where people are looked up, what they wish and who administers."""
        self._directory = directory
        self._aliases = aliases
        self.wishes = wishes
        self._calendar = calendar
        self._rule_book = rule_book

    async def person(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person by Slack id, or None where Slack knows nobody by it."""
        return await self._known(await self._directory.person(team_id, slack_id))

    async def acquaintance(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person, not matched with Joan's people where she cannot be asked."""
        found = await self._directory.person(team_id, slack_id)
        try:
            return await self._known(found)
        except (CalendarUnavailable, CalendarMisconfigured, CalendarUnreadable):
            return found and replace(await self._wishing(found), is_matched=False)

    async def in_slack(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person as Slack knows them; Joan is not asked."""
        found = await self._directory.person(team_id, slack_id)
        return found and await self._wishing(found)

    async def by_email(self, team_id: str, email: str) -> Person | None:
        """Return the workspace's person with an address, or None."""
        return await self._known(await self._directory.by_email(team_id, email))

    async def everybody(self, team_id: str) -> tuple[Person, ...]:
        """Return all accounts of the workspace, matched with Joan's people."""
        known = {folded(one.email) for one in await self._calendar.colleagues()}
        return tuple(
            [
                replace(one, joan_email=address if address in known else None)
                for one in await self._directory.everybody(team_id)
                for address in [await self._address_of(one)]
            ]
        )

    async def administrators(self, team_id: str) -> tuple[Person, ...]:
        """Return the members who administer roombot: who is named, or administers Slack."""
        rules = await self._rule_book.of(team_id)
        named = [await self._named(team_id, name) for name in sorted(rules.admins)]
        all_accounts = await self._directory.everybody(team_id) if rules.slack_admins else ()
        of_slack = [
            await self.person(team_id, one.slack_id) for one in all_accounts if one.is_admin
        ]
        found = {one.slack_id: one for one in (*named, *of_slack) if one and one.is_admin}
        return tuple(found.values())

    async def group(self, team_id: str, group_id: str) -> frozenset[str]:
        """Return who is in a Slack user group, by Slack id."""
        return await self._directory.group(team_id, group_id)

    async def colleague_name(self, email: str) -> str | None:
        """Return the name under which Joan knows an address, or None."""
        wanted = folded(email)
        people = await self._calendar.colleagues()
        return next((one.name for one in people if folded(one.email) == wanted), None)

    async def link(self, team_id: str, slack_id: str, joan_email: str) -> bool:
        """Link a Slack person to an address; tell whether Joan knows it."""
        await self._aliases.link(team_id, slack_id, joan_email)
        return await self.colleague_name(joan_email) is not None

    async def _named(self, team_id: str, name: str) -> Person | None:
        """Return who is named in the settings, by an address or a Slack id."""
        if "@" in name:
            return await self.by_email(team_id, name)
        return await self.person(team_id, name.upper())

    async def _known(self, person: Person | None) -> Person | None:
        if person is None:
            return None
        address = await self._address_of(person)
        is_known = address is not None and await self.colleague_name(address) is not None
        matched = replace(person, joan_email=address if is_known else None)
        return await self._wishing(matched)

    async def _address_of(self, person: Person) -> str | None:
        alias = await self._aliases.joan_email_of(person.team_id, person.slack_id)
        address = alias or person.email
        return folded(address) if address else None

    async def _wishing(self, person: Person) -> Person:
        """Return a person with the settings and the rights that hold here."""
        wished = await self.wishes.of(person.team_id, person.slack_id)
        rules = await self._rule_book.of(person.team_id)
        return replace(
            person,
            is_admin=rules.is_admin(person),
            preferences=wished,
            locale=wished.language or rules.language_of(person.locale),
        )
