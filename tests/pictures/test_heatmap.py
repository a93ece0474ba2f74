"""Pictures of a week's use, held against files; ``UPDATE_GOLDEN=1 pytest …`` rewrites them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from roombot.pictures.heatmap import Heatmap, HeatRow, heatmap
from roombot.pictures.png import png

GOLDEN = Path(__file__).parent / "golden"
USED = (0.0, 0.4, 1.0, 0.9, 0.0, 0.0, 0.55, 0.2, 0.004, 0.0)
WEEK = Heatmap(
    "The week in the rooms",
    "Mon 4 May to Sun 10 May",
    tuple(f"{hour}:00" for hour in range(8, 18)),
    (
        HeatRow("Everest", USED, "31 %"),
        HeatRow("A room with a very <long> name", tuple(reversed(USED)), "31 %"),
        HeatRow("Oak", (0.0,) * 10, "0 %"),
    ),
    "of office hours, Mon to Fri",
)
WHOLE_DAY = replace(
    WEEK,
    hours=tuple(f"{hour}:00" for hour in range(24)),
    rows=(HeatRow("Everest", (1.0, 0.5) * 12, "75 %"),),
)
PICTURES = {
    "heat_light": heatmap(WEEK),
    "heat_dark": heatmap(WEEK, dark=True),
    "heat_whole_day": heatmap(WHOLE_DAY),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_week_is_drawn_as_in_its_file(name: str) -> None:
    file = GOLDEN / f"{name}.svg"
    lines = PICTURES[name].replace("><", ">\n<") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):  # noqa: TID251 - a switch of this test alone
        file.write_text(lines)
    assert file.read_text() == lines


def test_shares_are_told_in_numbers_too() -> None:
    shown = heatmap(WEEK)
    assert all(f">{number}</text>" in shown for number in ("40", "100", "90", "55", "20"))
    assert ">0</text>" not in shown


def test_what_people_call_their_rooms_is_made_safe() -> None:
    assert "<long>" not in heatmap(WEEK)


def test_a_week_becomes_a_png() -> None:
    assert png(heatmap(WEEK)).startswith(b"\x89PNG\r\n\x1a\n")
