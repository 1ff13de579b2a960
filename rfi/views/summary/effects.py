"""総括, the part beside the offers' own cost: against today's cost, effects, fit, questions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.cost.comparison import Comparison
from rfi.compare.fit.comparison import FitComparison
from rfi.compare.round.bounds import Bound
from rfi.compare.today.before_after import BeforeAfter
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.benefit.measures import YEARLY, body_title, effect_cell, has_holes
from rfi.views.fit.words import rate_cell, unanswered_cell
from rfi.views.look.needed import missing_fit
from rfi.views.look.reading import Reading
from rfi.views.look.table import Kind, Row, Table, TableCell
from rfi.views.summary.summary import view_summary
from rfi.views.today.basis import basis_notes, bound_cell

# The section of the summary before which these rows stand.
_BEFORE = "parts"
_HOURS = ("staff_hours", "resident_hours")


def _words(name: str, lang: Lang, **facts: object) -> str:
    return text(f"view.effects.{name}", lang, **facts)


def _section(name: str, lang: Lang, note: str = "") -> Row:
    return Row(name, _words(name, lang), level="section", note=note)


def _today_rows(evaluation: Evaluation, reading: Reading) -> Iterable[Row]:
    """Yield the offers against today's cost; nothing where that is not known."""
    lang = reading.lang
    found, tax = evaluation.today, reading.tax
    if found is None:
        return
    months = int(evaluation.costs.conditions.assumptions.number("horizon_months"))
    nothing = TableCell(text=text("view.none", lang))

    def row(name: str, kind: Kind, of: Callable[[BeforeAfter], Bound | None]) -> Row:
        bounds = [of(offer) for offer in found.offers]
        is_difference = name == "today.difference"
        cells = tuple(
            nothing
            if bound is None and kind == "ratio"
            else bound_cell(bound, lang, is_difference=is_difference)
            for bound in bounds
        )
        note = _words(f"{name}.note", lang)
        return Row(name, _words(name, lang, months=months), cells, kind, note=note)

    year = format_fiscal_year(found.today.fiscal_year, lang)
    yield _section("today", lang, _words("today.note", lang, city=found.today.city_name, year=year))
    yield row("today.total", "money", lambda one: one.total[tax].before)
    yield row("today.difference", "money", lambda one: one.total[tax].difference)
    yield row("today.ratio", "ratio", lambda one: one.total[tax].ratio)
    yield row("today.running", "ratio", lambda one: one.running[tax].ratio)


def _benefit_rows(benefits: BenefitComparison, lang: Lang) -> Iterable[Row]:
    """Yield hours a year after the factor of evidence, and what is unanswered of the KPIs."""
    body = body_title(benefits, lang)
    for measure in _HOURS:
        cells = tuple(
            effect_cell(
                offer.measures[measure],
                offer.measures[measure].discounted,
                YEARLY.divisor(benefits),
                lang,
            )
            for offer in benefits.offers
        )
        note = _words("hours.note", lang, body=body)
        yield Row(measure, _words(measure, lang), cells, "count", note=note)
    shares = [offer.coverage.unanswered_share for offer in benefits.offers]
    cells = tuple(
        TableCell(text=text("view.none", lang)) if share is None else TableCell(share)
        for share in shares
    )
    note = _words("kpis.note", lang)
    yield Row("kpis_unanswered", _words("kpis", lang), cells, "percent", note=note)


def _fit_rows(fit: FitComparison, lang: Lang) -> Iterable[Row]:
    indexes = range(len(fit.offers))
    rates = tuple(rate_cell(fit.rate(index), lang) for index in indexes)
    yield Row("fit", _words("fit", lang), rates, "percent", note=_words("fit.note", lang))
    unanswered = tuple(unanswered_cell(fit.rate(index), lang) for index in indexes)
    yield Row("fit_unanswered", _words("fit_unanswered", lang), unanswered, "percent")


def _question_rows(
    comparison: Comparison, open_questions: Mapping[str, int], lang: Lang
) -> Iterable[Row]:
    cells = tuple(
        TableCell(float(open_questions.get(offer.offer_key.rpartition(":")[0], 0)))
        for offer in comparison.offers
    )
    note = _words("questions.note", lang)
    yield Row("open_questions", _words("questions", lang), cells, "count", note=note)


def effect_rows(evaluation: Evaluation, reading: Reading) -> tuple[Row, ...]:
    """Return the rows; what was not asked, or is not known for any offer, is left out."""
    lang = reading.lang
    rows: list[Row] = []
    if evaluation.questionnaire.kpi_ids:
        rows.extend(_benefit_rows(evaluation.benefits, lang))
    if not missing_fit(evaluation.fit, evaluation.questionnaire):
        rows.extend(_fit_rows(evaluation.fit, lang))
    heading = (_section("effects", lang),) if rows else ()
    return (*_today_rows(evaluation, reading), *heading, *rows)


def view_whole_summary(
    evaluation: Evaluation, reading: Reading, open_questions: Mapping[str, int] | None = None
) -> Table:
    """Return the summary of the costs with today's cost, effects, fit and open questions.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        open_questions: Response id → questions without an answer; None where nobody counts them.
    """
    lang = reading.lang
    asked = evaluation.questionnaire
    table = view_summary(evaluation, reading)
    more = effect_rows(evaluation, reading)
    index = next(number for number, row in enumerate(table.rows) if row.key == _BEFORE)
    asked_back = (
        () if open_questions is None else _question_rows(evaluation.costs, open_questions, lang)
    )
    has_mark = bool(asked.kpi_ids) and has_holes(evaluation.benefits)
    holes = (text("view.benefit.note.holes", lang),) if has_mark else ()
    found = evaluation.today
    against = () if found is None else basis_notes(evaluation.costs, found, lang)
    return replace(
        table,
        rows=(*table.rows[:index], *more, *table.rows[index:], *asked_back),
        notes=(*table.notes, *holes, *against),
    )
