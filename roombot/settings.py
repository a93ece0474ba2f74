"""Settings: read once from the environment, frozen, every problem named at once."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Annotated

from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from roombot.domain.time_zones import is_zone

SLACK_URL = "https://slack.com/api/"
SLACK_AUTHORIZE_URL = "https://slack.com/oauth/v2/authorize"
JOAN_URL = "https://portal.getjoan.com"


class SettingsError(Exception):
    """Some settings are missing or wrong; the message names each on a line of its own."""


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^/\s]+", value):
        raise ValueError("must be a web address such as https://example.com")
    return value


def _zone(value: str) -> str:
    if not is_zone(value):
        raise ValueError("must be a time zone such as Europe/Ljubljana")
    return value


def _office_hours(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"\s*(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)\s*", value)
    if found is None:
        raise ValueError("must be two times such as 08:00-18:00")
    opens, closes = (time.fromisoformat(part.zfill(5)) for part in found.groups())
    if opens >= closes:
        raise ValueError("must close after it opens, such as 08:00-18:00")
    return opens, closes


def _database(value: str) -> str:
    if not re.match(r"(sqlite|postgres|postgresql)(\+\w+)?://", value):
        raise ValueError("must start with sqlite:///, postgres:// or postgresql://")
    return value


def _keys(value: object) -> object:
    if not isinstance(value, str):
        return value
    keys = tuple(part.strip() for part in value.split(",") if part.strip())
    if not keys or not all(re.fullmatch(r"[\w-]{43}=", key, re.ASCII) for key in keys):
        raise ValueError("must be keys as `roombot keys new` makes them, separated by commas")
    return keys


def _names(value: object) -> object:
    if isinstance(value, str):
        return frozenset(part.strip().casefold() for part in value.split(",") if part.strip())
    return value


class Settings(BaseModel):
    """What the environment says; field names are the variables' in lower case."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_client_id: str = ""
    slack_client_secret: SecretStr = SecretStr("")
    slack_authorize_url: Annotated[str, BeforeValidator(_web_address)] = SLACK_AUTHORIZE_URL
    slack_api_url: Annotated[str, BeforeValidator(_web_address)] = SLACK_URL
    joan_client_id: str = ""
    joan_client_secret: SecretStr = SecretStr("")
    joan_url: Annotated[str, BeforeValidator(_web_address)] = JOAN_URL
    database_url: Annotated[str, BeforeValidator(_database)] = "sqlite:///roombot.db"
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    roombot_url: Annotated[str, BeforeValidator(_web_address)] = ""
    roombot_secret_keys: Annotated[tuple[SecretStr, ...], BeforeValidator(_keys)] = ()
    roombot_timezone: Annotated[str, BeforeValidator(_zone)] = "UTC"
    roombot_office_hours: Annotated[tuple[time, time], BeforeValidator(_office_hours)] = (
        time(8),
        time(18),
    )
    roombot_default_minutes: Annotated[int, Field(ge=5, le=1440)] = 30
    roombot_release_after: Annotated[int, Field(ge=0, le=120)] = 0
    roombot_release_up_to: Annotated[int, Field(ge=5, le=1440)] = 240
    roombot_release_series: bool = True
    roombot_never_released: Annotated[frozenset[str], BeforeValidator(_names)] = frozenset()
    roombot_admins: Annotated[frozenset[str], BeforeValidator(_names)] = frozenset()
    roombot_keep_unknown: bool = False
    honcho_process_name: str = ""
    dyno: str = ""
    roombot_log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"
    roombot_log_format: Annotated[str, Field(pattern="^(auto|json|text)$")] = "auto"
    roombot_metrics_token: SecretStr = SecretStr("")
    roombot_traces_url: Annotated[str, BeforeValidator(_web_address)] = ""
    roombot_worker_port: Annotated[int, Field(ge=0, le=65535)] = 0

    @property
    def process_name(self) -> str:
        """What tells this process from its siblings, the same after a restart."""
        return self.honcho_process_name or self.dyno or "roombot"

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces add the bot themselves, rather than one being named by its token."""
        return bool(self.slack_client_id)

    @property
    def keys(self) -> tuple[str, ...]:
        """What secrets are sealed with, the newest first."""
        return tuple(key.get_secret_value() for key in self.roombot_secret_keys)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be printed."""
        kept = (
            self.slack_bot_token,
            self.slack_signing_secret,
            self.slack_app_token,
            self.slack_client_secret,
            self.joan_client_secret,
            *self.roombot_secret_keys,
            self.roombot_metrics_token,
        )
        return tuple(secret.get_secret_value() for secret in kept if secret.get_secret_value())


KEYS = ("roombot_secret_keys",)
SLACK = ("slack_bot_token",)
SLACK_HTTP = ("slack_bot_token", "slack_signing_secret")
SLACK_SOCKET = ("slack_bot_token", "slack_app_token")
JOAN = ("joan_client_id", "joan_client_secret")
OAUTH = ("slack_client_id", "slack_client_secret", "roombot_secret_keys", "roombot_url")
EITHER = (
    "SLACK_CLIENT_ID and SLACK_BOT_TOKEN exclude each other: with a client id workspaces add "
    "roombot themselves, with a bot token it serves that token's workspace alone"
)


def read_settings(*needed: str, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings, or raise ``SettingsError`` naming all that is missing or wrong.

    ``needed`` are the fields that must not be empty. Without an ``environment`` the process's
    own is read, over a ``.env`` file in the working directory.
    """
    settings, problems = examine_settings(*needed, environment=environment)
    if problems:
        raise SettingsError("\n".join(problems.values()))
    return settings


def examine_settings(
    *needed: str, environment: Mapping[str, str] | None = None
) -> tuple[Settings, dict[str, str]]:
    """Return what can be read of the settings, and a sentence for each that is missing or wrong."""
    values = {name.lower(): value for name, value in (environment or _environment()).items()}
    given = {name: value.strip() for name, value in values.items() if value.strip()}
    if "roombot_log_level" in given:
        given["roombot_log_level"] = given["roombot_log_level"].upper()
    asked = _asked(needed, many_workspaces="slack_client_id" in given)
    problems = {name: f"{name.upper()} is missing" for name in asked if name not in given}
    if {"slack_client_id", "slack_bot_token"} <= given.keys():
        problems["slack_client_id"] = EITHER
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        wrong = _wrong(error)
        settings = Settings.model_validate({name: given[name] for name in given.keys() - wrong})
        problems |= wrong
    return settings, problems


def _asked(needed: Sequence[str], *, many_workspaces: bool) -> tuple[str, ...]:
    """Return what must be set: many workspaces bring tokens and accounts of their own."""
    own = {*SLACK, *JOAN}
    if not many_workspaces or not own & set(needed):
        return tuple(needed)
    return (*(name for name in needed if name not in own), *OAUTH)


def _wrong(error: ValidationError) -> dict[str, str]:
    """Name each wrong setting; values stay out, they may be secret."""
    problems = error.errors(include_input=False, include_url=False)
    return {str(one["loc"][0]): f"{_name(one)}: {_message(one)}" for one in problems}


def _name(problem: ErrorDetails) -> str:
    return str(problem["loc"][0]).upper()


def _message(problem: ErrorDetails) -> str:
    message = problem["msg"].removeprefix("Value error, ")
    return f"{message[0].lower()}{message[1:]}"


def _environment() -> Mapping[str, str]:
    file = {name: value or "" for name, value in dotenv_values(Path.cwd() / ".env").items()}
    return file | dict(os.environ)  # noqa: TID251 - the one home of the environment
