"""手続別 and 年度別: what each procedure and each fiscal year brings, one column an offer."""

from collections.abc import Iterable

from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.compare.benefit.figures import MeasureFigure, sum_figures
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.benefit.claims import in_percent, pair_words
from rfi.views.benefit.measures import (
    Basis,
    BenefitDisplay,
    Period,
    benefit_caption,
    common_notes,
    effect_cell,
    kind_of,
    measure_title,
    unit_of,
)
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell

# What procedures are compared by → the pair that explains it.
PROCEDURE_MEASURES = {
    "resident_hours": "wait_minutes",
    "visits": "online_rate",
    "staff_hours": "staff_minutes",
}
_YEAR_MEASURES = (
    "resident_hours",
    "visits",
    "staff_hours",
    "outsourcing_hours",
    "resident_jpy",
    "staff_jpy",
    "cash_jpy",
    "noncash_jpy",
)


def _explained(offer: OfferBenefits, procedure: str, pair: str, lang: Lang) -> str:
    """Return before → after of the lines of a procedure."""
    found = []
    for line in offer.of_procedure(procedure):
        sides = in_percent(line.pairs[pair]) if pair == "online_rate" else line.pairs[pair]
        if sides != (None, None):
            words = pair_words(sides, lang)
            found.append(text(f"view.benefit.of.{pair}", lang, pair=words))
    return text("view.list_separator", lang).join(dict.fromkeys(found))


def procedures_answered(benefits: BenefitComparison) -> list[str]:
    """Return the procedures that any offer answers, in the order asked."""
    answered = {line.procedure_id for offer in benefits.offers for line in offer.lines}
    return [procedure for procedure in benefits.procedures if procedure in answered]


def view_benefit_procedures(
    evaluation: Evaluation,
    reading: Reading,
    measure: str,
    *,
    period: Period = "year",
    basis: Basis = "claimed",
    differences_only: bool = False,
) -> Table:
    """Return one measure by procedure, then what is claimed without a procedure, then the total."""
    benefits, questionnaire, lang = evaluation.benefits, evaluation.questionnaire, reading.lang
    shown = BenefitDisplay(period, basis)
    divisor = shown.divisor(benefits)

    def cells(figures: Iterable[MeasureFigure], notes: Iterable[str]) -> tuple[TableCell, ...]:
        return tuple(
            effect_cell(figure, shown.of(figure.total), divisor, lang, note)
            for figure, note in zip(figures, notes, strict=True)
        )

    rows = []
    for code in procedures_answered(benefits):
        procedure = benefits.procedures[code]
        lines = (offer.of_procedure(code) for offer in benefits.offers)
        figures = [sum_figures(line.measures[measure] for line in one) for one in lines]
        notes = [
            _explained(offer, code, PROCEDURE_MEASURES[measure], lang) for offer in benefits.offers
        ]
        business = questionnaire.businesses.get(procedure.business, procedure.business)
        note = text("view.benefit.procedure.note", lang, code=code, business=business)
        rows.append(Row(code, procedure.title, cells(figures, notes), kind_of(measure), note=note))
    blank = [""] * len(benefits.offers)
    others = [
        sum_figures(line.measures[measure] for line in offer.lines if not line.procedure_id)
        for offer in benefits.offers
    ]
    totals = [offer.measures[measure] for offer in benefits.offers]
    rows.append(
        Row(
            "others",
            text("view.benefit.procedures.others", lang),
            cells(others, blank),
            kind_of(measure),
            note=text("view.benefit.procedures.others.note", lang),
        )
    )
    rows.append(
        Row(
            "total",
            text("view.benefit.total", lang),
            cells(totals, blank),
            kind_of(measure),
            "total",
        )
    )
    title = measure_title(measure, lang)
    table = Table(
        key="benefit_procedures",
        title=text("view.benefit.procedures.title", lang, measure=title),
        caption=benefit_caption(benefits, lang, shown, unit_of(measure, reading)),
        corner=text("view.benefit.procedures.corner", lang),
        columns=offer_columns(benefits),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.benefit.procedures.note", lang), *common_notes(benefits, lang)),
    )
    return table.with_differences_only() if differences_only else table


def _year_cell(
    offer: OfferBenefits, year: int, measure: str, shown: BenefitDisplay, lang: Lang
) -> TableCell:
    figure = offer.measures[measure]
    if year not in figure.by_year:
        return TableCell(text=text("view.none", lang))
    return effect_cell(figure, shown.of(figure.by_year[year]), 1.0, lang)


def view_benefit_years(evaluation: Evaluation, reading: Reading, basis: Basis = "claimed") -> Table:
    """Return the measures by fiscal year; years outside an offer's window are dashes."""
    benefits, lang = evaluation.benefits, reading.lang
    shown = BenefitDisplay("window", basis)
    rows: list[Row] = []
    for measure in _YEAR_MEASURES:
        figures = [offer.measures[measure] for offer in benefits.offers]
        if not any(figure.is_known or figure.holes for figure in figures):
            continue
        unit = unit_of(measure, reading)
        rows.append(Row(measure, measure_title(measure, lang), level="section", note=unit))
        for year in benefits.fiscal_years:
            cells = tuple(
                _year_cell(offer, year, measure, shown, lang) for offer in benefits.offers
            )
            heading = format_fiscal_year(year, lang)
            rows.append(Row(f"{measure}.{year}", heading, cells, kind_of(measure)))
        cells = tuple(effect_cell(figure, shown.of(figure.total), 1.0, lang) for figure in figures)
        heading = text("view.benefit.window_total", lang, months=format_number(benefits.months))
        rows.append(Row(f"{measure}.sum", heading, cells, kind_of(measure), "total"))
    return Table(
        key="benefit_years",
        title=text("view.benefit.years.title", lang),
        caption=benefit_caption(benefits, lang, shown),
        corner=text("view.benefit.years.corner", lang),
        columns=offer_columns(benefits),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.benefit.years.note", lang), *common_notes(benefits, lang)),
    )
