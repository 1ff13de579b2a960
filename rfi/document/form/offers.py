"""The sheet of vendor and offers: a row a field, a column an offer."""

from functools import cache

from rfi.document.form.draft import Draft, Path
from rfi.document.form.marks import offer_of_column
from rfi.document.form.rows import rows_twice
from rfi.document.form.sheets import MarkedSheet
from rfi.schema.fields import Field, load_fields
from rfi.schema.issue import pointer_of


@cache
def form_fields() -> dict[str, tuple[Field, bool]]:
    """Return row id → (field, whether it belongs to an offer) of the form sheet."""
    found: dict[str, tuple[Field, bool]] = {}
    for leaf in load_fields("rfi_response"):
        if not leaf.table:
            found[".".join(leaf.keys)] = (leaf, False)
        elif leaf.table == "offers":
            found["offers." + ".".join(leaf.keys)] = (leaf, True)
    return found


def read_form(sheet: MarkedSheet, draft: Draft) -> None:
    """Read the sheet of vendor and offers: a row a field, a column an offer."""
    fields = form_fields()
    columns = {
        offer: column
        for column, key in sheet.columns.items()
        if (offer := offer_of_column(key)) is not None
    }
    twice = rows_twice(sheet, draft, "error", fields)
    for number, row_id in sheet.rows():
        if row_id not in fields or row_id in twice:
            continue
        leaf, is_offer = fields[row_id]
        for index, column in columns.items():
            if index and not is_offer:
                continue
            cell = sheet.cell(number, column)
            origin = sheet.place(number, column)
            path: Path = ("offers", index) if is_offer else ()
            # An empty cell has its place too: there is where something is missing.
            draft.origins.setdefault(pointer_of((*path, *leaf.keys)), origin)
            if cell is None:
                continue
            home = draft.offer(index) if is_offer else draft.value
            is_read = draft.read_into(home, cell, leaf, path, origin)
            (sheet.read if is_read else sheet.named).add((cell.row, cell.column))
