"""Below and above the prices: sums by frequency, circles of scenarios, and what the colours say."""

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import FORM, NOT_DATA, SCENARIO_ROW, TERM_ROW
from rfi.intake.form.book import FIRST, GROUP, MARKS, STATE, Book, first_column
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.page import row_height, text_lines
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.states import State, quoted, state_word
from rfi.intake.form.writing.colours import open_rectangles
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text

_HIDDEN = {"hidden": True}
_DUE: tuple[State, ...] = ("empty", "check")


class CostSums:
    """What a vendor sees of a cost sheet before sending it."""

    def __init__(
        self, sheet: Worksheet, formats: BookFormats, plan: SheetPlan, book: Book, lang: Lang
    ) -> None:
        """Take the sheet, whose rows are written."""
        self._sheet, self._formats, self._plan = sheet, formats, plan
        self._book, self._lang = book, lang
        self._value = f"value@{plan.mark.offer}"
        names = [column.name for column in plan.columns]
        self._index = {name: n for n, name in enumerate(names, first_column(plan))}
        self._amounts = [n for name, n in self._index.items() if name.startswith("amount@")]
        self._last = FIRST + len(plan.rows) - 1

    def write(self) -> None:
        """Add all; a form that asks nothing gets nothing."""
        if self._plan.rows:
            self._write_circles()
            self._write_subtotals()
            self._colour_amounts()

    def _write_circles(self) -> None:
        shape = self._formats.circle_above
        label = text("form.asked", self._lang)
        self._sheet.write_string(GROUP, self._amounts[0] - 1, label, self._formats.beside)
        for name, index in self._index.items():
            if index in self._amounts:
                row_id = SCENARIO_ROW + name.partition("@")[2]
                cell = self._book.cell(FORM, 0, row_id, self._value)
                is_chosen = self._book.value(FORM, 0, row_id, self._value) is not None
                formula = f'=IF({cell}="○","○","")'
                self._sheet.write_formula(GROUP, index, formula, shape, "○" if is_chosen else "")

    def _effective(self, name: str, row: int) -> str:
        """Return the formula part for a term of a row: its own, or that of the offer."""
        own = xl_rowcol_to_cell(row, self._index[name], col_abs=True)
        default = self._book.cell(FORM, 0, TERM_ROW + name, self._value)
        return f'IF({own}="",{default},{own})'

    def _title(self, codelist: str, code: str) -> str:
        return quoted(load_codelist(codelist).title(code, self._lang))

    def _write_subtotals(self) -> None:
        """Write sums by frequency in 千円, with two hidden columns of terms that hold per row."""
        sheet, formats = self._sheet, self._formats
        factor = first_column(self._plan) + len(self._plan.columns)
        frequency = factor + 1
        for index in (factor, frequency):
            sheet.write_string(MARKS, index, NOT_DATA)
            sheet.set_column(index, index, None, None, _HIDDEN)
        units = load_codelist("money_units").rows.values()
        words = ",".join(quoted(one[self._lang]) for one in units)
        steps = ",".join(one["factor"] for one in units)
        yen = self._title("currencies", "JPY")
        for row in range(FIRST, self._last + 1):
            found = f"MATCH({self._effective('unit', row)},{{{words}}},0)"
            is_yen = f"({self._effective('currency', row)}={yen})"
            formula = f"=IFERROR(INDEX({{{steps}}},{found}),0)*{is_yen}/1000"
            sheet.write_formula(row, factor, formula, formats.label)
            effective = self._effective("frequency", row)
            sheet.write_formula(row, frequency, f"={effective}", formats.label, "")
        for offset, (code, names) in enumerate(load_codelist("frequencies").rows.items()):
            at = self._last + 2 + offset
            label = text("form.subtotal", self._lang, frequency=names[self._lang])
            sheet.write_string(at, 0, NOT_DATA)
            sheet.merge_range(at, STATE, at, self._amounts[0] - 1, label, formats.label)
            room = sum(one.width for one in self._plan.columns if not one.key)
            sheet.set_row(at, row_height(text_lines(label, room)))
            kind = f"{self._span(frequency)}={self._title('frequencies', code)}"
            for column in self._amounts:
                sums = f"=SUMPRODUCT({self._span(column)},{self._span(factor)},--({kind}))"
                sheet.write_formula(at, column, sums, formats.subtotal)

    def _span(self, column: int) -> str:
        letter = xl_col_to_name(column)
        return f"${letter}${FIRST + 1}:${letter}${self._last + 1}"

    def _colour_amounts(self) -> None:
        """Colour the prices: red what is no answer, grey what is not asked, yellow what is due."""
        names = [column.name for column in self._plan.columns]
        start = first_column(self._plan)
        for top, left, bottom, right in open_rectangles(
            self._plan, range(len(self._plan.rows)), names[self._amounts[0] - start],
            names[self._amounts[-1] - start],
        ):  # fmt: skip
            for criteria, shape in self._amount_looks(top, left):
                options = {"type": "formula", "criteria": criteria, "format": shape,
                           "stop_if_true": True}  # fmt: skip
                self._sheet.conditional_format(top, left, bottom, right, options)
        first, last = self._amounts[0], self._amounts[-1]
        span = f"${xl_col_to_name(first)}{FIRST + 1}:${xl_col_to_name(last)}{FIRST + 1}"
        item = self._index["included_in.item"]
        blank = f'{xl_rowcol_to_cell(FIRST, item, col_abs=True)}=""'
        word = self._title("cell_states", "included")
        options = {"type": "formula", "criteria": f"=AND(COUNTIF({span},{word})>0,{blank})",
                   "format": self._formats.must}  # fmt: skip
        home = self._index["included_in.business"]
        self._sheet.conditional_format(FIRST, home, self._last, item, options)

    def _amount_looks(self, row: int, column: int) -> tuple[tuple[str, Format], ...]:
        formats, lang = self._formats, self._lang
        cell = xl_rowcol_to_cell(row, column)
        circle = xl_rowcol_to_cell(GROUP, column, row_abs=True)
        state = xl_rowcol_to_cell(row, STATE, col_abs=True)
        due = ",".join(f"{state}={state_word(one, lang, is_quoted=True)}" for one in _DUE)
        none = state_word("none", lang, is_quoted=True)
        return (
            (f"=AND(ISNUMBER({cell}),{cell}=0)", formats.wrong),
            (f'=AND(ISNUMBER({cell}),{self._effective("tax", row)}="")', formats.wrong),
            (f'=OR({circle}<>"○",{state}={none})', formats.grey),
            (f"=AND(ISBLANK({cell}),OR({due}))", formats.must),
        )
