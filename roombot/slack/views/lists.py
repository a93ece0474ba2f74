"""Lists of rooms and devices; cut where patience ends."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.domain.listings import DevicesListed, RoomsListed
from roombot.domain.rooms import Device, Room
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import TEXT, actions, context, escaped, fitting, section
from roombot.slack.views.cards import joined, linked, room_line
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader

MOST = 20  # devices
BUDGET = 11_000  # characters; the texts of all blocks together may have about 13,000
TOGETHER = 4  # lines a paragraph
LOW = 20  # percent of a battery
GOOD, FAIR = 60, 30  # percent of a Wi-Fi signal


def rooms(reader: Reader, outcome: RoomsListed) -> Message:
    """List a page of rooms: where, how large, what is there, and whether they are free."""
    if not outcome.rooms:
        return _only(reader.say("rooms.nothing"))
    title = f"*{reader.say('rooms.title', count=outcome.count)}*"
    lines = [_room(reader, room, outcome.free) for room in outcome.rooms]
    message = _listed(reader, [title, *lines], outcome.count - outcome.first, "rooms.more")
    more = reader.caption("buttons.more_rooms")
    following = [numbered(reader, more, number) for number in range(len(outcome.options))]
    return replace(message, blocks=[*message.blocks, *([actions(*following)] if following else [])])


def devices(reader: Reader, outcome: DevicesListed) -> Message:
    """List devices in the order given, those in need of a charge first."""
    if not outcome.devices:
        return _only(reader.say("devices.nothing"))
    title = f"*{reader.say('devices.title', count=len(outcome.devices))}*"
    lines = [device_line(reader, device) for device in outcome.devices[:MOST]]
    return _listed(reader, [title, *lines], len(outcome.devices), "list.more")


def _only(text: str) -> Message:
    return Message(text, [section(text)])


def _listed(reader: Reader, lines: Sequence[str], count: int, more: str) -> Message:
    """Return a title and the lines below it in paragraphs, and how many of all are left."""
    title, *shown = fitting(lines, BUDGET).split("\n")
    parts = [shown[start : start + TOGETHER] for start in range(0, len(shown), TOGETHER)]
    blocks: list[Block] = [section(title), *(section("\n".join(part)) for part in parts)]
    if count == len(shown):
        return Message(fitting([title, *shown], TEXT), blocks)
    words = reader.say(more, count=count - len(shown))
    text = fitting([title, *shown], TEXT - len(words) - 1)
    return Message(f"{text}\n{words}", [*blocks, context(words)])


def _room(reader: Reader, room: Room, free: frozenset[str]) -> str:
    state = reader.say("rooms.free" if room.email in free else "rooms.taken")
    return joined(f"*{linked(reader, room)}*", room_line(reader, room), state)


def device_line(reader: Reader, device: Device) -> str:
    """Return what is to know about a device."""
    where = escaped(", ".join(device.room_names))
    unsynced = reader.all_of(device.unsynced_rooms)
    return joined(
        f"*{escaped(device.name)}*",
        "" if where == escaped(device.name) else where,
        _battery(reader, device),
        _wifi(reader, device),
        reader.say("devices.unsynced", rooms=unsynced) if unsynced else "",
    )


def _battery(reader: Reader, device: Device) -> str:
    if device.battery is None:
        return reader.say("devices.wired")
    key = "devices.battery_low" if device.battery <= LOW else "devices.battery"
    return reader.say(key, percent=device.battery)


def _wifi(reader: Reader, device: Device) -> str:
    percent = _signal(device)
    if percent is None:
        return ""
    word = "good" if percent >= GOOD else "fair" if percent >= FAIR else "weak"
    return reader.say(f"devices.wifi_{word}")


def _signal(device: Device) -> int | None:
    """Return the Wi-Fi signal in percent; a negative reading is in dBm."""
    if device.wifi_quality is not None or device.wifi is None:
        return device.wifi_quality
    return 2 * (device.wifi + 100) if device.wifi < 0 else device.wifi
