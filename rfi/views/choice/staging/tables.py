"""Two plans as tables: by fiscal year, by city, and who goes live when at which share."""

from collections.abc import Iterator

from rfi.analysis.staging.cash import StagedCash
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.months import format_month
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.choice.staging.plans import (
    NO_PLANS,
    Plans,
    TwoPlans,
    difference_cell,
    plan_caption,
    plan_name,
    sign_of,
    two_plans,
)
from rfi.views.look.band.picture import code_of_figure
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

# The table that bears the notes to all three.
_FIRST = "plan_years"
_PARTS = ("today", "dual", "build", "running", "total")
# Those that are prices of the offer and of nothing else.
_OF_OFFER = ("build", "running")


def _table(
    evaluation: Evaluation,
    reading: Reading,
    found: TwoPlans,
    key: str,
    columns: tuple[Column, ...],
    rows: list[Row],
) -> Table:
    lang = reading.lang
    index = evaluation.costs.offers.index(found.offer)
    corner = "year" if key == "plan_years" else "city"
    return Table(
        key=key,
        title=text(f"choice.plan.{key}", lang, offer=offer_label(evaluation.costs, index)),
        caption=plan_caption(evaluation, reading, found.period),
        corner=text(f"choice.plan.corner.{corner}", lang),
        columns=columns,
        rows=tuple(rows),
        unit=reading.unit,
        notes=tuple(_notes(evaluation, found, lang)) if key == _FIRST else (),
        letter=look_of(found.offer).letter,
    )


def _notes(evaluation: Evaluation, found: TwoPlans, lang: Lang) -> Iterator[str]:
    staging = needed(evaluation.choices.staging)
    yield text("choice.plan.note", lang)
    yield text("choice.plan.note.prices", lang)
    names = {city.code: city.name for city in staging.cities}
    separator = text("list.separator", lang)
    if staging.unknown_today:
        unknown = separator.join(names[code] for code in staging.unknown_today)
        yield text("choice.plan.note.today", lang, names=unknown)
    for number, cash in enumerate(found.cash):
        if cash.never:
            facts = {"plan": plan_name(number, lang), "count": len(cash.never)}
            yield text("choice.plan.note.never", lang, **facts)


def _year_cells(found: TwoPlans, years: slice, lang: Lang) -> tuple[TableCell, ...]:
    """Return the cells of some fiscal years together."""
    cells: list[TableCell] = []
    totals: list[TableCell] = []
    for number, cash in enumerate(found.cash):
        is_open = bool(found.is_open(number)[years].any())
        for part in _PARTS:
            amount = float(getattr(cash, part)[years].sum())
            holds_offer = part in {"build", "running", "total"}
            has_part = part != "dual" or found.plans[number].parallel_months > 0
            beside = is_open and has_part and part in {"today", "dual", "total"}
            sign = sign_of(found.offer, is_open=beside, holds_offer=holds_offer)
            of = code_of_figure(look_of(found.offer).letter) if part in _OF_OFFER else ""
            cells.append(TableCell(amount, sign=sign, of=of))
        totals.append(cells[-1])
    return (*cells, difference_cell(totals, lang))


def view_plan_years(
    evaluation: Evaluation, reading: Reading, index: int, plans: Plans = NO_PLANS
) -> Table:
    """Return the cash of both plans by fiscal year, all cities together; yen with tax."""
    lang, found = reading.lang, two_plans(evaluation, index, plans)
    columns = [
        Column(f"{number}.{part}", text(f"choice.plan.{part}", lang), note=plan_name(number, lang))
        for number in range(len(found.cash))
        for part in _PARTS
    ]
    columns.append(Column("difference", text("choice.plan.difference", lang)))
    years = found.period.fiscal_years
    rows = [
        Row(
            str(year),
            format_fiscal_year(year, lang),
            _year_cells(found, slice(at, at + 1), lang),
        )
        for at, year in enumerate(years)
    ]
    whole = _year_cells(found, slice(None), lang)
    rows.append(Row("total", text("choice.plan.all", lang), whole, level="total"))
    return _table(evaluation, reading, found, "plan_years", tuple(columns), rows)


def view_plan_cities(
    evaluation: Evaluation, reading: Reading, index: int, plans: Plans = NO_PLANS
) -> Table:
    """Return cash and 債務負担行為 of both plans by city; yen with tax."""
    lang, found = reading.lang, two_plans(evaluation, index, plans)
    names = {city.code: city.name for city in needed(evaluation.choices.staging).cities}
    columns = [
        Column(f"{number}.{part}", text(f"choice.plan.{part}", lang), note=plan_name(number, lang))
        for number in range(len(found.cash))
        for part in ("total", "limit")
    ]
    columns.append(Column("difference", text("choice.plan.difference", lang)))
    rows = []
    for at, code in enumerate(found.cash[0].cities):
        cells: list[TableCell] = []
        totals: list[TableCell] = []
        for number, cash in enumerate(found.cash):
            sign = sign_of(found.offer, is_open=bool(found.is_open(number)[:, at].any()))
            totals.append(TableCell(float(cash.total[:, at].sum()), sign=sign))
            limit = TableCell(float(cash.limit_jpy[at]), sign=sign_of(found.offer, is_open=False))
            cells += [totals[-1], limit]
        cells.append(difference_cell(totals, lang))
        rows.append(Row(code, names[code], tuple(cells)))
    return _table(evaluation, reading, found, "plan_cities", tuple(columns), rows)


def _joins(cash: StagedCash, number: int, names: dict[str, str], lang: Lang) -> Iterator[Row]:
    for one in cash.joins:
        yield Row(
            f"{number}.{one.month}.{one.city}",
            names[one.city],
            (
                TableCell(text=plan_name(number, lang)),
                TableCell(text=format_month(one.month)),
                TableCell(text=text("choice.plan.cities", lang, count=format_number(one.live))),
                TableCell(one.share, kind="percent"),
            ),
        )


def view_plan_joins(
    evaluation: Evaluation, reading: Reading, index: int, plans: Plans = NO_PLANS
) -> Table:
    """Return who goes live when, with how many others, at which share of what is shared."""
    lang, found = reading.lang, two_plans(evaluation, index, plans)
    names = {city.code: city.name for city in needed(evaluation.choices.staging).cities}
    rows = [
        row for number, cash in enumerate(found.cash) for row in _joins(cash, number, names, lang)
    ]
    columns = tuple(
        Column(name, text(f"choice.plan.join.{name}", lang))
        for name in ("plan", "month", "live", "share")
    )
    return _table(evaluation, reading, found, "plan_joins", columns, rows)
