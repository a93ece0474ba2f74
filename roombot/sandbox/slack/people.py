"""The people of the workspace, and how Slack describes them."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.wire import Json

BOT_USER = "U0ROOMBOT"
BOT_ID = "B0ROOMBOT"
APP_ID = "A0ROOMBOT"
SLACKBOT = "USLACKBOT"
PARTNER_TEAM = "T0PARTNER"


@dataclass(frozen=True)
class Person:
    """A member, guest, stranger or bot of the workspace."""

    id: str
    name: str
    real_name: str
    email: str | None
    team_id: str
    tz: str
    locale: str = "en-US"
    is_admin: bool = False
    is_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False

    @property
    def dm(self) -> str:
        """Return the id of this person's conversation with the bot."""
        return f"D{self.id[1:]}"


_NAMES = (
    "Ada Novak",
    "Ben Okafor",
    "Cleo Martin",
    "Dan Kim",
    "Eva Rossi",
    "Finn Jansen",
    "Gita Rao",
    "Hugo Silva",
    "Ines Garcia",
    "Jan Kovac",
    "Kaya Demir",
    "Leo Wagner",
)
_ZONES = {"U0GITA": "Asia/Kolkata", "U0HUGO": "America/New_York"}
_LOCALES = {
    "U0FINN": "nl-NL",
    "U0INES": "es-ES",
    "U0JAN": "sl-SI",
    "U0LEO": "de-DE",
}


def cast(settings: SlackSettings) -> dict[str, Person]:
    """Return everybody by id: twelve colleagues, the odd ones, and the bots."""
    colleagues = [_member(settings, name) for name in _NAMES]
    colleagues[0] = replace(colleagues[0], is_admin=True)
    gail, otto = _member(settings, "Gail Guest"), _member(settings, "Otto Former")
    sam = replace(_member(settings, "Sam Sample"), email="sam.sample@elsewhere.example")
    mira = replace(_member(settings, "Mira Partner"), email="mira.partner@partner.example")
    people = [
        *colleagues,
        replace(gail, is_restricted=True),
        sam,
        replace(mira, is_stranger=True, team_id=PARTNER_TEAM),
        replace(otto, deleted=True),
        _bot(settings, "U0STANDUP", "standup"),
        _bot(settings, BOT_USER, "roombot"),
        _bot(settings, SLACKBOT, "slackbot"),
    ]
    return {person.id: person for person in people}


def user_object(person: Person, scopes: frozenset[str], now: datetime) -> Json:
    """Return a person as ``users.info`` does, without the locale."""
    zone = now.astimezone(ZoneInfo(person.tz))
    offset = zone.utcoffset()
    user: Json = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": sha256(person.id.encode()).hexdigest()[:6],
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": zone.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(person, scopes),
        "is_admin": person.is_admin,
        "is_owner": person.is_admin,
        "is_primary_owner": person.is_admin,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 1760000000,
        "is_email_confirmed": person.email is not None,
        "who_can_share_contact_card": "EVERYONE",
    }
    if person.is_stranger:
        user["is_stranger"] = True
    return _deactivated(user) if person.deleted else user


def _deactivated(user: Json) -> Json:
    gone = {"tz", "tz_label", "tz_offset", "is_admin", "is_owner", "is_primary_owner"}
    return {key: value for key, value in user.items() if key not in gone}


def _profile(person: Person, scopes: frozenset[str]) -> Json:
    first, _, last = person.real_name.partition(" ")
    profile: Json = {
        "title": "",
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": sha256(person.id.encode()).hexdigest()[:12],
        "first_name": first,
        "last_name": last,
        "team": person.team_id,
    }
    if person.is_bot:
        profile["bot_id"] = BOT_ID if person.id == BOT_USER else f"B{person.id[1:]}"
        profile["api_app_id"] = APP_ID if person.id == BOT_USER else ""
    elif person.email and not person.is_stranger and "users:read.email" in scopes:
        profile["email"] = person.email
    return profile


def _member(settings: SlackSettings, real_name: str) -> Person:
    handle = real_name.lower().replace(" ", ".")
    user_id = f"U0{real_name.split(maxsplit=1)[0].upper()}"
    return Person(
        id=user_id,
        name=handle,
        real_name=real_name,
        email=f"{handle}@example.com",
        team_id=settings.team_id,
        tz=_ZONES.get(user_id, settings.time_zone),
        locale=_LOCALES.get(user_id, "en-US"),
    )


def _bot(settings: SlackSettings, user_id: str, name: str) -> Person:
    return Person(
        id=user_id,
        name=name,
        real_name=name,
        email=None,
        team_id=settings.team_id,
        tz=settings.time_zone,
        is_bot=True,
    )
