"""What must be true of an office in the end, however often the bot was killed."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dbos import DBOSClient
from sqlalchemy import Row, create_engine, select

from roombot.domain.bookings import Action, AttemptState, BookingState
from roombot.domain.handovers import HandoverState
from roombot.domain.occasions import Occasion
from roombot.domain.watches import WatchState
from roombot.sandbox.joan import JoanSandbox
from roombot.sandbox.joan.events import Event
from roombot.sandbox.slack import SlackSandbox
from roombot.sandbox.slack.messages import Message
from roombot.store.database import jobs_url
from roombot.store.schema import attempts, bookings, handovers, series, watches

LEAD = timedelta(minutes=15)  # of a reminder
LATE = timedelta(minutes=30)  # in which a click may still send the rest of a meeting elsewhere
CAUSES = {  # by the keys of what is written
    "hold": "watch/",
    "handover": "handover/",
    "swap": "handover/.*/swap/",
    "series": "series/",
    "release": f"{Occasion.NO_SHOW}/",
}
ENDS = {Action.CANCEL, Action.FINISH}
OPEN = {AttemptState.RECORDED, AttemptState.UNCONFIRMED}
HOLDS = {WatchState.HOLDING, WatchState.HELD, WatchState.RELEASING}


@dataclass(frozen=True)
class Ledger:
    """What the bot keeps."""

    bookings: list[Row[Any]]
    open_attempts: list[Row[Any]]
    holds: list[Row[Any]]
    handovers: list[Row[Any]]
    cut_series: list[Row[Any]]
    given_up: set[str]  # the bookings that somebody has cancelled or ended


def read(database_url: str) -> Ledger:
    """Return what the bot keeps in its database."""
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url)
    with engine.connect() as connection:
        kept = list(connection.execute(select(bookings)))
        begun = list(connection.execute(select(attempts).where(attempts.c.state.in_(OPEN))))
        held = list(connection.execute(select(watches).where(watches.c.state.in_(HOLDS))))
        giving = handovers.c.state == HandoverState.GIVING
        halfway = list(connection.execute(select(handovers).where(giving)))
        is_left = series.c.leased_until.is_not(None)
        cut_off = list(connection.execute(select(series).where(is_left)))
        ended = select(attempts.c.booking_id).where(attempts.c.action.in_(ENDS))
        given_up = set(connection.execute(ended).scalars())
    engine.dispose()
    return Ledger(kept, begun, held, halfway, cut_off, given_up)


def untrue(
    ledger: Ledger, joan: JoanSandbox, slack: SlackSandbox, given_up: set[str], now: datetime
) -> Iterator[str]:
    """Yield what is wrong, a line each; nothing where all is well."""
    yield from _doubled(ledger, joan)
    yield from _lost(ledger, joan, slack, given_up)
    yield from _unknown(ledger, joan)
    for attempt in ledger.open_attempts:
        yield f"unsettled: {attempt.action} of {attempt.title} in {attempt.room_name}"
    for hold in ledger.holds:
        if hold.held_until is not None and hold.held_until > now:
            continue  # it was made a moment ago
        yield f"left behind: a hold, {hold.state} until {hold.held_until}"
    for handover in ledger.handovers:
        yield f"left behind: a handover of {handover.booking_id}, since {handover.answered_at}"
    for cut in ledger.cut_series:
        yield f"left behind: a series, {cut.id} until {cut.leased_until}"
    yield from _without_room(ledger)
    yield from _unreminded(ledger, slack, now)


def done(database_url: str) -> str:
    """Return how often what was done, in words; what has a cause of its own is counted again."""
    engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    written = select(attempts.c.action, attempts.c.key)
    with engine.connect() as connection:
        rows = connection.execute(written.where(attempts.c.state == AttemptState.DONE)).all()
    engine.dispose()
    found = Counter(str(action) for action, _ in rows)
    for what, pattern in CAUSES.items():
        found[f"for a {what}"] = sum(re.match(pattern, key) is not None for _, key in rows)
    return ", ".join(f"{times} {what}" for what, times in sorted(found.items()))


def repeated(slack: SlackSandbox) -> int:
    """Return how many messages were sent again that should go out once."""
    return sum(times - 1 for times in marks(slack).values())


def reminders(slack: SlackSandbox) -> int:
    """Return how many reminders went out."""
    return sum(key.startswith(f"{Occasion.SOON}/") for key in marks(slack))


def _doubled(ledger: Ledger, joan: JoanSandbox) -> Iterator[str]:
    """Find meetings that stand more than once; what was ended may have been taken back."""
    ended = {row.event_id for row in ledger.bookings if row.state == BookingState.FINISHED}
    standing = [event for event in joan.events() if event.summary and event.id not in ended]
    titles = Counter(_name(event) for event in standing if not _goes_on(event, standing))
    yield from (
        f"doubled: {title} stands {times} times" for title, times in titles.items() if times > 1
    )


def _name(event: Event) -> str:
    """Return what no other meeting is called; those of a series, all one, begin on other days."""
    title = str(event.summary)
    return title if is_title(title) else f"{title} on {event.start:%Y-%m-%d}"


def _goes_on(event: Event, standing: list[Event]) -> bool:
    """Tell whether a meeting is the rest of another, in the room to which it was sent."""
    return any(
        (other.summary, other.room != event.room) == (event.summary, True)
        and timedelta(0) <= event.start - other.end <= LATE
        for other in standing
    )


def _lost(
    ledger: Ledger, joan: JoanSandbox, slack: SlackSandbox, given_up: set[str]
) -> Iterator[str]:
    """Find what people were told they have and have not."""
    standing = {str(event.summary) for event in joan.events()}
    given_up = given_up | {
        str(row.title) for row in ledger.bookings if row.state != BookingState.BOOKED
    }
    for text in _texts(slack):
        if "is booked for you" in text:
            (title,) = {word.strip("_*.,") for word in text.split() if is_title(word)} or {""}
            if title and title not in standing | given_up:
                yield f"lost: {title}, which was told to be booked"


def _without_room(ledger: Ledger) -> Iterator[str]:
    """Find the bookings that are gone and that nobody has given up, in a swap as otherwise."""
    for row in ledger.bookings:
        if row.state == BookingState.CANCELLED and row.id not in ledger.given_up:
            yield f"without a room: {row.title} in {row.room_name}, {row.starts_at}"


def _unknown(ledger: Ledger, joan: JoanSandbox) -> Iterator[str]:
    """Find what differs between Joan and what the bot keeps."""
    events = {event.id: event for event in joan.events()}
    kept = {row.event_id: row for row in ledger.bookings if row.state == BookingState.BOOKED}
    known = {row.event_id for row in ledger.bookings}
    for event_id, event in events.items():
        if event_id not in known and event.summary:  # those at the door have no title
            yield f"unknown: {event.summary} in {event.room}, {event.start}"
    for event_id, row in kept.items():
        if event_id not in events:
            yield f"not in Joan: {row.title} in {row.room_name}, {row.starts_at}"


def _unreminded(ledger: Ledger, slack: SlackSandbox, now: datetime) -> Iterator[str]:
    """Find the bookings that had stood well before they began, and whose people heard nothing."""
    sent = {key.rpartition("/")[0] for key in marks(slack)}
    for row in ledger.bookings:
        stood = row.changed_at < row.starts_at - LEAD
        if row.state != BookingState.BOOKED or row.starts_at > now or not stood:
            continue
        key = f"{Occasion.SOON}/{row.id}/{int(row.starts_at.timestamp())}"
        if key not in sent:
            yield f"not reminded: {row.title} at {row.starts_at}"


def _texts(slack: SlackSandbox) -> Iterator[str]:
    for message in _messages(slack):
        yield f"{message.text} {message.blocks}"


def _messages(slack: SlackSandbox) -> Iterator[Message]:
    for channel in slack.workspace.channels:
        yield from slack.workspace.timeline.visible(channel)


def marks(slack: SlackSandbox) -> Counter[str]:
    """Return how often each message that was marked with a key was sent."""
    found: Counter[str] = Counter()
    for message in _messages(slack):
        payload = (message.metadata or {}).get("event_payload") or {}
        if "key" in payload:
            found[f"{payload['key']}@{message.channel}"] += 1
    return Counter({key.rpartition("@")[0]: times for key, times in found.items()})


def is_title(word: str) -> bool:
    """Tell whether a word is the title of a booking that was asked for."""
    plain = word.strip("_*.,'\"")
    return plain[:1] == "T" and plain[1:].isdigit()


def story(database_url: str, joan: JoanSandbox, slack: SlackSandbox, title: str) -> Iterator[str]:
    """Yield what is known of a booking that something is wrong with."""
    engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        for table in (bookings, attempts):
            rows = connection.execute(select(table).where(table.c.title == title)).mappings()
            yield from (f"{table.name}: {dict(row)}" for row in rows)
        named = select(bookings.c.id).where(bookings.c.title == title)
        booking_ids = list(connection.execute(named).scalars())
    engine.dispose()
    yield from _jobs(database_url, booking_ids)
    for event in joan.events():
        if event.summary == title:
            yield f"Joan: {event}"
    for message in _messages(slack):
        if f"{title} " in f"{message.text} {message.blocks} ".replace("_", " ").replace("*", " "):
            yield f"Slack: {message.ts} {message.text!r}"


def _jobs(database_url: str, booking_ids: list[str]) -> Iterator[str]:
    """Yield what the engine keeps of the jobs of bookings."""
    client = DBOSClient(system_database_url=jobs_url(database_url))
    for job in client.list_workflows(load_input=False):
        if any(booking_id in job.workflow_id for booking_id in booking_ids):
            yield f"job: {vars(job)}"
    client.destroy()
