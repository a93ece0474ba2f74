"""The conversation: hear a text or perform an intent, and return the answer."""

from dataclasses import dataclass

from roombot.booking.office import Office
from roombot.booking.records import Offers
from roombot.booking.service import handle
from roombot.domain.intents import Intent
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import AlreadyChosen, Answer, Outcome, Refused, options_of
from roombot.domain.turns import Turn
from roombot.nlu import Context, intent_of, understand


@dataclass(frozen=True)
class Dialogue:
    """Where text, slash commands and buttons meet."""

    office: Office
    offers: Offers

    async def hear(self, text: str, turn: Turn) -> Answer:
        """Read a text and do what it asks for."""
        context = Context(
            now=turn.now,
            time_zone=turn.person.time_zone,
            rooms=await self.office.calendar.rooms(),
            locale=turn.person.locale,
            office_hours=self.office.rules.office_hours,
        )
        return await self.perform(intent_of(understand(text, context), context), turn)

    async def perform(self, intent: Intent, turn: Turn) -> Answer:
        """Do what is wanted, and keep what the answer's buttons will do."""
        return await self.answer(await handle(self.office, turn, intent), turn)

    async def choose(self, offer_id: str, index: int, turn: Turn) -> Answer:
        """Do what a button stands for, once, and for the person to whom it was offered."""
        person = turn.person
        offer = await self.offers.load(person.team_id, offer_id)
        if offer is None or not 0 <= index < len(offer.intents):
            return Answer(Refused(RefusedBecause.EXPIRED))
        if offer.slack_id != person.slack_id:
            return Answer(Refused(RefusedBecause.NOT_YOUR_OFFER))
        if not await self.offers.claim(person.team_id, offer_id, index, turn.now):
            return Answer(AlreadyChosen())
        try:
            return await self.perform(offer.intents[index], turn)
        except Exception:
            await self.offers.release(person.team_id, offer_id)
            raise

    async def answer(self, outcome: Outcome, turn: Turn) -> Answer:
        """Return an outcome with its buttons' intents kept for the turn's person."""
        intents = [option.intent for option in options_of(outcome)]
        if not intents:
            return Answer(outcome)
        person = turn.person
        offer_id = await self.offers.save(person.team_id, person.slack_id, intents, turn.now)
        return Answer(outcome, offer_id)
