"""The adapter for Joan's REST API; httpx lives only here."""
