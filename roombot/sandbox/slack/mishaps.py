"""What goes wrong between Slack and the bot, by the will of the curious."""

from dataclasses import dataclass


@dataclass
class Mishaps:
    """Mishaps that last until taken away; those of Web API methods are ``faults``.

    ``unreachable``: no delivery gets through. ``late``: the bot hears all but its acknowledgement
    comes after the three seconds. ``twice``: events come again though they were acknowledged.
    ``stale_triggers``: trigger ids have expired when they are used. ``used_urls``: response URLs
    have taken their five posts.
    """

    unreachable: bool = False
    late: bool = False
    twice: bool = False
    stale_triggers: bool = False
    used_urls: bool = False
