"""The booking form: what to fill in, the rooms that are free for it, what is wrong with it."""

import hashlib
import json
import re
from dataclasses import dataclass

from roombot.domain.amenity_names import AmenityNames, names_of
from roombot.domain.forms import BookingForm, Draft, Field, Problem, Repeat
from roombot.domain.options import Option
from roombot.domain.rooms import Room
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message, View
from roombot.slack.views.blocks import Element, actions, button, context, escaped, section
from roombot.slack.views.inputs import VALUE, field, menu, option, plain, some, with_initial
from roombot.slack.views.reader import Reader

LENGTHS = (15, 30, 45, 60, 90, 120, 180, 240, 480)
TIMES = (2, 3, 4, 5, 6, 8, 10, 12, 26, 52)
TITLE = 24  # characters of a modal's title and of its two buttons
TITLE_OF_MEETING = 100
MOST_PEOPLE = 1_000
BEST = "best"  # stands for the best room, whichever that is
_ACCOUNT = re.compile(r"[UW][A-Z0-9]+")


@dataclass(frozen=True)
class Place:
    """Where a form was opened, and how often the bot itself has filled it in.

    Nobody can be hurt by a forged one: it says only where the person's own answer is shown.
    """

    channel: str = ""
    thread_ts: str = ""
    filled: int = 0

    def metadata(self) -> str:
        """Return the place as a view carries it."""
        return json.dumps([self.channel, self.thread_ts, self.filled])


def loading(reader: Reader) -> View:
    """Return what opens at once, while the form is being filled in."""
    return _view(reader, [section(reader.say("form.loading"))])


def booking(reader: Reader) -> View:
    """Return what is shown while the room is being booked."""
    return _view(reader, [section(reader.say("form.booking"))])


def told(reader: Reader, message: Message) -> View:
    """Return a modal that tells what came of it; what can be done is beside it, in Slack."""
    said = [block for block in message.blocks if block["type"] in {"section", "context"}]
    words = [{name: block[name] for name in block if name != "accessory"} for block in said]
    if any(block["type"] == "actions" for block in message.blocks):
        words.append(context(reader.say("form.answered")))
    return _view(reader, words or [section(message.text)], close="form.done")


def form(reader: Reader, shown: BookingForm, place: Place, notice: str = "") -> View:
    """Return the form with what is filled in and what can be chosen."""
    blocks = [section(notice)] if notice else []
    blocks += [*_when(reader, shown, place), *_what(reader, shown, place)]
    blocks += [*_rooms(reader, shown, place), *_about(reader, shown.draft, place)]
    submit = plain(reader.caption("form.submit"), TITLE)
    return _view(reader, blocks, place) | {"submit": submit}


def complaint(reader: Reader, problem: Problem) -> str:
    """Return what is wrong with a field, as it stands beside it."""
    return reader.caption(f"form.{problem.flaw}", room=problem.detail)


def _view(
    reader: Reader, blocks: list[Block], place: Place | None = None, close: str = "form.close"
) -> View:
    view: View = {
        "type": "modal",
        "callback_id": ids.BOOKING_FORM,
        "title": plain(reader.caption("form.head"), TITLE),
        "close": plain(reader.caption(close), TITLE),
        "blocks": blocks,
    }
    return view | ({"private_metadata": place.metadata()} if place else {})


def _when(reader: Reader, shown: BookingForm, place: Place) -> list[Block]:
    draft = shown.draft
    day: Element = {"type": "datepicker", "action_id": ids.FORM_FIELD + Field.DAY}
    start: Element = {"type": "timepicker", "action_id": ids.FORM_FIELD + Field.START}
    lengths = sorted({*LENGTHS, draft.minutes})
    options = [option(reader.length(minutes), str(minutes)) for minutes in lengths]
    minutes = menu(ids.FORM_FIELD + Field.MINUTES, options, str(draft.minutes))
    day = with_initial(day, "initial_date", draft.day.isoformat() if draft.day else None)
    clock = f"{draft.start:%H:%M}" if draft.start else None
    return [
        _live(reader, Field.DAY, place, day),
        _live(reader, Field.START, place, with_initial(start, "initial_time", clock)),
        _live(reader, Field.MINUTES, place, minutes),
    ]


def _what(reader: Reader, shown: BookingForm, place: Place) -> list[Block]:
    draft = shown.draft
    number: Element = {
        "type": "number_input",
        "action_id": ids.FORM_FIELD + Field.CAPACITY,
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MOST_PEOPLE),
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    capacity = str(draft.capacity) if draft.capacity else None
    blocks = [
        _maybe(reader, Field.CAPACITY, place, with_initial(number, "initial_value", capacity))
    ]
    if shown.amenities:
        usable = [one for one in shown.amenities if len(one) <= VALUE]
        lines = [option(_called(one, shown.amenity_names), one) for one in usable]
        menus = some(lines, ids.FORM_FIELD + Field.AMENITIES, draft.amenities)
        blocks.append(_maybe(reader, Field.AMENITIES, place, menus))
    if shown.places:
        options = [option(name, name) for name in shown.places if len(name) <= VALUE]
        where = menu(ids.FORM_FIELD + Field.PLACE, options, draft.place)
        blocks.append(_maybe(reader, Field.PLACE, place, where))
    return blocks


def _called(amenity: str, names: AmenityNames) -> str:
    """Return an amenity with what it is called besides, by which Slack finds it too."""
    others = ", ".join(names_of(amenity, names))
    return f"{amenity} ({others})" if others else amenity


def _rooms(reader: Reader, shown: BookingForm, place: Place) -> list[Block]:
    """Return the rooms to choose from, or what stands against it with what is nearest."""
    blocks: list[Block] = []
    if shown.problem is not None:
        blocks.append(section(f"*{escaped(complaint(reader, shown.problem), 200)}*"))
    if shown.rooms:
        blocks += [_choice(reader, shown, place), context(_count(reader, shown))]
    if shown.nearest:
        taking = [_take(reader, one, number) for number, one in enumerate(shown.nearest)]
        blocks += [section(reader.say("suggested.nearest")), actions(*taking)]
    return blocks


def _choice(reader: Reader, shown: BookingForm, place: Place) -> Block:
    best = option(reader.caption("form.best", room=shown.rooms[0].name), BEST)
    rooms = [option(_room(reader, room), room.email) for room in shown.rooms if _is_short(room)]
    chosen = shown.draft.room if shown.draft.room in {one["value"] for one in rooms} else BEST
    wanted = [one for one in rooms if one["value"] == chosen]
    options = [best, *wanted, *(one for one in rooms if one["value"] != chosen)]
    rooms_menu = menu(ids.FORM_FIELD + Field.ROOM, options, chosen)
    # A new choice needs a new id: Slack keeps what an input held as long as the id is the same.
    state = hashlib.sha256(json.dumps(rooms_menu).encode()).hexdigest()[:12]
    return field(f"{_block(Field.ROOM, place)}.{state}", reader.caption("form.room"), rooms_menu)


def _about(reader: Reader, draft: Draft, place: Place) -> list[Block]:
    text: Element = {
        "type": "plain_text_input",
        "action_id": ids.FORM_FIELD + Field.TITLE,
        "max_length": TITLE_OF_MEETING,
    }
    title = (draft.title or "")[:TITLE_OF_MEETING]
    people: Element = {"type": "multi_users_select", "action_id": ids.FORM_FIELD + Field.PEOPLE}
    accounts = [one for one in draft.people if _ACCOUNT.fullmatch(one)]
    repeats = [option(reader.caption(f"form.{one}"), one.value) for one in Repeat]
    repeat = menu(ids.FORM_FIELD + Field.REPEAT, repeats, draft.repeat.value)
    blocks = [
        field(
            _block(Field.TITLE, place),
            reader.caption("form.title"),
            with_initial(text, "initial_value", title),
            optional=True,
        ),
        _maybe(reader, Field.PEOPLE, place, with_initial(people, "initial_users", accounts)),
        _live(reader, Field.REPEAT, place, repeat),
    ]
    if draft.repeat is not Repeat.NEVER:
        counts = sorted({*TIMES, draft.times})
        options = [option(reader.caption("form.times_of", count=one), str(one)) for one in counts]
        times = menu(ids.FORM_FIELD + Field.TIMES, options, str(draft.times))
        blocks.append(field(_block(Field.TIMES, place), reader.caption("form.times"), times))
    return blocks


def _live(reader: Reader, name: Field, place: Place, element: Element) -> Block:
    """Return a field whose change shows other rooms."""
    caption = reader.caption(f"form.{name}")
    return field(_block(name, place), caption, element, dispatch_action=True)


def _maybe(reader: Reader, name: Field, place: Place, element: Element) -> Block:
    return _live(reader, name, place, element) | {"optional": True}


def _block(name: Field, place: Place) -> str:
    return f"{name}.{place.filled}"


def _room(reader: Reader, room: Room) -> str:
    seats = [reader.caption("room.seats", count=room.capacity)] if room.capacity else []
    return " · ".join([room.name, *seats, *([room.floor] if room.floor else [])])


def _is_short(room: Room) -> bool:
    return 0 < len(room.email) <= VALUE


def _count(reader: Reader, shown: BookingForm) -> str:
    return reader.say("form.free", count=len(shown.rooms))


def _take(reader: Reader, nearest: Option, number: int) -> Element:
    """Return a button that fills the form in with a room and a time."""
    room, slot = nearest.room, nearest.slot
    if room is None or slot is None:
        raise ValueError("only rooms at a time can be taken")
    words = reader.caption("buttons.choice", room=room.name, when=reader.own_time(slot))
    value = f"{slot.start.isoformat()} {room.email}"
    return button(words, f"{ids.FORM_TAKE}:{number}", value)
