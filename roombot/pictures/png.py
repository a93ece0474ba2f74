"""From an SVG to a PNG, with the letters that come along."""

import font_roboto  # type: ignore[import-untyped]  # it has no types
import resvg_py

SCALE = 3  # pixels a unit: sharp on the screens of phones
OWN_LETTERS = 0x1100  # Roboto has none from here on; the machine's fonts may


def png(svg: str) -> bytes:
    """Draw a picture."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=SCALE,
        font_family="Roboto",
        font_files=[font_roboto.Roboto, font_roboto.RobotoMedium],
        skip_system_fonts=max(map(ord, svg)) < OWN_LETTERS,
    )
