"""Draw rows of bars over the hours: the picture of a day."""

from collections.abc import Iterator
from dataclasses import dataclass

from roombot.pictures.chart import Bar, Chart, Row
from roombot.pictures.palette import Palette, palette
from roombot.pictures.svg import box, drawing, element, fitted, width_of, words

WIDTH = 420.0
MARGIN = 14.0
NAMES = 104.0  # the column of the names
HEAD, HOURS, FOOT = 46.0, 24.0, 34.0
PITCH, BAR = 27.0, 21.0  # a row, and the bar in it
LARGE, NORMAL, SMALL = 16.0, 12.5, 10.5
LETTERS_IN_BAR = 11.0
STEPS = (1, 2, 3, 4, 6)  # hours between two labels
LABEL_ROOM = 30.0  # what a label of the axis needs


@dataclass(frozen=True)
class Sheet:
    """A chart on its way to the paper."""

    chart: Chart
    colours: Palette

    @property
    def top(self) -> float:
        """Where the rows begin."""
        return MARGIN + HEAD + HOURS

    @property
    def bottom(self) -> float:
        """Where the rows end."""
        return self.top + PITCH * len(self.chart.rows)

    @property
    def left(self) -> float:
        """Where the hours begin."""
        return MARGIN + NAMES

    def x(self, hour: float) -> float:
        """Return where an hour lies, at the nearest edge when it is not shown."""
        chart = self.chart
        within = min(max(hour, chart.first), chart.last) - chart.first
        return self.left + within / max(1, chart.last - chart.first) * (WIDTH - MARGIN - self.left)

    def y(self, row: int) -> float:
        """Return where a row begins."""
        return self.top + PITCH * row


def timetable(chart: Chart, *, dark: bool = False) -> str:
    """Return the picture of a chart."""
    sheet = Sheet(chart, palette(dark=dark))
    height = sheet.bottom + FOOT
    paper = box((0, 0), (WIDTH, height), sheet.colours.paper, rx=10)
    body = [*_rows(sheet), *_axis(sheet), *_bars(sheet), *_now(sheet)]
    parts = "".join([paper, *_head(sheet), *body, *_legend(sheet)])
    return drawing(WIDTH, height, parts, f"{chart.title}, {chart.subtitle}")


def _head(sheet: Sheet) -> Iterator[str]:
    room = WIDTH - 2 * MARGIN
    title = fitted(sheet.chart.title, LARGE * 1.03, room)
    ink, faint = sheet.colours.ink, sheet.colours.faint
    yield words(title, (MARGIN, MARGIN + 15), LARGE, ink, font_weight=500)
    yield words(fitted(sheet.chart.subtitle, NORMAL, room), (MARGIN, MARGIN + 34), NORMAL, faint)


def _axis(sheet: Sheet) -> Iterator[str]:
    """Return a fine line an hour, and the hours that there is room to write."""
    chart, colours = sheet.chart, sheet.colours
    width = max(LABEL_ROOM, *(width_of(one, SMALL) + 8 for one in chart.hours))
    hour = (WIDTH - MARGIN - sheet.left) / max(1, len(chart.hours) - 1)
    step = next((one for one in STEPS if one * hour >= width), STEPS[-1])
    for number, label in enumerate(chart.hours):
        x = sheet.x(chart.first + number)
        is_written = number % step == 0
        yield element(
            "path",
            d=f"M{x:.2f} {sheet.top - 3:.2f}V{sheet.bottom:.2f}",
            stroke=colours.paper,
            stroke_width=1.2 if is_written else 0.5,
        )
        if is_written and not _covered(sheet, x, width):
            anchor = "end" if x > WIDTH - MARGIN - width / 2 else "middle"
            at = (x, sheet.top - 9)
            yield words(label, at, SMALL, colours.faint, text_anchor=anchor)


def _covered(sheet: Sheet, x: float, width: float) -> bool:
    """Tell whether the clock is written where an hour's label would be."""
    now = sheet.chart.now
    if now is None or not sheet.chart.first <= now <= sheet.chart.last:
        return False
    return abs(sheet.x(now) - x) < (width + width_of(sheet.chart.clock, SMALL) + 4) / 2


def _rows(sheet: Sheet) -> Iterator[str]:
    for number, row in enumerate(sheet.chart.rows):
        yield from _name(sheet, row, sheet.y(number))
        size = (WIDTH - MARGIN - sheet.left, BAR)
        yield box((sheet.left, _track(sheet, number)), size, sheet.colours.free, rx=4)


def _bars(sheet: Sheet) -> Iterator[str]:
    for number, row in enumerate(sheet.chart.rows):
        for bar in sorted(row.bars, key=lambda one: (one.own, one.start)):
            yield from _bar(sheet, bar, _track(sheet, number))


def _track(sheet: Sheet, row: int) -> float:
    """Return where the bars of a row begin."""
    return sheet.y(row) + (PITCH - BAR) / 2


def _name(sheet: Sheet, row: Row, y: float) -> Iterator[str]:
    """Return a row's name, and its note at the column's right edge."""
    note = width_of(row.note, SMALL) + 6 if row.note else 0.0
    room = NAMES - 10 - note
    baseline = y + PITCH / 2 + 4.3
    ink, faint = sheet.colours.ink, sheet.colours.faint
    yield words(fitted(row.name, NORMAL, room), (MARGIN, baseline), NORMAL, ink)
    if row.note:
        at = (sheet.left - 8, baseline)
        yield words(row.note, at, SMALL, faint, text_anchor="end")


def _bar(sheet: Sheet, bar: Bar, y: float) -> Iterator[str]:
    left, right = sheet.x(bar.start), sheet.x(bar.end)
    if right <= left:
        return
    colours = sheet.colours
    width = max(right - left - 1, 1.5)
    yield box((left + 0.5, y), (width, BAR), colours.own if bar.own else colours.taken, rx=3)
    label = fitted(bar.label, LETTERS_IN_BAR, width - 6) if bar.label else ""
    if len(label) > 2:  # noqa: PLR2004 - one letter and an ellipsis say nothing
        at = (left + 4, y + BAR / 2 + 3.8)
        fill = colours.on_own if bar.own else colours.ink
        yield words(label, at, LETTERS_IN_BAR, fill, font_weight=500)


def _now(sheet: Sheet) -> Iterator[str]:
    """Return the line of the present, through the rows whose day it is, the past dimmed."""
    chart, colours = sheet.chart, sheet.colours
    for number, row in enumerate(chart.rows):
        if row.now is None:
            continue
        x, y = sheet.x(row.now), sheet.y(number)
        past = (x - sheet.left, PITCH)
        yield box((sheet.left, y), past, colours.paper, fill_opacity=0.45)
        if chart.first <= row.now <= chart.last:
            line = f"M{x:.2f} {y:.2f}v{PITCH:.2f}"
            yield element("path", d=line, stroke=colours.now, stroke_width=1.8)
    if chart.now is not None and chart.clock and chart.first <= chart.now <= chart.last:
        yield from _clock(sheet, sheet.x(chart.now))


def _clock(sheet: Sheet, x: float) -> Iterator[str]:
    """Return the time of day on top of the line of the present."""
    width = width_of(sheet.chart.clock, SMALL) + 10
    middle = min(x, WIDTH - MARGIN - width / 2)
    y = sheet.top - 20
    yield box((middle - width / 2, y), (width, 15), sheet.colours.now, rx=7.5)
    line = f"M{x:.2f} {y + 15:.2f}V{sheet.top:.2f}"
    yield element("path", d=line, stroke=sheet.colours.now, stroke_width=1.8)
    yield words(
        sheet.chart.clock,
        (middle, y + 11.2),
        SMALL,
        sheet.colours.on_now,
        text_anchor="middle",
        font_weight=500,
    )


def _legend(sheet: Sheet) -> Iterator[str]:
    legend, colours = sheet.chart.legend, sheet.colours
    x, y = sheet.left, sheet.bottom + 13
    shown = ((legend.free, colours.free), (legend.taken, colours.taken), (legend.own, colours.own))
    for label, fill in shown:
        yield box((x, y), (12, 12), fill, rx=3)
        yield words(label, (x + 17, y + 10), SMALL, colours.faint)
        x += 17 + width_of(label, SMALL) + 16
