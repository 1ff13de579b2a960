"""The hidden sheet that holds the choices of all dropdowns: a list in a cell may be 255 long."""

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from rfi.document.form.marks import LISTS
from rfi.document.form.second.lists import CODES_MARK, TITLES_MARK
from rfi.intake.form.choices import ChoiceList


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


class ChoiceSheet:
    """The lists of the answer form: titles under a head, and beside them what they stand for."""

    def __init__(self) -> None:
        """Start without lists."""
        self._lists: list[ChoiceList] = []

    def reference(self, options: ChoiceList) -> str:
        """Return the formula that names the cells of a list."""
        if options not in self._lists:
            self._lists.append(options)
        column = xl_col_to_name(2 * self._lists.index(options), col_abs=True)
        return f"={LISTS}!{column}$2:{column}${options.shown + 1}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Add the sheet, hidden so that only a program shows it."""
        sheet = book.add_worksheet(LISTS)
        for number, options in enumerate(self._lists):
            sheet.write_string(0, 2 * number, TITLES_MARK + options.kind)
            sheet.write_column(1, 2 * number, options.titles)
            if options.codes:
                sheet.write_string(0, 2 * number + 1, CODES_MARK + options.kind)
                sheet.write_column(1, 2 * number + 1, options.codes)
        sheet.very_hidden()
