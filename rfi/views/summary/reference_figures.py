"""参考：公表値. Published figures beside the answers, never among them."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from rfi.analysis.plausibility.reference_figures import (
    NATIONAL_PER_RESIDENT,
    ReferenceFigure,
    is_full_scope,
    load_reference_figures,
    reference_value,
)
from rfi.compare.cost.comparison import Comparison
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Kind, Row, Table, TableCell

TOPICS = ("national", "sharing", "standard", "effect")
# Nothing in them moves: one table by language and choice of topics.
_TABLES = 16
_COLUMNS = ("value", "unit", "year", "scope", "source", "status")
# How figures are printed that are not plain numbers.
_KINDS: dict[str, Kind] = {
    "rate": "percent",
    "jpy_per_usd": "ratio",
    "hundred_million_jpy_per_body_year": "ratio",
}


def national_rows(
    per_resident: Row, comparison: Comparison, questionnaire: Questionnaire, lang: Lang
) -> Iterable[Row]:
    """Yield the row that holds yen a resident and year against the national figure, if it may be.

    Args:
        per_resident: Yen a resident and year of each offer, with their signs.
        comparison: The offers.
        questionnaire: What was asked; for anything but the full scope nothing is yielded.
        lang: Language.
    """
    if not is_full_scope(questionnaire, comparison.conditions.scope):
        return
    figure = load_reference_figures()[NATIONAL_PER_RESIDENT]
    national = reference_value(NATIONAL_PER_RESIDENT)
    cells = tuple(
        cell
        if cell.value is None
        else TableCell(
            cell.value / national,
            sign=cell.sign,
            note=cell.note,
            high=None if cell.high is None else cell.high / national,
        )
        for cell in per_resident.cells
    )
    heading = text("view.reference.national", lang, national=format_number(national))
    note = text("view.reference.national.note", lang, scope=figure.scopes[lang], year=figure.year)
    yield Row("national_ratio", heading, cells, "ratio", note=note)


def _year(figure: ReferenceFigure, lang: Lang) -> str:
    if figure.year_kind == "fiscal_year":
        return format_fiscal_year(int(figure.year), lang)
    return text("view.reference.published", lang, year=figure.year)


def _row(figure: ReferenceFigure, lang: Lang) -> Row:
    words = (
        text(f"view.reference.unit.{figure.unit}", lang),
        _year(figure, lang),
        figure.scopes[lang],
        figure.sources[lang],
        text(f"view.reference.{figure.status}", lang),
    )
    value = TableCell(figure.value, kind=_KINDS.get(figure.unit, "number"))
    return Row(
        figure.key, figure.titles[lang], (value, *(TableCell(text=word) for word in words)), "text"
    )


def view_reference_figures(
    _: Evaluation, reading: Reading, *, topics: Collection[str] = TOPICS
) -> Table:
    """Return the published figures of some topics, each with unit, year, scope and source."""
    return _table(reading.lang, tuple(topic for topic in TOPICS if topic in topics))


@lru_cache(maxsize=_TABLES)
def _table(lang: Lang, topics: tuple[str, ...]) -> Table:
    rows: list[Row] = []
    for topic in topics:
        rows.append(Row(topic, text(f"view.reference.topic.{topic}", lang), level="section"))
        figures = load_reference_figures().values()
        rows.extend(_row(figure, lang) for figure in figures if figure.topic == topic)
    return Table(
        key="reference_figures",
        title=text("view.reference.title", lang),
        caption=text("view.reference.caption", lang),
        corner=text("view.reference.corner", lang),
        columns=tuple(Column(name, text(f"view.reference.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        notes=(text("view.reference.note", lang),),
    )
