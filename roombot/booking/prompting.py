"""Which sentences fit a person's day, for one who has said nothing yet."""

from collections.abc import Iterator

from roombot.booking.looking import agenda
from roombot.booking.mine import SOON
from roombot.booking.office import Office
from roombot.booking.policy import Rules, refuse_to_book
from roombot.domain.intents import ShowAgenda
from roombot.domain.outcomes import AgendaShown
from roombot.domain.prompts import Prompt
from roombot.domain.time_zones import in_zone
from roombot.domain.turns import Turn

MOST = 4  # prompts that Slack shows


async def prompts(office: Office, turn: Turn) -> tuple[Prompt, ...]:
    """Return the prompts for a person; none for those who may not use rooms."""
    shown = await agenda(office, turn, ShowAgenda())
    if not isinstance(shown, AgendaShown):
        return ()
    return fitting(shown, turn, office.rules)


def fitting(shown: AgendaShown, turn: Turn, rules: Rules) -> tuple[Prompt, ...]:
    """Return the prompts that fit what a person has before them; pure."""
    found = {*_for_meetings(shown, turn), *_for_rooms(turn, rules)}
    return tuple(prompt for prompt in Prompt if prompt in found)[:MOST]


def _for_meetings(shown: AgendaShown, turn: Turn) -> Iterator[Prompt]:
    running = [one for one in shown.bookings if one.slot.contains(turn.now)]
    soon = [one for one in shown.bookings if one.slot.start <= turn.now + SOON]
    if shown.waiting:
        yield Prompt.ACCEPT
    if any(not one.checked_in for one in soon):
        yield Prompt.CHECK_IN
    if soon:
        yield Prompt.EXTEND
    if running:
        yield Prompt.FINISH
    if shown.bookings:
        yield Prompt.AGENDA


def _for_rooms(turn: Turn, rules: Rules) -> Iterator[Prompt]:
    opens, closes = rules.office_hours
    if refuse_to_book(turn.person) is None:
        if opens <= in_zone(turn.now, turn.person.time_zone).time() < closes:
            yield Prompt.ROOM_NOW
        yield Prompt.ROOM_TOMORROW
    yield from (Prompt.FREE_NOW, Prompt.ROOMS, Prompt.HELP)
