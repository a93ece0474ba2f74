"""The buttons and forms of administrators."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.slack import action_ids as ids
from roombot.slack.administering import Administering
from roombot.slack.exchange import Exchange


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to the forms of rules, hours and policy, and the list of those not found in Joan."""
    administering = exchange.administering

    @app.action(ids.OPEN_RULES)
    async def open_rules(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.open_rules(body)

    @app.action(ids.RULE_ROOM)
    async def choose_room(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.show_rules(body)

    @app.view(ids.RULE_FORM)
    async def save_rules(ack: AsyncAck, body: dict[str, Any]) -> None:
        await administering.save_rules(ack, body)

    _register_hours(app, administering)
    _register_policy(app, administering)
    _register_naming(app, administering)

    @app.action(ids.OPEN_MATCHING)
    async def open_people(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.open_people(body)

    @app.action(re.compile(f"{ids.LINK_PERSON}:[0-9]"))
    async def link(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await administering.link(body, str(action.get("value") or ""))


def _register_hours(app: AsyncApp, administering: Administering) -> None:
    @app.action(ids.OPEN_HOURS)
    async def open_hours(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.open_hours(body)

    @app.action(ids.HOURS_PLACE)
    async def choose_place(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.show_hours(body)

    @app.view(ids.HOURS_FORM)
    async def save_hours(ack: AsyncAck, body: dict[str, Any]) -> None:
        await administering.save_hours(ack, body)


def _register_policy(app: AsyncApp, administering: Administering) -> None:
    @app.action(ids.OPEN_POLICY)
    async def open_policy(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.open_policy(body)

    @app.view(ids.POLICY_FORM)
    async def save_policy(ack: AsyncAck, body: dict[str, Any]) -> None:
        await administering.save_policy(ack, body)


def _register_naming(app: AsyncApp, administering: Administering) -> None:
    @app.action(ids.OPEN_NAMING)
    async def open_naming(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.open_naming(body)

    @app.action(ids.AMENITY)
    async def choose_amenity(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await administering.show_naming(body)

    @app.view(ids.NAMING_FORM)
    async def save_naming(ack: AsyncAck, body: dict[str, Any]) -> None:
        await administering.save_naming(ack, body)
