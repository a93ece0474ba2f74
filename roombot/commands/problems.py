"""What the commands say when they cannot start."""

import sys

from roombot.settings import Settings, SettingsError, read_settings


def settings_or_exit(*needed: str) -> Settings:
    """Return the settings; name every problem and leave with status 2 when there are any."""
    try:
        return read_settings(*needed)
    except SettingsError as error:
        print(f"roombot cannot start with these settings:\n{error}", file=sys.stderr)
        print("README.md lists every setting with its meaning.", file=sys.stderr)
        sys.exit(2)
