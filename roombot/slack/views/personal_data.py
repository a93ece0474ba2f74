"""A person's data: sent as a file, erased once that is confirmed."""

from roombot.domain.personal_data import Erased
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block
from roombot.slack.views.blocks import Element, button, confirm, section
from roombot.slack.views.reader import Reader

MOST = 10  # bookings that are named


def data_buttons(reader: Reader) -> tuple[Element, Element]:
    """Return the buttons that send the data and erase it."""
    download = button(reader.caption("buttons.data_download"), ids.DOWNLOAD_DATA)
    ask = confirm(
        *[reader.caption(f"data.{part}") for part in ("ask_title", "ask", "ask_yes", "ask_no")]
    )
    erase = button(
        reader.caption("buttons.data_erase"), ids.ERASE_DATA, style="danger", confirm=ask
    )
    return download, erase


def erased(reader: Reader, outcome: Erased) -> Block:
    """Say that it is done, and which bookings stay in Joan."""
    lines = [reader.say("data.erased")]
    if coming := outcome.still_in_joan:
        lines += [reader.say("data.in_joan")]
        for one in coming[:MOST]:
            when = reader.when(one.slot, one.room)
            lines += [reader.say("data.booking", room=one.room.name, when=when)]
        if len(coming) > MOST:
            lines += [reader.say("list.more", count=len(coming) - MOST)]
    lines += [reader.say("data.anew")]
    return section("\n".join(lines))
