"""``roombot admin link``: say under which address Joan knows somebody."""

import argparse

from roombot.booking import administering
from roombot.booking.office import Office
from roombot.commands.admin.opening import DeedError, administer
from roombot.domain.audit import COMMAND_LINE, By


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the person and the address."""
    parser.add_argument("person", help="a Slack id, such as `roombot admin people` shows")
    parser.add_argument("address", help="the person's e-mail address in Joan")


def run(arguments: argparse.Namespace) -> int:
    """Link them; refuse whom Slack or Joan does not know."""

    async def link(office: Office, team_id: str) -> str:
        person = await office.people.person(team_id, arguments.person)
        if person is None:
            raise DeedError(f"Slack knows nobody by the id {arguments.person}")
        if await office.people.colleague_name(arguments.address) is None:
            raise DeedError(f"Joan knows nobody by the address {arguments.address}")
        by = By(team_id, COMMAND_LINE)
        await administering.link(office, by, person.slack_id, arguments.address)
        return f"{person.name} books as {arguments.address} from now on."

    return administer(arguments.team, link)
