"""The slides of an evaluation as a presentation."""

import io

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Drawn
from pptx.util import Inches, Pt

from rfi.export.given import Given
from rfi.export.office.package import settled
from rfi.export.office.plain import cut, plain
from rfi.export.slides.charts import draw_chart
from rfi.export.slides.order import slides_of
from rfi.export.slides.slide import SUB_WIDTH, Slide
from rfi.export.slides.tables import Box, draw_table, fitted, least_height, lines_of
from rfi.export.slides.template import blank_deck
from rfi.export.slides.words import MUTED, Hand, joined, set_fonts, set_up, write
from rfi.text.wording import text
from rfi.views.conditions.bar import view_conditions

_TITLE, _SUB, _FOOT, _REMARK, _NOTE = 30, 17, 10, 12, 12
_LEFT, _ACROSS, _TOP, _BOTTOM = 0.5, 12.33, 1.55, 6.88
_FOOT_TOP, _RULE = 6.95, 1.4
_BETWEEN, _CHART_PART, _GAP = 0.12, 0.46, 0.2
# A chart gives way to its table down to the least height at which it can be read.
_LEAST_CHART, _MOST_CHART = 1.7, 3.1
# Inches of a remark of two lines, and of each line more.
_REMARK_HEIGHT, _REMARK_LINE = 0.5, 0.235
_RULE_COLOUR = RGBColor(0x1C, 0x35, 0x5E)
# Columns that the words of a title and of the conditions have, as ``SUB_WIDTH``.
_TITLE_WIDTH, _FOOT_WIDTH = 58, 300


def _write_box(slide: Drawn, box: Box, name: str, words: str, hand: Hand) -> None:
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    set_up(shape.text_frame, inset=Inches(0.03), anchor=MSO_ANCHOR.TOP)
    write(shape.text_frame, words, hand)


def _write_edges(slide: Drawn, made: Slide, given: Given, place: str) -> None:
    """Write title, what is under it, the rule, conditions, handling and number."""
    lang = given.reading.lang
    title = slide.shapes.title
    set_up(title.text_frame, inset=Inches(0.03), anchor=MSO_ANCHOR.MIDDLE)
    write(title.text_frame, cut(plain(made.title), _TITLE_WIDTH), Hand(_TITLE, is_bold=True))
    sub = cut(plain(made.sub), SUB_WIDTH)
    box = Box(_LEFT, 0.92, _ACROSS, 0.45)
    _write_box(slide, box, text("export.slides.shape.sub", lang), sub, Hand(_SUB, colour=MUTED))
    line = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT,
        Inches(_LEFT),
        Inches(_RULE),
        Inches(_LEFT + _ACROSS),
        Inches(_RULE),
    )
    line.line.color.rgb, line.line.width = _RULE_COLOUR, Pt(2)
    bar = view_conditions(given.evaluation, given.reading)
    brief = text("export.slides.condition.separator", lang).join(
        text("export.slides.condition", lang, label=one.label, value=one.value) for one in bar.brief
    )
    small = Hand(_FOOT, colour=MUTED)
    words = cut(plain(brief), _FOOT_WIDTH)
    name = text("export.slides.shape.conditions", lang)
    _write_box(slide, Box(_LEFT, _FOOT_TOP, 9.1, 0.45), name, words, small)
    right = Hand(_FOOT, colour=MUTED, align=PP_ALIGN.RIGHT)
    above, below = given.imprint.lines(lang, given.evaluation.conditions.level)
    stamp = joined((above, text("export.slides.stamp", lang, day=below, place=place)))
    name = text("export.slides.shape.number", lang)
    _write_box(slide, Box(9.65, _FOOT_TOP, 3.18, 0.45), name, stamp, right)


def _remark_height(words: str, width: float) -> float:
    """Return how high a remark is, with what keeps it from the table above it; 0 without words."""
    if not words:
        return 0.0
    more = max(lines_of(words, width, _REMARK) - 2, 0)
    return _GAP + _REMARK_HEIGHT + more * _REMARK_LINE


def _draw_parts(slide: Drawn, made: Slide, given: Given) -> None:
    """Draw charts and table, the table below the charts or right of them; then the remark."""
    lang = given.reading.lang
    remark = [made.remark]
    left, width, top = _LEFT, _ACROSS, _TOP
    if made.is_beside and made.charts:
        width = _ACROSS * (1 - _CHART_PART) - _BETWEEN
    bottom = _BOTTOM - _remark_height(made.remark, width)
    if made.charts:
        height = bottom - _TOP
        if made.grid is not None and not made.is_beside:
            spare = height - _BETWEEN - least_height(made.grid, _ACROSS)
            height = min(max(spare, _LEAST_CHART), _MOST_CHART)
        across = _ACROSS * _CHART_PART if made.is_beside else _ACROSS
        each = (across - _BETWEEN * (len(made.charts) - 1)) / len(made.charts)
        for index, drawing in enumerate(made.charts):
            box = Box(_LEFT + index * (each + _BETWEEN), _TOP, each, height)
            name = drawing.title or text("export.slides.shape.chart", lang, title=made.title)
            draw_chart(slide, drawing, box, plain(name), lang)
        if made.is_beside:
            left = _LEFT + across + _BETWEEN
        else:
            top += height + _BETWEEN
    if made.grid is not None:
        name = text("export.slides.shape.table", lang, title=made.title)
        box = Box(left, top, width, bottom - top)
        if count := fitted(made.grid, box).left_out:
            # That rows are left out takes room of its own.
            told = (made.remark, text("export.slides.left_out", lang, count=count))
            bottom = _BOTTOM - _remark_height(joined(told), width)
            box = Box(left, top, width, bottom - top)
        used, left_out = draw_table(slide, made.grid, box, plain(name))
        if left_out:
            remark.append(text("export.slides.left_out", lang, count=left_out))
        top += used + _GAP
    if joined(remark):
        box = Box(left, top, width, _BOTTOM - top)
        name = text("export.slides.shape.remark", lang)
        _write_box(slide, box, name, joined(remark), Hand(_REMARK))


def _write_notes(slide: Drawn, made: Slide, given: Given) -> None:
    lang = given.reading.lang
    line = view_conditions(given.evaluation, given.reading).line(given.reading)
    words = joined(
        (
            text("export.slides.notes.conditions", lang, line=line),
            *made.notes,
            given.imprint.audit,
            text("export.conditions.handling.confidential", lang),
            text("export.conditions.handling.estimates", lang),
        )
    )
    notes = slide.notes_slide
    frame = notes.notes_text_frame
    if frame is None:
        return
    write(frame, words, Hand(_NOTE))
    set_fonts(notes._element, lang)  # noqa: SLF001 - fonts by script have no setter


def _set_properties(deck: Deck, given: Given) -> None:
    found = deck.core_properties
    found.title = plain(text("export.header", given.reading.lang))
    found.author = found.last_modified_by = found.comments = ""


def write_slides(given: Given) -> bytes:
    """Return the presentation; the same is given the same bytes whenever and wherever.

    Args:
        given: The evaluation, how it is read, and the running order of the meeting, if any.
    """
    deck, lang = blank_deck(), given.reading.lang
    made = slides_of(given)
    for number, one in enumerate(made, start=1):
        slide = deck.slides.add_slide(deck.slide_layouts[0])
        place = text("export.slides.place", lang, number=number, count=len(made))
        _write_edges(slide, one, given, place)
        _draw_parts(slide, one, given)
        _write_notes(slide, one, given)
        set_fonts(slide._element, lang)  # noqa: SLF001 - fonts by script have no setter
    _set_properties(deck, given)
    handle = io.BytesIO()
    deck.save(handle)
    return settled(handle.getvalue())
