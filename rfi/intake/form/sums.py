"""Sums and colours of the cost sheet: what a vendor sees before sending it."""

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import DEFAULTS, NOT_DATA
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.plan import SheetPlan
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text


class CostSums:
    """Sums by frequency below the amounts, and colours for what is missing or contradictory."""

    def __init__(
        self, sheet: Worksheet, formats: BookFormats, plan: SheetPlan, first_row: int
    ) -> None:
        """Take the sheet as written; ``first_row`` is that of the first planned row."""
        self._sheet, self._formats, self._plan = sheet, formats, plan
        self._first_row = first_row

    def write(self) -> None:
        """Add both; a form that asks nothing gets neither."""
        if self._plan.rows[1:]:
            self._write_subtotals()
            self._colour_amounts()

    def _amount_columns(self) -> list[int]:
        return [
            index
            for index, column in enumerate(self._plan.columns, start=1)
            if column.key.startswith("amount@")
        ]

    def _column(self, key: str) -> int:
        return next(p for p, column in enumerate(self._plan.columns, start=1) if column.key == key)

    def _defaults_row(self) -> int:
        return self._first_row + next(
            number for number, row in enumerate(self._plan.rows) if row.row_id == DEFAULTS
        )

    def _effective(self, key: str, row: int) -> str:
        """Return the formula part for a term of a row: its own, or the sheet's default."""
        column = self._column(key)
        own = xl_rowcol_to_cell(row, column, col_abs=True)
        default = xl_rowcol_to_cell(self._defaults_row(), column, row_abs=True, col_abs=True)
        return f'IF({own}="",{default},{own})'

    def _write_subtotals(self) -> None:
        """Write sums by frequency in 千円, with two hidden columns of terms that hold per row."""
        sheet, formats = self._sheet, self._formats
        first, last = self._defaults_row() + 1, self._first_row + len(self._plan.rows) - 1
        factor, frequency = len(self._plan.columns) + 1, len(self._plan.columns) + 2
        factors = list(load_codelist("money_units").rows.values())
        for row in range(first, last + 1):
            unit = self._effective("unit", row)
            steps = "0"
            for one in reversed(factors):
                steps = f'IF({unit}="{one["ja"]}",{one["factor"]},{steps})'
            yen = f'IF({self._effective("currency", row)}="{_title("currencies", "JPY")}",1,0)'
            sheet.write_formula(row, factor, f"={steps}*{yen}/1000", formats.label)
            sheet.write_formula(
                row, frequency, f"={self._effective('frequency', row)}", formats.label
            )
        sheet.set_column(factor, frequency, None, None, {"hidden": True})
        span = f"{{0}}${first + 1}:{{0}}${last + 1}"
        factor_span = span.format("$" + xl_col_to_name(factor))
        kind_span = span.format("$" + xl_col_to_name(frequency))
        for offset, (code, names) in enumerate(load_codelist("frequencies").rows.items()):
            at = last + 2 + offset
            label = text("book.subtotal", "ja", frequency=names["ja"])
            sheet.write_string(at, 0, NOT_DATA)
            sheet.merge_range(at, 1, at, 7, label, formats.label)
            for column in self._amount_columns():
                amounts = span.format(xl_col_to_name(column))
                title = _title("frequencies", code)
                formula = f'=SUMPRODUCT({amounts},{factor_span},--({kind_span}="{title}"))'
                sheet.write_formula(at, column, formula, formats.subtotal)

    def _colour_amounts(self) -> None:
        sheet, formats = self._sheet, self._formats
        first, last = self._defaults_row() + 1, self._first_row + len(self._plan.rows) - 1
        columns = self._amount_columns()
        corner = xl_rowcol_to_cell(first, columns[0])
        area = (first, columns[0], last, columns[-1])
        tax = self._effective("tax", first)
        for criteria, shape in (
            (f"=AND(ISNUMBER({corner}),{corner}=0)", formats.doubtful),
            (f'=AND(ISNUMBER({corner}),{tax}="")', formats.wrong),
            (f"=ISBLANK({corner})", formats.missing),
        ):
            sheet.conditional_format(
                *area, {"type": "formula", "criteria": criteria, "format": shape}
            )


def _title(codelist: str, code: str) -> str:
    return load_codelist(codelist).title(code, "ja")
