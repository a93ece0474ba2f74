"""The conversation: hear a text or perform an intent, and return the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from roombot.booking.home import home
from roombot.booking.office import Office
from roombot.booking.records import Offers
from roombot.booking.service import handle
from roombot.booking.talking import spoken_of
from roombot.domain.closings import Closing, LetGo
from roombot.domain.conversations import Conversation
from roombot.domain.errors import RoombotError
from roombot.domain.habits import Habit, habits_in
from roombot.domain.homes import Home
from roombot.domain.intents import (
    Book,
    Clarify,
    Find,
    Gather,
    Intent,
    Move,
    Reschedule,
    ShowHelp,
    Unknown,
    Wish,
)
from roombot.domain.offers import Offer
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import AlreadyChosen, Answer, Outcome, Refused, options_of
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.turns import Turn
from roombot.nlu import (
    Context,
    about,
    at_the_time,
    bare_request,
    begins_anew,
    choice_after,
    follow_up,
    intent_after,
    intent_of,
    points_back,
    understand,
    wish_in,
    without_company,
)


class Conversations(Protocol):
    """What was last spoken of with a person in a place."""

    async def recall(self, turn: Turn) -> Conversation | None:
        """Return what was spoken of a moment ago."""
        ...

    async def remember(self, turn: Turn, conversation: Conversation) -> None:
        """Keep what is spoken of now."""
        ...


Handle = Callable[[Office, Turn, Intent], Awaitable[Outcome]]
Company = Callable[[], Awaitable[Wish]]  # a thread's people, seats and title


class Gaps(Protocol):
    """The count of what was not understood."""

    async def count(self, turn: Turn, language: str, text: str) -> None:
        """Count a text; an empty one where it may not be kept."""
        ...


class Habits(Protocol):
    """What people mean by what they leave open."""

    async def of(self, person: Person) -> frozenset[Habit]:
        """Return what a person has meant several times in a row."""
        ...

    async def learn(self, person: Person, habit: Habit) -> None:
        """Count a choice."""
        ...


@dataclass(frozen=True)
class Dialogue:
    """Where text, slash commands and buttons meet."""

    office: Office
    offers: Offers
    conversations: Conversations
    gaps: Gaps
    habits: Habits
    handle: Handle = handle

    async def hear(self, text: str, turn: Turn) -> Answer:
        """Read a text and do what it asks for, also where it goes on with what was said.

        Who asks for help is helped also where Joan's rooms cannot be had.
        """
        try:
            context = await self._context(turn)
        except RoombotError:
            if not self._asks_for_help(text, turn):
                raise
            return await self.perform(ShowHelp(), turn)
        before = await self.conversations.recall(turn)
        if before is not None and (answer := await self._go_on(text, turn, context, before)):
            return answer
        reading = understand(text, context)
        intent = intent_of(reading, context)
        if before is not None:
            intent = _in_view_of(before, intent, text, context)
        if isinstance(intent, Unknown):
            intent = bare_request(text, context) or intent
        if isinstance(intent, Clarify):
            intent = await self._as_always(intent, turn)
        if isinstance(intent, Unknown):
            rules = await self.office.rule_book.of(turn.person.team_id)
            kept = text if rules.keep_unknown else ""
            await self.gaps.count(turn, reading.language, kept)
            intent = Unknown(text)
        return await self.perform(intent, turn, reading.language)

    async def hear_in_thread(self, text: str, turn: Turn, thread: Company) -> Answer:
        """Read a text in a thread; "for us here" counts the thread's people for the room."""
        try:
            context = await self._context(turn)
        except RoombotError:
            return await self.hear(text, turn)
        rest = without_company(text, context)
        if rest is None:
            return await self.hear(text, turn)
        wished = await thread()
        reading = understand(rest, context)
        intent = intent_of(reading, context)
        if isinstance(intent, Unknown):  # who names the thread wants a room for it
            intent = Book(wish_in(reading))
        return await self.perform(_for(wished, intent), turn, reading.language)

    async def perform(self, intent: Intent, turn: Turn, language: str | None = None) -> Answer:
        """Do what is wanted, and keep what the answer's buttons will do."""
        answer = await self.answer(await self.handle(self.office, turn, intent), turn)
        conversation = spoken_of(answer)
        if conversation is not None:
            await self.conversations.remember(turn, replace(conversation, language=language))
        return answer

    async def choose(
        self, offer_id: str, index: int, turn: Turn, language: str | None = None
    ) -> Answer:
        """Do what a button stands for, once, and for the person to whom it was offered."""
        person = turn.person
        offer = await self.offered(offer_id, turn)
        if isinstance(offer, Refused):
            return Answer(offer)
        if not 0 <= index < len(offer.intents):
            return Answer(Refused(RefusedBecause.EXPIRED))
        if not await self.offers.claim(person.team_id, offer_id, index, turn.now):
            return Answer(AlreadyChosen())
        try:
            if habits := habits_in(offer.intents, person.time_zone):
                await self.habits.learn(person, habits[index])
            return await self.perform(offer.intents[index], turn, language)
        except Exception:
            await self.offers.release(person.team_id, offer_id)
            raise

    async def offered(self, offer_id: str, turn: Turn) -> Offer | Refused:
        """Return what the turn's person was offered, and nobody else."""
        offer = await self.offers.load(turn.person.team_id, offer_id)
        if offer is None:
            return Refused(RefusedBecause.EXPIRED)
        if offer.slack_id != turn.person.slack_id:
            return Refused(RefusedBecause.NOT_YOUR_OFFER)
        return offer

    async def wish(self, text: str, turn: Turn, said_at: datetime) -> Wish:
        """Return what a text says of a room and a time, whatever else it is about."""
        return wish_in(understand(text, replace(await self._context(turn), now=said_at)))

    async def answer(self, outcome: Outcome, turn: Turn) -> Answer:
        """Return an outcome with its buttons' intents kept for the turn's person."""
        intents = [option.intent for option in options_of(outcome)]
        if not intents:
            return Answer(outcome)
        person = turn.person
        offer_id = await self.offers.save(person.team_id, person.slack_id, intents, turn.now)
        return Answer(outcome, offer_id)

    async def home(self, turn: Turn) -> tuple[Home, str | None]:
        """Return a person's Home, and where its buttons' intents are kept."""
        shown = await home(self.office, turn)
        intents = [option.intent for option in shown.options]
        if not intents:
            return shown, None
        person = turn.person
        kept = await self.offers.save(person.team_id, person.slack_id, intents, turn.now)
        return shown, kept

    async def _as_always(self, asked: Clarify, turn: Turn) -> Intent:
        """Return what the person has always meant by such an hour; the question where unknown."""
        known = await self.habits.of(turn.person)
        readings = zip(habits_in(asked.choices, turn.person.time_zone), asked.choices, strict=False)
        return next((intent for habit, intent in readings if habit in known), asked)

    async def _context(self, turn: Turn) -> Context:
        context = self._context_among(turn, await self.office.calendar.rooms())
        rules = await self.office.rule_book.of(turn.person.team_id)
        return replace(context, amenity_names=tuple(sorted(rules.rooms.amenity_names.items())))

    def _asks_for_help(self, text: str, turn: Turn) -> bool:
        context = self._context_among(turn, ())
        return isinstance(intent_of(understand(text, context), context), ShowHelp)

    def _context_among(self, turn: Turn, rooms: tuple[Room, ...]) -> Context:
        return Context(
            now=turn.now,
            time_zone=turn.person.time_zone,
            rooms=rooms,
            locale=turn.person.locale,
            office_hours=self.office.rules.office_hours,
        )

    async def _go_on(
        self, text: str, turn: Turn, context: Context, before: Conversation
    ) -> Answer | None:
        """Answer a text that goes on with what was said, in its language or in that of before."""
        for language in (None, before.language):
            said = follow_up(text, replace(context, language=language), before.since)
            if said is None or begins_anew(said, before):
                continue
            offer = await self.offers.load(turn.person.team_id, before.offer_id or "")
            offered = offer.intents if offer and offer.taken is None else ()
            spoken = language or before.language
            chosen = choice_after(said, before, offered, context.time_zone)
            if chosen is not None and before.offer_id:
                return await self.choose(before.offer_id, chosen, turn, spoken)
            intent = intent_after(said, before, offered, context)
            if intent is not None:
                return await self._perform_next(intent, turn, before, spoken)
        return None

    async def _perform_next(
        self, intent: Intent, turn: Turn, before: Conversation, language: str | None
    ) -> Answer:
        """Do what follows on what was said; what was declined is not offered any more."""
        if isinstance(intent, LetGo) and intent.closing is Closing.DROPPED:
            await self.conversations.remember(turn, replace(before, offer_id=None, choices=()))
        return await self.perform(intent, turn, language)


def _in_view_of(before: Conversation, intent: Intent, text: str, context: Context) -> Intent:
    """Return what is wanted where "it" and "then" mean what was spoken of."""
    if _is_about(intent, text, context, before):
        intent = about(intent_of(understand(text, context, before.since), context), before)
    pointed = points_back(text, context, "then", "also", "same")
    return at_the_time(intent, before, pointed=pointed)


def _is_about(intent: Intent, text: str, context: Context, before: Conversation) -> bool:
    """Tell whether a change that names no meeting means the one that was spoken of.

    Nothing is given up that is not pointed at.
    """
    if about(intent, before) == intent:
        return False
    return isinstance(intent, Move | Reschedule) or points_back(text, context, "that")


def _for(thread: Wish, intent: Intent) -> Intent:
    """Return what is wanted, for the people of a thread."""
    match intent:
        case Book(wish):
            return Gather(_with(thread, wish))
        case Find(wish):
            return Find(replace(_with(thread, wish), people=()))
        case Clarify(about, choices):
            return Clarify(about, tuple(_for(thread, choice) for choice in choices))
        case _:
            return intent


def _with(thread: Wish, wish: Wish) -> Wish:
    people = tuple(dict.fromkeys((*thread.people, *wish.people)))
    seats, title = wish.capacity or thread.capacity, wish.title or thread.title
    wish = replace(wish, people=people, capacity=seats, title=title)
    if wish.start or wish.window:
        return wish
    end, minutes = (None, wish.minutes) if wish.minutes else (thread.end, thread.minutes)
    return replace(wish, start=thread.start, end=end, window=thread.window, minutes=minutes)
