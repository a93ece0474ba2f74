"""The two outside worlds, embedded: a stateful Joan and a Slack workspace with a page."""
