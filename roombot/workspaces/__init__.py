"""The workspaces that the bot serves: one that the settings name, or all that have added it."""
