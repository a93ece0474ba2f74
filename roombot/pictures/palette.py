"""The colours of a picture, for a light surface and for a dark one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """One colour for each thing that is told apart."""

    paper: str
    ink: str
    faint: str
    line: str
    free: str
    taken: str
    own: str
    on_own: str
    now: str
    on_now: str


LIGHT = Palette(
    paper="#ffffff",
    ink="#1d1c1d",
    faint="#616670",
    line="#dfe3e8",
    free="#e3f4ea",
    taken="#a9b3c1",
    own="#2458d3",
    on_own="#ffffff",
    now="#d92d3a",
    on_now="#ffffff",
)
DARK = Palette(
    paper="#1a1d21",
    ink="#eceef0",
    faint="#a3a9b3",
    line="#343a42",
    free="#1d3a2e",
    taken="#626d7c",
    own="#6ea0ff",
    on_own="#0c1a33",
    now="#ff6b72",
    on_now="#2b0508",
)


def palette(*, dark: bool) -> Palette:
    """Return the colours for one of the two surfaces."""
    return DARK if dark else LIGHT
