"""What the chart of spreads is drawn from: a small table whose cells hold the unit of the axis.

Not every program honours the display unit of an axis, so the cells themselves hold 億円.
"""

from dataclasses import dataclass

from rfi.compare.cost.rows.statistics import rank_spreads
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.cost.spread_bars import SHOWN_ROWS
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL, TableCell


@dataclass(frozen=True, slots=True)
class ChartTable:
    """One table beside a chart.

    Attributes:
        title: What the chart shows, with its unit.
        scale: What the figures are divided by.
        headings: Of the columns, the names first.
        rows: Name with what is printed beside its bars, then a cell a column, yen.
    """

    title: str
    scale: Scale
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TableCell, ...]], ...]


def _title(key: str, scale: Scale, lang: Lang) -> str:
    title = text(f"export.charts.{key}", lang)
    return text("export.charts.named", lang, title=title, unit=scale.title(lang))


def spread_table(evaluation: Evaluation, reading: Reading) -> ChartTable:
    """Return minimum and spread of the items in which the offers differ most."""
    lang = reading.lang
    found = evaluation.statistics(reading.measure)
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
    return ChartTable(_title("spread", scale, lang), scale, headings, rows)
