"""Understand a request: text in, a reading out. Pure; ``now`` and the rooms are arguments.

A text is normalized and cut into tokens, rooms and amenities are found by the directory, words
get kinds from the language's data, the grammar of ``entities`` fuses them to dates, clocks,
lengths and people, the language's templates tell the intent, office hours settle what a bare
hour means.
"""

from roombot.nlu.choosing import choice_after
from roombot.nlu.company import without_company
from roombot.nlu.everyday import is_everyday
from roombot.nlu.explaining import explain
from roombot.nlu.following import about, at_the_time, bare_request, begins_anew, intent_after
from roombot.nlu.followups import FollowUp, follow_up, points_back
from roombot.nlu.intents import intent_of, wish_in
from roombot.nlu.reading import Choice, Context, Question, Reading
from roombot.nlu.understand import known_languages, understand, warm_up

__all__ = [
    "Choice",
    "Context",
    "FollowUp",
    "Question",
    "Reading",
    "about",
    "at_the_time",
    "bare_request",
    "begins_anew",
    "choice_after",
    "explain",
    "follow_up",
    "intent_after",
    "intent_of",
    "is_everyday",
    "known_languages",
    "points_back",
    "understand",
    "warm_up",
    "wish_in",
    "without_company",
]
