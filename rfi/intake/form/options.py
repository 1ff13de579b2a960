"""The sheet of option prices: a row an option and scenario, apart from the base prices."""

from collections.abc import Mapping, Sequence
from typing import Any

from rfi.document.form.marks import FORM_VERSION, OPTIONS, ROW_PARTS, SHEET_TITLES, SheetMark
from rfi.intake.form.asked_rows import OPTION_LABELS, AskedRow, asked_rows
from rfi.intake.form.plan import Column, Row, SheetPlan, cell_of, column_of, value_at
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.table_specs import table_specs

_WIDTHS = {"book.option": 30, "book.scenario": 18, "book.need": 8, "book.description": 32}
_FROZEN = 4


def option_plan(
    rows: Sequence[Mapping[str, Any]], asked: Questionnaire, offer: int
) -> tuple[SheetPlan, ...]:
    """Return the sheet; none where no option is asked and none is priced."""
    spec = next(spec for spec in table_specs() if spec.name == OPTIONS)
    fields = [leaf for leaf in spec.columns if leaf.name not in ROW_PARTS[OPTIONS]]
    given: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        given.setdefault("/".join(row[key] for key in ROW_PARTS[OPTIONS]), []).append(row)
    printed = asked_rows(OPTIONS, asked)[1]
    known = {one.row_id for one in printed}
    blank = tuple("" for _ in OPTION_LABELS)
    more = [AskedRow(row_id, blank) for row_id in given if row_id not in known]
    planned = [
        Row(
            one.row_id, (*one.labels, *(cell_of(value_at(row, leaf.keys), leaf) for leaf in fields))
        )
        for one in (*printed, *more)
        for row in given.get(one.row_id, [{}])
    ]
    if not planned:
        return ()
    columns = (
        *(Column(title=name, width=_WIDTHS.get(name, 16)) for name in OPTION_LABELS),
        *map(column_of, fields),
    )
    mark = SheetMark(FORM_VERSION, OPTIONS, offer)
    return (SheetPlan(SHEET_TITLES[OPTIONS], mark, columns, tuple(planned), _FROZEN),)
