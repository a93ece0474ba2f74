"""What ``roombot doctor`` finds in Slack, and what to do about it."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

from roombot.joan.findings import Finding, Level
from roombot.settings import Settings
from roombot.slack.doctor import Questions, Reply
from roombot.slack.scopes import SCOPES

SKEWED, REFUSED = timedelta(seconds=30), timedelta(minutes=5)
APPS = "https://api.slack.com/apps"
REINSTALL = (
    f"At {APPS} compare the app with manifest.yml, then reinstall it under Install App "
    "and copy the bot token anew into SLACK_BOT_TOKEN."
)
COPY_BOT_TOKEN = f"Copy the bot token (xoxb-...) from OAuth & Permissions at {APPS}."
COPY_APP_TOKEN = (
    f"Under Basic Information at {APPS} make an app-level token (xapp-...) with "
    "connections:write, and turn Socket Mode on."
)
NETWORK = "Check SLACK_API_URL and the network; if they are right, try again later."
ADVICE = {
    "account_inactive": REINSTALL,
    "token_revoked": REINSTALL,
    "token_expired": f"Token rotation is on: make the app anew from manifest.yml at {APPS}.",
    "ratelimited": "Try again in a minute.",
}


async def examine_slack(settings: Settings, questions: Questions) -> AsyncIterator[Finding]:
    """Look at both tokens, the scopes, the clock and the signing secret."""
    bot_token = settings.slack_bot_token.get_secret_value()
    app_token = settings.slack_app_token.get_secret_value()
    if bot_token:
        reply = await questions.whose(bot_token)
        yield _bot(reply)
        if not reply.error:
            yield _scopes(reply)
        if reply.skew is not None:
            yield _clock(reply.skew)
    for finding in _signing_secret(settings.slack_signing_secret.get_secret_value()):
        yield finding
    if app_token:
        yield _socket(await questions.may_connect(app_token))


def _bot(reply: Reply) -> Finding:
    name = "Slack: bot token"
    if reply.error:
        return _failed(name, reply, COPY_BOT_TOKEN)
    if not reply.is_bot:
        return Finding(name, Level.FAIL, "it is no bot's token", COPY_BOT_TOKEN)
    return Finding(name, Level.OK, f"{reply.user} in {reply.team}")


def _scopes(reply: Reply) -> Finding:
    name = "Slack: scopes"
    if reply.scopes is None:
        return Finding(name, Level.WARN, "Slack does not tell them", "Compare with manifest.yml.")
    if missing := SCOPES - reply.scopes:
        return Finding(name, Level.FAIL, f"missing: {', '.join(sorted(missing))}", REINSTALL)
    if more := reply.scopes - SCOPES:
        return Finding(name, Level.OK, f"not needed: {', '.join(sorted(more))}")
    return Finding(name, Level.OK, "as in manifest.yml")


def _clock(skew: timedelta) -> Finding:
    name, seconds = "Slack: clock", round(skew.total_seconds())
    if abs(skew) <= SKEWED:
        return Finding(name, Level.OK, "this machine's clock agrees")
    detail = f"this machine's clock is {abs(seconds)} s {'ahead' if seconds > 0 else 'behind'}"
    if abs(skew) < REFUSED:
        return Finding(name, Level.WARN, detail, "Set the clock by NTP.")
    return Finding(name, Level.FAIL, detail, "Set the clock by NTP: every delivery is refused.")


def _signing_secret(secret: str) -> Iterator[Finding]:
    name = "Slack: signing secret"
    if not secret:
        return
    if not re.fullmatch("[0-9a-f]{32}", secret):
        advice = f"Compare it with Basic Information at {APPS}."
        yield Finding(name, Level.WARN, "not the 32 hexadecimal digits that Slack gives", advice)
        return
    detail = "well-formed; it is proved when Slack accepts the request URL of a running `serve`"
    yield Finding(name, Level.OK, detail)


def _socket(reply: Reply) -> Finding:
    name = "Slack: app-level token"
    if reply.error:
        return _failed(name, reply, COPY_APP_TOKEN)
    return Finding(name, Level.OK, "Socket Mode may connect")


def _failed(name: str, reply: Reply, otherwise: str) -> Finding:
    advice = ADVICE.get(reply.error, otherwise) if reply.reached else NETWORK
    return Finding(name, Level.FAIL, reply.error, advice)
