"""The cells of the meeting's tables that take their figure from 集計."""

from collections.abc import Container, Mapping, Sequence

from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.formulas.first_page import FirstPage, Made, low_end
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.payers import QUOTED, Payers
from rfi.export.book.formulas.sums import PHASE_KEYS, Sums
from rfi.export.book.live_cell import LiveCell, LiveCells
from rfi.text.numbers import round_half_up
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table

_DIRECT = {"total": "total", **{key: key for key in PHASE_KEYS.values()}}
# Tables of which every figure moves with the assumptions of the workbook.
_HELD = {"overview", "summary", "fiscal_years", "cash", "shares", "number_effect", "joiners"}
_HELD_KINDS = {"money", "yen", "ratio"}
_RATIO_DIGITS = 12


def _sum_keys(table: Table) -> Mapping[str, str]:
    """Return key of a row → the figure of 集計 that it shows."""
    rows = [row.key for row in table.rows if row.level != "section"]
    if table.key in {"overview", "summary"}:
        return {**_DIRECT, "present_value": "present_value"}
    if table.key == "items":
        return {key: "total" if key == "total" else f"item.{key}" for key in rows}
    if table.key == "businesses":
        return {key: "total" if key == "total" else f"business.{key}" for key in rows}
    return {"total": "total"} if table.key == "fiscal_years" else {}


class LiveTables:
    """Makes the live cells of tables."""

    def __init__(
        self, evaluation: Evaluation, reading: Reading, payers: Payers, sums: Sums, names: Names
    ) -> None:
        """Take what the cells are made from."""
        self._comparison, self._reading = evaluation.costs, reading
        self._payers, self._sums, self._names = payers, sums, names
        self._quoted_people: Mapping[str, float | None] = {}

    def _cell(self, key: str, offer: int, formula: str) -> LiveCell:
        sums, figures = self._sums, self._comparison.offers[offer]
        counted = sums.counted(key, offer)
        count = f"={sums.count(key, offer)}"
        return LiveCell(f"={formula}", count, counted, SIGNS[figures.hole_kind])

    def _plain(self, table: Table) -> Made:
        """Yield the cells that show a figure of 集計 as it is."""
        sums, keys = self._sums, _sum_keys(table)
        for row in table.rows:
            key = keys.get(row.key, "")
            if key not in sums.line:
                continue
            for offer, cell in enumerate(row.cells):
                if cell.value is None or cell.high is not None or not self._is_known(offer):
                    continue
                low = low_end(cell, sums.known(key, offer))
                yield (
                    (table.key, row.key, offer),
                    self._cell(key, offer, sums.value(key, offer) + low),
                )

    def _is_known(self, offer: int) -> bool:
        return self._comparison.offers[offer].totals.nominal_jpy is not None

    def _item_totals(self, table: Table) -> Made:
        """Yield the sums of the items of a phase, which are not those of the summary's phases."""
        lines = [row for row in table.rows if row.level != "section"]
        items: list[Row] = []
        for row in lines:
            if not row.key.endswith(".sum"):
                items = [*items, row]
                continue
            keys = [f"item.{one.key}" for one in items if f"item.{one.key}" in self._sums.line]
            items = []
            for offer, cell in enumerate(row.cells):
                if cell.value is None or cell.high is not None or not keys:
                    continue
                known = sum(self._sums.known(key, offer) for key in keys)
                span = self._sums.values(keys[0], keys[-1], offer)
                counts = self._sums.values(keys[0], keys[-1], offer, is_count=True)
                counted = sum(self._sums.counted(key, offer) for key in keys)
                sign = SIGNS[self._comparison.offers[offer].hole_kind]
                formula = f"=SUM({span}){low_end(cell, known)}"
                yield (
                    (table.key, row.key, offer),
                    LiveCell(formula, f"=SUM({counts})", counted, sign),
                )

    def _residents(self, table: Table) -> Made:
        """Yield yen a resident and year, and yen a year."""
        months = self._names.of("months")
        for row in table.rows:
            if row.key not in {"per_resident", "per_year"}:
                continue
            divisor = self._people() if row.key == "per_resident" else "1"
            for offer, cell in enumerate(row.cells):
                if cell.value is None or cell.high is not None or not divisor:
                    continue
                total = next(one for one in table.rows if one.key == "total").cells[offer]
                low = low_end(total, self._sums.known("total", offer))
                formula = f"({self._sums.value('total', offer)}{low})/({months}/12)/{divisor}"
                yield (table.key, row.key, offer), self._cell("total", offer, formula)

    def _people(self) -> str:
        """Return the residents of whoever is shown."""
        payers = self._payers
        conditions = payers.conditions
        basis = payers.conditions.scenario_id
        scenario = self._quoted_people.get(basis)
        if scenario is None:
            return ""
        if not payers.members:
            return f"{scenario:.15g}"
        people = [f"{city.population:.15g}" for city in payers.members]
        mine = f"CHOOSE({self._names.of('city')},{','.join(people)})"
        whole = f"{sum(city.population for city in conditions.group):.15g}"
        shown = [f"{scenario:.15g}", mine, *([mine, whole] if payers.joint else [])]
        return f"CHOOSE({self._names.of('view')},{','.join(shown)})"

    def _years(self, table: Table, years: Mapping[tuple[int, int], str]) -> Made:
        """Yield what falls into a fiscal year, where the quoted scenario is shown."""
        for row in table.rows:
            for offer, cell in enumerate(row.cells):
                if not row.key.isdigit() or cell.value is None or cell.high is not None:
                    continue
                formula = years.get((offer, int(row.key)))
                whole = self._comparison.offers[offer].by_fiscal_year.get(int(row.key), 0.0)
                if formula and self._reading.tax == "excluded":
                    low = low_end(cell, whole)
                    yield (table.key, row.key, offer), self._cell("total", offer, formula + low)

    def _held(self, table: Table, made: Container[tuple[str, str, int]]) -> Made:
        """Yield figures without a formula of their own: a dash once an assumption is changed.

        An old figure beside a new one would be read as its difference, its year or its part.
        """
        changed = f'{self._names.of("changed")}="{self._names.word("yes")}"'
        for row in table.rows:
            for index, cell in enumerate(row.cells):
                is_figure = (cell.kind or row.kind) in _HELD_KINDS and cell.value is not None
                if not is_figure or cell.high is not None or (table.key, row.key, index) in made:
                    continue
                is_ratio = (cell.kind or row.kind) == "ratio"
                value = round_half_up(cell.value or 0.0, _RATIO_DIGITS if is_ratio else 0)
                formula = f'=IF({changed},"—",{value:.15g})'
                yield (table.key, row.key, index), LiveCell(formula)

    def live(
        self,
        tables: Sequence[Table],
        people: Mapping[str, float | None],
        years: Mapping[tuple[int, int], str],
    ) -> LiveCells:
        """Return the live cells of the tables.

        Args:
            tables: Those of the workbook, the first page among them.
            people: Scenario → residents of all its cities.
            years: (offer, fiscal year) → its formula.
        """
        self._quoted_people = people
        made: dict[tuple[str, str, int], LiveCell] = {}
        first = FirstPage(self._comparison, self._reading, self._sums, self._names)
        for table in tables:
            made.update(self._plain(table))
            if table.key == "items":
                made.update(self._item_totals(table))
            if table.key in {"overview", "summary"}:
                made.update(self._residents(table))
            if table.key == "overview":
                made.update(first.differences(table))
                made.update(first.alone(table))
                made.update(first.headings(table))
            if table.key in {"overview", "summary"}:
                made.update(first.certainty(table))
            if table.key == "fiscal_years" and self._payers.view == QUOTED:
                made.update(self._years(table, years))
            if table.key in _HELD:
                made.update(self._held(table, made))
        return LiveCells(made)
