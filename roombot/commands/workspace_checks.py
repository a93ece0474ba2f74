"""What ``roombot doctor`` finds where workspaces add the bot themselves."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from roombot.commands.problems import reason
from roombot.commands.slack_checks import APPS
from roombot.joan.findings import Finding, Level
from roombot.settings import Settings
from roombot.slack.oauth import NotGranted, OAuth
from roombot.slack.web import build_client, open_session
from roombot.store.database import open_database
from roombot.store.migrations import SchemaState, is_shared, schema_state
from roombot.store.resealing import readable
from roombot.store.secrets import SecretUnreadable, Vault
from roombot.system_clock import SystemClock

NO_CODE = "doctor"  # that Slack has never given to anybody
KNOWN = "invalid_code"  # what Slack says of it to an app that it knows
COPY_APP = f"Copy the client id and secret anew from Basic Information at {APPS}."
OLDER_KEYS = "Add the keys that were used before behind the others, then run `roombot keys rotate`."


async def examine_app(settings: Settings) -> AsyncIterator[Finding]:
    """Look whether Slack knows the app, and where consents come back."""
    yield await _known(settings)
    if not settings.roombot_url.startswith("https:"):
        advice = "Slack sends consents back to https addresses alone."
        yield Finding("Slack: redirect", Level.WARN, f"to {settings.roombot_url}", advice)


async def _known(settings: Settings) -> Finding:
    name = "Slack: app"
    async with open_session() as session:
        client = build_client("", settings.slack_api_url, session)
        secret = settings.slack_client_secret.get_secret_value()
        oauth = OAuth(client, settings.slack_client_id, secret, SystemClock())
        try:
            await oauth.exchange(NO_CODE, settings.roombot_url)
        except NotGranted as error:
            if error.code == KNOWN:
                return Finding(name, Level.OK, "Slack knows the client id and its secret")
            return Finding(name, Level.FAIL, error.code, COPY_APP)
    return Finding(name, Level.WARN, "Slack takes any code", "Check SLACK_API_URL.")


async def examine_workspaces(settings: Settings) -> AsyncIterator[Finding]:
    """Look whether the keys open everything that is sealed."""
    name = "Workspaces"
    try:
        if not _is_current(settings.database_url):
            yield Finding(name, Level.OK, "none yet")
            return
        async with aclosing(open_database(settings.database_url)) as database:
            number = await readable(database, Vault(settings.keys))
    except SecretUnreadable as error:
        yield Finding(name, Level.FAIL, str(error), OLDER_KEYS)
    except (SQLAlchemyError, ValueError) as error:
        yield Finding(name, Level.FAIL, reason(error), "Check DATABASE_URL.")
    else:
        yield Finding(name, Level.OK, f"secrets that the keys open: {number}, which is all")


def _is_current(address: str) -> bool:
    """Tell whether there is a database to look into; looking must not make one."""
    file = make_url(address).database
    is_there = is_shared(address) or bool(file and Path(file).exists())
    return is_there and schema_state(address) is SchemaState.CURRENT
