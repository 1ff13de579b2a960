"""指標別: KPI × offer with before → after and the grade of evidence; and line by line."""

from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.compare.benefit.lines import LineFigure
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.kpis import Kpi
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.benefit.claims import grade_title, line_words, mark_words, volume_words
from rfi.views.benefit.measures import (
    YEARLY,
    BenefitDisplay,
    Period,
    benefit_caption,
    common_notes,
    kind_of,
    unit_of,
)
from rfi.views.look.offers import look_of, offer_columns
from rfi.views.look.reading import Reading, money_digits, money_factor
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import format_month, place_words

# The measures a line is summed up by, the first that it has for its beneficiary before others.
_FIRST = {
    "resident": ("resident_hours", "visits", "resident_jpy", "counts", "staff_hours"),
    "staff": ("staff_hours", "outsourcing_hours", "counts", "sheets", "resident_hours"),
    "city_budget": ("cash_jpy", "noncash_jpy", "sheets", "staff_hours", "resident_hours"),
}
# What the list of lines states of each, in this order.
_LISTED = (
    "resident_hours",
    "visits",
    "staff_hours",
    "outsourcing_hours",
    "counts",
    "sheets",
    "resident_jpy",
    "cash_jpy",
    "noncash_jpy",
)
_DETAILS = ("kpi", "change", "volume", "effect", "after_haircut", "grade", "evidence", "marks")


def kpi_title(kpi: Kpi, lang: Lang) -> str:
    """Return the name of a KPI."""
    return kpi.title if lang == "ja" or not kpi.title_en else kpi.title_en


def _amount(
    line: LineFigure,
    measure: str,
    benefits: BenefitComparison,
    shown: BenefitDisplay,
    reading: Reading,
) -> str:
    """Return one measure of a line in its own unit."""
    value, digits = shown.of(line.measures[measure].total) / shown.divisor(benefits), 0
    if kind_of(measure) == "money":
        value, digits = value / money_factor(reading.unit), money_digits(reading.unit)
    return text(
        "view.benefit.quantity",
        reading.lang,
        value=format_number(value, digits),
        unit=unit_of(measure, reading),
        per=text(f"view.benefit.per.{shown.period}", reading.lang),
    )


def _main_amount(line: LineFigure, benefits: BenefitComparison, reading: Reading) -> str:
    """Return what a line mainly comes to a year as claimed, "" for nothing countable."""
    own = ("visits",) if line.kpi.measure == "visits" else ()
    for measure in (*own, *_FIRST[line.kpi.beneficiary]):
        if line.measures[measure].is_known:
            return _amount(line, measure, benefits, YEARLY, reading)
    return ""


def _all_amounts(
    line: LineFigure, benefits: BenefitComparison, shown: BenefitDisplay, reading: Reading
) -> str:
    """Return everything a line comes to but hours in yen, one a line of text."""
    holds_yen = line.kpi.unit == "jpy_per_year" and not line.procedure_id
    measures = [name for name in _LISTED if name != "resident_jpy" or holds_yen]
    return "\n".join(
        text(
            "view.benefit.short.named",
            reading.lang,
            name=text(f"view.benefit.short.{measure}", reading.lang),
            effect=_amount(line, measure, benefits, shown, reading),
        )
        for measure in measures
        if line.measures[measure].is_known
    )


def _cell(
    offer: OfferBenefits, kpi: Kpi, benefits: BenefitComparison, reading: Reading
) -> TableCell:
    lang = reading.lang
    lines = [line for line in offer.of_kpi(kpi.kpi_id) if line.status != "unanswered"]
    if not lines:
        has_line = bool(offer.of_kpi(kpi.kpi_id))
        return TableCell(
            text=text(f"view.benefit.{'not_countable' if has_line else 'unanswered'}", lang)
        )
    separator = text("view.list_separator", lang)
    notes = []
    for line in lines:
        named = benefits.procedures[line.procedure_id].title if line.procedure_id else ""
        parts = (
            grade_title(line, lang),
            named,
            _main_amount(line, benefits, reading),
            *mark_words(line, lang, is_brief=True),
        )
        notes.append(separator.join(part for part in parts if part))
    return TableCell(
        text="\n".join(line_words(line, lang) for line in lines), note=separator.join(notes)
    )


def view_benefit_kpis(
    evaluation: Evaluation, reading: Reading, *, differences_only: bool = False
) -> Table:
    """Return the KPIs asked in scope by beneficiary, before → after in the KPI's own unit."""
    benefits, questionnaire, lang = evaluation.benefits, evaluation.questionnaire, reading.lang
    who = load_codelist("beneficiaries")
    rows: list[Row] = []
    for beneficiary in who.codes:
        kpis = [one for one in benefits.kpis.values() if one.beneficiary == beneficiary]
        if not kpis:
            continue
        rows.append(Row(beneficiary, who.title(beneficiary, lang), level="section"))
        for kpi in kpis:
            business = questionnaire.businesses.get(kpi.business, kpi.business)
            note = text(
                "view.benefit.kpi.note",
                lang,
                kpi=kpi.kpi_id,
                business=business,
                unit=kpi.unit_title(lang),
            )
            cells = tuple(_cell(offer, kpi, benefits, reading) for offer in benefits.offers)
            rows.append(Row(kpi.kpi_id, kpi_title(kpi, lang), cells, "text", note=note))
    table = Table(
        key="benefit_kpis",
        title=text("view.benefit.kpis.title", lang),
        caption=benefit_caption(benefits, lang, YEARLY),
        corner=text("view.benefit.kpis.corner", lang),
        columns=offer_columns(benefits),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.benefit.kpis.note", lang), *common_notes(benefits, lang)),
    )
    return table.with_differences_only() if differences_only else table


def view_benefit_lines(
    evaluation: Evaluation, reading: Reading, index: int, *, period: Period = "year"
) -> Table:
    """Return every line of one offer with its evidence, as answered."""
    benefits, lang = evaluation.benefits, reading.lang
    offer = benefits.offers[index]
    shown, haircut = BenefitDisplay(period), BenefitDisplay(period, "discounted")
    rows = []
    for line in offer.lines:
        procedure = benefits.procedures[line.procedure_id].title if line.procedure_id else ""
        evidence = [part for part in (line.evidence_body, line.note) if part]
        starts = text("view.benefit.starts", lang, month=format_month(line.start_month))
        cells = (
            TableCell(text=kpi_title(line.kpi, lang), note=procedure),
            TableCell(
                text=text("view.benefit.not_countable", lang)
                if line.status == "unanswered"
                else line_words(line, lang),
                note=line.kpi.unit_title(lang) if not line.procedure_id else "",
            ),
            TableCell(text=volume_words(line, lang)),
            TableCell(text=_all_amounts(line, benefits, shown, reading)),
            TableCell(text=_all_amounts(line, benefits, haircut, reading)),
            TableCell(text=grade_title(line, lang)),
            TableCell(text="\n".join(evidence)),
            TableCell(text="\n".join((*mark_words(line, lang), starts))),
        )
        place_in_file = line.origin or place_words(line.pointer, lang)
        rows.append(Row(line.benefit_id, line.benefit_id, cells, "text", note=place_in_file))
    letter = look_of(offer).letter
    return Table(
        key="benefit_lines",
        title=text("view.benefit.lines.title", lang, letter=letter, vendor=offer.vendor),
        caption=benefit_caption(benefits, lang),
        corner=text("view.benefit.lines.corner", lang),
        columns=tuple(Column(name, text(f"view.benefit.lines.{name}", lang)) for name in _DETAILS),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(
            text("view.benefit.lines.file", lang, name=offer.lines[0].document),
            *common_notes(benefits, lang),
        )
        if offer.lines
        else (),
        letter=letter,
    )
