"""What prevents an answer.

::

    RoombotError
    ├── CalendarUnavailable      Joan is down or too busy: nothing was written; retry_after seconds
    ├── CalendarMisconfigured    Joan refuses our credentials: an administrator has to act
    │   └── CalendarMissing      the workspace has no account with Joan yet
    ├── CalendarUnreadable       Joan's reply breaks the contract: names the endpoint and the key
    ├── CalendarRefused          Joan says no: bad field, forbidden, not found
    │   ├── SlotTaken            the room is booked at that time
    │   └── EventGone            there is no such event or invitation (any more)
    ├── WriteUnconfirmed         a write got no clear answer: it may have taken place
    └── DirectoryUnavailable     Slack could not tell who somebody is
"""


class RoombotError(Exception):
    """Base of everything that services raise on purpose."""


class CalendarUnavailable(RoombotError):  # noqa: N818 - reads as a state, as in httpx
    """Joan cannot answer now, and nothing was written."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        """Take the log's message and, where Joan told, the seconds to wait."""
        super().__init__(message)
        self.retry_after = retry_after


class CalendarMisconfigured(RoombotError):  # noqa: N818
    """Joan refuses roombot's own credentials."""


class CalendarMissing(CalendarMisconfigured):
    """The workspace has no account with Joan yet."""


class CalendarUnreadable(RoombotError):  # noqa: N818
    """A reply of Joan's breaks the contract."""


class CalendarRefused(RoombotError):  # noqa: N818
    """Joan understood the request and refuses it."""


class SlotTaken(CalendarRefused):
    """The room is booked at that time."""


class EventGone(CalendarRefused):
    """There is no such event or invitation any more."""


class WriteUnconfirmed(RoombotError):  # noqa: N818
    """A write got no clear answer; only reading can tell whether it took place."""


class DirectoryUnavailable(RoombotError):  # noqa: N818
    """Slack could not tell who somebody is."""
