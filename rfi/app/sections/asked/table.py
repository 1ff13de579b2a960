"""The rows of a part as cells of a table: words for codes, titles for businesses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from rfi.document.authoring.layout import BUSINESSES, ITEMS, USE, AskedColumn, tables
from rfi.document.authoring.names import Names
from rfi.intake.authoring.draft import PARTS, QuestionnaireDraft, is_own
from rfi.intake.authoring.made import asked_by_default, made_of
from rfi.intake.authoring.typed import BUSINESS_COLUMN
from rfi.intake.authoring.widths import width_of
from rfi.intake.form.plan import cell_of, value_at
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text

# Pixels of a character of the table's font, and of a column of ticks.
_CHARACTER, _TICK = 9, 60
_LEAST, _MOST = 90, 420
Cell = bool | str | None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The rows of a part.

    Attributes:
        keys: Of the rows.
        columns: Keys of the columns.
        rows: A cell for each column.
        fixed: Columns that nobody types into.
        businesses: Keys and titles of the businesses asked.
        names: Key of a business → how it is called in a cell.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: tuple[str, ...]
    businesses: Names
    names: Mapping[str, str]


def _columns(part: str) -> tuple[AskedColumn, ...]:
    """Return the columns that a row is typed in; which scenarios an item is asked in stays."""
    return tuple(one for one in tables()[part].columns if one.field is not None)


def _listed(column: AskedColumn) -> str:
    """Return the code list whose titles a cell is chosen from; "" for none."""
    is_chosen = column.field is not None and not (column.is_id or column.refers_to)
    return column.field.codelist if column.field is not None and is_chosen else ""


def _businesses(draft: QuestionnaireDraft, source: Mapping[str, Any]) -> dict[str, str]:
    """Return key → title of every business asked."""
    made = made_of(draft, source)
    rows = made.value.get(BUSINESSES, ())
    keyed = zip(made.keys.get(BUSINESSES, ()), rows, strict=True)
    return {key: str(row["title"]) for key, row in keyed if row.get("title")}


def laid_out(
    part: str, draft: QuestionnaireDraft, source: Mapping[str, Any], lang: Lang, *, own: bool
) -> LaidOut:
    """Return the rows of a part: those of the source, asked or not, or those of one's own.

    Rows of a business that is not asked are left out: they went with it.
    """
    titles = _businesses(draft, source)
    names = Names(BUSINESSES, titles.items())
    called = {key: names.shown(key) for key in titles}
    given = {str(row[PARTS[part]]): row for row in source.get(part, ())}
    typed = draft.rows.get(part, {})
    written = [key for key, cells in typed.items() if is_own(key) and any(cells.values())]
    removed, asked = set(draft.removed.get(part, ())), asked_by_default(draft, source)
    columns = _columns(part)
    beside = tuple(called) if part == ITEMS else ()
    keys: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    for key in written if own else given:
        row, cells = given.get(key, {}), typed.get(key, {})
        business = cells.get("business", row.get("business", ""))
        if part != BUSINESSES and business and business not in titles:
            continue
        keys.append(key)
        rows.append((
            key not in removed,
            *(_cell(row, cells, column, called, lang) for column in columns),
            *(code in asked.get(key, ()) for code in beside),
        ))  # fmt: skip
    return LaidOut(
        tuple(keys),
        (USE, *(one.key for one in columns), *(f"{BUSINESS_COLUMN}{code}" for code in beside)),
        tuple(rows),
        tuple(one.key for one in columns if one.is_id),
        names,
        called,
    )


def _cell(
    row: Mapping[str, Any],
    cells: Mapping[str, str],
    column: AskedColumn,
    called: Mapping[str, str],
    lang: Lang,
) -> str | None:
    leaf = column.field
    if leaf is None:
        return None
    is_typed = column.key in cells
    value = cells[column.key] or None if is_typed else value_at(row, leaf.keys)
    if value is None:
        return None
    if column.refers_to:
        return called.get(str(value))
    if _listed(column):
        return load_codelist(_listed(column)).title(str(value), lang)
    return str(value if is_typed or column.is_id else cell_of(value, leaf))


def column_shapes(part: str, table: LaidOut, lang: Lang) -> dict[str, Any]:
    """Return how each column is headed, how wide it is, and what it is chosen from."""
    shapes: dict[str, Any] = {
        USE: st.column_config.CheckboxColumn(
            text("app.asked.column.use", lang), width=_TICK, default=True, pinned=True
        )
    }
    for column in _columns(part):
        leaf = column.field
        if leaf is None:
            continue
        width = max(_LEAST, min(width_of(column) * _CHARACTER, _MOST))
        shape: dict[str, Any] = {
            "label": column.title(lang),
            "width": width,
            "help": leaf.description[lang],
        }
        if column.refers_to:
            shapes[column.key] = st.column_config.SelectboxColumn(
                **shape, options=list(table.names.values())
            )
        elif _listed(column):
            listed = load_codelist(_listed(column))
            codes = leaf.codes or listed.codes
            titles = [listed.title(code, lang) for code in codes]
            shapes[column.key] = st.column_config.SelectboxColumn(**shape, options=titles)
        else:
            shapes[column.key] = st.column_config.TextColumn(**shape)
    for code, title in table.names.items():
        shapes[f"{BUSINESS_COLUMN}{code}"] = st.column_config.CheckboxColumn(
            title, width=_LEAST, default=True
        )
    return shapes
