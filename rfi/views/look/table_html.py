"""A table as HTML: every text escaped, no script, styled by the page that holds it."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from rfi.views.look.band.picture import code_of_figure, figure, name_html, remark_html
from rfi.views.look.offers import look_at
from rfi.views.look.reading import MoneyUnit, Reading
from rfi.views.look.table import Column, Row, Table, TableCell, printed

# From more offers on the columns are set narrower.
MANY = 8
# Rows kept as HTML, some 3 kB each.
MOST_ROWS = 1024


def _heading(column: Column) -> str:
    letter = escape(column.letter)
    shown = f'<span class="rfi-letter rfi-letter-{letter}">{letter}</span>'
    if column.short:
        whole = escape(f"{column.heading} {column.note}".strip(), quote=True)
        return f'<th scope="col" title="{whole}">{shown}{name_html(column.short)}</th>'
    note = f'<span class="rfi-sub">{escape(column.note)}</span>' if column.note else ""
    return f'<th scope="col">{shown if letter else ""}{escape(column.heading)}{note}</th>'


def is_followed(cell: TableCell) -> bool:
    """Tell whether a figure or hole can be followed to its place: a dash is neither."""
    return cell.value is not None or len(cell.text) > 1


def _cells(row: Row, letters: tuple[str, ...], unit: MoneyUnit) -> str:
    parts = []
    words = "rfi-word" if all(letters) else "rfi-text"
    for letter, cell in zip(letters, row.cells, strict=False):
        kind = "rfi-num" if cell.value is not None else words
        kind += " rfi-marked" if cell.is_marked else ""
        note = f'<span class="rfi-sub">{escape(cell.note)}</span>' if cell.note else ""
        shown = escape(printed(cell, row.kind, unit)).replace("\n", "<br>")
        if cell.of and shown:
            shown = figure(shown, cell.of)
        elif row.of is not None and letter and is_followed(cell):
            shown = figure(shown, code_of_figure(letter, *row.of))
        parts.append(f'<td class="{kind}">{shown}{remark_html(cell.mark)}{note}</td>')
    return "".join(parts)


def is_matrix(table: Table) -> bool:
    """Tell whether every column is an offer."""
    return all(column.letter for column in table.columns)


# Most rows read nothing of what moved.
@lru_cache(maxsize=MOST_ROWS)
def _row(row: Row, letters: tuple[str, ...], unit: MoneyUnit) -> str:
    note = f'<span class="rfi-sub">{escape(row.note)}</span>' if row.note else ""
    if row.level == "section":
        span = len(letters) + 1
        heading = f'<th scope="rowgroup" colspan="{span}">{escape(row.heading)}{note}</th>'
        return f'<tr class="rfi-section">{heading}</tr>'
    style = ' class="rfi-total"' if row.level == "total" else ""
    heading = f'<th scope="row">{escape(row.heading)}{note}</th>'
    return f"<tr{style}>{heading}{_cells(row, letters, unit)}</tr>"


def letters_css(places: Iterable[int]) -> str:
    """Return the style of the offers at ``places``: letters underlined, dots filled."""
    looks = map(look_at, places)
    return "".join(
        f".rfi-letter-{look.letter}{{border-bottom-color:{look.colour}}}"
        f".rfi-fill-{look.letter}{{background:{look.colour}}}"
        for look in looks
    )


def table_html(table: Table, reading: Reading) -> str:
    """Return the table with its title, caption and notes."""
    head = "".join(_heading(column) for column in table.columns)
    letters = tuple(column.letter for column in table.columns)
    body = "".join(_row(row, letters, table.unit) for row in table.rows)
    notes = "<br>".join(escape(note) for note in table.notes)
    foot = f'<p class="rfi-notes">{notes}</p>' if notes else ""
    shape = " rfi-matrix" if is_matrix(table) else ""
    if shape and len(table.columns) > MANY:
        shape += " rfi-wide"
    return (
        f'<div class="rfi-block" lang="{reading.lang}">'
        f'<table class="rfi-table rfi-{table.key}{shape}">'
        f'<caption><span class="rfi-title">{escape(table.title)}</span>'
        f'<span class="rfi-caption">{escape(table.caption)}</span></caption>'
        f'<thead><tr><th scope="col">{escape(table.corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>{foot}</div>"
    )
