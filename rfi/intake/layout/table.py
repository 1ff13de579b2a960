"""One foreign table: its rows read into the answer, its columns added up against their totals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rfi.document.grid.grid import Sheet, cell_name
from rfi.intake.layout.layout import AmountColumn, TableLayout, Target
from rfi.intake.layout.lines import cost_line, discount_line, label_of, unit_factor
from rfi.intake.layout.reconciliation import ColumnSum, LeftOut, Reconciliation, plain
from rfi.intake.layout.rows import Quoted, TableRow, number_in, table_rows, totals_of
from rfi.schema.issue import Issue

_TOTAL = Target("total")


@dataclass(slots=True)
class Growing:
    """The answer as it grows."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    discounts: list[dict[str, Any]] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


class Table:
    """A table under its layout."""

    def __init__(
        self, number: int, sheet: Sheet, layout: TableLayout, into: Growing, *, is_alone: bool
    ) -> None:
        """Take the sheet and where its figures go.

        Args:
            number: Counts the tables of the file.
            sheet: Down to the end of the table.
            layout: What its columns and rows mean.
            into: The answer.
            is_alone: Whether no other table stands on the sheet.
        """
        self._is_alone = is_alone
        self._number, self._sheet, self._layout, self._into = number, sheet, layout, into
        self._rows = list(table_rows(sheet, layout))
        self._totals, self._taxed = totals_of(sheet, layout, self._rows)

    def _tell(self, code: str, place: str, **facts: object) -> None:
        self._into.issues.append(Issue(code, "warning", "", place, facts))

    def _target(self, row: TableRow, column: AmountColumn) -> Target | None:
        """Return what a cell is: as confirmed, else a total where the row's own words say so."""
        found = self._layout.targets.get(row.labels)
        if column.item and found is None and not (row.says_total or row.row in self._totals):
            found = Target("item", column.item)
        if found is not None and found.kind == "item" and not self._names_business(row, found):
            return None
        return found or (_TOTAL if row.says_total or row.row in self._totals else None)

    def _names_business(self, row: TableRow, target: Target) -> bool:
        """Tell whether it is known whose price a row is: words that nobody mapped are nobody's."""
        known = self._layout.businesses
        return bool(target.business) or not row.business or row.business in known

    def _business(self, row: TableRow, target: Target, column: AmountColumn) -> str:
        named = self._layout.businesses.get(row.business, "")
        return target.business or named or column.business or self._layout.business

    def _is_priced_beside(self, row: TableRow, column: AmountColumn) -> bool:
        """Tell whether a row has its price in another column for the same: a 0 is none then.

        What is paid once stands so beside what is paid monthly, and in one of the years.
        """
        of = column.scenario_id, column.business, column.item
        return any(
            (one.scenario_id, one.business, one.item) == of and bool(given.low)
            for one in self._layout.amounts
            if (given := row.amounts.get(one.column)) is not None
        )

    def _take(self, row: TableRow, column: AmountColumn, given: Quoted, target: Target) -> bool:
        """Put one cell into the answer; False when it stays out."""
        key = f"{self._number}.{row.row}.{column.column}"
        business = self._business(row, target, column)
        if target.kind == "discount":
            off = discount_line(f"D{key}", row, column, given, target)
            if off is None:
                return False
            if business and column.business:
                off["applies_to_businesses"] = [business]
            pointer = f"/offers/0/discount_lines/{len(self._into.discounts)}"
            self._into.discounts.append(off)
        else:
            line = cost_line(f"L{key}", row, column, given, target, self._sheet)
            if line is None:
                return False
            pointer = f"/offers/0/cost_lines/{len(self._into.lines)}"
            self._into.lines.append({**line, "businesses": [business]})
        self._into.origins[pointer] = given.place
        return True

    def _amount_jpy(self, column: AmountColumn, given: Quoted, row: TableRow) -> Fraction:
        """Return what a cell adds to its column: of a range the middle."""
        middle = ((given.low or Fraction(0)) + (given.high or Fraction(0))) / 2
        if column.quantity_column is not None and not given.is_whole:
            middle *= row.quantities.get(column.quantity_column, Fraction(1))
        return middle * unit_factor(given.unit or column.unit)

    def _check(self, row: TableRow, column: AmountColumn, amount_jpy: Fraction) -> None:
        """Hold quantity × unit price against what the table says they come to."""
        if column.check_column is None:
            return
        cell = self._sheet.cells.get((row.row, column.check_column))
        said = number_in(cell) if cell is not None else None
        if said is not None and said * unit_factor(column.unit) != amount_jpy:
            place = cell_name(self._sheet.name, row.row, column.check_column)
            made = plain(amount_jpy / unit_factor(column.unit))
            self._tell("layout_row_differs", place, given=plain(said), made=made)

    def _said(self, column: AmountColumn, made: Fraction) -> tuple[Fraction | None, str]:
        """Return what the table says a column comes to, and where: its last row of a total.

        Where the tax has a row of its own, amounts without it come to the total above that row.
        Of several tables on a sheet the last total may be that of all: one that fits is taken.
        """
        found: tuple[Fraction | None, str] = (None, "")
        at = column.check_column or column.column
        for row in self._totals:
            if self._taxed and row > self._taxed and column.tax == "excluded" and found[1]:
                break
            cell = self._sheet.cells.get((row, at))
            said = number_in(cell) if cell is not None else None
            if said is not None:
                place = cell_name(self._sheet.name, row, at)
                found = said * unit_factor(column.unit), place
                if not self._is_alone and found[0] == made:
                    break
        return found

    def _read(
        self,
        row: TableRow,
        column: AmountColumn,
        given: Quoted,
        added: ColumnSum,
        left: list[LeftOut],
    ) -> None:
        """Read one cell of amounts: into a price, off it, or by name into what is left out."""
        if given.fault:
            self._tell(given.fault, given.place, given=given.written)
            return
        if given.low == given.high == 0 and self._is_priced_beside(row, column):
            return
        target = self._target(row, column)
        if target is not None and target.kind == "total":
            return
        amount = self._amount_jpy(column, given, row)
        if not given.is_whole:
            self._check(row, column, amount)
        if target is None or target.kind == "left_out":
            if target is None:
                self._tell("layout_row_unmapped", given.place, label=label_of(row, column))
            if given.low is not None:
                added.left += amount
                is_open = target is None
                left.append(LeftOut(row.labels, given.place, plain(amount), is_open))
        elif self._take(row, column, given, target):
            added.mapped += amount if target.kind == "item" else 0
            added.off -= abs(amount) if target.kind == "discount" else 0
        elif given.low:
            self._tell("layout_minus_line", given.place, given=given.written)
            added.left += amount
            left.append(LeftOut(row.labels, given.place, plain(amount)))

    def sums(self) -> Iterator[Reconciliation]:
        """Read every row and yield each column added up."""
        for column in self._layout.amounts:
            added = ColumnSum()
            left: list[LeftOut] = []
            for row in self._rows:
                given = row.amounts.get(column.column)
                if given is not None:
                    self._read(row, column, given, added, left)
            total, place = self._said(column, added.mapped + added.off + added.left)
            head = cell_name(self._sheet.name, self._layout.heading_row, column.column)
            yield added.held_against(head, column, left, total, place)

    def places(self, above: int) -> Iterator[tuple[int, int]]:
        """Yield (row, column) of every cell that the layout knows of, read or not.

        Args:
            above: Last row of the table above it on the sheet; 0 without one.
        """
        columns = {
            *self._layout.label_columns,
            self._layout.remark_column or 0,
            self._layout.business_column or 0,
            self._layout.months_column or 0,
        }
        for one in self._layout.amounts:
            more = (one.quantity_column, one.quantity_unit_column, one.check_column)
            columns |= {one.column, *(column or 0 for column in more)}
        last = self._layout.last_row or max((row for row, _ in self._sheet.cells), default=0)
        for row, column in self._sheet.cells:
            is_data = self._layout.heading_row < row <= last and row not in self._layout.skipped
            is_head = above < row <= self._layout.heading_row
            if is_head or (is_data and column in columns):
                yield row, column
