"""Cells of the first page that say how a total stands to others, and how sure it is."""

from collections.abc import Iterator

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.bounds import SIGNS
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.sums import Sums
from rfi.export.book.live_cell import HEADING, LiveCell
from rfi.export.book.overview.rows import BASE
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.text.wording import text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from rfi.views.look.totals import whole_certainty

Made = Iterator[tuple[tuple[str, str, int], LiveCell]]


def low_end(cell: TableCell, known: float) -> str:
    """Return what is taken off: of ranges without a point the low end is shown, as a value."""
    below = known - (cell.value or 0.0)
    return f"-{below:.15g}" if abs(below) > YEN_TOLERANCE else ""


class FirstPage:
    """Makes those cells."""

    def __init__(self, comparison: Comparison, reading: Reading, sums: Sums, names: Names) -> None:
        """Take what the cells are made from."""
        self._comparison, self._reading = comparison, reading
        self._sums, self._names = sums, names

    def _is_known(self, offer: int) -> bool:
        return self._comparison.offers[offer].totals.nominal_jpy is not None

    def differences(self, table: Table) -> Made:
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
            low = low_end(
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

    def certainty(self, table: Table) -> Made:
        """Yield the word of certainty: it turns where a cell of an exact total becomes open."""
        for row in (one for one in table.rows if one.key == "certainty"):
            for offer, cell in enumerate(row.cells):
                figures = self._comparison.offers[offer]
                if not self._is_known(offer) or self._sums.counted("total", offer):
                    continue
                opened = whole_certainty(
                    figures,
                    self._reading.lang,
                    "unknown" if figures.hole_kind == "unknown" else "at_least",
                )
                formula = f'=IF({self._sums.count("total", offer)}>0,"{opened}","{cell.text}")'
                yield (table.key, row.key, offer), LiveCell(formula, shown=cell.text)

    def headings(self, table: Table) -> Made:
        """Yield the heading of the total, which names the months of the window."""
        months = f'"&{self._names.of("months")}&"'
        words = text("view.summary.total", self._reading.lang, months=months)
        yield (table.key, "total", HEADING), LiveCell(f'="{words}"')

    def alone(self, table: Table) -> Made:
        """Yield going alone, and what sharing changes, where nothing is levelled."""
        sums = self._sums
        if "alone" not in sums.line or any(one.levelling for one in self._comparison.offers):
            return
        singles = next((one.cells for one in table.rows if one.key == "alone"), ())
        for row in (one for one in table.rows if one.key in {"alone", "shared"}):
            for offer, cell in enumerate(row.cells):
                if cell.value is None or cell.high is not None:
                    continue
                total = next(one for one in table.rows if one.key == "total").cells[offer]
                lower = low_end(singles[offer], sums.known("alone", offer))
                alone = f"({sums.value('alone', offer)}{lower})"
                low = low_end(total, sums.known("total", offer)) if total.value is not None else ""
                apart = f"{sums.value('total', offer)}{low}-{alone}"
                formula = alone if row.key == "alone" else apart
                yield (table.key, row.key, offer), LiveCell(f"={formula}")
