"""The Slack side: deliveries come in, messages go out."""
