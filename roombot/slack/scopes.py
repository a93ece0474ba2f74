"""What the bot may do in Slack: the scopes that ``manifest.yml`` asks for."""

SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "im:history",
        "links:read",
        "links:write",
        "usergroups:read",
        "users:read",
        "users:read.email",
    }
)
