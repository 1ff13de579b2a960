"""Results under two sets of conditions beside each other: only what differs."""

from collections.abc import Iterator
from dataclasses import replace

from rfi.text.wording import Lang, text
from rfi.views.look.table import Row, Table, TableCell


def _difference(first: TableCell, second: TableCell, lang: Lang) -> TableCell:
    """Return second − first; of figures that leave something out it says no more than a hint."""
    if first.value is None or second.value is None:
        return TableCell(text=text("view.none", lang))
    is_open = bool(first.sign or second.sign)
    note = text("view.beside.open", lang) if is_open else ""
    return TableCell(second.value - first.value, is_difference=True, note=note)


def _shown(table: Table, row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((table.shown(row, cell), cell.note) for cell in row.cells)


def _rows(first: Table, second: Table, names: tuple[str, str], lang: Lang) -> Iterator[Row]:
    others = {row.key: row for row in second.rows}
    for row in first.rows:
        other = others.get(row.key)
        if other is None or row.level == "section" or _shown(first, row) == _shown(second, other):
            continue
        heading = row.heading
        if other.heading != heading:
            heading = text("view.beside.headings", lang, first=heading, second=other.heading)
        yield Row(f"{row.key}.head", heading, level="section", note=row.note)
        yield replace(row, key=f"{row.key}.first", heading=names[0], level="plain", note="")
        yield replace(other, key=f"{row.key}.second", heading=names[1], level="plain", note="")
        cells = tuple(
            _difference(one, two, lang) for one, two in zip(row.cells, other.cells, strict=True)
        )
        if any(cell.value is not None for cell in cells):
            title = text("view.beside.difference", lang)
            yield Row(f"{row.key}.difference", title, cells, row.kind, "total")


def view_beside(first: Table, second: Table, names: tuple[str, str], lang: Lang) -> Table:
    """Return three rows a figure that differs: under either set, and second − first.

    Args:
        first: A table of the offers under one set of conditions.
        second: The same under the other, with the same columns.
        names: Of the two sets.
        lang: Language.
    """
    rows = tuple(_rows(first, second, names, lang))
    captions = dict.fromkeys((first.caption, second.caption))
    caption = text("list.separator", lang).join(captions)
    return replace(
        first,
        key="beside",
        title=text("view.beside", lang, first=names[0], second=names[1]),
        caption=caption,
        rows=rows,
        notes=(text("view.beside.note", lang), *first.notes),
    )
