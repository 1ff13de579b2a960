"""集計のみ: n, minimum, median, mean, maximum; words where fewer than three vendors would show."""

from collections.abc import Iterable, Mapping

from rfi.disclosure.aggregate import Aggregate, Told, aggregate
from rfi.disclosure.suppression import LEAST_VENDORS
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Kind, Level, Row, Table, TableCell
from rfi.views.look.totals import blend_notes

_FIGURES = ("least", "median", "mean", "most")
_COLUMNS = ("n", *_FIGURES)


def _cells(told: Told, lang: Lang) -> tuple[TableCell, ...]:
    """Return n and the four figures; of a withheld row why in the first, and a dash in each."""
    if told.reason is not None:
        why = text(f"view.aggregate.{told.reason}", lang, least=LEAST_VENDORS)
        dash = TableCell(text=text("view.none", lang))
        return (TableCell(text=why), *(dash for _ in _FIGURES))
    figures = (TableCell(getattr(told, name)) for name in _FIGURES)
    return (TableCell(float(told.n), kind="count"), *figures)


def _table(evaluation: Evaluation, reading: Reading, key: str, rows: Iterable[Row]) -> Table:
    lang = reading.lang
    return Table(
        key=f"aggregate_{key}",
        title=text(f"view.aggregate.{key}", lang),
        caption=basis_caption(evaluation.costs, reading),
        corner=text(f"view.aggregate.{key}.corner", lang),
        columns=tuple(Column(name, text(f"view.aggregate.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(
            *blend_notes(evaluation.costs.offers, lang, named=False),
            text("view.aggregate.note.least", lang, least=LEAST_VENDORS),
            text("view.aggregate.note.exact", lang),
            text("view.rounding", lang),
        ),
    )


def view_aggregate(evaluation: Evaluation, reading: Reading) -> Table:
    """Return what the offers come to as a whole: one row a measure, one column a statistic."""
    lang, costs = reading.lang, evaluation.costs
    found = aggregate(evaluation, reading.measure)
    months = int(costs.conditions.assumptions.number("horizon_months"))
    measures: tuple[tuple[str, Told, Kind, Level], ...] = (
        ("total", found.total, "money", "total"),
        ("per_resident", found.per_resident, "yen", "plain"),
        *((name, found.phases[name], "money", "plain") for name in found.phases),
        ("fit_rate", found.fit_rate, "percent", "plain"),
        ("staff_hours", found.staff_hours, "count", "plain"),
        ("resident_hours", found.resident_hours, "count", "plain"),
    )
    phases = load_codelist("phases")
    rows = []
    for name, told, kind, level in measures:
        heading = (
            text("view.items.phase", lang, phase=phases.title(name, lang))
            if name in found.phases
            else text(f"view.aggregate.row.{name}", lang, months=months)
        )
        rows.append(Row(name, heading, _cells(told, lang), kind, level))
    return _table(evaluation, reading, "summary", rows)


def _by_code(
    titles: Mapping[str, str], told: Mapping[str, Told], found: Aggregate, lang: Lang
) -> Iterable[Row]:
    for code, title in titles.items():
        if code in told:
            yield Row(code, title, _cells(told[code], lang), note=code)
    total = text("view.total", lang)
    yield Row("total", total, _cells(found.total, lang), level="total")


def view_aggregate_items(evaluation: Evaluation, reading: Reading) -> Table:
    """Return one row a cost item."""
    found, asked = aggregate(evaluation, reading.measure), evaluation.questionnaire
    rows = _by_code(asked.items, found.items, found, reading.lang)
    return _table(evaluation, reading, "items", rows)


def view_aggregate_businesses(evaluation: Evaluation, reading: Reading) -> Table:
    """Return one row a business."""
    found, asked = aggregate(evaluation, reading.measure), evaluation.questionnaire
    rows = _by_code(asked.businesses, found.businesses, found, reading.lang)
    return _table(evaluation, reading, "businesses", rows)
