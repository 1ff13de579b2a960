"""The blank deck: 16:9, one layout with a title, our fonts; nothing of whoever made the library."""

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches

from rfi.export.book.cell_formats import FONT

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.5), Inches(12.33)
_TITLE = (LEFT, Inches(0.28), ACROSS, Inches(0.62))
_TITLE_SIZE = "3000"
_TITLE_ONLY = 5
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# Parts of the library's own deck that say nothing here: a picture, a printer, its counts.
_FOREIGN = ("/thumbnail", "/printerSettings", "/extended-properties")
_KEPT = "title"


def _drop_foreign(deck: Deck) -> None:
    for part in (deck.part.package, deck.part):
        rels = part._rels  # noqa: SLF001 - the library has no other way to drop a part
        for name in [key for key, rel in rels.items() if rel.reltype.endswith(_FOREIGN)]:
            rels.pop(name)


def _set_theme(deck: Deck) -> None:
    """Put our font into the theme, for Latin and for East Asian text."""
    master = deck.slide_master.part
    theme = next(rel.target_part for rel in master.rels.values() if rel.reltype.endswith("/theme"))
    root = etree.fromstring(theme.blob)
    for part in ("majorFont", "minorFont"):
        for script in ("latin", "ea"):
            for found in root.iterfind(f".//{{{_A}}}{part}/{{{_A}}}{script}"):
                found.set("typeface", FONT)
    theme._blob = etree.tostring(  # noqa: SLF001 - a part that the library does not open
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _set_titles(deck: Deck) -> None:
    """Set the place of the title, and leave nothing else on the master and the layout."""
    for holder in (deck.slide_master, deck.slide_layouts[0]):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type is not None and shape.name.lower().startswith(_KEPT):
                shape.left, shape.top, shape.width, shape.height = map(Emu, _TITLE)
                shape.name = _KEPT
            else:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - as above
    style = deck.slide_master._element.find(qn("p:txStyles"))  # noqa: SLF001 - as above
    level = style.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    size = level.find(qn("a:defRPr"))
    size.set("sz", _TITLE_SIZE)
    size.set("b", "1")


def blank_deck() -> Deck:
    """Return a deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    layouts = deck.slide_layouts
    kept = layouts[_TITLE_ONLY]
    for layout in list(layouts):
        if layout is not kept:
            layouts.remove(layout)
    kept.name = _KEPT
    _drop_foreign(deck)
    _set_theme(deck)
    _set_titles(deck)
    return deck
