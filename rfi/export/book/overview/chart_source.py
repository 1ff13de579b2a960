"""What the chart of the first page is drawn from: its own cells, in the unit of the labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.estimate_marks import no_figure
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.look.totals import known_total_of

PARTS = ("initial", "recurring", "exit")
_SIGNS = ("", SIGNS["at_least"], SIGNS["unknown"], SIGNS["between"])
# So small that no bar is seen, and yet no 0, which prints nothing.
_ALMOST_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class ChartSource:
    """The figures of a chart.

    Attributes:
        scale: Unit of the labels.
        parts: By part, the figure of each offer in that unit.
        signs: Mark of the total of each offer; None where there is no total.
        nothing: What stands where there is no total.
    """

    scale: Scale
    parts: tuple[tuple[float, ...], ...]
    signs: tuple[str | None, ...]
    nothing: str

    @property
    def shapes(self) -> tuple[str, ...]:
        """Number formats of the totals: a row of cells a mark, and one for those without."""
        return (*(f'"{sign}"0.0;;;' for sign in _SIGNS), f'"{self.nothing}";;;')


def chart_source(table: Table, evaluation: Evaluation, reading: Reading) -> ChartSource:
    """Return what the chart shows of the table of the first page."""
    offers = evaluation.costs.offers
    totals = [known_total_of(offer, reading) for offer in offers]
    scale = scale_of(total or 0 for total in totals)
    rows = {row.key: row for row in table.rows}
    parts = tuple(
        tuple((cell.value or 0.0) / scale.factor for cell in rows[key].cells) for key in PARTS
    )
    signs = tuple(
        None if total is None else offer.bound.sign
        for offer, total in zip(offers, totals, strict=True)
    )
    silent = [
        no_figure(one, reading.lang)
        for one, sign in zip(offers, signs, strict=True)
        if sign is None
    ]
    return ChartSource(scale, parts, signs, silent[0] if silent else "")


def write_source(
    sheet: Worksheet,
    shape: Format,
    source: ChartSource,
    *,
    top: int,
    first: int,
    lines: Mapping[str, int],
    letters: Sequence[str],
    counts: Mapping[int, tuple[str, str]],
) -> None:
    """Write the letters, the parts below them, and the totals a row a mark.

    Args:
        sheet: The first sheet.
        shape: Format of the cells.
        source: What the chart shows.
        top: Row of the letters.
        first: Column of the first offer.
        lines: Key of a row of the page → its row.
        letters: Of the offers.
        counts: Offer → cell with the number of its open cells and the mark that goes by it; an
            offer without one keeps its mark.
    """
    factor = f"{source.scale.factor:.0f}"
    for index, letter in enumerate(letters):
        column = first + index
        sheet.write_string(top, column, letter, shape)
        for step, (key, values) in enumerate(zip(PARTS, source.parts, strict=True), start=1):
            cell = xl_rowcol_to_cell(lines[key], column)
            sheet.write_formula(top + step, column, f"=N({cell})/{factor}", shape, values[index])
        span = f"{xl_rowcol_to_cell(top + 1, column)}:{xl_rowcol_to_cell(top + len(PARTS), column)}"
        total = sum(values[index] for values in source.parts)
        line = top + len(PARTS)
        for sign in _SIGNS:
            line += 1
            is_mine = source.signs[index] == sign
            shown = total if is_mine else 0.0
            count, mark = counts.get(index, ("", ""))
            if count and sign in {"", mark}:
                test = f"{count}>0" if sign else f"{count}=0"
                sheet.write_formula(line, column, f"=IF({test},SUM({span}),0)", shape, shown)
            else:
                formula = f"=SUM({span})" if is_mine else "=0"
                sheet.write_formula(line, column, formula, shape, shown)
        silent = _ALMOST_NOTHING if source.signs[index] is None else 0.0
        sheet.write_number(line + 1, column, silent, shape)
