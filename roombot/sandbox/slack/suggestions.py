"""Menus whose options the bot suggests while a person writes."""

from dataclasses import dataclass, field

from roombot.sandbox.slack.blocks import Element, check_options
from roombot.sandbox.slack.deliveries import Deliveries
from roombot.sandbox.slack.submissions import decode
from roombot.sandbox.slack.uses import with_suggestions
from roombot.sandbox.slack.wire import Json


@dataclass(frozen=True)
class Suggestions:
    """What was suggested to whom, by where that stands (a view's id or a message's ts)."""

    deliveries: Deliveries
    _known: dict[tuple[str, str], dict[str, Json]] = field(default_factory=dict)

    async def ask(self, user: str, where: str, payload: Json, element: Element) -> Json:
        """Ask the bot for a menu's options; the payload says where it stands, and what is there."""
        asked = {
            **payload,
            "type": "block_suggestion",
            "action_id": element.action_id,
            "block_id": element.block_id,
        }
        options = check_options(decode(await self.deliveries.send("interaction", asked)))
        self._known.setdefault((user, where), {})[element.action_id] = options
        return options

    def fill(self, user: str, where: str, blocks: list[Json]) -> list[Json]:
        """Return blocks whose menus offer what was suggested."""
        return with_suggestions(blocks, self._known.get((user, where), {}))
