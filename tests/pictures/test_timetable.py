"""Pictures of days, held against files; ``UPDATE_GOLDEN=1 pytest …`` rewrites them."""

import os
import struct
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from roombot.pictures.chart import Bar, Chart, Legend, Row
from roombot.pictures.palette import DARK, LIGHT, Palette
from roombot.pictures.png import SCALE, png
from roombot.pictures.svg import fitted, width_of
from roombot.pictures.timetable import WIDTH, timetable

GOLDEN = Path(__file__).parent / "golden"
ROWS = (
    Row("Everest", "8", (Bar(9, 10), Bar(14, 15.5, "Budget review", own=True)), 10.1),
    Row("A room with a very long name", "12", (Bar(0, 24),), 10.1),
    Row("Oak", "", (), 10.1),
)
CHART = Chart(
    "2nd floor",
    "Today, Mon, May 11 · 1 of 3 free now",
    8,
    tuple(f"{hour}:00" for hour in range(8, 19)),
    ROWS,
    Legend("Free", "Taken", "Yours"),
    "10:05",
)
WEEK = replace(
    CHART, rows=(Row("Mon, May 11", now=24.0), Row("Tue, May 12", now=10.1), Row("Wed, May 13"))
)
PICTURES = {
    "light": timetable(CHART),
    "dark": timetable(CHART, dark=True),
    "week": timetable(WEEK),
    "tomorrow": timetable(replace(CHART, rows=tuple(replace(row, now=None) for row in ROWS))),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_as_in_its_file(name: str) -> None:
    file = GOLDEN / f"{name}.svg"
    lines = PICTURES[name].replace("><", ">\n<") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):  # noqa: TID251 - a switch of this test alone
        file.write_text(lines)
    assert file.read_text() == lines


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_a_png_three_times_as_sharp(name: str) -> None:
    content = png(PICTURES[name])
    size = struct.unpack(">II", content[16:24])
    root = ET.fromstring(PICTURES[name])
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert size == (round(WIDTH * SCALE), round(float(root.attrib["height"]) * SCALE))


def test_letters_that_the_font_lacks_are_looked_for_on_the_machine() -> None:
    rows = (Row("会議室", "8"),)
    assert png(timetable(replace(CHART, rows=rows))).startswith(b"\x89PNG")


def test_what_people_wrote_cannot_break_a_picture() -> None:
    evil = '<script>"&\x07'
    rows = (Row(evil, "8", (Bar(8, 18, evil, own=True),)),)
    root = ET.fromstring(timetable(replace(CHART, title=evil, rows=rows)))
    assert [one.text for one in root.iter() if (one.text or "").startswith("<")] == [evil[:-1]] * 3
    assert "script" not in {one.tag.rpartition("}")[2] for one in root.iter()}


def test_the_present_is_marked_only_where_it_is_shown() -> None:
    assert LIGHT.now in PICTURES["light"]
    assert "10:05" in PICTURES["light"]
    assert LIGHT.now not in PICTURES["tomorrow"]
    assert "10:05" not in PICTURES["week"]
    evening = replace(CHART, clock="20:00", rows=tuple(replace(row, now=20.0) for row in ROWS))
    assert "20:00" not in timetable(evening)


def test_a_name_is_cut_where_its_column_ends() -> None:
    assert "A room wit…" in PICTURES["light"]
    assert fitted("Oak", 12, 100) == "Oak"
    assert width_of(fitted("Matterhorn", 12, 40), 12) <= 40
    assert fitted("Oak", 12, 1) == ""


def test_hours_are_written_as_often_as_they_have_room() -> None:
    long = replace(CHART, first=0, hours=tuple(f"{hour}:00 in the day" for hour in range(25)))
    written = timetable(long).count("in the day")
    assert 3 <= written <= 5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_read_stands_out_from_its_surface(colours: Palette) -> None:
    for ink, surface in (
        (colours.ink, colours.paper),
        (colours.faint, colours.paper),
        (colours.on_own, colours.own),
        (colours.on_now, colours.now),
    ):
        assert contrast(ink, surface) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_own_taken_and_free_are_told_apart_in_grey_too(colours: Palette) -> None:
    for one, other in ((colours.taken, colours.free), (colours.own, colours.taken)):
        assert contrast(one, other) >= 1.5


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
