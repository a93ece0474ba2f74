"""Why a room is offered, in words."""

from collections.abc import Sequence
from typing import assert_never

from roombot.domain.intents import Wish
from roombot.domain.options import Reason, Trait
from roombot.slack.views.reader import Reader

HOUR = 60
LONG = 90  # minutes; more are said in hours
MOST = 6  # reasons


def reasons_line(reader: Reader, reasons: Sequence[Reason], wish: Wish) -> str:
    """Return what speaks for a room and what it lacks, in one line; the lacks come last."""
    said = [words for reason in reasons[:MOST] if (words := _reason(reader, reason, wish))]
    return ", ".join(said)


def seats_asked(wish: Wish) -> int | None:
    """Return for how many people a room is wanted: as said, or the organizer and the guests."""
    if wish.capacity is not None or not wish.people:
        return wish.capacity
    return len(wish.people) + 1


def _reason(reader: Reader, reason: Reason, wish: Wish) -> str:
    match reason.trait:
        case Trait.EARLIER | Trait.LATER:
            return _shift(reader, reason)
        case Trait.SMALLER:
            return _smaller(reader, reason, wish)
        case Trait.ON_FLOOR if wish.place is None:
            return ""  # the floor is said beside the name
        case (
            Trait.FITS
            | Trait.HAS
            | Trait.ON_FLOOR
            | Trait.USUAL_FLOOR
            | Trait.NAMED
            | Trait.FAVOURITE
        ):
            return reader.say(f"trait.{reason.trait}", detail=reason.detail)
        case Trait.LARGER | Trait.LACKS | Trait.ELSEWHERE:
            return reader.say(f"trait.{reason.trait}", detail=reason.detail)
        case _:
            assert_never(reason.trait)


def _shift(reader: Reader, reason: Reason) -> str:
    minutes = int(reason.detail)
    if minutes % HOUR == 0:
        return reader.say(f"trait.{reason.trait}_hours", count=minutes // HOUR)
    if minutes > LONG:
        hours, rest = divmod(minutes, HOUR)
        return reader.say(f"trait.{reason.trait}_both", hours=str(hours), minutes=str(rest))
    return reader.say(f"trait.{reason.trait}", count=minutes)


def _smaller(reader: Reader, reason: Reason, wish: Wish) -> str:
    wanted = seats_asked(wish)
    if wanted is None or not reason.detail.isdecimal():
        return reader.say("trait.smaller_unknown")
    short = wanted - int(reason.detail)
    return reader.say("trait.smaller", detail=reason.detail, count=short)
