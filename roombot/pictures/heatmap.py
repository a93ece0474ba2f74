"""Draw how much of each hour was taken, a row a room: the picture of a week's use."""

from collections.abc import Iterator
from dataclasses import dataclass

from roombot.pictures.palette import Palette, palette
from roombot.pictures.svg import box, drawing, fitted, width_of, words

WIDTH = 420.0
MARGIN = 14.0
NAMES, TOTALS = 104.0, 44.0  # the columns of the names and of the shares of the whole week
HEAD, HOURS, FOOT = 46.0, 22.0, 38.0
PITCH, CELL = 27.0, 25.0  # a row, and the cell in it
LARGE, NORMAL, SMALL, TINY = 16.0, 12.5, 10.5, 9.5
PALEST = 0.14  # of a cell in which hardly anything was taken
DARK_ENOUGH = 0.72  # from which on letters are light
STEPS = 5  # of the legend


@dataclass(frozen=True)
class HeatRow:
    """A room; ``shares`` go from 0, never taken, to 1, always taken."""

    name: str
    shares: tuple[float, ...]
    total: str


@dataclass(frozen=True)
class Heatmap:
    """A picture of shares; ``hours`` are the words for where each of them begins."""

    title: str
    subtitle: str
    hours: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    legend: str


def heatmap(shown: Heatmap, *, dark: bool = False) -> str:
    """Return the picture."""
    colours = palette(dark=dark)
    bottom = MARGIN + HEAD + HOURS + PITCH * len(shown.rows)
    paper = box((0, 0), (WIDTH, bottom + FOOT), colours.paper, rx=10)
    body = [*_head(shown, colours), *_hours(shown, colours), *_rows(shown, colours)]
    parts = "".join([paper, *body, *_legend(shown, colours, bottom + 14)])
    return drawing(WIDTH, bottom + FOOT, parts, f"{shown.title}, {shown.subtitle}")


def _head(shown: Heatmap, colours: Palette) -> Iterator[str]:
    room = WIDTH - 2 * MARGIN
    title = fitted(shown.title, LARGE * 1.03, room)
    yield words(title, (MARGIN, MARGIN + 15), LARGE, colours.ink, font_weight=500)
    subtitle = fitted(shown.subtitle, NORMAL, room)
    yield words(subtitle, (MARGIN, MARGIN + 34), NORMAL, colours.faint)


def _column(shown: Heatmap) -> float:
    """Return how wide a column is."""
    return (WIDTH - 2 * MARGIN - NAMES - TOTALS) / max(1, len(shown.hours))


def _hours(shown: Heatmap, colours: Palette) -> Iterator[str]:
    """Return the hours that there is room to write, each above where it begins."""
    column = _column(shown)
    widest = max((width_of(one, TINY) for one in shown.hours), default=0.0) + 6
    step = int(widest // column) + 1
    for number in range(0, len(shown.hours), step):
        at = (MARGIN + NAMES + column * number, MARGIN + HEAD + HOURS - 8)
        yield words(shown.hours[number], at, TINY, colours.faint)


def _rows(shown: Heatmap, colours: Palette) -> Iterator[str]:
    column = _column(shown)
    for number, row in enumerate(shown.rows):
        y = MARGIN + HEAD + HOURS + PITCH * number
        baseline = y + CELL / 2 + 4.3
        yield words(fitted(row.name, NORMAL, NAMES - 10), (MARGIN, baseline), NORMAL, colours.ink)
        for hour, share in enumerate(row.shares):
            corner = (MARGIN + NAMES + column * hour, y)
            yield from _cell(colours, corner, column, share)
        at = (WIDTH - MARGIN, baseline)
        yield words(row.total, at, NORMAL, colours.ink, text_anchor="end", font_weight=500)


def _cell(
    colours: Palette, corner: tuple[float, float], column: float, share: float
) -> Iterator[str]:
    """Return a cell; its number stands in it, for those to whom shades say nothing."""
    x, y = corner
    yield _shade(colours, corner, (column - 2, CELL), share)
    number = str(round(share * 100))
    if round(share * 100) and width_of(number, TINY) <= column - 3:
        fill = colours.on_own if _opacity(share) >= DARK_ENOUGH else colours.ink
        at = (x + (column - 2) / 2, y + CELL / 2 + 3.4)
        yield words(number, at, TINY, fill, text_anchor="middle")


def _shade(
    colours: Palette, corner: tuple[float, float], size: tuple[float, float], share: float
) -> str:
    if not share:
        return box(corner, size, colours.line, rx=3, fill_opacity=0.55)
    return box(corner, size, colours.own, rx=3, fill_opacity=_opacity(share))


def _opacity(share: float) -> float:
    return PALEST + (1 - PALEST) * share


def _legend(shown: Heatmap, colours: Palette, y: float) -> Iterator[str]:
    """Return the shades from none to all, and what they stand for."""
    x = MARGIN + NAMES
    yield words("0 %", (x, y + 10), SMALL, colours.faint)
    x += 24
    for step in range(STEPS):
        yield _shade(colours, (x, y), (16, 12), step / (STEPS - 1))
        x += 18
    yield words("100 %", (x + 4, y + 10), SMALL, colours.faint)
    x += 44
    label = fitted(shown.legend, SMALL, WIDTH - MARGIN - x)
    yield words(label, (x, y + 10), SMALL, colours.faint)
