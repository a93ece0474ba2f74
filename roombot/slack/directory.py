"""The workspace's people, as Slack knows them."""

from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from roombot.booking.ports import Clock
from roombot.domain.errors import DirectoryUnavailable
from roombot.domain.people import Person, PersonKind, folded
from roombot.domain.time_zones import is_zone
from roombot.slack.timed_cache import TimedCache
from roombot.slack.web import code_of

LIFETIME = timedelta(minutes=8)
SIZE = 5_000
PAGE = 200
NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
NO_GROUP = frozenset({"no_such_subteam", "subteam_not_found"})
SLACKBOT = "USLACKBOT"

Members = frozenset[str]


class SlackDirectory:
    """Looks people up; ``joan_email`` stays None, Slack knows nothing of it."""

    def __init__(self, client: AsyncWebClient, clock: Clock, default_zone: str) -> None:
        self._client = client
        self._default_zone = default_zone
        self._people: TimedCache[tuple[str, str], Person] = TimedCache(clock, LIFETIME, SIZE)
        self._groups: TimedCache[tuple[str, str], frozenset[str]] = TimedCache(
            clock, LIFETIME, SIZE
        )
        self._ids: TimedCache[tuple[str, str], str] = TimedCache(clock, LIFETIME, SIZE)

    async def person(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person, or None where Slack knows nobody by that id."""
        return await self._people.get((team_id, slack_id), lambda: self._info(team_id, slack_id))

    async def by_email(self, team_id: str, email: str) -> Person | None:
        """Return the person with an address, or None."""
        address = folded(email)
        slack_id = await self._ids.get((team_id, address), lambda: self._id_of(address))
        return None if slack_id is None else await self.person(team_id, slack_id)

    async def everybody(self, team_id: str) -> tuple[Person, ...]:
        """Return all accounts of the workspace, page by page."""
        found: list[Person] = []
        cursor = None
        while cursor != "":
            answer = await self._page(cursor or "")
            found += [
                _person(team_id, user, self._default_zone) for user in answer.get("members") or ()
            ]
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        return tuple(found)

    async def group(self, team_id: str, group_id: str) -> frozenset[str]:
        """Return who is in a user group; of one that is gone nobody."""
        key = team_id, group_id
        return await self._groups.get(key, lambda: self._members(group_id)) or frozenset()

    async def _members(self, group_id: str) -> frozenset[str]:
        try:
            answer = await self._ask("usergroups.users.list", {"usergroup": group_id})
            return frozenset(map(str, answer["users"]))
        except SlackApiError as error:
            if code_of(error) in NO_GROUP:
                return frozenset()
            raise DirectoryUnavailable(str(error)) from error
        except (KeyError, TypeError) as error:
            raise DirectoryUnavailable(repr(error)) from error

    async def _info(self, team_id: str, slack_id: str) -> Person | None:
        user = await self._user("users.info", {"user": slack_id, "include_locale": "true"})
        return None if user is None else _person(team_id, user, self._default_zone)

    async def _id_of(self, email: str) -> str | None:
        user = await self._user("users.lookupByEmail", {"email": email})
        return None if user is None else str(user["id"])

    async def _user(self, method: str, params: dict[str, str]) -> dict[str, Any] | None:
        try:
            answer = await self._ask(method, params)
            user: dict[str, Any] = {**answer["user"], "id": str(answer["user"]["id"])}
        except SlackApiError as error:
            if code_of(error) in NOBODY:
                return None
            raise DirectoryUnavailable(str(error)) from error
        except (KeyError, TypeError) as error:
            raise DirectoryUnavailable(repr(error)) from error
        return user

    async def _page(self, cursor: str) -> AsyncSlackResponse:
        try:
            params = {"limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
            return await self._ask("users.list", params)
        except SlackApiError as error:
            raise DirectoryUnavailable(str(error)) from error

    async def _ask(self, method: str, params: dict[str, str]) -> AsyncSlackResponse:
        """Ask Slack by query; these methods take no JSON."""
        try:
            return await self._client.api_call(method, http_verb="GET", params=params)
        except SlackApiError:
            raise
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            raise DirectoryUnavailable(repr(error)) from error


def _person(team_id: str, user: dict[str, Any], default_zone: str) -> Person:
    profile = user.get("profile") or {}
    email, zone = profile.get("email"), user.get("tz")
    return Person(
        team_id=team_id,
        slack_id=user["id"],
        name=_name(user, profile),
        email=folded(email) if email else None,
        time_zone=zone if zone and is_zone(zone) else default_zone,
        locale=user.get("locale") or "en-US",
        kind=_kind(team_id, user),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _name(user: dict[str, Any], profile: dict[str, Any]) -> str:
    names = (
        profile.get("real_name"),
        user.get("real_name"),
        profile.get("display_name"),
        user.get("name"),
    )
    return next((str(name) for name in names if name), str(user["id"]))


def _kind(team_id: str, user: dict[str, Any]) -> PersonKind:
    """Tell what an account is; whatever is not plainly a member may not book."""
    kinds = {
        PersonKind.DEACTIVATED: user.get("deleted"),
        PersonKind.BOT: user.get("is_bot") or user.get("is_workflow_bot") or user["id"] == SLACKBOT,
        PersonKind.STRANGER: user.get("is_stranger") or _is_foreign(team_id, user),
        PersonKind.GUEST: user.get("is_restricted") or user.get("is_ultra_restricted"),
    }
    return next((kind for kind, applies in kinds.items() if applies), PersonKind.MEMBER)


def _is_foreign(team_id: str, user: dict[str, Any]) -> bool:
    """Tell whether a person belongs to another organisation; Grid shares people by team."""
    grid = user.get("enterprise_user") or {}
    teams = {user.get("team_id"), *(user.get("teams") or ()), *(grid.get("teams") or ())} - {None}
    return bool(teams) and team_id not in teams
