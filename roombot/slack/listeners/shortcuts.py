"""*Book a room for this*: the form, filled in from a message and its thread."""

from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.booking.forms import fill_in
from roombot.domain.forms import Draft
from roombot.domain.intents import Wish
from roombot.domain.people import PersonKind
from roombot.domain.turns import Turn
from roombot.slack import action_ids as ids
from roombot.slack.booking_form import BookingForms
from roombot.slack.exchange import Exchange
from roombot.slack.origins import Origin
from roombot.slack.texts import plain, title_of
from roombot.slack.threads import Said, thread_of

INVITABLE = {PersonKind.MEMBER, PersonKind.GUEST}
HUMAN = {*INVITABLE, PersonKind.STRANGER}  # who takes a seat


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to the shortcut in a message's menu."""

    @app.shortcut(ids.BOOK_FOR_MESSAGE)
    async def book_for_message(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await BookingForms(exchange).open(body, lambda turn: from_message(exchange, turn, body))


async def from_message(exchange: Exchange, turn: Turn, body: dict[str, Any]) -> Draft:
    """Return the form with what a message and its thread say, and its people."""
    origin = Origin.of(body)
    alone = thread_of([body.get("message") or {}])
    root = origin.thread_ts or origin.message_ts or ""
    thread = await exchange.threads.read(origin.channel, root) or alone
    wish = await wished(exchange, turn, [*alone.messages, *reversed(thread.messages)])
    invited, seats = await company(exchange, turn, (*thread.people, *alone.people))
    title = wish.title or next((title_of(one.text) for one in alone.messages), None)
    wish = replace(
        wish, people=invited, capacity=wish.capacity or max(seats, 1), title=title or None
    )
    return await fill_in(exchange.dialogue.office, turn, wish)


async def company(
    exchange: Exchange, turn: Turn, accounts: tuple[str, ...]
) -> tuple[tuple[str, ...], int]:
    """Return who can be invited, and how many seats are needed, the person's own included."""
    others = [one for one in dict.fromkeys(accounts) if one != turn.person.slack_id]
    people = [await exchange.people.person(turn.person.team_id, one) for one in others]
    known = [one for one in people if one is not None]
    invited = tuple(one.slack_id for one in known if one.kind in INVITABLE)
    return invited, 1 + sum(one.kind in HUMAN for one in known)


async def wished(exchange: Exchange, turn: Turn, messages: list[Said]) -> Wish:
    """Return what the first of the messages that tells of a time says, or the first of all."""
    read = [await exchange.dialogue.wish(plain(one.text), turn, one.at) for one in messages]
    ahead = [one for one in read if _is_ahead(one, turn)]
    first = read[0] if read else Wish()
    return ahead[0] if ahead else replace(first, start=None, end=None, window=None)


def _is_ahead(wish: Wish, turn: Turn) -> bool:
    until = wish.window.end if wish.window and not wish.start else wish.start
    return until is not None and until > turn.now
