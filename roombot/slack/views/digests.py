"""The weekly digest: how the rooms were used, as a picture and in words."""

from collections.abc import Iterator
from dataclasses import replace

from roombot.domain.digests import RoomUse, WeekDigest
from roombot.pictures.heatmap import Heatmap, HeatRow, heatmap
from roombot.slack.messages import Message, Picture
from roombot.slack.views.blocks import TEXT, Markup, context, fitting, section
from roombot.slack.views.reader import Reader

MOST = 12  # rooms, so that the words of the picture fit beside it


def digest(reader: Reader, outcome: WeekDigest) -> Message:
    """Tell administrators of a week: the use by room and hour, and what deserves a look."""
    reader = replace(reader, person=replace(reader.person, time_zone=outcome.zone))
    title = reader.caption("digest.title")
    head = f"*{title}*\n{_summary(reader, outcome)}"
    rooms = [_room(reader, outcome, one) for one in outcome.used[:MOST]]
    if rest := len(outcome.used) - len(rooms):
        rooms.append(reader.say("list.more", count=rest))
    facts = list(_facts(reader, outcome))
    known = context(reader.say("digest.known"))
    text = fitting([*head.split("\n"), *facts, *rooms], TEXT)
    below = [section("\n".join(facts)), known]
    if not rooms:
        return Message(text, [section(head), *below])
    twin = fitting(rooms)
    picture = Picture(_drawn(reader, outcome), title, twin.replace("*", ""), instead=1)
    return Message(text, [section(head), section(twin), *below], picture)


def _summary(reader: Reader, outcome: WeekDigest) -> Markup:
    values = {"days": reader.stretch(outcome.window), "percent": _percent(outcome.share)}
    return reader.say("digest.summary", count=outcome.meetings, **values)


def _facts(reader: Reader, outcome: WeekDigest) -> Iterator[str]:
    """Yield what deserves a look, a line each."""
    released = outcome.released
    if released is None:
        yield reader.say("digest.released_unknown")
    else:
        yield reader.say("digest.released", count=released)
    if outcome.absent:
        length = reader.length(outcome.absent_minutes)
        yield reader.say("digest.absent", count=outcome.absent, length=length)
    if outcome.oversized:
        yield reader.say("digest.oversized", count=outcome.oversized, sized=outcome.sized)
    if outcome.unused:
        names = reader.all_of(room.name for room in outcome.unused)
        yield reader.say("digest.unused", rooms=names)
    batteries = [f"{one.name} ({one.battery} %)" for one in outcome.devices]
    if batteries:
        yield reader.say("digest.batteries", devices=reader.all_of(batteries))
    else:
        yield reader.say("digest.batteries_fine")


def _room(reader: Reader, outcome: WeekDigest, use: RoomUse) -> str:
    """Return a room's line: how much it was taken, and in which hours."""
    hours = [
        reader.say("digest.hour", hour=reader.full_hour(hour), percent=_percent(share))
        for hour, share in enumerate(use.shares, outcome.first_hour)
        if _percent(share)
    ]
    values = {"room": use.room.name, "percent": _percent(use.share)}
    if not hours:
        return reader.say("digest.room_outside", **values)
    return reader.say("digest.room", **values, hours=Markup(", ".join(hours)))


def _drawn(reader: Reader, outcome: WeekDigest) -> str:
    shown = outcome.used[:MOST]
    hours = range(outcome.first_hour, outcome.first_hour + len(shown[0].shares))
    return heatmap(
        Heatmap(
            title=reader.caption("digest.title"),
            subtitle=reader.stretch(outcome.window),
            hours=tuple(reader.full_hour(hour) for hour in hours),
            rows=tuple(
                HeatRow(use.room.name, use.shares, f"{_percent(use.share)} %") for use in shown
            ),
            legend=reader.caption("digest.legend"),
        )
    )


def _percent(share: float) -> int:
    return round(share * 100)
