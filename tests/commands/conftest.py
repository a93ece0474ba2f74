import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from roombot.sandbox.joan import JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSettings, create_slack
from roombot.settings import Settings
from roombot.system_clock import SystemClock
from tests.commands.process import HIDDEN, Shell, free_port


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all of pytest's workers share."""
    own = tmp_path_factory.getbasetemp()
    return (own if worker_id == "master" else own.parent) / "bytecode"


@pytest.fixture
def bare_environment(monkeypatch: pytest.MonkeyPatch, bytecode: Path) -> None:
    """Leave no settings in the environment; let processes share what they compile."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    if sys.dont_write_bytecode:  # else every process would compile all of it again
        monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))


@pytest.fixture
async def shell(tmp_path: Path, bare_environment: None) -> AsyncIterator[Shell]:
    """Serve both worlds, with settings for a bot of theirs."""
    assert bare_environment is None
    now = SystemClock().now
    secret = HIDDEN["JOAN_CLIENT_SECRET"]
    joan = create_joan(JoanSettings(":memory:", now, office="empty", client_secret=secret))
    slack = create_slack(
        SlackSettings(
            now,
            bot_token=HIDDEN["SLACK_BOT_TOKEN"],
            app_token=HIDDEN["SLACK_APP_TOKEN"],
            signing_secret=HIDDEN["SLACK_SIGNING_SECRET"],
            retry_delays=(),
        )
    )
    async with (
        serve(joan.app) as joan_url,
        serve(slack.app) as slack.url,
        aiohttp.ClientSession() as http,
    ):
        settings = HIDDEN | {
            "SLACK_API_URL": f"{slack.url}/api/",
            "JOAN_URL": joan_url,
            "JOAN_CLIENT_ID": "demo",
            "PORT": str(free_port()),
            "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        }
        opened = Shell(tmp_path, settings, http, joan, slack)
        yield opened
        for running in opened.started:
            await running.kill()
    joan.close()
