"""Today's running cost of the round's cities against every offer, side by side."""

from dataclasses import replace

from rfi.compare.today.ratio_survey import RatioSurvey
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.chart import Figure
from rfi.views.look.offers import look_of, offer_columns
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.today.ratio_chart import figure_ratios
from rfi.views.today.ratio_table import offer_basis, view_ratio_cities, view_ratios

_RATIO_DIGITS = 2


def offers_basis(reading: Reading) -> str:
    """Return the basis of the surveys of cities against the offers, at their own sizes."""
    return text("view.ratio.basis.offers", reading.lang, tax=tax_title(reading.tax, reading.lang))


def view_offer_ratios(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the ratios of every offer over the cities, a column an offer."""
    comparison = evaluation.costs
    surveys = evaluation.ratio_surveys(reading.tax)
    return view_ratios(surveys, offer_columns(comparison), offers_basis(reading), reading)


def _after(survey: RatioSurvey, index: int, lang: Lang) -> TableCell:
    """Return what a city would pay a year, its ratio to today below; no ratio of a bound."""
    after = float(survey.after[index])
    if after != after:  # noqa: PLR0124 - NaN
        return TableCell(text=text("view.no_price", lang))
    ratio = ""
    if survey.is_answered[index]:
        printed = format_number(float(survey.ratios[index]), _RATIO_DIGITS)
        ratio = text("view.spread.size.ratio", lang, size=printed)
    return TableCell(after, sign="" if survey.is_after_exact[index] else "≧", note=ratio)


def view_offer_ratio_cities(evaluation: Evaluation, reading: Reading) -> Table:
    """Return every city with a cost of today: today's and each offer's running cost of a year."""
    comparison, lang = evaluation.costs, reading.lang
    surveys = evaluation.ratio_surveys(reading.tax)
    first = surveys[0]
    rows = []
    for index, (code, name) in enumerate(zip(first.codes, first.names, strict=True)):
        before = float(first.before[index])
        today = (
            TableCell(text=text("view.unknown", lang))
            if before != before  # noqa: PLR0124 - NaN
            else TableCell(before, sign="" if first.is_before_exact[index] else "≧")
        )
        cells = (today, *(_after(survey, index, lang) for survey in surveys))
        rows.append(Row(code, name, cells, note=code))
    return Table(
        key="ratio_cities",
        title=text("view.ratio.cities.title", lang),
        caption=text(
            "view.ratio.cities.caption",
            lang,
            unit=unit_title(reading),
            basis=offers_basis(reading),
        ),
        corner=text("view.ratio.city", lang),
        columns=(
            Column("before", text("view.ratio.column.before", lang)),
            *offer_columns(comparison),
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.ratio.note.open", lang),),
    )


def figure_offer_ratios(evaluation: Evaluation, reading: Reading, index: int) -> Figure:
    """Return the histogram of the cities' ratios to one offer."""
    survey = evaluation.ratio_surveys(reading.tax)[index]
    basis = offer_basis(evaluation.costs.offers[index], reading)
    return figure_ratios(survey, basis, reading)


def view_offer_cities(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return every city against one offer: before, after, difference and ratio."""
    survey = evaluation.ratio_surveys(reading.tax)[index]
    offer = evaluation.costs.offers[index]
    table = view_ratio_cities(survey, offer_basis(offer, reading), reading)
    return replace(table, key="offer_cities", letter=look_of(offer).letter)
