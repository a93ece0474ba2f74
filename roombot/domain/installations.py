"""Installations: the workspaces that have added the bot, and their accounts with Joan."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Installation:
    """The bot in a workspace, or in all workspaces of an organisation (Enterprise Grid).

    ``id`` is the workspace's, or the organisation's where the bot was added to all of it. With
    token rotation the token expires, and the refresh token buys the next one.
    """

    id: str
    name: str
    bot_token: str = field(repr=False)
    bot_user_id: str
    scopes: tuple[str, ...]
    installer_id: str
    installed_at: datetime
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True)
class JoanCredentials:
    """How the bot signs in to a company's Joan."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)
