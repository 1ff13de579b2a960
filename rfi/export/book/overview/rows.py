"""The rows of the first page, every figure as the summary of the screen has it."""

import math
from collections.abc import Iterator

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.remark.marks import with_remarks
from rfi.views.look.table import INTERVAL, Row, Table, TableCell
from rfi.views.look.totals import total_of
from rfi.views.summary.effects import view_whole_summary

_COSTS = ("total", "initial", "recurring", "exit", "per_resident")
_TODAY = ("today.total", "today.difference")
_LATER = (
    *("certainty", "staff_hours", "resident_hours", "kpis_unanswered"),
    *("fit", "fit_unanswered", "go_live"),
)
# Index of the offer that the others are held against where today's cost is not known.
BASE = 0


def total_bound(offer: OfferFigures, reading: Reading) -> Bound | None:
    """Return the total on the tax basis that is read, as the interval it is known to lie in."""
    total, nominal = total_of(offer, reading), offer.totals.nominal_jpy
    if total is None or nominal is None:
        return None
    part = total / nominal if nominal else 1.0
    low, high = (
        end if math.isinf(end) else end * part for end in (offer.bound.low, offer.bound.high)
    )
    return Bound(low, high, offer.bound.shown * part)


def difference_cell(mine: Bound | None, base: Bound | None, lang: Lang) -> TableCell:
    """Return mine − base; a word where nobody can say which is more."""
    if mine is None or base is None:
        return TableCell(text=text("view.none", lang))
    found = mine.minus(base)
    if "exact" not in {mine.kind, base.kind}:
        note = text("export.book.overview.both_open", lang)
        return TableCell(found.shown, note=note, sign=note, is_difference=True)
    if found.low < 0 < found.high or found.kind == "unknown":
        return TableCell(text=text("export.book.overview.unknown", lang))
    if found.kind == "between":
        return TableCell(found.low, sign=INTERVAL, high=found.high, is_difference=True)
    return TableCell(found.shown, sign=found.sign, is_difference=True)


def _base_row(evaluation: Evaluation, reading: Reading) -> Row:
    lang, offers = reading.lang, evaluation.costs.offers
    bounds = [total_bound(offer, reading) for offer in offers]
    base = TableCell(text=text("view.bands.base", lang))
    cells = tuple(
        base if index == BASE else difference_cell(bound, bounds[BASE], lang)
        for index, bound in enumerate(bounds)
    )
    return Row("difference", text("export.book.overview.difference", lang), cells)


def _joint_rows(evaluation: Evaluation, reading: Reading) -> Iterator[Row]:
    """Yield going alone and what sharing changes, where a city shares with others."""
    joint, city, lang = evaluation.joint_use, evaluation.conditions.city, reading.lang
    # Both are known without tax only.
    if joint is None or city is None or reading.tax != "excluded":
        return
    member = [one.code for one in joint.members].index(city.code)
    alone, differences = [], []
    for index, offer in enumerate(evaluation.costs.offers):
        amount = float(joint.alone_jpy[member, index])
        is_open = bool(joint.is_alone_open[member, index])
        bound = Bound.at_least(amount) if is_open else Bound.exact(amount)
        if offer.holds_discount and is_open:
            bound = Bound.unbounded(amount)
        alone.append(TableCell(amount, sign=bound.sign))
        differences.append(difference_cell(total_bound(offer, reading), bound, lang))
    yield Row("alone", text("export.book.overview.alone", lang), tuple(alone))
    yield Row("shared", text("export.book.overview.shared", lang), tuple(differences))


def overview_table(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the table of the first page, a column an offer."""
    summary = with_remarks(view_whole_summary(evaluation, reading), evaluation, reading.lang)
    found = {row.key: row for row in summary.rows}
    rows = [found[key] for key in _COSTS if key in found]
    if "today.total" in found:
        rows += [found[key] for key in _TODAY]
    elif len(evaluation.costs.offers) > 1:
        rows.append(_base_row(evaluation, reading))
    rows += [*_joint_rows(evaluation, reading), *(found[key] for key in _LATER if key in found)]
    return Table(
        key="overview",
        title=text("export.book.overview.title", reading.lang),
        caption=summary.caption,
        corner=text(f"export.book.unit.{reading.unit}", reading.lang),
        columns=summary.columns,
        rows=tuple(rows),
        unit=reading.unit,
        notes=summary.notes,
    )
