"""Cards under the links to ours that people post."""

import logging
from dataclasses import replace
from typing import Any

from roombot.domain.clicks import FollowLink
from roombot.domain.links import BookingLinked, RoomLinked, followed
from roombot.domain.turns import Turn
from roombot.slack.exchange import Exchange
from roombot.slack.messages import Message
from roombot.slack.origins import Origin
from roombot.slack.views import render

MOST = 5  # cards a message

_log = logging.getLogger(__name__)


async def unfurl(exchange: Exchange, origin: Origin, urls: list[str]) -> None:
    """Show the links of a message as they are now, once a delivery."""
    ours = {url: link for url in urls if (link := followed(exchange.address, url))}
    now = exchange.clock.now()
    if not ours or not await exchange.deliveries.first_time(
        origin.team_id, f"{origin.delivery}/links", now
    ):
        return
    try:
        person = await exchange.people.person(origin.team_id, origin.user_id)
        if person is None:
            return
        turn = Turn(person, origin.delivery, now)
        shown = [(url, await _card(exchange, turn, ours[url])) for url in list(ours)[:MOST]]
    except Exception as error:  # noqa: BLE001 - nobody has asked for a card: no word without it
        _log.warning("a link is not unfurled: %s", type(error).__name__)
        return
    if cards := {url: {"blocks": card.blocks} for url, card in shown if card}:
        await exchange.replies.unfurl(origin, cards)


def from_event(body: dict[str, Any]) -> tuple[Origin, list[str]]:
    """Return where links were posted, and which."""
    event = body["event"]
    origin = replace(Origin.of(body), message_ts=event.get("message_ts"))
    return origin, [str(link.get("url") or "") for link in event.get("links") or ()]


def from_click(body: dict[str, Any]) -> tuple[Origin, list[str]]:
    """Return where a card was clicked, and the link that it belongs to."""
    container = body.get("container") or {}
    return Origin.of(body), [str(container.get("app_unfurl_url") or "")]


async def _card(exchange: Exchange, turn: Turn, link: FollowLink) -> Message | None:
    answer = await exchange.dialogue.perform(link, turn)
    if not isinstance(answer.outcome, RoomLinked | BookingLinked):
        return None
    return render(answer, turn.person, turn.now, exchange.zone)
