"""Two companies in one deployment: each with a Slack workspace and a Joan of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from cryptography.fernet import Fernet

from roombot.app import Roombot, build_web, open_roombot
from roombot.domain.installations import Installation, JoanCredentials
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.sandbox.slack.hub import HubSettings, SlackHub
from roombot.settings import read_settings
from roombot.workspaces.installed import InstalledWorkspaces
from tests.scenarios.world import ADA, PATIENCE, World

KEY = Fernet.generate_key().decode()
APP = HubSettings()


@dataclass
class Companies:
    """The deployment and whom it serves; nobody has added the bot yet."""

    alpha: World
    beta: World
    hub: SlackHub
    bot: Roombot
    bot_url: str
    joan_urls: dict[str, str]

    @property
    def workspaces(self) -> InstalledWorkspaces:
        assert isinstance(self.bot.workspaces, InstalledWorkspaces)
        return self.bot.workspaces

    async def install(self, world: World, *, with_joan: bool = True) -> None:
        """Add the bot to a workspace, without the pages."""
        team_id = team_of(world)
        installation = Installation(
            id=team_id,
            name=team_id,
            bot_token=self.hub.token_of(world.slack),
            bot_user_id="U0ROOMBOT",
            scopes=(),
            installer_id=ADA,
            installed_at=world.clock.now(),
        )
        registered = self.workspaces.registered
        await registered.installations.save(installation)
        if with_joan:
            account = JoanCredentials(self.joan_urls[team_id], "demo", "demo")
            await registered.accounts.save(team_id, account, ADA, world.clock.now())


def team_of(world: World) -> str:
    return world.slack.workspace.settings.team_id


@asynccontextmanager
async def open_companies(
    clock: SandboxClock, database_url: str, app: HubSettings = APP, **settings: str
) -> AsyncIterator[Companies]:
    """Open both companies and the bot between them."""
    async with AsyncExitStack() as stack:
        joans = {team_id: _joan(clock) for team_id in ("T0ALPHA", "T0BETA")}
        slacks = {team_id: _slack(clock, team_id) for team_id in joans}
        joan_urls = {
            team_id: await stack.enter_async_context(serve(joan.app))
            for team_id, joan in joans.items()
        }
        for slack in slacks.values():
            slack.url = await stack.enter_async_context(serve(slack.app))
        hub = SlackHub(tuple(slacks.values()), app)
        hub_url = await stack.enter_async_context(serve(hub.app))
        environment = {
            "SLACK_CLIENT_ID": app.client_id,
            "SLACK_CLIENT_SECRET": app.client_secret,
            "SLACK_SIGNING_SECRET": "sandbox-secret",
            "SLACK_API_URL": f"{hub_url}/api/",
            "SLACK_AUTHORIZE_URL": f"{hub_url}/oauth/v2/authorize",
            "JOAN_URL": joan_urls["T0ALPHA"],
            "DATABASE_URL": database_url,
            "ROOMBOT_URL": "https://roombot.example.com",
            "ROOMBOT_SECRET_KEYS": KEY,
            "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        }
        bot = await stack.enter_async_context(
            open_roombot(read_settings(environment=environment | settings), clock)
        )
        bot_url = await stack.enter_async_context(serve(build_web(bot)))
        worlds = []
        for team_id, slack in slacks.items():
            slack.events_url = f"{bot_url}/slack/events"
            worlds.append(World(joans[team_id], slack, bot, clock))
        alpha, beta = worlds
        yield Companies(alpha, beta, hub, bot, bot_url, joan_urls)


def _joan(clock: SandboxClock) -> JoanSandbox:
    return create_joan(JoanSettings(":memory:", clock.now, office="empty"))


def _slack(clock: SandboxClock, team_id: str) -> SlackSandbox:
    return create_slack(
        SlackSettings(
            clock.now,
            team_id=team_id,
            signed_at=lambda: clock.now().timestamp(),
            retry_delays=(),
            ack_seconds=PATIENCE,
        )
    )
