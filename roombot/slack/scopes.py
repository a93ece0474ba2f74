"""What the bot may do in Slack: the scopes that ``manifest.yml`` asks for."""

SCOPES = frozenset(
    {
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:write",
        "im:history",
        "users:read",
        "users:read.email",
    }
)
