"""The booking form at work: it opens at once, follows what is filled in, and books."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.booking import forms
from roombot.domain.errors import RoombotError
from roombot.domain.forms import BookingForm, Draft, Field, Flaw
from roombot.domain.intents import Book
from roombot.domain.options import SuggestedBecause
from roombot.domain.outcomes import Answer, HelpShown, Refused, Suggested
from roombot.domain.people import Person
from roombot.domain.turns import Turn
from roombot.slack import form_values
from roombot.slack.exchange import Exchange
from roombot.slack.messages import View
from roombot.slack.modals import Modal
from roombot.slack.origins import Body, Origin
from roombot.slack.views import forms as views
from roombot.slack.views import render, render_error
from roombot.slack.views.forms import Place
from roombot.slack.views.reader import Reader

PATIENCE = 1.0  # seconds for knowing the person's language before the form opens
CHECKING = 2.0  # seconds for a look at the rooms before a submission is acknowledged
AGAIN = {
    SuggestedBecause.TAKEN,
    SuggestedBecause.TAKEN_MEANWHILE,
    SuggestedBecause.DECLINED,
}

Fill = Callable[[Turn], Awaitable[Draft | Refused]]


@dataclass(frozen=True)
class BookingForms:
    """Serves the form from its opening to the booking.

    ``latest`` is the newest change of each form that is being looked at: of two changes in a
    row the later one counts.
    """

    exchange: Exchange
    latest: dict[str, str] = field(default_factory=dict)

    async def open(self, body: Body, fill: Fill, place: Place | None = None) -> None:
        """Open a light form within the trigger's three seconds, then fill it in."""
        origin, exchange = Origin.of(body), self.exchange
        if not await exchange.is_new(origin):
            return
        reader = await self._reader_soon(origin)
        modal = await exchange.modals.open(str(body.get("trigger_id")), views.loading(reader))
        turn = await exchange.turn(origin)
        if turn is None:
            return
        if modal is None:
            await exchange.reply(origin, turn, Answer(HelpShown(turn.person.is_admin)))
            return
        async with self._telling(modal, turn):
            place = place or Place(origin.channel, origin.thread_ts or "")
            draft = await fill(turn)
            shown = draft if isinstance(draft, Refused) else await self._look(turn, draft)
            await exchange.modals.update(modal, self._view(turn, shown, place))

    async def change(self, body: Body, action: dict[str, Any]) -> None:
        """Show what is free for what is filled in now; ``action`` is the latest entry."""
        turn = await self.exchange.turn(Origin.of(body))
        if turn is None:
            return
        view = body["view"]
        place, draft = form_values.place_of(view), form_values.draft_of(view)
        if action.get("type") == "button":
            zone = turn.person.time_zone
            draft = form_values.taken(draft, str(action.get("value") or ""), zone)
            place = replace(place, filled=place.filled + 1)
        modal, stamp = Modal(view["id"], view["hash"]), str(action.get("action_ts") or "")
        self.latest[modal.id] = max(stamp, self.latest.get(modal.id, ""))
        async with self._telling(modal, turn):
            shown = self._view(turn, await self._look(turn, draft), place)
            if self.latest.get(modal.id, stamp) == stamp:
                await self._replace(modal, shown)
                self.latest.pop(modal.id, None)

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        """Book what the form says, or say beside the field what is wrong."""
        view = body["view"]
        place, draft = form_values.place_of(view), form_values.draft_of(view)
        origin = replace(
            Origin.of(body),
            channel=place.channel,
            thread_ts=place.thread_ts or None,
            delivery=f"{view['id']}.{view['hash']}",
        )
        turn = await self.exchange.turn(origin)
        if turn is None:
            await ack()
            return
        checked = await self._checked(turn, draft)
        if isinstance(checked, BookingForm):
            await self._complain(ack, turn, view, checked)
        elif not await self.exchange.is_new(origin):
            await ack()
        else:
            reader = self._reader(turn.person)
            await ack(response_action="update", view=views.booking(reader))
            await self._book(origin, turn, checked, Attempt(Modal(view["id"], ""), draft, place))

    async def _book(self, origin: Origin, turn: Turn, book: Book, attempt: "Attempt") -> None:
        exchange, modal = self.exchange, attempt.modal
        async with self._telling(modal, turn):
            answer = await exchange.dialogue.perform(book, turn)
            outcome = answer.outcome
            if isinstance(outcome, Suggested) and outcome.because in AGAIN:
                shown = await self._look(turn, attempt.draft)
                notice = self._reader(turn.person).say("form.faster")
                again = self._view(turn, shown, attempt.place, notice)
                if await exchange.modals.update(modal, again) is not None:
                    return
            else:
                message = render(answer, turn.person, turn.now, exchange.zone)
                told = views.told(self._reader(turn.person), message)
                await exchange.modals.update(modal, told)
            await exchange.reply(origin, turn, answer)

    async def _checked(self, turn: Turn, draft: Draft) -> Book | BookingForm:
        """Return what is to be booked; a slow Joan is left to the booking itself."""
        office = self.exchange.dialogue.office
        try:
            async with asyncio.timeout(CHECKING):
                return await forms.check(office, turn, draft)
        except (TimeoutError, RoombotError):
            return forms.meant(turn, draft)

    async def _complain(self, ack: AsyncAck, turn: Turn, view: View, shown: BookingForm) -> None:
        """Name what is wrong beside its field, or show the form with what is nearest."""
        problem = shown.problem
        if problem is None or problem.flaw is Flaw.NOTHING_FREE or shown.nearest:
            place = form_values.place_of(view)
            await ack(response_action="update", view=self._view(turn, shown, place))
            return
        block = form_values.block_of(view, problem.field)
        block = block or form_values.block_of(view, Field.DAY) or ""
        words = views.complaint(self._reader(turn.person), problem)
        await ack(response_action="errors", errors={block: words})

    async def _look(self, turn: Turn, draft: Draft) -> BookingForm | Refused:
        return await forms.look(self.exchange.dialogue.office, turn, draft)

    async def _replace(self, modal: Modal, view: View) -> None:
        """Change a form; where an older change was faster, the newer one replaces it."""
        modals = self.exchange.modals
        if await modals.update(modal, view) is None:
            await modals.update(Modal(modal.id, ""), view)

    def _view(
        self, turn: Turn, shown: BookingForm | Refused, place: Place, notice: str = ""
    ) -> View:
        reader = self._reader(turn.person)
        if isinstance(shown, Refused):
            message = render(Answer(shown), turn.person, turn.now, self.exchange.zone)
            return views.told(reader, message)
        return views.form(reader, shown, place, notice)

    @asynccontextmanager
    async def _telling(self, modal: Modal, turn: Turn) -> AsyncIterator[None]:
        """Say in the form what prevented an answer, unless it has been closed."""
        try:
            yield
        except RoombotError as error:
            message = render_error(error, turn.person, turn.now)
            told = views.told(self._reader(turn.person), message)
            if await self.exchange.modals.update(Modal(modal.id, ""), told) is None:
                raise

    async def _reader_soon(self, origin: Origin) -> Reader:
        """Return who reads; the form shall open in time, if need be in English."""
        person = Person(origin.team_id, origin.user_id, "")
        try:
            async with asyncio.timeout(PATIENCE):
                known = await self.exchange.people.person(origin.team_id, origin.user_id)
                return self._reader(known or person)
        except (TimeoutError, RoombotError):
            return self._reader(person)

    def _reader(self, person: Person) -> Reader:
        return Reader.of(person, self.exchange.clock.now(), self.exchange.zone, "")


@dataclass(frozen=True)
class Attempt:
    """A submitted form that is being booked."""

    modal: Modal
    draft: Draft
    place: Place
