from datetime import time
from pathlib import Path

import pytest

from roombot.settings import JOAN, SLACK_HTTP, SettingsError, read_settings

COMPLETE = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "quiet",
    "JOAN_CLIENT_ID": "id",
    "JOAN_CLIENT_SECRET": "hush",
}


def test_every_missing_and_wrong_setting_is_named_at_once() -> None:
    wrong = {
        "PORT": "many",
        "ROOMBOT_TIMEZONE": "Mars",
        "ROOMBOT_OFFICE_HOURS": "9 to 5",
        "JOAN_URL": "portal",
        "DATABASE_URL": "mysql://x",
        "ROOMBOT_DEFAULT_MINUTES": "0",
        "ROOMBOT_LOG_LEVEL": "chatty",
    }
    with pytest.raises(SettingsError) as error:
        read_settings(*SLACK_HTTP, *JOAN, environment=wrong)
    named = {line.split(" ")[0].rstrip(":") for line in str(error.value).splitlines()}
    assert named == set(COMPLETE) | set(wrong)


def test_what_is_wrong_is_named_but_not_repeated() -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(environment={"DATABASE_URL": "mysql://root:secret@db"})
    assert "secret" not in str(error.value)


def test_settings_have_useful_defaults() -> None:
    settings = read_settings(*SLACK_HTTP, *JOAN, environment=COMPLETE)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.joan_url == "https://portal.getjoan.com"
    assert settings.database_url == "sqlite:///roombot.db"
    assert settings.port == 3000
    assert settings.roombot_office_hours == (time(8), time(18))


def test_settings_are_read_in_the_forms_people_write() -> None:
    given = {
        "ROOMBOT_OFFICE_HOURS": "7:30 - 19:00",
        "ROOMBOT_ADMINS": "U1, Ada@Example.com ,",
        "ROOMBOT_LOG_LEVEL": "debug",
        "PORT": " 8080 ",
    }
    settings = read_settings(environment=given)
    assert settings.roombot_office_hours == (time(7, 30), time(19))
    assert settings.roombot_admins == {"u1", "ada@example.com"}
    assert settings.roombot_log_level == "DEBUG"
    assert settings.port == 8080


def test_an_office_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(SettingsError, match="close after it opens"):
        read_settings(environment={"ROOMBOT_OFFICE_HOURS": "18:00-08:00"})


def test_an_empty_value_counts_as_missing() -> None:
    with pytest.raises(SettingsError, match="JOAN_CLIENT_ID is missing"):
        read_settings(*JOAN, environment=COMPLETE | {"JOAN_CLIENT_ID": " "})


def test_a_dotenv_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("JOAN_CLIENT_ID=file\nPORT=4000\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "5000")
    settings = read_settings()
    assert (settings.joan_client_id, settings.port) == ("file", 5000)


def test_secrets_do_not_show_in_prints() -> None:
    settings = read_settings(*SLACK_HTTP, *JOAN, environment=COMPLETE)
    assert not any(secret in repr(settings) for secret in ("xoxb-1", "quiet", "hush"))
    assert set(settings.secrets) == {"xoxb-1", "quiet", "hush"}


MANY = {
    "SLACK_CLIENT_ID": "1.1",
    "SLACK_CLIENT_SECRET": "hush",
    "SLACK_SIGNING_SECRET": "quiet",
    "ROOMBOT_URL": "https://roombot.example.com",
    "ROOMBOT_SECRET_KEYS": f"{'a' * 43}=, {'b' * 43}=",
}


def test_many_workspaces_bring_tokens_and_accounts_of_their_own() -> None:
    settings = read_settings(*SLACK_HTTP, *JOAN, environment=MANY)
    assert settings.many_workspaces
    assert settings.keys == (f"{'a' * 43}=", f"{'b' * 43}=")
    assert set(settings.keys) < set(settings.secrets)


@pytest.mark.parametrize("name", sorted(set(MANY) - {"SLACK_CLIENT_ID"}))
def test_many_workspaces_are_not_served_without(name: str) -> None:
    given = {key: value for key, value in MANY.items() if key != name}
    with pytest.raises(SettingsError, match=f"{name} is missing"):
        read_settings(*SLACK_HTTP, *JOAN, environment=given)


def test_one_workspace_and_many_exclude_each_other() -> None:
    with pytest.raises(SettingsError, match="exclude each other"):
        read_settings(*SLACK_HTTP, *JOAN, environment=MANY | {"SLACK_BOT_TOKEN": "xoxb-1"})
