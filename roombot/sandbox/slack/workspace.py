"""The workspace: its people, conversations and messages, and who sees what."""

from dataclasses import asdict, dataclass, replace

from roombot.sandbox.slack.address import Address
from roombot.sandbox.slack.files import Files
from roombot.sandbox.slack.live import News
from roombot.sandbox.slack.messages import Message, Timeline, wire_message
from roombot.sandbox.slack.mishaps import Mishaps
from roombot.sandbox.slack.people import BOT_USER, SLACKBOT, Person, cast
from roombot.sandbox.slack.records import Records
from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.wire import Json, SlackError

GENERAL = "C0GENERAL"
BOARD = "S0BOARD"  # a user group
RANDOM = "C0RANDOM"  # the bot is not in it


@dataclass(frozen=True)
class Channel:
    """A public channel, or one person's conversation with the bot (``user``)."""

    id: str
    name: str
    members: tuple[str, ...]
    user: str | None = None

    @property
    def is_im(self) -> bool:
        """Say whether this is a conversation of two."""
        return self.user is not None


class Workspace:
    """The state that all parts of the sandbox share."""

    def __init__(self, settings: SlackSettings) -> None:
        self.settings = settings
        self.records = Records(settings.database, reset=settings.reset)
        self.address = Address()
        self.files = Files(self.records, self.address, settings.now)
        self.mishaps = Mishaps()
        self.office_url = settings.office_url
        self.people = cast(settings)
        self.user_groups: dict[str, tuple[str, ...]] = {BOARD: ("U0ADA", "U0CLEO")}
        self.timeline = Timeline(self.records, settings.now)
        self.news = News()
        self.channels = {channel.id: channel for channel in self._public_channels()}
        for body in self.records.all("channel").values():
            self._keep(Channel(**{**body, "members": tuple(body["members"])}))
        self.statuses: dict[str, str] = {}
        self.prompts: dict[str, Json] = {}  # by conversation, and by thread in it
        self._reads = {key: str(read["ts"]) for key, read in self.records.all("read").items()}

    def person(self, user_id: str) -> Person:
        """Return a person; unknown ids are refused as Slack does."""
        if user_id not in self.people:
            raise SlackError("user_not_found")
        return self.people[user_id]

    def channel(self, channel_id: str) -> Channel:
        """Return a conversation that exists."""
        if channel_id not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[channel_id]

    def open_dm(self, person: Person) -> Channel:
        """Return a person's conversation with the bot; open it the first time."""
        if person.dm not in self.channels:
            channel = Channel(person.dm, "directmessage", (person.id, BOT_USER), person.id)
            self._keep(channel)
            self.records.put("channel", channel.id, asdict(channel))
        return self.channels[person.dm]

    def message(self, channel: str, ts: str) -> Message:
        """Return a message that everybody in the channel sees."""
        message = self.timeline.find(self.channel(channel).id, ts)
        if message is None or message.visible_to is not None:
            raise SlackError("message_not_found")
        return message

    def publish(self, message: Message) -> Message:
        """Post or change a message and tell those who look on."""
        self.files.check(message.all_blocks)
        self.timeline.put(message)
        self.news.tell("message", channel=message.channel, message=self.page_message(message))
        if message.is_reply:
            self._tell_parent(message)
        self.tell_unread()
        return message

    def withdraw(self, message: Message) -> None:
        """Delete a message and tell those who look on."""
        self.timeline.remove(message)
        self.news.tell("deleted", channel=message.channel, ts=message.ts)
        self.tell_unread()

    def whisper(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Let Slackbot tell one person something where they wrote."""
        ts = self.timeline.next_ts()
        return self.publish(
            Message(channel, ts, SLACKBOT, text, visible_to=user, thread_ts=thread_ts)
        )

    def think(self, channel: str, status: str, thread_ts: str | None = None) -> None:
        """Show what the bot is doing in a channel until it answers."""
        if status or self.statuses.get(channel):
            self.statuses[channel] = status
            self.news.tell("status", channel=channel, thread_ts=thread_ts, status=status)

    def suggest(
        self, channel: str, prompts: list[Json], thread_ts: str | None = None, title: str = ""
    ) -> None:
        """Offer sentences to begin with; none takes away what was offered."""
        offered = {"thread_ts": thread_ts, "title": title, "prompts": prompts}
        if prompts or self.offered(channel, thread_ts)["prompts"]:
            self.prompts[_spot(channel, thread_ts)] = offered
            self.news.tell("prompts", channel=channel, **offered)

    def offered(self, channel: str, thread_ts: str | None = None) -> Json:
        """Return the sentences to begin with, and the words above them."""
        nothing: Json = {"thread_ts": thread_ts, "title": "", "prompts": []}
        return self.prompts.get(_spot(channel, thread_ts), nothing)

    def threads_offered(self, channel: str) -> list[Json]:
        """Return what is offered in the threads of a channel."""
        return [one for key, one in self.prompts.items() if key.startswith(f"{channel}/")]

    def entitle(self, channel: str, thread_ts: str, title: str) -> None:
        """Name a thread; one that a person began with the assistant is called so altogether."""
        root = self.message(channel, thread_ts)
        text = title if root.user == BOT_USER and root.title is not None else root.text
        self.publish(replace(root, text=text, title=title))

    def api_message(self, message: Message) -> Json:
        """Return a message as the Web API shows it, with its thread's numbers."""
        body = wire_message(message, self.people[message.user].team_id)
        replies = self.timeline.replies(message.channel, message.ts)
        if replies:
            users = list(dict.fromkeys(reply.user for reply in replies))
            body |= {
                "thread_ts": message.ts,
                "reply_count": len(replies),
                "reply_users": users,
                "reply_users_count": len(users),
                "latest_reply": replies[-1].ts,
            }
        return body

    def page_message(self, message: Message) -> Json:
        """Return a message as the page shows it."""
        return {**self.api_message(message), "visible_to": message.visible_to}

    def mark_read(self, user: str, channel: str) -> None:
        """Remember that a person has seen all of a channel."""
        seen = self.timeline.visible(channel, user)
        if seen and self.read_until(user, channel) != seen[-1].ts:
            self._reads[f"{user}/{channel}"] = seen[-1].ts
            self.records.put("read", f"{user}/{channel}", {"ts": seen[-1].ts})
            self.tell_unread()

    def unread(self) -> dict[str, dict[str, int]]:
        """Return the number of unread messages by person and channel, where there are any."""
        counts: dict[str, dict[str, int]] = {}
        for channel in self.channels.values():
            for user in channel.members:
                count = self.timeline.unread(channel.id, user, self.read_until(user, channel.id))
                if count:
                    counts.setdefault(user, {})[channel.id] = count
        return counts

    def tell_unread(self) -> None:
        """Tell those who look on who has unread messages."""
        if self.news.heard:
            self.news.tell("unread", unread=self.unread())

    def read_until(self, user: str, channel: str) -> str:
        """Return the timestamp until which a person has read a channel."""
        return self._reads.get(f"{user}/{channel}", "")

    def _tell_parent(self, reply: Message) -> None:
        parent = self.timeline.find(reply.channel, reply.thread_ts or "")
        if parent is not None:
            self.news.tell("message", channel=reply.channel, message=self.page_message(parent))

    def _keep(self, channel: Channel) -> None:
        self.channels[channel.id] = channel

    def _public_channels(self) -> tuple[Channel, Channel]:
        everyone = tuple(
            person.id
            for person in self.people.values()
            if not person.deleted and person.id != SLACKBOT
        )
        general = Channel(GENERAL, "general", everyone)
        members = tuple(user for user in everyone if not self.people[user].is_bot)
        return general, replace(general, id=RANDOM, name="random", members=members)


def _spot(channel: str, thread_ts: str | None) -> str:
    return f"{channel}/{thread_ts}" if thread_ts else channel
