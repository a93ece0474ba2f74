"""What Joan's errors mean to the rest of the program."""

from collections.abc import Iterator
from contextlib import contextmanager

from roombot.domain.errors import (
    CalendarMisconfigured,
    CalendarRefused,
    CalendarUnavailable,
    CalendarUnreadable,
    EventGone,
    RoombotError,
    SlotTaken,
    WriteUnconfirmed,
)
from roombot.joan import auth
from roombot.joan.errors import (
    BadCredentials,
    BrokenContract,
    Conflict,
    JoanError,
    NoAnswer,
    NotFound,
    NotSent,
    Rejected,
    ServerFailed,
    Throttled,
)

_BOOK = "events/book/"
_NEED_A_SLOT = frozenset({_BOOK, "events/extend/", "events/move/"})


@contextmanager
def reading() -> Iterator[None]:
    """Translate the errors of a read."""
    try:
        yield
    except JoanError as error:
        raise _of_read(error) from error


@contextmanager
def writing() -> Iterator[None]:
    """Translate the errors of a write by whether it was executed, or may have been."""
    try:
        yield
    except JoanError as error:
        raise _of_write(error) from error


def _of_read(error: JoanError) -> RoombotError:
    match error:
        case BadCredentials() | Rejected(status=403):
            return CalendarMisconfigured(str(error))
        case BrokenContract() | Rejected():
            return CalendarUnreadable(str(error))
        case _:
            return CalendarUnavailable(str(error), error.retry_after)


def _of_write(error: JoanError) -> RoombotError:
    match error:
        case NotSent() | Throttled():
            return CalendarUnavailable(str(error), error.retry_after)
        case BrokenContract(endpoint=auth.TOKEN):
            return CalendarUnreadable(str(error))
        case NoAnswer() | ServerFailed() | BrokenContract():
            return WriteUnconfirmed(str(error))
        case BadCredentials():
            return CalendarMisconfigured(str(error))
        case _:
            return _of_refusal(error)


def _of_refusal(error: JoanError) -> CalendarRefused:
    match error:
        case Conflict() if error.endpoint in _NEED_A_SLOT:
            return SlotTaken(str(error))
        case NotFound() if error.endpoint != _BOOK:  # which names no event yet
            return EventGone(str(error))
        case _:
            return CalendarRefused(str(error))
