"""Buttons and menus: an intent without words."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.domain.clicks import (
    AnswerApproval,
    AnswerHandover,
    Attend,
    Attendance,
    BookSeries,
    CancelLeft,
    GiveLeft,
    HandoverAnswer,
    PlaceDate,
    RunLate,
    StopWatching,
    TakeLeft,
)
from roombot.domain.intents import (
    Accept,
    Cancel,
    CheckIn,
    Extend,
    Finish,
    Intent,
    Invite,
    Move,
    Reject,
    Reschedule,
    ShowAgenda,
    ShowHelp,
    Which,
)
from roombot.slack import action_ids as ids
from roombot.slack.exchange import Exchange

BY_VALUE: dict[str, Callable[[str], Intent]] = {
    ids.CANCEL: lambda value: Cancel(Which(booking_id=value)),
    ids.CHANGE_ROOM: lambda value: Move(Which(booking_id=value)),
    ids.CHANGE_TIME: lambda value: Reschedule(Which(booking_id=value)),
    ids.INVITE: lambda value: Invite(Which(booking_id=value)),
    ids.EXTEND: lambda value: Extend(Which(booking_id=value)),
    ids.FINISH: lambda value: Finish(Which(booking_id=value)),
    ids.CHECK_IN: lambda value: CheckIn(Which(booking_id=value)),
    ids.CONFIRM_INVITATION: lambda value: Accept(invitation_id=value),
    ids.REJECT_INVITATION: lambda value: Reject(invitation_id=value),
    ids.GIVE_ROOM: lambda value: AnswerHandover(value, HandoverAnswer.GIVE),
    ids.SWAP_ROOM: lambda value: AnswerHandover(value, HandoverAnswer.SWAP),
    ids.FINISH_EARLY: lambda value: AnswerHandover(value, HandoverAnswer.FINISH),
    ids.KEEP_ROOM: lambda value: AnswerHandover(value, HandoverAnswer.KEEP),
    ids.APPROVE: lambda value: AnswerApproval(value, is_approved=True),
    ids.DECLINE: lambda value: AnswerApproval(value, is_approved=False),
    ids.RUN_LATE: RunLate,
    ids.TAKE_LEFT: TakeLeft,
    ids.CANCEL_LEFT: CancelLeft,
    ids.STOP_WATCHING: StopWatching,
    ids.BOOK_SERIES: BookSeries,
    ids.SHOW_HELP: lambda _value: ShowHelp(),
    ids.SHOW_AGENDA: lambda _value: ShowAgenda(),
}


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to clicks; values are untrusted, so the dialogue checks each of them."""

    @app.action(re.compile("|".join(f"^{name}$" for name in BY_VALUE)))
    async def perform_button(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        intent = BY_VALUE[action["action_id"]](str(action.get("value") or ""))
        await exchange.run(body, lambda turn: exchange.dialogue.perform(intent, turn))

    @app.action(re.compile(rf"^{ids.CHOOSE}:\d+$"))
    async def choose_option(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        offer_id, _, index = str(action.get("value") or "").rpartition(".")
        number = _number(index)
        await exchange.run(
            body, lambda turn: exchange.dialogue.choose(offer_id, number, turn), takes_over=True
        )

    @app.action(re.compile(rf"^{ids.ATTEND}:({'|'.join(Attendance)})$"))
    async def say_whether_one_comes(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]
    ) -> None:
        await ack()
        said = Attendance(action["action_id"].removeprefix(f"{ids.ATTEND}:"))
        intent = Attend(str(action.get("value") or ""), said)
        await exchange.run(body, lambda turn: exchange.dialogue.perform(intent, turn))

    _register_choices(app, exchange)


def _register_choices(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to menus: a date's place, a person to invite, an heir."""

    @app.action(ids.PLACE_DATE)
    async def place_date(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        chosen = (action.get("selected_option") or {}).get("value")
        intent = _placed(str(chosen or ""))
        await exchange.run(body, lambda turn: exchange.dialogue.perform(intent, turn))

    @app.action(ids.PICK_INVITEE)
    async def invite_person(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        booking_id = str(action.get("block_id") or "").removeprefix(ids.INVITE_BLOCK)
        people = (str(action.get("selected_user") or ""),)
        intent = Invite(Which(booking_id=booking_id), people)
        await exchange.run(body, lambda turn: exchange.dialogue.perform(intent, turn))

    @app.action(ids.GIVE_LEFT)
    async def give_left(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        booking_id = str(action.get("block_id") or "").removeprefix(ids.LEFT_BLOCK)
        intent = GiveLeft(booking_id, str(action.get("selected_user") or ""))
        await exchange.run(body, lambda turn: exchange.dialogue.perform(intent, turn))


def _placed(value: str) -> PlaceDate:
    """Read which date is placed where; what is no number stands for none there is."""
    series_id, number, choice = [*value.rsplit(".", 2), "", ""][:3]
    return PlaceDate(series_id, _number(number), None if choice == "skip" else _number(choice))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1
