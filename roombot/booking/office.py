"""What every use case works with."""

from dataclasses import dataclass

from roombot.booking.people import People
from roombot.booking.policy import Rules
from roombot.booking.ports import Calendar, Clock, Ledger
from roombot.booking.records import Gatherings, Handovers, Notes, SeriesPlans, Watches


@dataclass(frozen=True)
class Office:
    """One company's rooms, people, records and rules."""

    calendar: Calendar
    ledger: Ledger
    people: People
    watches: Watches
    handovers: Handovers
    notes: Notes
    gatherings: Gatherings
    series: SeriesPlans
    clock: Clock
    rules: Rules
