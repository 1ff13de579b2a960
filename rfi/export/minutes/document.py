"""The minutes as a Word document: fonts for Latin and Japanese, every word a word."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from rfi.export.book.cell_formats import FONT
from rfi.export.imprint import Imprint
from rfi.export.office.package import settled
from rfi.export.office.plain import plain
from rfi.store.round.notes import Note
from rfi.text.dates import shown_moment
from rfi.text.wording import Lang, text

_SIZE, _SMALL, _TITLE = 10.5, 9, 16
_MARGIN = 22
_GREY = RGBColor(0x4D, 0x4D, 0x4D)
# A4 on end.
_WIDTH, _HEIGHT = 210, 297
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEMED = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
# Parts of the library's own document that say nothing here.
_FOREIGN = ("/thumbnail", "/extended-properties")


def _set_fonts(properties: Any) -> None:  # noqa: ANN401 - the library ships no usable types
    """Give runs of a style our font in every script."""
    fonts = properties.get_or_add_rFonts()
    for name in _THEMED:
        if fonts.get(qn(name)) is not None:
            del fonts.attrib[qn(name)]
    for name in _SCRIPTS:
        fonts.set(qn(name), FONT)


def _set_language(properties: Any, lang: Lang) -> None:  # noqa: ANN401 - as above
    """Say which language the text is in: marks of punctuation stand by it."""
    made = OxmlElement("w:lang")
    made.set(qn("w:val"), "ja-JP" if lang == "ja" else "en-GB")
    made.set(qn("w:eastAsia"), "ja-JP")
    properties.append(made)


def _write(paragraph: Any, words: str, size: float, **look: Any) -> None:  # noqa: ANN401 - as above
    """Write words: lines as lines, nothing else of them as anything but words."""
    for number, line in enumerate(plain(words).split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        run.font.size = Pt(size)
        run.font.bold = look.get("is_bold", False)
        if look.get("is_grey"):
            run.font.color.rgb = _GREY
        _set_fonts(run._element.get_or_add_rPr())  # noqa: SLF001 - no setter for East Asian fonts


def _add_field(paragraph: Any, code: str) -> None:  # noqa: ANN401 - as above
    """Add a field that the reading program fills in: the page, or how many there are."""
    run = paragraph.add_run()
    run.font.size = Pt(_SMALL)
    _set_fonts(run._element.get_or_add_rPr())  # noqa: SLF001 - as above
    for kind in ("begin", code, "end"):
        if kind == code:
            made = OxmlElement("w:instrText")
            made.text = code
        else:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        run._element.append(made)  # noqa: SLF001 - as above


def _write_edges(document: Any, title: str, imprint: Imprint, lang: Lang) -> None:  # noqa: ANN401
    """Write round, number and handling above, day and page below, on every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    above, day = imprint.lines(lang, "meeting")
    head = section.header.paragraphs[0]
    words = text("export.minutes.head", lang, title=title, imprint=above)
    _write(head, words, _SMALL, is_grey=True)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # Some programs show what a field comes to in the letters of the paragraph, not of its run.
    foot.style.font.size, foot.style.font.color.rgb = Pt(_SMALL), _GREY
    _write(foot, text("export.minutes.foot", lang, day=day), _SMALL, is_grey=True)
    _add_field(foot, "PAGE")
    _write(foot, text("export.minutes.of", lang), _SMALL, is_grey=True)
    _add_field(foot, "NUMPAGES")


def _drop_foreign(document: Any) -> None:  # noqa: ANN401 - as above
    rels = document.part.package.rels
    for name in [key for key, rel in rels.items() if rel.reltype.endswith(_FOREIGN)]:
        del rels[name]


def write_minutes(title: str, minutes: Sequence[Note], imprint: Imprint, lang: Lang) -> bytes:
    """Return the minutes of a round as a document, the same bytes for the same minutes.

    Args:
        title: Of the round.
        minutes: In the order written; none gives a document that says so.
        imprint: Number, day and end of the audit.
        lang: Language.
    """
    document = Document()
    normal = document.styles["Normal"].element.get_or_add_rPr()
    _set_fonts(normal)
    _set_language(normal, lang)
    document.styles["Normal"].font.size = Pt(_SIZE)
    _write_edges(document, title, imprint, lang)
    head = document.add_heading(level=1)
    _write(head, text("export.minutes.title", lang, title=title), _TITLE, is_bold=True)
    if not minutes:
        _write(document.add_paragraph(), text("app.minutes.none", lang), _SIZE)
    for number, note in enumerate(minutes, start=1):
        at = text("app.minutes.written", lang, at=shown_moment(note.at), by=note.by)
        words = text("export.minutes.number", lang, number=number, written=at)
        _write(document.add_heading(level=2), words, _SIZE + 1, is_bold=True)
        _write(document.add_paragraph(), note.place, _SMALL, is_grey=True)
        _write(document.add_paragraph(), note.text, _SIZE)
    if imprint.audit:
        _write(document.add_paragraph(), imprint.audit, _SMALL, is_grey=True)
    _write(document.add_paragraph(), text("export.minutes.note", lang), _SMALL, is_grey=True)
    properties = document.core_properties
    properties.title = plain(text("export.minutes.title", lang, title=title))
    properties.author = properties.last_modified_by = properties.comments = ""
    _drop_foreign(document)
    handle = io.BytesIO()
    document.save(handle)
    return settled(handle.getvalue())
