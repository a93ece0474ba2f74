"""What a test in the browser stands in: the bot, its Joan and its Slack."""

from dataclasses import dataclass

from roombot.app import Roombot
from roombot.sandbox.joan import JoanSandbox
from roombot.sandbox.slack import SlackSandbox


@dataclass(frozen=True)
class Office:
    """The whole of it, served."""

    joan: JoanSandbox
    slack: SlackSandbox
    bot: Roombot

    def held(self, room: str) -> list[str]:
        """Return when a room is taken, in UTC."""
        return [f"{one.start:%a %H:%M}-{one.end:%H:%M}" for one in self.joan.events(room)]
