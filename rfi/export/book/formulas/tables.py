"""The cells of the meeting's tables that take their figure from 集計."""

from collections.abc import Iterator, Mapping, Sequence

from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.payers import QUOTED, Payers
from rfi.export.book.formulas.sums import PHASE_KEYS, Sums
from rfi.export.book.live_cell import LiveCell, LiveCells
from rfi.export.book.overview.rows import BASE
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.text.wording import text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell

_DIRECT = {"total": "total", **{key: key for key in PHASE_KEYS.values()}}
Made = Iterator[tuple[tuple[str, str, int], LiveCell]]


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


def _low(cell: TableCell, known: float) -> str:
    """Return what is taken off: of ranges without a point the low end is shown, as a value."""
    below = known - (cell.value or 0.0)
    return f"-{below:.15g}" if abs(below) > YEN_TOLERANCE else ""


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
        sums = self._sums
        for row in table.rows:
            key = _sum_keys(table).get(row.key, "")
            if key not in sums.line:
                continue
            for offer, cell in enumerate(row.cells):
                if cell.value is None or cell.high is not None or not self._is_known(offer):
                    continue
                low = _low(cell, sums.known(key, offer))
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
                formula = f"=SUM({span}){_low(cell, known)}"
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
                low = _low(total, self._sums.known("total", offer))
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

    def _difference(self, table: Table) -> Made:
        """Yield total − base, or a word where nobody can say which is more."""
        found = next((row for row in table.rows if row.key == "difference"), None)
        if found is None:
            return
        sums, names, lang = self._sums, self._names, self._reading.lang
        at = f"MATCH({names.of('base')},{sums.letters},0)"
        base, open_ = f"INDEX({sums.row('total')},{at})", f"INDEX({sums.counts('total')},{at})"
        unknown, is_base = (
            text(f"export.book.overview.{key}", lang) if key == "unknown" else text(key, lang)
            for key in ("unknown", "view.bands.base")
        )
        for offer, column in enumerate(table.columns):
            cell = found.cells[offer]
            if not self._is_known(offer) or not self._is_known(BASE) or cell.high is not None:
                continue
            mine, count = sums.value("total", offer), sums.count("total", offer)
            low = _low(
                next(r for r in table.rows if r.key == "total").cells[offer],
                sums.known("total", offer),
            )
            apart = f"({mine}{low}-{base})"
            both = f"AND({count}>0,{open_}>0)"
            unsure = f"OR({both},AND({count}>0,{apart}<0),AND({open_}>0,{apart}>0))"
            formula = (
                f'=IF("{column.letter}"={names.of("base")},"{is_base}",'
                f'IF({unsure},"{unknown}",{apart}))'
            )
            shown: float | str = cell.value if cell.value is not None else cell.text
            if cell.value is not None and cell.sign not in {"", SIGNS["at_least"]}:
                shown = unknown
            counted = sums.counted("total", offer)
            sign = SIGNS[self._comparison.offers[offer].hole_kind]
            yield (
                (table.key, "difference", offer),
                LiveCell(formula, f"={count}", counted, sign, shown, is_difference=True),
            )

    def _certainty(self, table: Table) -> Made:
        """Yield the word of certainty: it turns where a cell of an exact total becomes open."""
        for row in (one for one in table.rows if one.key == "certainty"):
            for offer, cell in enumerate(row.cells):
                figures = self._comparison.offers[offer]
                if not self._is_known(offer) or self._sums.counted("total", offer):
                    continue
                kind = "unknown" if figures.hole_kind == "unknown" else "at_least"
                opened = text(f"certainty.{kind}", self._reading.lang, count=0)
                formula = f'=IF({self._sums.count("total", offer)}>0,"{opened}","{cell.text}")'
                yield (table.key, row.key, offer), LiveCell(formula, shown=cell.text)

    def _alone(self, table: Table) -> Made:
        """Yield going alone, and what sharing changes, where nothing is levelled."""
        sums = self._sums
        if "alone" not in sums.line or any(one.levelling for one in self._comparison.offers):
            return
        for row in (one for one in table.rows if one.key in {"alone", "shared"}):
            for offer, cell in enumerate(row.cells):
                if cell.value is None or cell.high is not None:
                    continue
                total = next(one for one in table.rows if one.key == "total").cells[offer]
                alone = sums.value("alone", offer)
                low = _low(total, sums.known("total", offer)) if total.value is not None else ""
                apart = f"{sums.value('total', offer)}{low}-{alone}"
                formula = alone if row.key == "alone" else apart
                yield (table.key, row.key, offer), LiveCell(f"={formula}")

    def _years(self, table: Table, years: Mapping[tuple[int, int], str]) -> Made:
        """Yield what falls into a fiscal year, where the quoted scenario is shown."""
        for row in table.rows:
            for offer, cell in enumerate(row.cells):
                if not row.key.isdigit() or cell.value is None or cell.high is not None:
                    continue
                formula = years.get((offer, int(row.key)))
                whole = self._comparison.offers[offer].by_fiscal_year.get(int(row.key), 0.0)
                if formula and self._reading.tax == "excluded":
                    low = _low(cell, whole)
                    yield (table.key, row.key, offer), self._cell("total", offer, formula + low)

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
        for table in tables:
            made.update(self._plain(table))
            if table.key == "items":
                made.update(self._item_totals(table))
            if table.key in {"overview", "summary"}:
                made.update(self._residents(table))
            if table.key == "overview":
                made.update(self._difference(table))
                made.update(self._alone(table))
            if table.key in {"overview", "summary"}:
                made.update(self._certainty(table))
            if table.key == "fiscal_years" and self._payers.view == QUOTED:
                made.update(self._years(table, years))
        return LiveCells(made)
