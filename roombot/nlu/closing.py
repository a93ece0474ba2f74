"""What is said where nothing changes: no, thanks, yes to no question, "what did you book?"."""

from collections.abc import Sequence

from roombot.domain.closings import Closing, LetGo
from roombot.domain.conversations import Conversation
from roombot.domain.intents import Cancel, Clarify, Intent, ShowAgenda, ShowBooking, Undo, Which
from roombot.nlu.followups import FollowUp

_NAMED = {
    "thanks": Closing.THANKED,
    "why": Closing.WHY,
    "both": Closing.ONE_BY_ONE,
}


def closing_of(said: FollowUp, before: Conversation, offered: Sequence[Intent]) -> Intent | None:
    """Return the answer to a sentence that asks for no change; None where it asks for one."""
    marks = said.marks - {"that", "asks"}
    if asks_more(said, marks):
        return None
    if "undo" in marks:
        return _undone(before, offered)
    if "keep" in marks and not any(isinstance(one, Undo) for one in offered):
        return LetGo(Closing.STAYS) if before.booking_id else LetGo()
    if marks & {"no", "wait", "keep"}:
        return _regretted(before, offered)
    if "shows" in marks:
        return ShowBooking(before.booking_id) if before.booking_id else ShowAgenda()
    closings = (closing for mark, closing in _NAMED.items() if mark in marks)
    closing = next(closings, None)
    if closing is None and marks == {"yes"}:
        closing = _agreed(before)
    return LetGo(closing) if closing else None


def asks_more(said: FollowUp, marks: frozenset[str]) -> bool:
    """Tell whether anything is said beside words such as yes and no."""
    alone = {"no", "yes", "thanks", "wait", "keep", "undo", "shows", "why", "both"}
    return said.says_something and (bool(marks - alone) or _has_substance(said))


def _has_substance(said: FollowUp) -> bool:
    reading = said.reading
    what = (reading.duration_minutes, reading.capacity, reading.amenities, reading.place)
    who = (reading.rooms, reading.people, reading.title, reading.recurrence, said.unwanted)
    return any((*what, *who, said.number, said.says_day, said.says_hour))


def _agreed(before: Conversation) -> Closing:
    if before.asks_which:
        return Closing.WHICH
    return Closing.STAYS if before.booking_id else Closing.NOTHING_ASKED


def _undone(before: Conversation, offered: Sequence[Intent]) -> Intent | None:
    """Return what takes the last thing back: a change, or the booking itself."""
    back = next((one for one in offered if isinstance(one, Undo)), None)
    return back or (Cancel(Which(booking_id=before.booking_id)) if before.booking_id else None)


def _regretted(before: Conversation, offered: Sequence[Intent]) -> Intent:
    """Ask what to do with what is done; nothing is where rooms were only offered."""
    back = tuple(one for one in offered if isinstance(one, Undo))
    is_asked = before.asks_which or before.choices
    if not before.booking_id:
        return Clarify("regret", (*back, LetGo())) if back else LetGo()
    stays = LetGo(Closing.STAYS)
    if is_asked and not back:
        return stays
    return Clarify("regret", (*back, Cancel(Which(booking_id=before.booking_id)), stays))
