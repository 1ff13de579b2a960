"""What the native charts are drawn from: small tables whose cells hold the unit of the axis.

Not every program honours the display unit of an axis, so the cells themselves hold 億円.
"""

from dataclasses import dataclass

from rfi.compare.cost.item_statistics import cost_statistics, rank_spreads
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.lines import PHASES
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.cost.fiscal_years import view_fiscal_years
from rfi.views.cost.spread_bars import SHOWN_ROWS
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.estimate_marks import no_figure
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL, TableCell
from rfi.views.look.totals import known_total_of
from rfi.views.summary.summary import view_summary

# Rows of the summary that hold the phases, in the order of ``PHASES``.
_PHASE_ROWS = ("initial", "recurring", "exit")


@dataclass(frozen=True, slots=True)
class ChartTable:
    """One table beside a chart.

    Attributes:
        key: phases, years or spread.
        title: What the chart shows, with its unit.
        scale: What the figures are divided by.
        headings: Of the columns, the names first.
        rows: Name with what is printed beside its bars, then a cell a column, yen.
    """

    key: str
    title: str
    scale: Scale
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TableCell, ...]], ...]


def _title(key: str, scale: Scale, lang: Lang) -> str:
    title = text(f"export.charts.{key}", lang)
    return text("export.charts.named", lang, title=title, unit=scale.title(lang))


def phases_table(evaluation: Evaluation, reading: Reading) -> ChartTable:
    """Return initial, recurring and exit cost of each offer; its total stands after its name."""
    lang = reading.lang
    comparison = evaluation.costs
    summary = view_summary(evaluation, reading)
    parts = {row.key: row.cells for row in summary.rows}
    totals = [known_total_of(offer, reading) for offer in comparison.offers]
    scale = scale_of(total or 0 for total in totals)
    rows = []
    for index, (offer, total) in enumerate(zip(comparison.offers, totals, strict=True)):
        shown = no_figure(offer, lang) if total is None else scale.label(total, offer.bound.sign)
        name = text("export.charts.row", lang, name=offer_label(comparison, index), size=shown)
        rows.append((name, tuple(parts[row][index] for row in _PHASE_ROWS)))
    names = (load_codelist("phases").title(phase, lang) for phase in PHASES)
    headings = (text("export.charts.offer", lang), *names)
    return ChartTable("phases", _title("phases", scale, lang), scale, headings, tuple(rows))


def years_table(evaluation: Evaluation, reading: Reading) -> ChartTable:
    """Return what each offer takes from each fiscal year."""
    table = view_fiscal_years(evaluation, reading)
    rows = tuple((row.heading, row.cells) for row in table.rows if row.level == "plain")
    scale = scale_of(cell.value or 0 for _, cells in rows for cell in cells)
    headings = (table.corner, *(column.label for column in table.columns))
    return ChartTable("years", _title("years", scale, reading.lang), scale, headings, rows)


def spread_table(evaluation: Evaluation, reading: Reading) -> ChartTable:
    """Return minimum and spread of the items in which the offers differ most."""
    lang = reading.lang
    found = cost_statistics(evaluation.costs, evaluation.basis, reading.measure)
    spreads = rank_spreads(found.items.values(), "difference")[:SHOWN_ROWS]
    scale = scale_of(spread.most or 0 for spread in spreads)
    rows = tuple(
        (
            text(
                "export.charts.row",
                lang,
                name=evaluation.questionnaire.items[spread.key],
                size=f"{scale.label(spread.least or 0)}{INTERVAL}{scale.label(spread.most or 0)}",
            ),
            (TableCell(spread.least), TableCell(spread.difference)),
        )
        for spread in spreads
    )
    names = (text(f"view.statistics.{name}", lang) for name in ("least", "difference"))
    headings = (text("view.items.corner", lang), *names)
    return ChartTable("spread", _title("spread", scale, lang), scale, headings, rows)


def chart_tables(evaluation: Evaluation, reading: Reading) -> tuple[ChartTable, ...]:
    """Return the tables of all charts that have a row."""
    made = (make(evaluation, reading) for make in (phases_table, years_table, spread_table))
    return tuple(table for table in made if table.rows)
