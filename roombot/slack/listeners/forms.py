"""The booking form: its shortcut, its fields, its submission."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.booking.forms import fill_in, wish_behind
from roombot.domain.forms import Draft
from roombot.domain.intents import Wish
from roombot.domain.outcomes import Refused
from roombot.domain.turns import Turn
from roombot.slack import action_ids as ids
from roombot.slack.booking_form import BookingForms
from roombot.slack.exchange import Exchange

USED = re.compile(rf"^({ids.FORM_FIELD}\w+|{ids.FORM_TAKE}:\d+)$")


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to the form; everything in it is untrusted and checked where it is booked."""
    forms = BookingForms(exchange)

    @app.shortcut(ids.BOOK_ROOM)
    async def open_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await forms.open(body, lambda turn: blank(exchange, turn))

    @app.action(ids.CHANGE_WISH)
    async def change_wish(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        offer_id = str(action.get("value") or "")
        await forms.open(body, lambda turn: offered(exchange, turn, offer_id))

    @app.action(USED)
    async def change_form(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await forms.change(body, action)

    @app.view(ids.BOOKING_FORM)
    async def submit_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        await forms.submit(ack, body)


async def blank(exchange: Exchange, turn: Turn) -> Draft:
    """Return a form in which nothing but the next quarter of an hour is filled in."""
    return await fill_in(exchange.dialogue.office, turn, Wish())


async def offered(exchange: Exchange, turn: Turn, offer_id: str) -> Draft | Refused:
    """Return the form with what was wanted when rooms were suggested."""
    offer = await exchange.dialogue.offered(offer_id, turn)
    if isinstance(offer, Refused):
        return offer
    return await fill_in(exchange.dialogue.office, turn, wish_behind(offer.intents))
