"""users.*, usergroups.users.list, bots.info, team.info and auth.test."""

from roombot.sandbox.slack.api.call import Call, page
from roombot.sandbox.slack.payloads import DOMAIN
from roombot.sandbox.slack.people import APP_ID, BOT_ID, BOT_USER, SLACKBOT, Person, user_object
from roombot.sandbox.slack.wire import Json, SlackError

_URL = f"https://{DOMAIN}.slack.com/"


def auth_test(call: Call) -> Json:
    """Say whose token this is."""
    return {
        "url": _URL,
        "team": "Sandbox",
        "user": "roombot",
        "team_id": call.workspace.settings.team_id,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def users_info(call: Call) -> Json:
    """Describe one person."""
    person = call.workspace.person(call.text("user"))
    return {"user": _described(person, call, locale=call.flag("include_locale"))}


def users_lookup_by_email(call: Call) -> Json:
    """Find an active member by e-mail, whatever its case."""
    wanted = call.text("email").casefold()
    for person in call.workspace.people.values():
        if person.email == wanted and not (person.deleted or person.is_stranger):
            return {"user": _described(person, call, locale=False)}
    raise SlackError("users_not_found")


def users_list(call: Call) -> Json:
    """List everybody, page by page."""
    people = [p for p in call.workspace.people.values() if p.id != SLACKBOT]
    members, following = page(people, call)
    locale = call.flag("include_locale")
    return {
        "members": [_described(person, call, locale=locale) for person in members],
        "cache_ts": int(call.workspace.settings.now().timestamp()),
        **following,
    }


def usergroups_users_list(call: Call) -> Json:
    """List the members of a user group."""
    members = call.workspace.user_groups.get(call.text("usergroup"))
    if members is None:
        raise SlackError("no_such_subteam")
    return {"users": list(members)}


def bots_info(call: Call) -> Json:
    """Describe the bot."""
    if call.text("bot") not in {"", BOT_ID}:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": BOT_ID,
            "deleted": False,
            "name": "roombot",
            "updated": 1760000000,
            "app_id": APP_ID,
            "user_id": BOT_USER,
            "icons": {},
        }
    }


def team_info(call: Call) -> Json:
    """Describe the workspace."""
    team_id = call.workspace.settings.team_id
    if call.text("team") not in {"", team_id}:
        raise SlackError("team_not_found")
    team = {"id": team_id, "name": "Sandbox", "url": _URL, "domain": DOMAIN}
    return {"team": {**team, "email_domain": "example.com", "icon": {"image_default": True}}}


def _described(person: Person, call: Call, *, locale: bool) -> Json:
    settings = call.workspace.settings
    user = user_object(person, settings.scopes, settings.now())
    return {**user, "locale": person.locale} if locale else user
