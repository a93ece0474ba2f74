"""A Slack workspace to try the bot in: Web API, deliveries, Socket Mode, and a page to chat on."""

from roombot.sandbox.slack.deliveries import Attempt, Delivery
from roombot.sandbox.slack.faults import Fault
from roombot.sandbox.slack.sandbox import SlackSandbox
from roombot.sandbox.slack.settings import SlackSettings

__all__ = ["Attempt", "Delivery", "Fault", "SlackSandbox", "SlackSettings", "create_slack"]


def create_slack(settings: SlackSettings) -> SlackSandbox:
    """Return a workspace, as its database remembers it."""
    return SlackSandbox(settings)
