"""Lists: agenda, a room's day, rooms, devices; cut where Slack's limits or patience end."""

from datetime import timedelta

from roombot.domain.bookings import Event
from roombot.domain.outcomes import AgendaShown, DevicesListed, RoomsListed, ScheduleShown
from roombot.domain.rooms import Device, Room
from roombot.slack.messages import Message
from roombot.slack.views.blocks import actions, clipped, context, divider, escaped, section
from roombot.slack.views.bookings import buttons, room_line
from roombot.slack.views.invitations import answer_buttons
from roombot.slack.views.reader import Reader

BOOKINGS = 8
WAITING = 5
EVENTS = 30
ROOMS = 20
DEVICES = 30
LOW = 20  # percent
NAME = 80


def agenda(reader: Reader, outcome: AgendaShown) -> Message:
    """Show the person's bookings, each with its buttons, and the open invitations."""
    if not outcome.bookings and not outcome.waiting:
        last = outcome.window.end - timedelta(minutes=1)
        nothing = reader.say(
            "agenda.nothing", start=reader.day(outcome.window.start), end=reader.day(last)
        )
        return Message(nothing, [section(nothing)])
    title = f"*{reader.say('agenda.title')}*"
    lines, blocks = [str(title)], [section(title)]
    for booking in outcome.bookings[:BOOKINGS]:
        line = str(reader.say("agenda.entry", **reader.booking(booking)))
        line += f" · “{escaped(clipped(booking.title, NAME))}”" if booking.title else ""
        line += f" · {reader.say('agenda.running')}" if booking.slot.contains(reader.now) else ""
        lines.append(line)
        blocks += [section(line), buttons(reader, booking)]
    more = len(outcome.bookings) - BOOKINGS
    if more > 0:
        blocks.append(context(reader.say("agenda.more", count=more)))
    if outcome.waiting:
        blocks += [divider(), section(reader.say("agenda.waiting"))]
    for invitation, booking in outcome.waiting[:WAITING]:
        organizer = booking.organizer_email
        line = reader.say("agenda.invitation", organizer=organizer, **reader.booking(booking))
        lines.append(line)
        blocks += [section(line), actions(*answer_buttons(reader, invitation))]
    return Message(clipped("\n".join(lines), 3_900), blocks)


def schedule(reader: Reader, outcome: ScheduleShown) -> Message:
    """Show a room's day."""
    room = outcome.room
    title = reader.say("schedule.title", room=room.name, day=reader.day(outcome.window.start))
    lines = [str(title)]
    if outcome.free_now_until is not None:
        lines.append(reader.say("schedule.free_until", hour=reader.hour(outcome.free_now_until)))
    lines += [_event(reader, event) for event in outcome.events[:EVENTS]]
    if not outcome.events:
        lines[1:] = [reader.say("schedule.nothing")]
    text = clipped("\n".join(lines), 2_900)
    return Message(text, [section(text), context(room_line(reader, room) or room.name)])


def rooms(reader: Reader, outcome: RoomsListed) -> Message:
    """List rooms: where, how large, what is there, and whether they are free."""
    if not outcome.rooms:
        nothing = reader.say("rooms.nothing")
        return Message(nothing, [section(nothing)])
    title = f"*{reader.say('rooms.title', count=len(outcome.rooms))}*"
    lines = [_room(reader, room, outcome.free) for room in outcome.rooms[:ROOMS]]
    blocks = [section(title), *(section(part) for part in _parts(lines))]
    more = len(outcome.rooms) - ROOMS
    if more > 0:
        rest = reader.say("rooms.more", count=more)
        lines.append(rest)
        blocks.append(context(rest))
    return Message(clipped("\n".join([title, *lines]), 3_900), blocks)


def devices(reader: Reader, outcome: DevicesListed) -> Message:
    """List devices, those in need of a charge first."""
    if not outcome.devices:
        nothing = reader.say("devices.nothing")
        return Message(nothing, [section(nothing)])
    title = f"*{reader.say('devices.title', count=len(outcome.devices))}*"
    lines = [_device(reader, device) for device in outcome.devices[:DEVICES]]
    blocks = [section(title), *(section(part) for part in _parts(lines))]
    more = len(outcome.devices) - DEVICES
    if more > 0:
        blocks.append(context(reader.say("agenda.more", count=more)))
    return Message(clipped("\n".join([title, *lines]), 3_900), blocks)


def _event(reader: Reader, event: Event) -> str:
    title = event.title or reader.words.text("schedule.untitled")
    key = "schedule.busy_by" if event.organizer_name else "schedule.busy"
    return reader.say(
        key,
        hours=reader.hours(event.slot),
        title=clipped(title, NAME),
        organizer=clipped(event.organizer_name or "", NAME),
    )


def _room(reader: Reader, room: Room, free: frozenset[str]) -> str:
    state = reader.say("rooms.free" if room.email in free else "rooms.taken")
    line = " · ".join(part for part in (room_line(reader, room), state) if part)
    return f"*{escaped(clipped(room.name, NAME))}*  {clipped(line, 300)}"


def _device(reader: Reader, device: Device) -> str:
    parts = [f"*{escaped(clipped(device.name, NAME))}*"]
    if device.battery is None:
        parts.append(reader.say("devices.wired"))
    else:
        key = "devices.battery_low" if device.battery <= LOW else "devices.battery"
        parts.append(reader.say(key, percent=device.battery))
    if device.wifi_quality is not None or device.wifi is not None:
        quality = device.wifi if device.wifi_quality is None else device.wifi_quality
        parts.append(reader.say("devices.wifi", quality=quality))
    if device.unsynced_rooms:
        names = clipped(", ".join(device.unsynced_rooms), 200)
        parts.append(reader.say("devices.unsynced", rooms=names))
    return " · ".join(parts)


def _parts(lines: list[str], together: int = 6) -> list[str]:
    """Return the lines in paragraphs that stay below Slack's limit."""
    return ["\n".join(lines[start : start + together]) for start in range(0, len(lines), together)]
