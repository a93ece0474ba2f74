"""Time zones that people write after a time: "PST", "London time", "in New York"."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from roombot.domain.time_zones import in_zone, zone_names
from roombot.nlu.sentence import Lexeme, Match, Sentence

_CONTINENTS = frozenset(
    {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)

# A name with a standard and a summer form is taken literally ("3pm PST" is eight hours behind
# Greenwich all year), unless it is the person's own zone: then the own clock is meant.
ABBREVIATIONS = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "wet": "UTC", "west": "Etc/GMT-1", "bst": "Etc/GMT-1",
    "cet": "Etc/GMT-1", "cest": "Etc/GMT-2", "mez": "Etc/GMT-1", "mesz": "Etc/GMT-2",
    "eet": "Etc/GMT-2", "eest": "Etc/GMT-3", "sast": "Etc/GMT-2", "msk": "Etc/GMT-3",
    "trt": "Etc/GMT-3", "gst": "Etc/GMT-4", "pkt": "Etc/GMT-5", "ist": "Asia/Kolkata",
    "ict": "Etc/GMT-7", "wib": "Etc/GMT-7", "sgt": "Etc/GMT-8", "hkt": "Etc/GMT-8",
    "pht": "Etc/GMT-8", "awst": "Etc/GMT-8", "jst": "Etc/GMT-9", "kst": "Etc/GMT-9",
    "acst": "Australia/Darwin", "aest": "Etc/GMT-10", "aedt": "Etc/GMT-11",
    "nzst": "Etc/GMT-12", "nzdt": "Etc/GMT-13", "brt": "Etc/GMT+3",
    "est": "Etc/GMT+5", "edt": "Etc/GMT+4", "et": "America/New_York",
    "cst": "Etc/GMT+6", "cdt": "Etc/GMT+5", "ct": "America/Chicago",
    "mst": "Etc/GMT+7", "mdt": "Etc/GMT+6", "mt": "America/Denver",
    "pst": "Etc/GMT+8", "pdt": "Etc/GMT+7", "pt": "America/Los_Angeles",
    "akst": "Etc/GMT+9", "akdt": "Etc/GMT+8", "hst": "Etc/GMT+10",
}  # fmt: skip

_BETWEEN_HOURS = {  # zones that are no whole hours from Greenwich and keep no summer time
    "+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu", "+6:30": "Asia/Yangon", "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin", "-9:30": "Pacific/Marquesas",
}  # fmt: skip
_OFFSET = re.compile(r"([+-]) ?(\d{1,2})(?::?(\d\d))?$")
_EAST, _WEST = 14, 12  # hours from Greenwich at most

_AFTER_A_CLOCK = (
    "(?<=[meridiem clock_literal oclock clock_name date day part digits tonight unit]) "
)
_NAME = "(?P<name>word( word word?)?)"
_HOUR_OF = "(?<=[unit oclock clock_literal clock_name comma punct]) unit from"  # "15h, heure de"


def find_zones(sentence: Sentence, cities: Mapping[str, str]) -> Sentence:
    """Fuse the cities whose clock is meant; ``cities`` are those that no zone is named after."""
    if not sentence.has("in|zone_word|unit from"):
        return sentence

    def of_city(match: Match) -> tuple[Lexeme, ...] | None:
        name = " ".join(one.text for one in match.all("name"))
        zone = cities.get(name) or _cities().get(name)
        if zone is None:
            return None
        first, last = match.lexemes[0], match.lexemes[-1]
        return (Lexeme("zone", name, first.start, last.end, name=zone),)

    sentence = sentence.rewrite(f"in? {_NAME} zone_word", of_city)
    sentence = sentence.rewrite(f"zone_word (of|from|in)? {_NAME}", of_city)
    sentence = sentence.rewrite(f"{_HOUR_OF} {_NAME}", of_city)
    return sentence.rewrite(f"{_AFTER_A_CLOCK} in {_NAME}", of_city)


@cache
def _cities() -> dict[str, str]:
    """Return the zones of the world by the city in their name."""
    named = [zone for zone in zone_names() if zone.partition("/")[0] in _CONTINENTS]
    return {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in named}


def zone_at(offset: str) -> str:
    """Return the zone that "utc+3" and "+05:30" name, empty where there is none."""
    found = _OFFSET.search(offset)
    if found is None:
        return ""
    sign, hours, minutes = found[1], int(found[2]), found[3] or "00"
    if minutes != "00":
        return _BETWEEN_HOURS.get(f"{sign}{hours}:{minutes}", "")
    if hours > (_EAST if sign == "+" else _WEST):
        return ""
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"


def zone_of(abbreviation: str, own: str, at: datetime) -> str:
    """Return the zone that an abbreviation names for a person whose zone is ``own``."""
    if _family(abbreviation) == _family(in_zone(at, own).strftime("%Z").casefold()):
        return own
    return ABBREVIATIONS[abbreviation]


def _family(abbreviation: str) -> str:
    """Return an abbreviation without the letter that tells summer from winter."""
    return abbreviation.replace("est", "et").replace("st", "t").replace("dt", "t")
