"""総括: what each offer comes to, and how far that figure can be relied on."""

from collections.abc import Iterable
from dataclasses import replace

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.coverage import FIGURE_NOT_READ
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.lines import EXIT_PHASE, ONE_TIME_PHASE, PHASES, RECURRING_PHASE
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.look.band.picture import code_of_phase
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.estimate_marks import no_figure, total_sign
from rfi.views.look.offers import hole_sign, levelled_note, offer_columns
from rfi.views.look.priced_cells import ranged_cell
from rfi.views.look.reading import NOMINAL, Reading, tax_title
from rfi.views.look.table import INTERVAL, Kind, Level, Row, Table, TableCell
from rfi.views.look.totals import limit_cell, total_cell, total_of, whole_total_cell
from rfi.views.summary.apart import apart_notes
from rfi.views.summary.reference_figures import national_rows
from rfi.views.summary.reliability import reliability_rows

# Phase → phases of items whose holes may hide an amount of it: a recurring price that is not
# known may have months before go-live, which count as initial.
_HIDES = {
    ONE_TIME_PHASE: {"one_time", "recurring"},
    RECURRING_PHASE: {"recurring"},
    EXIT_PHASE: {"exit"},
}
_PHASE_ROWS = {ONE_TIME_PHASE: "initial", RECURRING_PHASE: "recurring", EXIT_PHASE: "exit"}
# Holes that lie after the quoted term only, so that nothing initial can hide in them.
_LATER_HOLES = {"term_short", "renewal_unanswered"}


def _phase_sign(offer: OfferFigures, phase: int, questionnaire: Questionnaire) -> str:
    if offer.bound.kind not in {"at_least", "unknown"}:
        return total_sign(offer)
    hidden = _HIDES[phase]
    hole_kinds = {
        kind
        for kind, cells in offer.open_holes.items()
        for _, item in cells
        if questionnaire.phases[item] in hidden
        and not (
            kind in _LATER_HOLES
            and phase == ONE_TIME_PHASE
            and questionnaire.phases[item] == "recurring"
        )
    }
    if phase == RECURRING_PHASE and "renewal_unanswered" in offer.open_holes:
        hole_kinds.add("renewal_unanswered")
    if FIGURE_NOT_READ in offer.open_holes:
        hole_kinds.add(FIGURE_NOT_READ)
    return hole_sign(offer) if hole_kinds else ""


def phase_row(
    comparison: Comparison, phase: int, questionnaire: Questionnaire, reading: Reading
) -> Row:
    """Return what a phase costs, offer by offer; beside a hole the low ends of ranges count."""
    lang = reading.lang
    values = comparison.flows.phases[NOMINAL[reading.tax]]
    cells = []
    for index, offer in enumerate(comparison.offers):
        if offer.totals.nominal_jpy is None:
            cells.append(TableCell(text=no_figure(offer, lang)))
            continue
        sign = _phase_sign(offer, phase, questionnaire)
        amount = float(values[index, phase])
        if sign and not amount:
            cells.append(TableCell(text=text("view.unknown", lang)))
            continue
        items = [item for item, of in questionnaire.phases.items() if of == PHASES[phase]]
        note = levelled_note(offer, items, lang)
        nominal = float(comparison.flows.phases["nominal_jpy"][index, phase])
        half = offer.half_ranges.of_items(items) * amount / nominal if nominal else 0.0
        cells.append(ranged_cell(amount, half, "" if sign == INTERVAL else sign, note))
    name = _PHASE_ROWS[phase]
    return Row(
        name,
        text(f"view.summary.{name}", lang),
        tuple(cells),
        note=_note(name, lang),
        of=("", code_of_phase(PHASES[phase])),
    )


def _note(name: str, lang: Lang) -> str:
    return text(f"view.summary.{name}.note", lang)


def _money_rows(
    comparison: Comparison, questionnaire: Questionnaire, reading: Reading
) -> Iterable[Row]:
    lang = reading.lang
    offers = comparison.offers
    months = comparison.conditions.assumptions.number("horizon_months")
    years = months / 12
    totals = [total_of(offer, reading) for offer in offers]

    def row(name: str, values: Iterable[float | None], kind: Kind = "money") -> Row:
        cell_of = whole_total_cell if name == "total" else total_cell
        cells = tuple(
            cell_of(offer, value, lang) for offer, value in zip(offers, values, strict=True)
        )
        level: Level = "total" if name == "total" else "plain"
        heading = text(f"view.summary.{name}", lang, months=int(months))
        of = ("", "") if name == "total" else None
        return Row(name, heading, cells, kind, level, _note(name, lang), of)

    yield row("total", totals)
    yield row("per_year", [None if total is None else total / years for total in totals])
    residents = [
        None
        if offer.totals.per_resident_per_year_jpy is None or not offer.totals.nominal_jpy
        else offer.totals.per_resident_per_year_jpy * (total or 0) / offer.totals.nominal_jpy
        for offer, total in zip(offers, totals, strict=True)
    ]
    if any(value is not None for value in residents):
        each = row("per_resident", residents, "yen")
        yield each
        yield from national_rows(each, comparison, questionnaire, lang)


def _later_rows(comparison: Comparison, reading: Reading) -> Iterable[Row]:
    lang = reading.lang
    offers = comparison.offers
    other = replace(reading, tax="included" if reading.tax == "excluded" else "excluded")
    columns: dict[str, list[float | None]] = {
        "present_value": [offer.totals.present_value_jpy for offer in offers],
        "equivalent_annual": [offer.totals.equivalent_annual_jpy for offer in offers],
        "other_tax": [total_of(offer, other) for offer in offers],
    }
    for name, values in columns.items():
        heading = text(f"view.summary.{name}", lang, tax=tax_title(other.tax, lang))
        cells = tuple(
            total_cell(offer, value, lang) for offer, value in zip(offers, values, strict=True)
        )
        yield Row(name, heading, cells, note=_note(name, lang))
    limits = tuple(limit_cell(offer, lang) for offer in offers)
    yield Row("limit", text("view.summary.limit", lang), limits, note=_note("limit", lang))


def view_summary(evaluation: Evaluation, reading: Reading) -> Table:
    """Return one column an offer: totals, parts, coverage.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
    """
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    phases = (phase_row(comparison, phase, questionnaire, reading) for phase in _PHASE_ROWS)
    return Table(
        key="summary",
        title=text("view.summary.title", lang),
        caption=basis_caption(comparison, reading),
        corner=text("view.summary.corner", lang),
        columns=offer_columns(comparison),
        rows=(
            *_money_rows(comparison, questionnaire, reading),
            Row("parts", text("view.summary.parts", lang), level="section"),
            *phases,
            Row("later", text("view.summary.later", lang), level="section"),
            *_later_rows(comparison, reading),
            Row("reliability", text("view.summary.reliability", lang), level="section"),
            *reliability_rows(comparison, lang),
        ),
        unit=reading.unit,
        notes=(*mark_notes(comparison, lang), *apart_notes(evaluation, lang)),
    )
