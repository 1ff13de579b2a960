"""The hidden sheet that holds the choices of all dropdowns: a list in a cell may be 255 long."""

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from rfi.document.form.marks import LISTS


class ListSheet:
    """Choices gathered while the other sheets are written; each list stands once."""

    def __init__(self) -> None:
        """Start without lists."""
        self._lists: list[tuple[str, ...]] = []

    def reference(self, options: tuple[str, ...]) -> str:
        """Return the formula that names the cells of a list."""
        if options not in self._lists:
            self._lists.append(options)
        column = xl_col_to_name(self._lists.index(options), col_abs=True)
        return f"={LISTS}!{column}$1:{column}${len(options)}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Add the sheet, hidden so that only a program shows it."""
        sheet = book.add_worksheet(LISTS)
        for column, options in enumerate(self._lists):
            sheet.write_column(0, column, options)
        sheet.very_hidden()
