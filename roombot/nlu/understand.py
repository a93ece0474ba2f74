"""Text in, reading out: the steps from a message to what is meant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from roombot.domain.rooms import Room
from roombot.domain.time_zones import day_bounds, to_utc
from roombot.languages.loader import languages
from roombot.nlu.analysis import analyse
from roombot.nlu.clockwork import Clockwork, Slot
from roombot.nlu.detection import languages_of
from roombot.nlu.directory import directory, names_of
from roombot.nlu.entities.lengths import find_bare_minutes
from roombot.nlu.entities.repeats import days_filled, rule
from roombot.nlu.entities.rooms import unknown_room, unknown_target
from roombot.nlu.entities.titles import find_title_of_meeting
from roombot.nlu.lexicon import Lexicon, lexicon
from roombot.nlu.normalize import normalize
from roombot.nlu.reading import Choice, Context, Question, Reading
from roombot.nlu.sentence import Lexeme, Sentence
from roombot.nlu.times import Times, times_of
from roombot.nlu.timing import Timing, timing_of
from roombot.nlu.values import Elapsed

_OF_A_MEETING = frozenset(
    {"cancel", "extend", "finish", "check_in", "move", "reschedule", "invite", "accept", "reject"}
)
_OF_A_ROOM = frozenset({"book", "find", "watch"})
_MOST_CHOICES = 10
_SHORT = 200  # letters of a text that is worth reading in a second language
_ASKED_AGAIN = frozenset({"book", "find", "watch", "reschedule"})  # for a time that is over
_LEADS_TO_A_ROOM = frozenset({"to", "in", "on", "for", "with", "at", "after"})
_BESIDE_A_ROOM = frozenset({"the", "of", "in", "into", "room_word"})


def understand(text: str, context: Context, since: datetime | None = None) -> Reading:
    """Return what a text means to a person in a context.

    An hour without a day is one of the day of ``since``, which was spoken of.
    """
    plain = normalize(text)
    if context.language:
        return _understood(plain, context.language, context, since)
    likely = languages_of(plain, context.locale, names_of(context.rooms))
    best = _understood(plain, likely[0], context, since)
    if best.intent != "unknown" or best.is_refused or len(plain) > _SHORT:
        return best
    others = (_understood(plain, language, context, since) for language in likely[1:])
    return next((reading for reading in others if reading.intent != "unknown"), best)


def _understood(plain: str, language: str, context: Context, since: datetime | None) -> Reading:
    """Return what a normalized text means in a language."""
    words = lexicon(language)
    clockwork = Clockwork(replace(context, language=language))
    analysis = analyse(
        plain, words, directory(context.rooms, language, context.amenity_names), clockwork.calendar
    )
    intent, template = words.rules.first_fit(analysis.words)
    sentence = analysis.sentence
    if intent in _OF_A_MEETING:
        sentence = find_title_of_meeting(sentence, words)
    if intent == "extend":
        sentence = find_bare_minutes(sentence)
    if since:
        clockwork = on_day_of(since, times_of(sentence), clockwork)
    timing = timing_of(intent, sentence, clockwork)
    reading = _read(intent, timing, sentence, clockwork, language)
    reading = replace(
        reading,
        unknown_room=_unknown_room(reading, sentence, words),
        is_refused=intent == "unknown" and bool(template),
    )
    return _with_questions(_with_others(reading, timing), timing, sentence)


def _unknown_room(reading: Reading, sentence: Sentence, words: Lexicon) -> str | None:
    """Return what is said as a room's name although there is no such room."""
    if reading.intent == "move" and not reading.to_room:
        return unknown_target(sentence, words)
    if reading.intent in _OF_A_ROOM and not reading.rooms:
        return unknown_room(sentence, words)
    return None


def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be understood."""
    return languages("understanding")


def warm_up() -> None:
    """Read every language and parse once, so that the first person does not wait."""
    now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    rooms = (Room("everest", "Everest"),)
    for language in known_languages():
        context = Context(now=now, time_zone="Europe/Berlin", rooms=rooms, language=language)
        understand("Evrest 12.5.2026 10 - 11:30", context)


def on_day_of(since: datetime | None, times: Times, clockwork: Clockwork) -> Clockwork:
    """Return a clockwork that reads an hour without a day as one of the day spoken of."""
    counts_from_now = times.now or any(isinstance(one.clock, Elapsed) for one in times.points)
    if since is None or times.days or times.last_day or counts_from_now:
        return clockwork
    context = clockwork.context
    morning, _ = day_bounds(since, context.time_zone)
    return Clockwork(replace(context, now=max(context.now, morning)))


def reading_of(intent: str, sentence: Sentence, clockwork: Clockwork, language: str) -> Reading:
    """Return what a sentence means where its intent is known."""
    timing = timing_of(intent, sentence, clockwork)
    reading = _read(intent, timing, sentence, clockwork, language)
    return _with_questions(_with_others(reading, timing), timing, sentence)


def _with_others(reading: Reading, timing: Timing) -> Reading:
    """Add the reading at each other time that will do, at the likeliest where it has several."""
    if not timing.others:
        return reading
    others = []
    for other in timing.others:
        slot = (
            other.slots[0] if other.slots else Slot(other.start, other.end) if other.start else None
        )
        start, end = (slot.start, slot.end) if slot else (None, other.end)
        others.append(replace(reading, start=start, end=end, window=other.window))
    return replace(reading, others=tuple(others))


def _read(
    intent: str, timing: Timing, sentence: Sentence, clockwork: Clockwork, language: str
) -> Reading:
    """Return the times and everything else that a sentence says."""
    rooms, to_room = _rooms(intent, sentence, lexicon(language))
    return Reading(
        intent=intent,
        start=timing.start,
        end=timing.end,
        which_start=timing.which_start,
        window=timing.window,
        duration_minutes=timing.minutes,
        rooms=rooms,
        to_room=to_room,
        capacity=_capacity(sentence),
        amenities=_amenities(sentence, lexicon(language)),
        place=_text(sentence, "place"),
        people=_people(sentence),
        title=_text(sentence, "title"),
        recurrence=_recurrence(sentence, clockwork),
        language=language,
        over=timing.over,
        least_minutes=timing.least,
        shift_minutes=timing.shift,
    )


def _rooms(intent: str, sentence: Sentence, words: Lexicon) -> tuple[tuple[str, ...], str | None]:
    """Return the rooms that are sure, and the one to move to."""
    said = [(index, one) for index, one in enumerate(sentence.lexemes) if one.kind == "room"]
    sure = [(index, one.names[0]) for index, one in said if len(one.names) == 1]
    to_room = None
    if intent in {"move", "reschedule"}:
        target = _target(sentence, [index for index, _ in sure], intent)
        to_room = next((name for index, name in sure if index == target), None)
        sure = [(index, name) for index, name in sure if index != target]
    else:
        sure = [one for one in sure if not _is_unwanted(sentence, one[0], words)] or sure
    return tuple(dict.fromkeys(name for _, name in sure)), to_room


def _is_unwanted(sentence: Sentence, place: int, words: Lexicon) -> bool:
    """Tell whether a room is named as the one not to take: "Orion, not Oak"."""
    before = [one for one in sentence.lexemes[:place] if one.kind not in _BESIDE_A_ROOM]
    if not before:
        return False
    is_negated = words.followups.get((words.plain(before[-1].text),)) == "not"
    return is_negated or before[-1].kind == "instead_of"


def _target(sentence: Sentence, places: list[int], intent: str) -> int | None:
    """Return where the room to move to is said: after "to", or the last of two."""
    given_up = [place for place in places if _leads(sentence, place) == "instead_of"]
    if given_up:
        return next((place for place in places if place not in given_up), None)
    led = [place for place in places if _leads(sentence, place) in _LEADS_TO_A_ROOM]
    to_led = [place for place in led if _leads(sentence, place) in {"to", "with"}]
    if to_led:
        return to_led[-1]
    if intent == "move" and len(places) > 1:
        return places[-1]
    if intent != "move" or not led or "to" in {one.kind for one in sentence.lexemes[led[-1] :]}:
        return None  # "move my meeting in oak to a room with a projector"
    return led[-1]


def _leads(sentence: Sentence, place: int) -> str:
    """Return the kind of the word before a room, past an article."""
    before = [one for one in sentence.lexemes[:place] if one.kind not in {"the", "room_word"}]
    if not before:
        return ""
    if len(before) > 1 and before[-1].kind in _LEADS_TO_A_ROOM and before[-2].kind == "instead_of":
        return "instead_of"
    return "to" if before[-1].kind == "into" else before[-1].kind


def _capacity(sentence: Sentence) -> int | None:
    said = [one for one in sentence.lexemes if one.kind == "capacity"]
    counts = (one.value if isinstance(one.value, int) else int(one.number) for one in said)
    return max(counts, default=None)


def _amenities(sentence: Sentence, words: Lexicon) -> tuple[str, ...]:
    lexemes = sentence.lexemes
    wanted = [
        one.name
        for index, one in enumerate(lexemes)
        if one.kind == "amenity"
        and not _is_without(lexemes[:index])
        and not _is_needless(lexemes[index + 1 : index + 4], words)
    ]
    return tuple(dict.fromkeys(wanted))


def _is_without(before: tuple[Lexeme, ...]) -> bool:
    """Tell whether words end in "without", past an article."""
    kinds = [one.kind for one in before if one.kind not in {"article", "the"}]
    return kinds[-1:] == ["without"]


def _is_needless(after: tuple[Lexeme, ...], words: Lexicon) -> bool:
    """Tell whether words say of what is before them that it is "not needed"."""
    negated = [words.followups.get((words.plain(one.text),)) == "not" for one in after]
    place = negated.index(True) if any(negated) else 0
    return place > 0 and all(one.kind in {"word", "pronoun"} for one in after[:place])


def _people(sentence: Sentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in sentence.lexemes if one.kind == "person"))


def _text(sentence: Sentence, kind: str) -> str | None:
    """Return the first thing of a kind as it was written."""
    found = next((one for one in sentence.lexemes if one.kind == kind), None)
    return sentence.text[found.start : found.end] if found else None


def _recurrence(sentence: Sentence, clockwork: Clockwork) -> str | None:
    if not any(lexeme.kind == "repeat" for lexeme in sentence.lexemes):
        return None
    times = times_of(sentence)
    if not times.repeat:
        return None
    until = None
    last_days = times.last_day or days_filled(times.repeat, sentence.lexemes)
    if last_days:
        window = clockwork.day_window(last_days, whole=True)
        last = to_utc(window.end) - timedelta(seconds=1) if window else None
        until = f"{last:%Y%m%dT%H%M%SZ}" if last else None
    series = tuple(length for length in times.lengths if length.days)
    return rule(times.repeat, series, until)


def _with_questions(reading: Reading, timing: Timing, sentence: Sentence) -> Reading:
    """Ask back where a room or a time has several readings."""
    unsure = [one for one in sentence.lexemes if one.kind == "room" and len(one.names) > 1]
    if unsure:
        return replace(reading, question=_which_room(reading, unsure[0]))
    if len(timing.slots) > 1 or (timing.slots and reading.intent in _ASKED_AGAIN):
        return replace(reading, question=_which_slot(reading, timing.slots))
    return reading


def _which_room(reading: Reading, unsure: Lexeme) -> Question:
    names = unsure.names[:_MOST_CHOICES]
    choices = tuple(Choice(name, replace(reading, rooms=(*reading.rooms, name))) for name in names)
    return Question("rooms", choices)


def _which_slot(reading: Reading, slots: tuple[Slot, ...]) -> Question:
    choices = tuple(
        Choice(slot.start, replace(reading, start=slot.start, end=slot.end)) for slot in slots
    )
    return Question("start", choices)
