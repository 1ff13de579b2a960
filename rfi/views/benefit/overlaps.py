"""二重計上のおそれ: by kind × offer, and finding by finding."""

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.benefit.overlap import COMMON, KINDS, Overlap
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.benefit.measures import benefit_caption, measure_title, unit_of
from rfi.views.look.offers import offer_columns, offer_label
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("offer", "kind", "where", "lines", "at_stake", "at_stake_jpy")


def _stake(overlap: Overlap, reading: Reading) -> str:
    if overlap.at_stake is None:
        return text("view.none", reading.lang)
    return text(
        "view.benefit.quantity",
        reading.lang,
        value=format_number(overlap.at_stake),
        unit=unit_of(overlap.measure, reading),
        per="",
    )


def view_overlap_kinds(evaluation: Evaluation, reading: Reading) -> Table:
    """Return how often each kind is found in each offer, the largest amount at stake beside it."""
    benefits, lang = evaluation.benefits, reading.lang
    rows = []
    for kind in KINDS:
        cells = []
        for offer in benefits.offers:
            found = [overlap for overlap in offer.overlaps if overlap.kind == kind]
            stakes = [_stake(one, reading) for one in found if one.at_stake is not None]
            cells.append(
                TableCell(float(len(found)), note=text("view.list_separator", lang).join(stakes))
            )
        note = text(f"view.benefit.overlap.{kind}.note", lang)
        heading = text(f"view.benefit.overlap.{kind}", lang)
        if any(cell.value for cell in cells):
            rows.append(Row(kind, heading, tuple(cells), "count", note=note))
    totals = tuple(TableCell(float(len(offer.overlaps))) for offer in benefits.offers)
    rows.append(Row("total", text("view.benefit.overlap.total", lang), totals, "count", "total"))
    return Table(
        key="overlap_kinds",
        title=text("view.benefit.overlaps.title", lang),
        caption=benefit_caption(benefits, lang),
        corner=text("view.benefit.overlaps.corner", lang),
        columns=offer_columns(benefits),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.benefit.overlaps.note", lang),),
    )


def _where(overlap: Overlap, benefits: BenefitComparison, asked: Questionnaire, lang: Lang) -> str:
    if overlap.where in benefits.procedures:
        return benefits.procedures[overlap.where].title
    if overlap.where == COMMON:
        return text("view.benefit.overlap.across", lang)
    return asked.businesses.get(overlap.where, overlap.where)


def view_overlaps(evaluation: Evaluation, reading: Reading) -> Table:
    """Return every finding: which lines, why, and how much is at stake over the window."""
    benefits, questionnaire, lang = evaluation.benefits, evaluation.questionnaire, reading.lang
    rows: list[Row] = []
    for index, offer in enumerate(benefits.offers):
        for overlap in offer.overlaps:
            sides = [text("list.separator", lang).join(side) for side in overlap.lines]
            cells = (
                TableCell(text=offer_label(benefits, index)),
                TableCell(text=text(f"view.benefit.overlap.{overlap.kind}", lang)),
                TableCell(text=_where(overlap, benefits, questionnaire, lang)),
                TableCell(
                    text=text("view.benefit.overlap.sides", lang, one=sides[0], other=sides[1])
                ),
                TableCell(text=_stake(overlap, reading), note=measure_title(overlap.measure, lang)),
                TableCell(overlap.at_stake_jpy)
                if overlap.at_stake_jpy is not None
                else TableCell(text=text("view.none", lang)),
            )
            rows.append(Row(overlap.kind, str(len(rows) + 1), cells))
    unit = unit_title(reading)
    return Table(
        key="overlaps",
        title=text("view.benefit.overlap_list.title", lang),
        caption=benefit_caption(benefits, lang),
        corner=text("view.benefit.overlap_list.corner", lang),
        columns=tuple(
            Column(name, text(f"view.benefit.overlap_list.{name}", lang, unit=unit))
            for name in _COLUMNS
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.benefit.overlaps.note", lang),),
    )
