"""Small builders of SVG elements; whatever people wrote is made safe here."""

from html import escape

FONT = "Roboto"
NARROW, WIDE = frozenset("fijlrtI.,:;'|!()[] "), frozenset("mwMW@%")


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; underscores in names of attributes stand for hyphens."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(_shown(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def box(corner: tuple[float, float], size: tuple[float, float], fill: str, **more: object) -> str:
    """Return a rectangle."""
    (x, y), (width, height) = corner, size
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, **more)


def words(text: str, at: tuple[float, float], size: float, fill: str, **more: object) -> str:
    """Return a line of text; ``at`` is where its baseline begins, or as ``text_anchor`` says."""
    x, y = at
    return element("text", escape(_shown(text)), x=x, y=y, font_size=size, fill=fill, **more)


def drawing(width: float, height: float, parts: str, label: str) -> str:
    """Return a whole picture."""
    return element(
        "svg",
        parts,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {_shown(width)} {_shown(height)}",
        font_family=FONT,
        role="img",
        aria_label=label,
    )


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is."""
    return size * sum(_width(letter) for letter in text)


def fitted(text: str, size: float, room: float) -> str:
    """Return as much of a text as fits, an ellipsis in place of the rest."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def _width(letter: str) -> float:
    """Return a letter's share of the font's size, Roboto's on average."""
    if letter in NARROW:
        return 0.29
    if letter in WIDE:
        return 0.86
    if ord(letter) >= 0x1100:  # noqa: PLR2004 - from here on letters are as wide as they are high
        return 1.0
    return 0.66 if letter.isupper() else 0.555


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return "".join(one for one in str(value) if one.isprintable())
