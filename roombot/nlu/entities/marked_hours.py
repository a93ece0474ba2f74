"""Hours with a mark that may also be a unit of lengths: "14h", "10h30", "à 15 heures"."""

from dataclasses import replace
from functools import partial

from roombot.nlu.clock_ways import ClockWays
from roombot.nlu.sentence import Lexeme, Match, Sentence
from roombot.nlu.values import Clock

_NOON = 12
_EARLIEST = 7  # a marked hour before it is a length unless something says that it is a time
_HOUR = 60
_MARKED = "((digits|spelled|article) unit (digits|spelled)?|decimal unit)"
_HOURS = "digits|spelled|clock_name|clock"
_REST = "(and article? (half|quarter)|(minus|before) ((the|on)? quarter|spelled|digits))"
_AFTERNOONS = frozenset({"afternoon", "early_afternoon", "late_afternoon"})
_MARK_BEFORE = (  # "martedì ore 12"
    "(?<=[weekday weekday_plural day month part comma period next this]) unit "
    "(digits|clock_literal|decimal)(?!unit|people|of_us|period)"
)
_AFTER = "(?!unit|people|of_us|meridiem)"


def find_counted_hours(sentence: Sentence) -> Sentence:
    """Take ordinal numbers for hours where they count them: "med deseto in pol dvanajsto"."""
    if not sentence.has("ordinal_word"):
        return sentence
    both = "half? ordinal_word (and|until|to) half? ordinal_word"
    for source in (
        f"between {both} unit?(?!month|weekday|floor|period|room_word)",
        f"from {both} unit",
        "(at|until|from|after|before) half? ordinal_word unit",
    ):
        sentence = sentence.rewrite(source, _counted)
    return sentence


def _counted(match: Match) -> tuple[Lexeme, ...]:
    kinds = {"ordinal_word": "spelled", "unit": "oclock"}
    return tuple(replace(one, kind=kinds.get(one.kind, one.kind)) for one in match.lexemes)


def find_marked_hours(sentence: Sentence, ways: ClockWays) -> Sentence:
    """Fuse the marked hours that are times, in ranges first."""
    if not ways.marks or not sentence.has("unit"):
        return sentence
    for source, build in _WAYS:
        sentence = sentence.rewrite(source, partial(build, ways=ways))
    if sentence.has("shift|forward"):  # "move it for 11h30" names the new time
        alone = partial(_alone, ways=ways)
        sentence = sentence.rewrite(f"(?<=for) (?P<one>{_MARKED}){_AFTER}", alone)
        if ways.at_is_by:
            sentence = sentence.rewrite(f"at (?={_MARKED}{_AFTER})", _by_length)
    return sentence.rewrite(
        f"(?<!for)(?<!in)(?<!within)(?P<lead>at|from|starting|until|before|after|between|to)? "
        f"(?P<one>{_MARKED}){_AFTER}",
        partial(_alone, ways=ways),
    )


def _in_range(match: Match, *, ways: ClockWays) -> tuple[Lexeme, ...] | None:
    start, end = (_clock(match.all(name), ways) for name in ("one", "other"))
    lead, joint = match.all("lead"), match.all("joint")
    return (*lead, start, *joint, end) if start and end else None


def _surely(match: Match, *, ways: ClockWays) -> tuple[Lexeme, ...] | None:
    clock = _clock(match.all("one"), ways)
    return (*match.all("lead"), clock) if clock else None


def _by_length(match: Match) -> tuple[Lexeme, ...]:
    """Read the "um" of "verlängere um 2h" as that of a length."""
    return (replace(match.lexemes[0], kind="by"),)


def _in_part(match: Match, *, ways: ClockWays) -> tuple[Lexeme, ...] | None:
    """Read "vrijdagmiddag vier uur"; "demain matin 2h" is a length."""
    lead, clock = match.one("lead"), _clock(match.all("one"), ways)
    return (lead, clock) if lead and lead.name in _AFTERNOONS and clock else None


def _alone(match: Match, *, ways: ClockWays) -> tuple[Lexeme, ...] | None:
    lead, hour = match.one("lead"), match.all("one")
    clock = _clock(hour, ways) if _is_time(lead, hour, ways) else None
    if clock is None:
        return None
    return (lead, clock) if lead else (clock,)


def _at_hour(match: Match, *, ways: ClockWays) -> tuple[Lexeme, ...] | None:
    mark, hour = match.lexemes
    return (replace(mark, kind="at"), hour) if mark.text in ways.marks else None


_WAYS = (
    (_MARK_BEFORE, _at_hour),
    (
        (
            f"(?P<lead>from|between|at|starting)? (?P<one>{_MARKED}) "
            f"(?P<joint>(dash|to|at|until|and) at?) (?P<other>{_MARKED}){_AFTER}"
        ),
        _in_range,
    ),
    (f"(?P<one>{_MARKED})(?=minus)", _surely),
    (f"(?P<lead>part|tonight) (?P<one>{_MARKED}){_AFTER}", _in_part),
    (  # "de deux heures et quart à quatre heures"
        (
            f"(?P<lead>from|between) (?P<one>{_MARKED})"
            f"(?={_REST} (to|at|until|dash|and) at? ({_HOURS}))"
        ),
        _surely,
    ),
)


def _is_time(lead: Lexeme | None, hour: tuple[Lexeme, ...], ways: ClockWays) -> bool:
    """Tell a time from a length: "14h" and "at 3h" are times, "3h" and "of 2h" are lengths."""
    number = hour[0].number
    if hour[0].kind == "article" and not lead:
        return False
    if number > _NOON or (lead and lead.kind not in {"from", "to"}):
        return True
    if lead and not ways.bare_marks:
        return True
    return ways.bare_marks and number >= _EARLIEST


def _clock(said: tuple[Lexeme, ...], ways: ClockWays) -> Lexeme | None:
    """Return the time that an hour, its mark and perhaps minutes say."""
    if len(said) < 2 or said[1].text not in ways.marks:  # noqa: PLR2004 - an hour and its mark
        return None
    hour, minute = said[0], int(said[2].number) if len(said) > 2 else 0  # noqa: PLR2004
    if hour.kind == "decimal":
        minute = _minutes_after_dot(hour)
    if hour.number > 2 * _NOON or not 0 <= minute < _HOUR:
        return None
    minutes = int(hour.number) * _HOUR + minute
    exact = hour.name == "exact" or hour.number > _NOON
    clock = Clock(minutes, exact=exact)
    return Lexeme("clock", hour.text, hour.start, said[-1].end, value=clock)


def _minutes_after_dot(hour: Lexeme) -> int:
    """Return the minutes of "15.30 uur", -1 for a fraction such as "1.5 uur" and "1,25 uur"."""
    _, _, minutes = hour.name.partition(".")
    return int(minutes) if len(minutes) == 2 else -1  # noqa: PLR2004 - minutes have two digits
