"""A guarded workbook → one JSON text of its cells, texts and formats."""

import json
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from rfi.document.grid.grid import cell_name
from rfi.document.refusal import RefusalError, refuse
from rfi.document.xlsx.behind import (
    conditional_styles,
    named_texts,
    shown_otherwise,
    words_behind,
)
from rfi.document.xlsx.number_formats import read_styles
from rfi.document.xlsx.package import Package, SheetPart, Workbook, read_workbook
from rfi.document.xlsx.remarks import read_remarks
from rfi.document.xlsx.shared_texts import read_shared_texts
from rfi.document.xlsx.sheet_cells import SheetWalk
from rfi.document.xlsx.stored_value import Tables


def _sheet(
    package: Package, sheet: SheetPart, tables: Tables, looks: dict[int, str]
) -> dict[str, Any]:
    walk = SheetWalk(sheet.name, tables)
    data = package.read(sheet.part)
    walk.read(data)
    rows, columns, kinds, values, formulas, styles = (
        zip(*walk.cells.values(), strict=True) if walk.cells else [()] * 6
    )
    return {
        "name": sheet.name,
        "hidden": sheet.is_hidden,
        "stray": cell_name(sheet.name, *walk.stray) if walk.stray[0] else "",
        "merged": walk.merged,
        "hidden_rows": walk.hidden_rows,
        "hidden_columns": walk.hidden_columns,
        "remarks": [*read_remarks(package, sheet.part), *words_behind(data)],
        "otherwise": shown_otherwise(data, looks),
        "rows": rows,
        "columns": columns,
        "kinds": "".join(kinds),
        "values": values,
        "formulas": formulas,
        "styles": styles,
    }


def _texts(package: Package, workbook: Workbook) -> tuple[list[str], dict[int, str]]:
    if not workbook.texts:
        return [], {}
    try:
        return read_shared_texts(package.read(workbook.texts))
    except expat.ExpatError:
        refuse("workbook_broken_part", workbook.texts[:80])


def _parsed(data: bytes) -> Mapping[str, object]:
    package = Package(data)
    workbook = read_workbook(package)
    texts, struck = _texts(package, workbook)
    formats, struck_styles = read_styles(package, workbook.styles)
    tables = Tables(texts, formats, workbook.uses_1904, struck=struck)
    conditional = conditional_styles(package.read(workbook.styles)) if workbook.styles else {}
    sheets = [_sheet(package, sheet, tables, conditional) for sheet in workbook.sheets]
    sheets[0]["remarks"] += named_texts(package.read(workbook.part))
    return {
        "uses_1904": workbook.uses_1904,
        "is_uncalculated": workbook.is_uncalculated,
        "is_manual": workbook.is_manual,
        "struck_texts": list(tables.struck.items()),
        "struck_styles": [index for index, is_struck in enumerate(struck_styles) if is_struck],
        "texts": tables.texts,
        "formats": tables.formats,
        "sheets": sheets,
    }


def parse_workbook(data: bytes) -> bytes:
    """Return the workbook, or why it is not read, as JSON in UTF-8."""
    try:
        found = _parsed(data)
    except RefusalError as refusal:
        found = {"refused": [refusal.code, refusal.origin, refusal.params]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
