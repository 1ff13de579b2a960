"""受付: what a change of the answers does to the totals of their offers."""

from collections.abc import Iterable
from dataclasses import dataclass

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.totals import total_of, whole_total_cell

_COLUMNS = ("before", "after", "difference")


@dataclass(frozen=True, slots=True)
class TotalChange:
    """One offer.

    Attributes:
        offer_key: Names it.
        label: Letter and name.
        before, after, difference: The total before and now, and now − before where both are
            figures.
    """

    offer_key: str
    label: str
    before: TableCell
    after: TableCell
    difference: TableCell

    @property
    def cells(self) -> tuple[TableCell, TableCell, TableCell]:
        """The three figures."""
        return self.before, self.after, self.difference


def _difference(before: TableCell, after: TableCell, lang: Lang) -> TableCell:
    if before.value is None or after.value is None:
        return TableCell()
    note = text("view.taken.of_signed", lang) if before.sign or after.sign else ""
    return TableCell(after.value - before.value, note=note, is_difference=True)


def _totals(evaluation: Evaluation, reading: Reading) -> dict[str, tuple[str, TableCell]]:
    """Return offer key → (letter and name, total)."""
    costs, lang = evaluation.costs, reading.lang
    return {
        offer.offer_key: (column.label, whole_total_cell(offer, total_of(offer, reading), lang))
        for column, offer in zip(offer_columns(costs), costs.offers, strict=True)
    }


def total_changes(
    before: Evaluation, after: Evaluation, reading: Reading, response_id: str
) -> tuple[TotalChange, ...]:
    """Return the offers of an answer that is in either comparison, those of today first.

    Args:
        before: The comparison as it was.
        after: As it is now, under the same conditions.
        reading: Language, unit, tax basis.
        response_id: The answer.
    """
    was, now = _totals(before, reading), _totals(after, reading)
    none = TableCell()
    found = []
    for key in dict.fromkeys((*now, *was)):
        if response_id and key.startswith(f"{response_id}:"):
            label = (now.get(key) or was[key])[0]
            old, new = (held[key][1] if key in held else none for held in (was, now))
            difference = _difference(old, new, reading.lang)
            found.append(TotalChange(key, label, old, new, difference))
    return tuple(found)


def change_columns(lang: Lang) -> tuple[Column, ...]:
    """Return the columns of the three figures."""
    return tuple(Column(name, text(f"view.taken.{name}", lang)) for name in _COLUMNS)


def view_total_changes(
    changes: Iterable[TotalChange], after: Evaluation, reading: Reading
) -> Table:
    """Return one row an offer: its total before, now, and the difference."""
    lang = reading.lang
    return Table(
        key="total_changes",
        title=text("view.total_changes.title", lang),
        caption=basis_caption(after.costs, reading),
        corner=text("view.taken.offer", lang),
        columns=change_columns(lang),
        rows=tuple(Row(one.offer_key, one.label, one.cells) for one in changes),
        unit=reading.unit,
    )
