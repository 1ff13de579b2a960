"""Words on a slide: every run with its fonts for Latin and for East Asian text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from rfi.export.book.cell_formats import FONT
from rfi.export.office.plain import plain
from rfi.text.wording import Lang

INK, MUTED = "1a1a1a", "4d4d4d"
_PROPERTIES = (qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr"))
_SCRIPTS = ("a:latin", "a:ea")
# What follows the fonts in the order of the schema.
_AFTER = (qn("a:cs"), qn("a:sym"), qn("a:hlinkClick"), qn("a:hlinkMouseOver"), qn("a:rtl"))
_LANGUAGES: dict[Lang, str] = {"ja": "ja-JP", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Hand:
    """How words are written: size in points, weight, colour, where they stand in their line."""

    size: float
    is_bold: bool = False
    colour: str = INK
    align: PP_ALIGN = PP_ALIGN.LEFT


def write(frame: TextFrame, words: str, hand: Hand, below: Hand | None = None) -> None:
    """Write words into a frame: text and nothing else, whatever they look like.

    Args:
        frame: Of a shape or a cell.
        words: Lines; each is a paragraph.
        hand: How.
        below: How the lines after the first are written; None as the first.
    """
    for number, line in enumerate(plain(words).split("\n")):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        used = below if number and below else hand
        paragraph.alignment = used.align
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(used.size)
        run.font.bold = used.is_bold
        run.font.color.rgb = RGBColor.from_string(used.colour)


def set_up(frame: TextFrame, *, inset: Emu, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> None:
    """Let words wrap within narrow edges."""
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = inset
    frame.margin_top = frame.margin_bottom = Emu(0)


def set_fonts(root: Any, lang: Lang) -> None:  # noqa: ANN401 - lxml elements
    """Give every text of a part of the file its fonts and its language."""
    for found in root.iter(*_PROPERTIES):
        for script in _SCRIPTS:
            for old in found.findall(qn(script)):
                found.remove(old)
        place = next((at for at, one in enumerate(found) if one.tag in _AFTER), len(found))
        for offset, script in enumerate(_SCRIPTS):
            made = etree.Element(qn(script))
            made.set("typeface", FONT)
            found.insert(place + offset, made)
        if found.tag != qn("a:defRPr"):
            found.set("lang", _LANGUAGES[lang])


def joined(lines: Iterable[str]) -> str:
    """Return lines below each other, without empty ones."""
    return "\n".join(line for line in lines if line)
