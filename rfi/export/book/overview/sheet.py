"""The first sheet: one A3 page on its side, exactly."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.cell_formats import CellFormats, number_format, with_mark
from rfi.export.book.live_cell import HEADING, LiveCells, count_cells, write_marks
from rfi.export.book.overview.chart_source import PARTS, chart_source, write_source
from rfi.export.book.overview.columns import boxed_columns, pixels, widths_of
from rfi.export.book.overview.finding import finding, missing
from rfi.export.book.overview.notes import page_notes
from rfi.export.book.overview.phase_chart import ChartPlace, add_phase_chart
from rfi.export.book.overview.rows import overview_table
from rfi.export.book.sheet_layout import line_count, print_sheet
from rfi.export.book.writing import Writing
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, text
from rfi.views.look.offers import look_of
from rfi.views.look.table import Row, Table, TableCell

NAMES, FIRST = 1, 2
_TITLE, _BASIS, _FINDING, _MISSING, _CHART, _HEADING = range(6)
# Points of the rows: together with the notes they fill a page and no more.
_TITLE_HEIGHT, _ROW_HEIGHT, _TOTAL_HEIGHT, _HEADING_HEIGHT, _LINE = 30, 19, 28, 46, 13
# A line of the larger letters of a name; fonts that stand in for ours are taller.
_LABEL_LINE = 16
_PAGE_HEIGHT = 760
_MOST_CHART, _LEAST_CHART = 300, 170
_PIXELS_A_POINT = 4 / 3
# A column of so many characters keeps its figures off its edge; narrower ones need all they have.
_ROOMY = 20
# Rows between the page and what its chart is drawn from.
_BELOW = 3


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of the page is written with."""

    sheet: Worksheet
    formats: CellFormats
    table: Table
    lang: Lang
    widths: tuple[float, ...]

    @property
    def last(self) -> int:
        """Last column of the page."""
        return max(FIRST + len(self.table.columns) - 1, FIRST)

    def across(self, line: int, words: str, shape: Format, first: int = NAMES) -> None:
        """Write words over all columns from ``first`` on."""
        self.sheet.merge_range(line, first, line, self.last, "", shape)
        self.sheet.write_string(line, first, words, shape)

    def height_of(self, words: str, size: float = 10) -> float:
        """Return the height that words over the whole page take."""
        return _LINE * line_count(words, sum(self.widths) * 10 / size) + 2


def _shape(page: _Page, row: Row, cell: TableCell, *, is_word: bool) -> Format:
    """Return the format of a cell: figures to the right, what is no figure in grey italics."""
    made: dict[str, object] = {"border": 1, "border_color": "#949494", "align": "right"}
    if page.widths[1] >= _ROOMY:
        made["indent"] = 1
    if row.level == "total":
        made |= {"bold": True, "font_size": 16, "bg_color": "#f2f2f2", "shrink": True}
    else:
        made |= {"font_size": 11}
    if is_word and row.kind != "text":
        made |= {"italic": True, "font_color": "#4d4d4d"}
    elif is_word or row.kind == "text":
        made |= {"align": "center", "indent": 0, "bold": row.key == "certainty", "shrink": True}
    else:
        made["num_format"] = with_mark(number_format(row, cell, page.table.unit), cell.mark)
    return page.formats.made(**made)


def _write_row(page: _Page, line: int, row: Row, live: LiveCells) -> None:
    sheet, formats = page.sheet, page.formats
    bold = row.level == "total" or row.key == "certainty"
    name = formats.made(
        border=1,
        border_color="#949494",
        bold=bold,
        font_size=16 if row.level == "total" else 11,
        indent=1 if row.key in PARTS else 0,
        shrink=True,
    )
    heading = live.of(page.table, row.key, HEADING)
    if heading is None:
        sheet.write_string(line, NAMES, row.heading, name)
    else:
        sheet.write_formula(line, NAMES, heading.formula, name, row.heading)
    for index, cell in enumerate(row.cells):
        place = (line, FIRST + index)
        found = live.of(page.table, row.key, index)
        is_word = found is None and (cell.value is None or cell.high is not None)
        plain = cell if found is None else found.plain(cell)
        shape = _shape(page, row, plain, is_word=is_word)
        if is_word:
            sheet.write_string(*place, f"{page.table.shown(row, cell)} {cell.mark}".rstrip(), shape)
            continue
        ratio = row.kind in {"percent", "ratio"}
        value = round_half_up(cell.value or 0.0, 12 if ratio else 0)
        if found is None:
            sheet.write_number(*place, value, shape)
        else:
            shown = value if found.shown is None else found.shown
            sheet.write_formula(*place, found.formula, shape, shown)
    sheet.set_row(line, _TOTAL_HEIGHT if row.level == "total" else _ROW_HEIGHT)


def _write_top(page: _Page, writing: Writing) -> float:
    """Write title, basis, finding and what is missing; return their height."""
    sheet, formats, lang = page.sheet, page.formats, page.lang
    evaluation, reading = writing.evaluation, writing.reading
    comparison = evaluation.costs
    title = text("export.book.overview.of", lang, title=evaluation.questionnaire.title)
    boxes = boxed_columns(page.widths)
    edge = page.last - boxes + 1
    big = formats.made(bold=True, font_size=18, shrink=True)
    if edge - 1 > NAMES:
        sheet.merge_range(_TITLE, NAMES, _TITLE, edge - 1, "", big)
    sheet.write_string(_TITLE, NAMES, title, big)
    box = formats.made(border=1, text_wrap=True, align="left", indent=1)
    above, day = writing.imprint.lines(lang, evaluation.conditions.level)
    words = text("export.book.overview.box", lang, above=above, day=day)
    if boxes > 1:
        sheet.merge_range(_TITLE, edge, _TITLE, page.last, "", box)
    sheet.write_string(_TITLE, edge, words, box)
    sheet.set_row(_TITLE, _TITLE_HEIGHT + _LINE)
    page.across(_BASIS, page.table.caption, formats.made(bg_color="#f2f2f2"))
    if caption := writing.caption(page.table.caption):
        shape = formats.made(bg_color="#f2f2f2")
        sheet.write_formula(_BASIS, NAMES, caption, shape, page.table.caption)
    found = finding(comparison, reading)
    bold = formats.made(bold=True, font_size=14)
    page.across(_FINDING, found, bold)
    if writing.finding:
        sheet.write_formula(_FINDING, NAMES, f"={writing.finding}", bold, found)
    sheet.set_row(_FINDING, _TITLE_HEIGHT - 6)
    lacking = missing(comparison, lang)
    wrapped = formats.made(text_wrap=True, valign="top")
    page.across(_MISSING, lacking, wrapped)
    if formula := writing.as_exported(lacking):
        sheet.write_formula(_MISSING, NAMES, formula, wrapped, lacking)
    sheet.set_row(_MISSING, height := page.height_of(lacking))
    return _TITLE_HEIGHT + _LINE + 15 + _TITLE_HEIGHT - 6 + height


def _write_headings(page: _Page, evaluation: Evaluation) -> float:
    """Write the offers; return the height of their row, which holds the longest name."""
    formats = page.formats
    lines = [
        _LABEL_LINE * line_count(column.label, page.widths[1] * 10 / 11)
        + _LINE * line_count(column.note, page.widths[1] * 10 / 9)
        for column in page.table.columns
    ]
    heading_height = max(_HEADING_HEIGHT, *lines) + 2 if lines else _HEADING_HEIGHT
    page.sheet.write_string(_HEADING, NAMES, page.table.corner, formats.heading)
    offers = evaluation.costs.offers
    for index, (column, offer) in enumerate(zip(page.table.columns, offers, strict=True)):
        plan = f"\n{column.note}" if column.note else ""
        head = formats.made(
            border=1,
            border_color="#949494",
            bottom=5,
            bottom_color=look_of(offer).colour,
            text_wrap=True,
            align="center",
            font_size=10,
        )
        bold = formats.made(bold=True, font_size=11)
        small = formats.made(font_size=9)
        place = (_HEADING, FIRST + index)
        if plan:
            page.sheet.write_rich_string(*place, bold, column.label, small, plan, head)
        else:
            page.sheet.write_string(*place, column.label, head)
    page.sheet.set_row(_HEADING, heading_height)
    return heading_height


def write_overview(writing: Writing, sheet: Worksheet) -> None:
    """Write the first page on the first sheet of a workbook."""
    formats, evaluation, reading = writing.formats, writing.evaluation, writing.reading
    table, lang, live = overview_table(evaluation, reading), reading.lang, writing.live
    page = _Page(sheet, formats, table, lang, widths_of(len(table.columns)))
    print_sheet(sheet, writing.paper)
    sheet.set_column(0, 0, 1)
    sheet.set_column(NAMES, NAMES, page.widths[0])
    sheet.set_column(FIRST, page.last, page.widths[1])
    used = _write_top(page, writing) + _write_headings(page, evaluation)
    lines = {}
    for line, row in enumerate(table.rows, start=_HEADING + 1):
        _write_row(page, line, row, live)
        lines[row.key] = line
        used += _TOTAL_HEIGHT if row.level == "total" else _ROW_HEIGHT
    bottom = _HEADING + 1 + len(table.rows)
    small = formats.made(text_wrap=True, valign="top", font_size=9)
    for line, (name, words) in enumerate(page_notes(evaluation, reading, table), start=bottom):
        said = text("export.book.overview.named", lang, name=name, words=words)
        page.across(line, said, small)
        height = page.height_of(said, 9)
        sheet.set_row(line, height)
        used += height
        bottom = line + 1
    columns = tuple(FIRST + index for index in range(len(table.columns)))
    height = min(max(_PAGE_HEIGHT - used, _LEAST_CHART), _MOST_CHART)
    sheet.set_row(_CHART, height)
    if table.columns:
        drawn = chart_source(table, evaluation, reading)
        unit = text("export.book.overview.chart", lang, unit=drawn.scale.title(lang))
        sheet.write_string(_CHART, NAMES, unit, formats.made(bold=True, valign="top"))
        source = bottom + _BELOW
        letters = [column.letter for column in table.columns]
        counts = count_cells(table, lines, columns, live, "total")
        write_source(
            sheet,
            formats.aside,
            drawn,
            top=source,
            first=FIRST,
            lines=lines,
            letters=letters,
            counts=counts,
        )
        place = ChartPlace(
            _CHART,
            sum(map(pixels, page.widths)),
            int(height * _PIXELS_A_POINT),
            pixels(page.widths[0]),
            source,
            (FIRST, page.last),
        )
        headings = [row.heading for row in table.rows if row.key in PARTS]
        parts, shapes = drawn.parts, drawn.shapes
        add_phase_chart(writing.book, sheet, place, headings, parts, shapes, about=unit)
    write_marks(sheet, formats, table, lines, columns, live)
    sheet.print_area(0, NAMES, bottom - 1, page.last)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_first_sheet()
