"""Abbreviations of time zones that people write after a time."""

from datetime import datetime

from roombot.domain.time_zones import in_zone

# A name with a standard and a summer form is taken literally ("3pm PST" is eight hours behind
# Greenwich all year), unless it is the person's own zone: then the own clock is meant.
ABBREVIATIONS = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "wet": "UTC", "west": "Etc/GMT-1", "bst": "Etc/GMT-1",
    "cet": "Etc/GMT-1", "cest": "Etc/GMT-2", "mez": "Etc/GMT-1", "mesz": "Etc/GMT-2",
    "eet": "Etc/GMT-2", "eest": "Etc/GMT-3", "msk": "Etc/GMT-3", "ist": "Asia/Kolkata",
    "sgt": "Etc/GMT-8", "hkt": "Etc/GMT-8", "jst": "Etc/GMT-9", "kst": "Etc/GMT-9",
    "aest": "Etc/GMT-10", "aedt": "Etc/GMT-11", "nzst": "Etc/GMT-12", "nzdt": "Etc/GMT-13",
    "est": "Etc/GMT+5", "edt": "Etc/GMT+4", "et": "America/New_York",
    "cst": "Etc/GMT+6", "cdt": "Etc/GMT+5", "ct": "America/Chicago",
    "mst": "Etc/GMT+7", "mdt": "Etc/GMT+6", "mt": "America/Denver",
    "pst": "Etc/GMT+8", "pdt": "Etc/GMT+7", "pt": "America/Los_Angeles",
}  # fmt: skip


def zone_of(abbreviation: str, own: str, at: datetime) -> str:
    """Return the zone that an abbreviation names for a person whose zone is ``own``."""
    if _family(abbreviation) == _family(in_zone(at, own).strftime("%Z").casefold()):
        return own
    return ABBREVIATIONS[abbreviation]


def _family(abbreviation: str) -> str:
    """Return an abbreviation without the letter that tells summer from winter."""
    return abbreviation.replace("est", "et").replace("st", "t").replace("dt", "t")
