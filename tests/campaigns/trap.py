"""A trap in the bot: at a line that is counted out in advance it kills itself, as a crash would."""

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import roombot

LINE = "DIES_AT_LINE"  # how many lines are let pass, and one more
MODULES = "DIES_IN_MODULES"  # of roombot/booking, apart by spaces
NOTE = "DIES_WITH_A_NOTE"  # the file that says at which line it was
MOST_VISITS = 4  # of a line that count; those that a worker runs through again and again do not

_BOOKING = Path(roombot.__file__).parent / "booking"


def lay(environment: Mapping[str, str]) -> None:
    """Let this process kill itself right before the line at which the environment tells it to."""
    watched = {str(_BOOKING / name) for name in environment[MODULES].split()}
    last = int(environment[LINE])
    note = Path(environment[NOTE])
    visits: Counter[tuple[str, int]] = Counter()
    reached = 0

    def pass_line(frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal reached
        if event == "line":
            place = (frame.f_code.co_filename, frame.f_lineno)
            visits[place] += 1
            reached += visits[place] <= MOST_VISITS
            if reached == last:
                note.write_text(f"{Path(place[0]).name}:{place[1]}")
                os.kill(os.getpid(), signal.SIGKILL)
        return pass_line

    def enter(frame: FrameType, _event: str, _value: Any) -> Any:
        return pass_line if frame.f_code.co_filename in watched else None

    sys.settrace(enter)
    threading.settrace(enter)
