"""統計: minimum, median, mean and maximum of the offers, row by row, with how many they are of."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from rfi.compare.cost.rows.statistics import CostStatistics, Spread
from rfi.compare.cost.rows.tables import FigureState
from rfi.compare.round.basis import CostBasis
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.totals import blend_notes

StatisticsRows = Literal["items", "businesses"]
STATISTICS_ROWS: tuple[StatisticsRows, ...] = get_args(StatisticsRows)
_FIGURES = ("least", "median", "mean", "most", "difference")
_APART: tuple[FigureState, ...] = ("open", "joined", "free", "unpriced", "not_asked")


def _columns(offers: int, lang: Lang) -> tuple[Column, ...]:
    def column(name: str, note: str = "") -> Column:
        return Column(name, text(f"view.statistics.{name}", lang), note)

    return (
        *(column(name) for name in _FIGURES[:-1]),
        column("difference", text("view.statistics.difference.note", lang)),
        column("ratio", text("view.statistics.ratio.note", lang)),
        column("n", text("view.statistics.n.note", lang, count=offers)),
        column("apart", text("view.statistics.apart.note", lang)),
    )


def _cells(spread: Spread, lang: Lang) -> tuple[TableCell, ...]:
    nothing = text("view.none", lang)
    apart = text("view.list_separator", lang).join(
        text(f"view.statistics.state.{state}", lang, count=spread.count(state))
        for state in _APART
        if spread.count(state)
    )

    def cell(value: float | None) -> TableCell:
        return TableCell(text=nothing) if value is None else TableCell(value)

    ratio = (
        TableCell(text=nothing) if spread.ratio is None else TableCell(spread.ratio, kind="ratio")
    )
    figures = (cell(getattr(spread, name)) for name in _FIGURES)
    return (*figures, ratio, TableCell(float(spread.n), kind="count"), TableCell(text=apart))


def _item_rows(found: CostStatistics, basis: CostBasis, lang: Lang) -> Iterable[Row]:
    asked = basis.questionnaire
    for phase in load_codelist("phases").codes:
        items = [item for item, of in asked.phases.items() if of == phase]
        if not items:
            continue
        title = load_codelist("phases").title(phase, lang)
        yield Row(phase, text("view.items.phase", lang, phase=title), level="section")
        for item in items:
            yield Row(item, asked.items[item], _cells(found.items[item], lang), note=item)
        subtotal = text("view.items.subtotal", lang, phase=title)
        yield Row(f"{phase}.sum", subtotal, _cells(found.phases[phase], lang), level="total")


def _business_rows(found: CostStatistics, basis: CostBasis, lang: Lang) -> Iterable[Row]:
    for business, title in basis.questionnaire.businesses.items():
        yield Row(business, title, _cells(found.businesses[business], lang), note=business)


def _notes(spreads: Iterable[Spread], lang: Lang) -> tuple[str, ...]:
    seen = {state for spread in spreads for state in spread.states}
    names = [name for name in ("open", "joined", "free", "unpriced") if name in seen]
    keys = (*(f"view.statistics.note.{name}" for name in (*names, "one")), "view.rounding")
    return tuple(text(key, lang) for key in keys)


def view_statistics(
    evaluation: Evaluation, reading: Reading, rows: StatisticsRows = "items"
) -> Table:
    """Return one row an item or business, one column a statistic.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        rows: What stands in rows.
    """
    comparison, basis, lang = evaluation.costs, evaluation.basis, reading.lang
    found = evaluation.statistics(reading.measure)
    makers = {"items": _item_rows, "businesses": _business_rows}
    spreads: Mapping[str, Spread] = getattr(found, rows)
    count = len(comparison.offers)
    total = Row("total", text("view.total", lang), _cells(found.total, lang), level="total")
    return Table(
        key=f"statistics_{rows}",
        title=text(f"view.statistics.title.{rows}", lang),
        caption=text(
            "view.statistics.caption",
            lang,
            caption=basis_caption(comparison, reading),
            count=count,
        ),
        corner=text(f"view.{rows}.corner", lang),
        columns=_columns(count, lang),
        rows=(*makers[rows](found, basis, lang), total),
        unit=reading.unit,
        notes=(
            *blend_notes(comparison.offers, lang, named=True),
            *_notes((*spreads.values(), *found.phases.values(), found.total), lang),
        ),
    )
