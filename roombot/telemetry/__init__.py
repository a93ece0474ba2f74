"""What the people who run the bot see of it: one id through all logs, metrics, traces; no texts."""
