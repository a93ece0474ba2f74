"""One exchange: a delivery comes in, one answer goes out."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from roombot.booking.ports import Clock
from roombot.dialogue import Dialogue
from roombot.domain.errors import RoombotError
from roombot.domain.gatherings import Gathered
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import (
    Answer,
    Outcome,
    Refused,
    options_of,
)
from roombot.domain.people import Person, PersonKind
from roombot.domain.turns import Turn
from roombot.slack.action_ids import CANCEL
from roombot.slack.administering import Administering
from roombot.slack.agent import AgentView
from roombot.slack.connecting import Connecting
from roombot.slack.homes import HomePublisher
from roombot.slack.messages import Message, Posted
from roombot.slack.modals import Modals
from roombot.slack.notices import Notices, People
from roombot.slack.origins import Origin, OriginKind
from roombot.slack.pictures import Pictures
from roombot.slack.placing import is_early, is_private, is_result
from roombot.slack.rates import is_hasty
from roombot.slack.replies import Replies, Undelivered
from roombot.slack.threads import Threads
from roombot.slack.views import render, render_error
from roombot.slack.views.blocks import section
from roombot.slack.your_data import YourData

_log = logging.getLogger(__name__)

PAUSES = (0, 2)  # seconds that Slack may need to know a picture that was just uploaded
Sent = TypeVar("Sent")

Ask = Callable[[Turn], Awaitable[Answer]]


class Deliveries(Protocol):
    """The record of what Slack has delivered."""

    async def first_time(self, team_id: str, delivery_id: str, now: datetime) -> bool:
        """Remember a delivery; False when it came before."""
        ...


@dataclass(frozen=True)
class Exchange:
    """Takes a delivery from its person to the answer, the same for every surface."""

    dialogue: Dialogue
    people: People
    replies: Replies
    pictures: Pictures
    modals: Modals
    threads: Threads
    notices: Notices
    homes: HomePublisher
    agent: AgentView
    administering: Administering
    your_data: YourData
    deliveries: Deliveries
    clock: Clock
    zone: str
    connecting: Connecting | None = None  # where workspaces bring a Joan of their own
    address: str = ""  # where links of ours lead

    async def run(
        self, body: dict[str, Any], ask: Ask, *, takes_over: bool = False
    ) -> Answer | None:
        """Answer a delivery once; ``takes_over`` when the clicked message has served its turn."""
        origin = Origin.of(body)
        if not await self.is_new(origin):
            return None
        person = await self.people.acquaintance(origin.team_id, origin.user_id)
        turn = self._turn_of(origin, person)
        if turn is None:
            return None
        answer = Answer(Refused(RefusedBecause.TOO_FAST)) if is_hasty() else await ask(turn)
        takes_over = takes_over or (is_result(answer.outcome) and not _is_list(body))
        takes_over = takes_over and not _is_card(body)
        await self.reply(origin, turn, answer, takes_over=takes_over)
        return answer

    async def is_new(self, origin: Origin) -> bool:
        """Tell whether a delivery comes for the first time, and remember it."""
        return await self.deliveries.first_time(origin.team_id, origin.delivery, self.clock.now())

    async def turn(self, origin: Origin) -> Turn | None:
        """Return who acts now; None for bots, which are not served."""
        person = await self.people.person(origin.team_id, origin.user_id)
        return self._turn_of(origin, person)

    def _turn_of(self, origin: Origin, person: Person | None) -> Turn | None:
        if person is not None and person.kind is PersonKind.BOT:
            return None
        person = person or Person(origin.team_id, origin.user_id, "", kind=PersonKind.STRANGER)
        return Turn(person, origin.delivery, self.clock.now(), origin.place)

    async def reply(
        self, origin: Origin, turn: Turn, answer: Answer, *, takes_over: bool = False
    ) -> None:
        """Bring an answer to where it belongs, and tell whom else it concerns."""
        reader = await self._read_by(turn, answer.outcome)
        message = render(answer, reader, turn.now, self.zone, self.address)
        if origin.is_home and await self._shown_at_home(turn, answer, message):
            await self.notices.after(turn, answer, None)
            return
        posted = await self._show(origin, answer.outcome, message, takes_over=takes_over)
        await self.notices.after(turn, answer, posted)
        if is_result(answer.outcome):
            await self.homes.refresh(turn.person)
        if isinstance(answer.outcome, Gathered) and answer.outcome.few is not None:
            await self.tell(Turn(reader, turn.key, turn.now), answer.outcome.few)

    async def _shown_at_home(self, turn: Turn, answer: Answer, message: Message) -> bool:
        """Answer a click on the Home there; tell whether that is possible."""
        if message.picture is not None:
            return False
        is_done = is_result(answer.outcome) and not options_of(answer.outcome)
        note = [section(message.text)] if is_done else message.blocks
        return await self.homes.refresh(turn.person, note)

    async def _read_by(self, turn: Turn, outcome: Outcome) -> Person:
        """Return whose words and clock a message has: a thread's are those of its organizer."""
        if not isinstance(outcome, Gathered):
            return turn.person
        organizer = outcome.booking.organizer_id
        return await self.people.person(turn.person.team_id, organizer) or turn.person

    async def tell(self, turn: Turn, outcome: Outcome) -> Posted | None:
        """Bring an outcome to a person who has not asked; None when they cannot be reached."""
        answer = await self.dialogue.answer(outcome, turn)
        message = render(answer, turn.person, turn.now, self.zone, self.address)
        posted = await self.replies.dm(turn.person.slack_id, message)
        await self.notices.after(turn, answer, posted)
        return posted

    async def bring(self, turn: Turn, outcome: Outcome) -> None:
        """Send an outcome to a person who has not asked, marked with the turn's key.

        Raises ``Undelivered`` where it did not arrive and may arrive later.
        """
        answer = await self.dialogue.answer(outcome, turn)
        message = render(answer, turn.person, turn.now, self.zone, self.address)
        slack_id = turn.person.slack_id
        await self._pictured(message, lambda one: self.replies.bring(slack_id, one, turn.key))

    async def has_brought(self, turn: Turn) -> bool:
        """Tell whether a message marked with the turn's key is there already."""
        return await self.replies.has_brought(turn.person.slack_id, turn.key)

    async def fail(self, error: Exception, body: dict[str, Any]) -> None:
        """Tell the person in words what prevented an answer."""
        origin = Origin.of(body)
        if isinstance(error, RoombotError):
            _log.warning("an answer was prevented: %s: %s", type(error).__name__, error)
        else:
            _log.error("an answer was prevented", exc_info=error)
        message = render_error(error, await self._reader(origin), self.clock.now())
        if origin.kind is OriginKind.ACTION:
            await self.replies.whisper(origin, message)
        else:
            await self.replies.answer(origin, message)

    async def _reader(self, origin: Origin) -> Person:
        """Return who reads an error; whatever prevents asking, an answer there is."""
        stranger = Person(origin.team_id, origin.user_id, "")
        try:
            return await self.people.acquaintance(origin.team_id, origin.user_id) or stranger
        except Exception as error:  # noqa: BLE001 - the first error is the one to tell
            _log.warning("the reader of an error is unknown: %s", type(error).__name__)
            return stranger

    async def _show(
        self, origin: Origin, outcome: Outcome, message: Message, *, takes_over: bool
    ) -> Posted | None:
        """Show a message where it belongs."""
        return await self._pictured(
            message, lambda one: self._send(origin, outcome, one, takes_over=takes_over)
        )

    async def _pictured(self, message: Message, send: Callable[[Message], Awaitable[Sent]]) -> Sent:
        """Send a message with its picture; with its words alone where Slack takes no picture."""
        hung = await self.pictures.hung(message)
        for pause in PAUSES if hung.picture else ():
            await self.clock.sleep(pause)
            try:
                return await send(hung)
            except Undelivered:
                _log.warning("a picture is not shown (yet)")
        return await send(message)

    async def _send(
        self, origin: Origin, outcome: Outcome, message: Message, *, takes_over: bool
    ) -> Posted | None:
        """Replace a clicked message by its result; put questions and refusals beside it."""
        if origin.kind is not OriginKind.ACTION:
            if is_private(outcome) and not origin.is_private:
                return await self.replies.whisper(origin, message)
            return await self.replies.answer(origin, message)
        if takes_over and not is_early(outcome):
            return await self.replies.replace(origin, message)
        return await self.replies.whisper(origin, message)


def _is_card(body: dict[str, Any]) -> bool:
    """Tell whether what was clicked stands under a link, in somebody's own message."""
    return (body.get("container") or {}).get("type") == "message_attachment"


def _is_list(body: dict[str, Any]) -> bool:
    """Tell whether the clicked message speaks of several bookings, as the agenda does."""
    blocks = (body.get("message") or {}).get("blocks") or ()
    clickable = (element for block in blocks for element in block.get("elements") or ())
    cancels = {one.get("value") for one in clickable if one.get("action_id") == CANCEL}
    return len(cancels) > 1
