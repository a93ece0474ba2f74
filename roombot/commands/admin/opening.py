"""Open the office of the workspace that is administered."""

import asyncio
from collections.abc import Awaitable, Callable

from roombot.app import Roombot, open_roombot
from roombot.booking.office import Office
from roombot.commands.problems import complain, database_or_exit, settings_or_exit
from roombot.domain.errors import RoombotError
from roombot.settings import JOAN, SLACK, Settings
from roombot.slack.doctor import Questions
from roombot.slack.redaction import configure_logging
from roombot.system_clock import SystemClock

Deed = Callable[[Office, str], Awaitable[str]]


class DeedError(RoombotError):
    """What was asked for cannot be done; the words say why."""


def administer(team_id: str | None, deed: Deed) -> int:
    """Do a deed in a workspace and print what came of it; 1 where it could not be done."""
    settings = settings_or_exit(*JOAN, *SLACK) if team_id is None else settings_or_exit()
    configure_logging("WARNING", settings.secrets)
    database_or_exit(settings)
    try:
        print(asyncio.run(_done(settings, team_id, deed)))
    except RoombotError as error:
        complain(f"Nothing was done: {error}")
        return 1
    return 0


async def _done(settings: Settings, team_id: str | None, deed: Deed) -> str:
    async with open_roombot(settings, SystemClock()) as bot:
        team = team_id or await _own_team(bot)
        rounds = await bot.workspaces.rounds_of(team)
        if rounds is None:
            raise DeedError(f"the bot does not serve the workspace {team}")
        return await deed(await rounds.care.office.of(team), team)


async def _own_team(bot: Roombot) -> str:
    """Return the workspace of the settings, which Slack knows by the token."""
    settings = bot.settings
    if not settings.slack_bot_token.get_secret_value():
        raise DeedError("there may be many workspaces: name one with --team")
    asked = Questions(bot.common.session, settings.slack_api_url, bot.common.clock)
    reply = await asked.whose(settings.slack_bot_token.get_secret_value())
    if not reply.team_id:
        raise DeedError(f"Slack does not say which workspace it is ({reply.error})")
    return reply.team_id
