"""A picture in HTML: what a table holds too, drawn so that it is seen at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be shown; every text in it is escaped.

    Attributes:
        key: Name of the picture, stable over languages.
        title: What it shows.
        caption: Whose, in which unit.
        html: The picture itself.
    """

    key: str
    title: str
    caption: str
    html: str


def tag(name: str, inner: str, look: str = "", style: str = "") -> str:
    """Return an element; ``inner`` is HTML already."""
    shown = f' class="{look}"' if look else ""
    placed = f' style="{style}"' if style else ""
    return f"<{name}{shown}{placed}>{inner}</{name}>"


def said(words: str, look: str = "", style: str = "") -> str:
    """Return words as a span, escaped."""
    return tag("span", escape(words), look, style)


def cell(inner: str, look: str) -> str:
    """Return one cell of a band."""
    return tag("div", inner, look)


def band(cells: Iterable[str], look: str = "") -> str:
    """Return one band: a row of the picture."""
    return tag("div", "".join(cells), f"rfi-band {look}".strip())
