"""Series: "every monday", "weekly on tuesdays", "the first friday of every month"."""

from dataclasses import replace

from roombot.nlu.sentence import Fused, Lexeme, Match, Sentence
from roombot.nlu.values import Days, Length, Repeat

_LIST = "((comma|and|comma and|or) (on|the)? (weekday|weekday_plural))*"
_PLURALS = "weekday_plural ((comma|and|comma and) (on|the)? (weekday_plural|weekday))*"
_HOURS = 12
_WORKWEEK = (0, 1, 2, 3, 4)
_BY_DAYS = {1: "DAILY", 7: "WEEKLY", 14: "WEEKLY"}
_STEPS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}  # days, the most there may be
_BEGINS = frozenset({"from", "starting", "after"})
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def find_repeats(sentence: Sentence) -> Sentence:
    """Fuse how a series repeats."""
    other = "every_other (?=weekday|weekday_plural|period)"
    sentence = sentence.rewrite(other, _every_and_other)
    sentence = sentence.rewrite("every_other (?=(digits|spelled) period)", _every)
    if not sentence.has("every|frequency|weekday_plural|weekday other"):
        return sentence
    nth = "(?P<nth>ordinal|ordinal_word|last)"
    for source in (
        (
            f"(on? the)? {nth} (?P<weekday>weekday) (of|in|on|from)? "
            "(every (?P<period>period)|frequency)"
        ),
        f"(?P<monthly>frequency) on? the? {nth} (?P<weekday>weekday)",
        f"every {nth} (?P<weekday>weekday) (of|in|on|from) the? (?P<period>period)",
    ):
        sentence = sentence.rewrite(source, _nth_weekday)
    day = "(?P<day>ordinal|ordinal_word|digits)"
    for source in (
        f"(?P<monthly>frequency|every period) on the? period? {day}",
        f"on? the? period? {day} (of|in|on|from)? (?P<monthly>frequency|every period)",
        f"every {day} (of|in|on|from) the? (?P<monthly>period)",
        "(?P<daily>frequency|every period) (?P<day>digits) (?=at|comma|from)",
    ):
        sentence = sentence.rewrite(source, _month_day)
    sentence = sentence.rewrite(
        f"every (?P<other>other|others|ordinal_word)? (?P<days>(weekday|weekday_plural) {_LIST})",
        _weekdays,
    )
    sentence = sentence.rewrite(
        "(article|spelled|every) (?P<days>weekday) (?P<other>other)", _weekdays
    )
    sentence = sentence.rewrite(
        "every (?P<count>digits|spelled) (?P<days>weekday|weekday_plural)", _weekdays
    )
    sentence = sentence.rewrite("every (?P<part>part)", _every_part)
    sentence = sentence.rewrite(
        "every (?P<count>digits|spelled|other|ordinal_word)? (?P<period>period) "
        f"(on? (?P<days>weekday {_LIST}|{_PLURALS}))?",
        _periods,
    )
    sentence = sentence.rewrite(
        f"(?P<freq>frequency) ((on|at)? (?P<days>weekday {_LIST}|{_PLURALS}))?", _frequency
    )
    return sentence.rewrite(
        f"(?P<days>{_PLURALS})(?!later) (?P<freq>frequency)?|on (?P<more>{_PLURALS})", _weekdays
    )


def find_times(sentence: Sentence) -> Sentence:
    """Fuse how often a series takes place ("4 times")."""
    return sentence.rewrite("for? (?P<count>digits|spelled) dash? times", _times)


def days_filled(repeat: Repeat, lexemes: tuple[Lexeme, ...]) -> Days | None:
    """Return the days that a series ends with: "every monday in august", not "from august on"."""
    step = 1 if len(repeat.weekdays) > 1 else _STEPS[repeat.freq] * repeat.interval
    for index, lexeme in enumerate(lexemes):
        begins = any(one.kind in _BEGINS for one in lexemes[max(0, index - 2) : index])
        days = lexeme.value
        if isinstance(days, Days) and not begins and (days.end - days.start).days > step:
            return days
    return None


def rule(repeat: Repeat, lengths: tuple[Length, ...], until: str | None) -> str:
    """Return the RFC 5545 rule of a series with its end, where one was said."""
    parts = [f"FREQ={repeat.freq}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if repeat.weekdays:
        nth = str(repeat.nth) if repeat.nth else ""
        days = ",".join(f"{nth}{_CODES[day]}" for day in repeat.weekdays)
        parts.append(f"BYDAY={days}")
    if repeat.month_day:
        parts.append(f"BYMONTHDAY={repeat.month_day}")
    count = repeat.times or sum(_count(repeat, length) for length in lengths[:1])
    if count:
        parts.append(f"COUNT={count}")
    elif until:
        parts.append(f"UNTIL={until}")
    return ";".join(parts)


def _count(repeat: Repeat, length: Length) -> int:
    """Return how many meetings a stretch such as "6 weeks" holds."""
    days = length.count * length.days
    if repeat.freq == "DAILY":
        return days // repeat.interval
    if repeat.freq == "MONTHLY":
        return round(days / 30) // repeat.interval
    weeks = round(days / 7) if length.days < 28 else round(days * 52 / 365)  # noqa: PLR2004
    return weeks * max(len(repeat.weekdays), 1) // repeat.interval


def _every_and_other(match: Match) -> tuple[Lexeme, ...]:
    """Read "every other" in one word, or in words that mean something else elsewhere."""
    (said,) = match.lexemes
    return replace(said, kind="every"), replace(said, kind="other")


def _every(match: Match) -> tuple[Lexeme, ...]:
    """Read the words for "every other" before a number: "om de drie weken"."""
    return (replace(match.lexemes[0], kind="every"),)


def _every_part(match: Match) -> tuple[Lexeme, ...]:
    """Read "every morning" as every day, in the morning."""
    every, part = match.lexemes
    return replace(every, kind="repeat", value=Repeat("DAILY")), part


def _numbers(match: Match, name: str) -> tuple[int, ...]:
    days = {int(one.number) for one in match.all(name) if one.kind in {"weekday", "weekday_plural"}}
    return tuple(sorted(days))


def _nth_weekday(match: Match) -> Fused | None:
    period, nth = match.one("period"), match.one("nth")
    if (period and period.name != "month") or not nth:
        return None
    number = -1 if nth.kind == "last" else int(nth.number)
    return "repeat", Repeat("MONTHLY", weekdays=(match.number("weekday"),), nth=number)


def _month_day(match: Match) -> Fused | None:
    """Read "el 15 de cada mes" and "todo dia 15"; an hour may follow "every day" as well."""
    daily, day = match.all("daily"), match.number("day")
    names = {one.name for one in (*match.all("monthly"), *daily)}
    wanted = {"DAILY", "1"} if daily and day > _HOURS else {"MONTHLY", "month"}
    return ("repeat", Repeat("MONTHLY", month_day=day)) if names & wanted else None


def _weekdays(match: Match) -> Fused | None:
    days = _numbers(match, "days") or _numbers(match, "more")
    other = match.one("other")
    if other and other.kind == "ordinal_word" and other.number != 2:  # noqa: PLR2004
        return None
    freq = match.one("freq")
    fortnightly = bool(other) or bool(freq and freq.name == "WEEKLY 2")
    return "repeat", Repeat("WEEKLY", match.number("count") or (2 if fortnightly else 1), days)


def _periods(match: Match) -> Fused | None:
    period, count = match.one("period"), match.one("count")
    if not period:
        return None
    interval = 1 if count is None else 2 if count.kind == "other" else int(count.number)
    freq = _BY_DAYS.get(int(period.number)) or {"month": "MONTHLY", "year": "YEARLY"}[period.name]
    interval *= 2 if period.name == "14" else 1
    return "repeat", Repeat(freq, interval, _numbers(match, "days"))


def _frequency(match: Match) -> Fused | None:
    freq = match.one("freq")
    if not freq:
        return None
    name, _, more = freq.name.partition(" ")
    days = _numbers(match, "days") or (_WORKWEEK if more == "WORKDAYS" else ())
    return "repeat", Repeat(name, int(more) if more.isdigit() else 1, days)


def _times(match: Match) -> Fused | None:
    return "times", match.number("count")
