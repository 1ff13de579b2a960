"""Everything that a workbook reckons with: the sheets of calculation and the cells of tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.borne import group_shares
from rfi.compare.cost.paid import members_of
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.formulas.assumptions import AssumptionBlock, assumption_block
from rfi.export.book.formulas.check import check_of
from rfi.export.book.formulas.conversion.amounts import row_amounts
from rfi.export.book.formulas.conversion.cells import CellsSheet
from rfi.export.book.formulas.conversion.columns import columns_of
from rfi.export.book.formulas.conversion.levelled import levelled_rows
from rfi.export.book.formulas.conversion.sized import SizedRows
from rfi.export.book.formulas.conversion.sizes import sizes_of
from rfi.export.book.formulas.grid import Grid, span
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.open_cells import open_cells
from rfi.export.book.formulas.payers import SHARED, Payers, payers_of
from rfi.export.book.formulas.quoted import calendar as in_calendar
from rfi.export.book.formulas.quoted import lines as in_lines
from rfi.export.book.formulas.quoted.calendar import Calendar, calendar_of
from rfi.export.book.formulas.quoted.ledger import Ledger, ledger_of
from rfi.export.book.formulas.quoted.lines import line_sheets
from rfi.export.book.formulas.sums import Sums, SumsSource, sums_of
from rfi.export.book.formulas.tables import LiveTables
from rfi.export.book.live_cell import LiveCells
from rfi.export.book.overview.finding import exact_totals
from rfi.export.book.sheet_layout import HEADING_ROW
from rfi.text.wording import text
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.look.totals import total_of


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a workbook reckons with.

    Attributes:
        block: The assumptions that can be changed.
        check: The tool's figures against the formulas.
        grids: The sheets of calculation, those without a row left out.
        names: What formulas call things.
        sums: Where the tables take their figures from.
        payers: Whose cost can be shown.
        years: (offer, fiscal year) → the formula of what falls into it, for the quoted scenario.
    """

    block: AssumptionBlock
    check: Grid
    grids: tuple[Grid, ...]
    names: Names
    sums: Sums
    payers: Payers
    years: Mapping[tuple[int, int], str]

    @property
    def formulas(self) -> int:
        """How many formulas the sheets of calculation hold."""
        return sum(1 for grid in (*self.grids, self.check) for _ in grid.formulas)

    def _once_changed(self, words: str) -> str:
        names = self.names
        return f'IF({names.of("changed")}="{names.word("yes")}","{words}","")'

    @property
    def moved(self) -> str:
        """The formula of what is said, with the assumptions of now, once one is changed."""
        of = self.names.of
        shown = {
            "months": f'"&{of("months")}&"',
            "fx": f'"&TEXT({of("fx")},"0.##")&"',
            "tax": f'"&TEXT({of("tax_rate")},"0.0%")&"',
            "rate": f'"&TEXT({of("discount_rate")},"0.0%")&"',
        }
        return self._once_changed(self.names.word("moved", **shown))

    @property
    def exported(self) -> str:
        """The formula of what is said before words that stay as exported."""
        return self._once_changed(self.names.word("as_exported"))

    def finding(self, evaluation: Evaluation, reading: Reading) -> str:
        """Return the formula of the finding of the first page."""
        lang, exact = reading.lang, self.sums.row("exact")
        totals = exact_totals(evaluation.costs, reading)
        scale = scale_of(
            totals or [total_of(one, reading) or 0.0 for one in evaluation.costs.offers]
        )
        shape = f"0.{'0' * scale.digits}" if scale.digits else "#,##0"

        def shown(text_: str) -> str:
            return f'"&TEXT(({text_})/{scale.factor:.0f},"{shape}")&"'

        low, high, unit = f"MIN({exact})", f"MAX({exact})", scale.title(lang)
        none = text("export.book.finding.none", lang)
        one = text("export.book.finding.one", lang, low=shown(low), unit=unit)
        many = text(
            "export.book.finding",
            lang,
            count=f'"&COUNT({exact})&"',
            low=shown(low),
            high=shown(high),
            difference=shown(f"{high}-{low}"),
            unit=unit,
        )
        return f'IF(COUNT({exact})=0,"{none}",IF(COUNT({exact})=1,"{one}","{many}"))'

    def live(self, tables: Sequence[Table], evaluation: Evaluation, reading: Reading) -> LiveCells:
        """Return the cells of tables that hold a formula."""
        people = {
            key: None if one.population is None else float(one.population * one.cities)
            for key, one in evaluation.questionnaire.scenarios.items()
        }
        made = LiveTables(evaluation, reading, self.payers, self.sums, self.names)
        return made.live(tables, people, self.years)


def _years(ledger: Ledger, calendar: Calendar, names: Names) -> dict[tuple[int, int], str]:
    """Return (offer, fiscal year) → formula: what the entries of the offer have in the year."""
    last = len(ledger.head) - 1
    found = {}
    for offer, (top, bottom) in calendar.spans.items():

        def of(column: int, top: int = top, bottom: int = bottom) -> str:
            return names.sheet("calendar", span(column, top, bottom))

        amounts, rows = (
            names.sheet("lines", span(column, 0, last))
            for column in (in_lines.PERIOD, in_lines.CALENDAR)
        )
        each = f"SUMIFS({amounts},{rows},{of(0)})"
        for index, year in enumerate(calendar.years):
            base, recurring = of(in_calendar.BASE), of(in_calendar.RECURRING)
            growth = f"(1+{names.of('growth')})^({recurring}*({year}>{base})*({year}-{base}))"
            found[offer, year] = f"SUMPRODUCT({each},{of(in_calendar.FIRST_YEAR + index)},{growth})"
    return found


def calculation_of(evaluation: Evaluation, reading: Reading) -> Calculation | None:
    """Return what the workbook reckons with; None without offers, or for too large a group."""
    basis, comparison, conditions = evaluation.basis, evaluation.costs, evaluation.conditions
    payers = payers_of(evaluation) if comparison.offers else None
    if payers is None:
        return None
    names = Names(reading.lang)
    letters = [column.letter for column in offer_columns(comparison)]
    scenarios = payers.scenarios(basis)
    ledger = ledger_of(basis, conditions, scenarios)
    if not len(ledger.head):
        return None
    calendar = calendar_of(basis, conditions, ledger, letters, names)
    lines = line_sheets(basis, conditions, ledger, calendar, letters, tax=reading.tax, names=names)
    block = assumption_block(payers, reading, letters, names, HEADING_ROW + 1)
    bodies, estimate = members_of(conditions, basis.procedures), payers.estimate
    sizes = sized = None
    if bodies is not None and estimate is not None:
        sizes = sizes_of(basis, estimate, payers.members, letters, names)
        sized = SizedRows(basis, bodies, estimate.totals)
    own = basis.model.axes.scenarios.index(conditions.scenario_id)
    columns = columns_of(scenarios, payers, own)
    borne = 1.0
    if payers.view == SHARED:
        borne = float(group_shares(conditions)[payers.city])
    sheet = CellsSheet(
        basis,
        ledger,
        payers,
        row_amounts(basis, ledger, payers, reading.measure),
        lines,
        sizes,
        sized,
        columns,
        letters,
        names,
        reading.measure,
        block.shares,
        borne,
    )
    cells = _cells_grid(sheet, evaluation)
    opened = open_cells(basis, comparison, payers, letters, names)
    sums = sums_of(
        basis, comparison, SumsSource(cells, columns, opened, letters, payers.city), names
    )
    check = check_of(comparison, reading, sums, letters, names)
    grids = (
        calendar.grid,
        lines.discounts,
        lines.lines,
        *((sizes.grid,) if sizes else ()),
        cells,
        opened.grid,
        sums.grid,
    )
    years = _years(ledger, calendar, names)
    return Calculation(
        block, check, tuple(one for one in grids if one.rows), names, sums, payers, years
    )


def _cells_grid(sheet: CellsSheet, evaluation: Evaluation) -> Grid:
    """Return 換算 with its headings."""
    names, at_, payers = sheet.names, sheet.columns, sheet.payers
    scenarios = list(evaluation.questionnaire.scenarios.values())
    headings = [""] * (at_.shown_present + 1)
    for column, name in enumerate(("number", "offer", "business", "item", "phase", "rule")):
        headings[column] = names.word(f"cells.{name}")
    for columns, name in ((at_.scenarios, "quoted"), (at_.presents, "quoted_present")):
        for scenario, column in columns.items():
            headings[column] = names.word(f"cells.{name}", scenario=scenarios[scenario].scenario_id)
    for columns_, name in ((at_.alone, "alone"), (at_.alone_present, "alone_present")):
        for city, column in zip(payers.members, columns_, strict=True):
            headings[column] = names.word(f"cells.{name}", city=city.name)
    for column, name in (
        (at_.ratio, "ratio"),
        (at_.individual, "individual"),
        (at_.group, "group"),
        (at_.group_present, "group_present"),
        (at_.shown, "shown"),
        (at_.shown_present, "shown_present"),
    ):
        if column >= 0:
            headings[column] = names.word(f"cells.{name}")
    widths = (6.0, 6.0, 10.0, 7.0, 8.0, 12.0, *([15.0] * (len(headings) - 6)))
    grid = Grid("cells", names.word("cells.title"), tuple(headings), widths, frozen=5)
    grid.shapes = {at_.ratio: "0.000000", at_.individual: "0.0000"}
    grid.rows = [*sheet.rows(), *levelled_rows(sheet, sheet.measure)]
    return grid
