"""項目一覧: service item × offer, grouped as in the standard list."""

from collections.abc import Iterator

from rfi.compare.service.answers import ServiceItem
from rfi.compare.service.levels import ServiceComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.service.cells import answer_cell, item_title, unit_note

OWN = "own"


def group_of(item: ServiceItem) -> str:
    """Return the group of an item: a code of ``service_groups``, or ``OWN``."""
    row = load_codelist("service_items").rows.get(item.standard_item)
    return row["group"] if row else OWN


def groups_of(levels: ServiceComparison) -> tuple[str, ...]:
    """Return the groups that have an item, in the order of the list."""
    present = {group_of(item) for item in levels.items}
    return tuple(code for code in (*load_codelist("service_groups").codes, OWN) if code in present)


def group_title(group: str, lang: Lang) -> str:
    """Return the name of a group."""
    if group == OWN:
        return text("service.matrix.own", lang)
    return load_codelist("service_groups").title(group, lang)


def item_row(
    levels: ServiceComparison, item: ServiceItem, lang: Lang, *, with_remarks: bool = True
) -> Row:
    """Return the row of one item."""
    cells = tuple(
        answer_cell(levels, item, index, lang, with_remark=with_remarks)
        for index in range(len(levels.offers))
    )
    has_numbers = any(cell.value is not None for cell in cells)
    return Row(
        item.item_id,
        item_title(item, lang),
        cells,
        "number" if has_numbers else "text",
        note=unit_note(item, lang),
    )


def _rows(
    levels: ServiceComparison, groups: tuple[str, ...], lang: Lang, *, with_remarks: bool
) -> Iterator[Row]:
    for group in groups:
        yield Row(group, group_title(group, lang), level="section")
        for item in levels.items:
            if group_of(item) == group:
                yield item_row(levels, item, lang, with_remarks=with_remarks)


def _answered_row(levels: ServiceComparison, lang: Lang) -> Row:
    asked = len(levels.items)
    cells = tuple(
        TableCell(
            text=text("service.matrix.answered.cell", lang, answered=offer.answered, asked=asked),
            is_marked=offer.answered < asked,
        )
        for offer in levels.offers
    )
    return Row("answered", text("service.matrix.answered", lang), cells, "text", "total")


def view_service_matrix(
    evaluation: Evaluation,
    reading: Reading,
    *,
    group: str = "",
    differences_only: bool = False,
    with_remarks: bool = True,
) -> Table:
    """Return the items with the answers of every offer.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        group: One group of ``groups_of``; "" takes all.
        differences_only: Leave out the items that all offers answer alike.
        with_remarks: Whether the vendors' remarks follow; exclusions always do.
    """
    levels, lang = evaluation.service_levels, reading.lang
    groups = (group,) if group else groups_of(levels)
    table = Table(
        key="service",
        title=text("service.matrix.title", lang),
        caption="",
        corner=text("service.matrix.corner", lang),
        columns=offer_columns(levels),
        rows=(
            _answered_row(levels, lang),
            *_rows(levels, groups, lang, with_remarks=with_remarks),
        ),
        notes=(text("service.matrix.note", lang),),
    )
    shown = table.with_differences_only() if differences_only else table
    count = sum(row.level == "plain" for row in shown.rows)
    caption = text("service.matrix.caption", lang, shown=count, asked=len(levels.items))
    return Table(
        shown.key,
        shown.title,
        caption,
        shown.corner,
        shown.columns,
        shown.rows,
        notes=shown.notes,
    )
