"""Every cell of an authoring workbook accounted for: read, its own, or named (trust G16)."""

from functools import cache

from rfi.document.authoring.layout import COVER, cover_rows, tables
from rfi.document.authoring.sheets import AskedSheet, FoundAsked
from rfi.document.form.accounting import Accounting, cell_names, facts_of, regions
from rfi.document.form.draft import Draft
from rfi.document.form.marks import LISTS
from rfi.document.form.remarks import remark_issue
from rfi.document.form.sheets import At
from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import OVER_CELLS, Grid, cell_name
from rfi.schema.fields import load_fields
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, load_catalogue

_PREFIX = "author."


@cache
def _own_texts() -> frozenset[str]:
    """Return every text that the workbook brings, folded."""
    found = {
        fold(entry[lang])
        for key, entry in load_catalogue().items()
        if key.startswith(_PREFIX)
        for lang in LANGS
    }
    columns = [column for table in tables().values() for column in table.columns]
    for column in (*columns, *cover_rows().values()):
        found |= column.headings
    for leaf in load_fields("questionnaire"):
        found |= {fold(leaf.description[lang]) for lang in LANGS}
        found |= {fold(str(one)) for one in leaf.examples}
    return frozenset(found)


def _own_cells(sheet: AskedSheet) -> set[At]:
    """Return the headings of a sheet and what stands above them; of the cover all of its words."""
    return {
        at
        for at, cell in sheet.sheet.cells.items()
        if (sheet.table == COVER or at[0] <= sheet.row)
        and at not in sheet.read
        and fold(str(cell.value)) in _own_texts()
    }


def account_for(grid: Grid, found: FoundAsked, draft: Draft) -> Accounting:
    """Count every cell and name what was not read; the issues go into the draft."""
    read = form = named = 0
    names: list[str] = []
    for sheet in found.sheets.values():
        own = sheet.form | _own_cells(sheet)
        told = (sheet.named & sheet.sheet.cells.keys()) - sheet.read - own
        left = sheet.sheet.cells.keys() - sheet.read - own - told
        for region in regions(left):
            place = cell_name(sheet.sheet.name, *min(region))
            facts = facts_of(sheet.sheet, region)
            draft.issues.append(Issue("author_cell_of_no_column", "warning", "", place, facts))
        read += len(sheet.read & sheet.sheet.cells.keys())
        form += len(own - sheet.read)
        named += len(told | left)
        names.extend(cell_names(sheet.sheet.name, told | left) if told | left else ())
    for other in found.others:
        if other.is_hidden and other.name == LISTS:
            form += len(other.cells)
        elif other.cells:
            facts = {"sheet": other.name}
            draft.issues.append(Issue("sheet_not_read", "note", "", other.name, facts))
            named += len(other.cells)
            names.extend(cell_names(other.name, other.cells))
    for one in grid.sheets:
        draft.issues += [
            remark_issue(one, remark)
            for remark in one.remarks
            if remark.kind in OVER_CELLS
            and (remark.kind == "text_box" or fold(remark.text) not in _own_texts())
        ]
    return Accounting(read, form, named, tuple(names))
