"""The payloads that Slack delivers to the bot."""

import secrets
from dataclasses import dataclass

from roombot.sandbox.slack.links import unfurled_with
from roombot.sandbox.slack.messages import Message, wire_message
from roombot.sandbox.slack.people import APP_ID, BOT_USER, Person
from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.wire import Json
from roombot.sandbox.slack.workspace import Channel

DOMAIN = "sandbox"
_TOKEN = "verification-token-is-legacy"  # noqa: S105 - Slack's deprecated field, no secret


@dataclass(frozen=True)
class Payloads:
    """Build payloads for one workspace."""

    settings: SlackSettings

    def event(self, event: Json, actor: Person, *, shared: bool = False) -> Json:
        """Wrap an event as the Events API does."""
        team = self.settings.team_id
        authorization = {
            "enterprise_id": None,
            "team_id": team,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": _TOKEN,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": {**event, **_foreign(actor, team)},
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(self.settings.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": shared,
            "event_context": f"4-{secrets.token_urlsafe(24)}",
        }

    def message_event(self, message: Message, actor: Person, channel: Channel) -> Json:
        """Tell of a message in a conversation."""
        kind = "im" if channel.is_im else "channel"
        return {**_spoken(message, actor), "channel_type": kind}

    def mention_event(self, message: Message, actor: Person) -> Json:
        """Tell of a mention of the bot."""
        return {**_spoken(message, actor), "type": "app_mention"}

    def home_event(self, actor: Person, tab: str, event_ts: str, view: Json | None) -> Json:
        """Tell that a person opened the bot's home, as it is now, or messages."""
        shown = {"view": view} if view is not None and tab == "home" else {}
        return {
            "type": "app_home_opened",
            "user": actor.id,
            "channel": actor.dm,
            "tab": tab,
            "event_ts": event_ts,
            **shown,
        }

    def thread_event(self, kind: str, actor: Person, root: Message, viewed: str) -> Json:
        """Tell of a thread with the assistant, and what its person looks at beside it."""
        return {
            "type": kind,
            "assistant_thread": {
                "user_id": actor.id,
                "context": {"channel_id": viewed, "team_id": self.settings.team_id},
                "channel_id": root.channel,
                "thread_ts": root.ts,
            },
            "event_ts": root.ts,
        }

    def command(self, actor: Person, channel: Channel, text: str) -> dict[str, str]:
        """Tell of a slash command; the caller adds trigger_id and response_url."""
        return {
            "token": _TOKEN,
            "team_id": self.settings.team_id,
            "team_domain": DOMAIN,
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": actor.id,
            "user_name": actor.name,
            "command": self.settings.command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
        }

    def link_event(self, message: Message, links: list[Json]) -> Json:
        """Tell that somebody posted links to domains that the bot watches."""
        in_thread = {"thread_ts": message.thread_ts} if message.is_reply else {}
        return {
            "type": "link_shared",
            "channel": message.channel,
            "is_bot_user_member": True,
            "user": message.user,
            "message_ts": message.ts,
            "unfurl_id": f"{message.channel}.{message.ts}",
            "source": "conversations_history",
            "links": links,
            "event_ts": message.ts,
            **in_thread,
        }

    def in_message(self, actor: Person, channel: Channel, message: Message, block_id: str) -> Json:
        """Say in which message a block is used; the caller says how."""
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.visible_to is not None,
        }
        if message.is_reply:
            container["thread_ts"] = message.thread_ts or ""
        unfurl = unfurled_with(message, block_id)
        if unfurl is not None:
            container |= {
                "type": "message_attachment",
                "attachment_id": unfurl["id"],
                "is_app_unfurl": True,
                "app_unfurl_url": unfurl["app_unfurl_url"],
            }
        payload = {
            **self.interaction("block_actions", actor),
            "container": container,
            "channel": {"id": channel.id, "name": channel.name},
        }
        if message.visible_to is None:
            payload["message"] = wire_message(message, self.settings.team_id)
        if unfurl is not None:
            payload["app_unfurl"] = unfurl
        return payload

    def in_view(self, actor: Person, view: Json) -> Json:
        """Say in which view something is used; the caller says what."""
        return {
            **self.interaction("block_actions", actor),
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
        }

    def message_shortcut(
        self, actor: Person, channel: Channel, message: Message, callback_id: str
    ) -> Json:
        """Tell of a shortcut in a message's menu; the caller adds trigger_id and response_url."""
        return {
            **self._named("message_action"),
            "user": {"id": actor.id, "name": actor.name},
            "callback_id": callback_id,
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel.name},
            "message": wire_message(message, self.settings.team_id),
        }

    def shortcut(self, actor: Person, callback_id: str) -> Json:
        """Tell of a global shortcut; the caller adds trigger_id."""
        return {
            **self._named("shortcut"),
            "user": {"id": actor.id, "username": actor.name, "team_id": actor.team_id},
            "callback_id": callback_id,
        }

    def interaction(self, kind: str, actor: Person) -> Json:
        """Tell what kind of interaction it is and whose."""
        return {
            **self._named(kind),
            "api_app_id": APP_ID,
            "user": {
                "id": actor.id,
                "username": actor.name,
                "name": actor.name,
                "team_id": actor.team_id,
            },
        }

    def _named(self, kind: str) -> Json:
        return {
            "type": kind,
            "token": _TOKEN,
            "team": {"id": self.settings.team_id, "domain": DOMAIN},
            "enterprise": None,
            "is_enterprise_install": False,
        }


def _spoken(message: Message, actor: Person) -> Json:
    spoken = wire_message(message, actor.team_id)
    if message.is_reply:
        spoken["parent_user_id"] = BOT_USER
    return {**spoken, "channel": message.channel, "event_ts": message.ts}


def _foreign(actor: Person, team: str) -> Json:
    if actor.team_id == team:
        return {}
    return {"user_team": actor.team_id, "source_team": actor.team_id}
