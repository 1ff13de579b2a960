"""Which sheet, which rows, which column is what: each a list that shows what is taken now."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.notices import tell_next
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.mapping.state import PREFIX, Mapped, change
from rfi.app.session.current import Current
from rfi.document.grid.grid import column_letters
from rfi.document.grid.row_ranges import rows_in, rows_words
from rfi.intake.layout.headings import heading_at
from rfi.intake.layout.layout import AmountColumn
from rfi.intake.mapping.acts import (
    set_business,
    set_heading_row,
    set_role,
    set_rows,
    set_terms,
    use_table,
)
from rfi.intake.mapping.roles import ROLES, role_of
from rfi.schema.codelists import load_codelist
from rfi.views.intake.mapping import columns_shown, role_title, table_title

_EVERY = 0
_MAX_ROW = 20_000
_YEARS = range(1989, 2101)
_NO_YEAR = 0


def _use(at: int, key: str) -> None:
    change(lambda draft: use_table(draft, at, is_used=bool(heard(key))))


def choose_table(found: Mapped, here: Current) -> int:
    """Let a sheet be chosen, of several, and whether it is read; return its number."""
    tables = found.draft.tables
    at = 0
    if len(tables) > 1:
        first = min(found.draft.used, default=0)
        with st.container(horizontal=True, vertical_alignment="bottom", key="map_sheets"):
            chosen = st.segmented_control(
                here.word("mapping.sheet"),
                range(len(tables)),
                format_func=lambda index: table_title(found.draft, index, here.lang),
                default=first,
                required=True,
                key=f"{PREFIX}sheet",
            )
            at = chosen
            key = f"{PREFIX}use_{at}"
            st.toggle(
                here.word("mapping.use"),
                key=showing(key, at in found.draft.used),
                on_change=guarded(_use),
                args=(at, key),
            )
    return at


def _heading_row(at: int, key: str) -> None:
    row = heard(key)
    if row is not None:
        change(lambda draft: set_heading_row(draft, at, int(row)))


def _rows(at: int, skip_key: str, last_key: str, here: Current) -> None:
    skipped = rows_in(heard(skip_key), _MAX_ROW)
    if skipped is None:
        tell_next("error", here.word("mapping.skip.wrong"))
        return
    last = heard(last_key)
    change(lambda draft: set_rows(draft, at, skipped, int(last) if last else None))


def show_rows(found: Mapped, at: int, here: Current) -> None:
    """Let heading row, rows that are no data and the last row be said."""
    table = found.draft.tables[at]
    last_there = max((row for row, _ in found.draft.sheet(at).cells), default=1)
    keys = [f"{PREFIX}{name}_{at}" for name in ("heading", "skip", "last")]
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_rows"):
        st.number_input(
            here.word("mapping.heading"),
            1,
            max(last_there, table.heading_row),
            key=showing(keys[0], table.heading_row),
            on_change=guarded(_heading_row),
            args=(at, keys[0]),
            width=130,
        )
        st.text_input(
            here.word("mapping.skip"),
            max_chars=200,
            placeholder=here.word("mapping.skip.example"),
            key=showing(keys[1], rows_words(table.skipped)),
            on_change=guarded(_rows),
            args=(at, keys[1], keys[2], here),
            width=170,
        )
        st.number_input(
            here.word("mapping.last"),
            1,
            _MAX_ROW,
            placeholder=here.word("mapping.last.end"),
            key=showing(keys[2], table.last_row),
            on_change=guarded(_rows),
            args=(at, keys[1], keys[2], here),
            width=130,
        )


def _role(at: int, column: int, key: str) -> None:
    role = heard(key)
    change(lambda draft: set_role(draft, at, column, role))


def show_columns(found: Mapped, at: int, here: Current) -> None:
    """Let each column be said."""
    draft = found.draft
    sheet, table = draft.sheet(at), draft.tables[at]
    with st.container(horizontal=True, key="map_columns"):
        for column in columns_shown(draft, at):
            heading = heading_at(sheet, table.heading_row, column)
            key = f"{PREFIX}role_{at}_{column}"
            st.selectbox(
                f"{column_letters(column)} {heading}".strip(),
                ROLES,
                format_func=lambda role: role_title(role, here.lang),
                key=showing(key, role_of(table, column)),
                on_change=guarded(_role),
                args=(at, column, key),
                width=124,
            )


def _terms(at: int, which: int, name: str, key: str) -> None:
    value = heard(key)
    if value is None:
        return
    terms: dict[str, Any] = {name: value if value != _NO_YEAR else None}
    column = None if which == _EVERY else which
    change(lambda draft: set_terms(draft, at, column, **terms))


def _business(at: int, key: str) -> None:
    value = heard(key)
    if value is not None:
        change(lambda draft: set_business(draft, at, str(value)))


def _shown(value: object, name: str) -> object:
    """Return a term as its list has it."""
    return _NO_YEAR if name == "fiscal_year" and value is None else value


def _choose_column(amounts: Sequence[AmountColumn], at: int, here: Current) -> int:
    """Let the columns be chosen whose terms are shown: all of them, or one."""
    if len(amounts) == 1:
        return amounts[0].column
    by_column = {one.column: one.heading for one in amounts}

    def words(column: int) -> str:
        if column == _EVERY:
            return here.word("mapping.every_column")
        return f"{column_letters(column)} {by_column[column]}"

    chosen = st.selectbox(
        here.word("mapping.which_column"),
        (_EVERY, *by_column),
        format_func=words,
        key=f"{PREFIX}which_{at}_{len(amounts)}",
        width=170,
    )
    return int(chosen or _EVERY)


def show_terms(found: Mapped, at: int, here: Current) -> None:
    """Let unit, tax, months, scenario, business and year of the amounts be said."""
    table, asked = found.draft.tables[at], found.draft.asked
    if not table.amounts:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_terms"):
        which = _choose_column(table.amounts, at, here)
        amounts = [one for one in table.amounts if which in {_EVERY, one.column}]

        def choose(name: str, options: Sequence[Any], titles: Any, width: int) -> None:  # noqa: ANN401 - a callable of one value
            held = {_shown(getattr(one, name), name) for one in amounts}
            key = f"{PREFIX}{name}_{at}_{which}"
            st.selectbox(
                here.word(f"mapping.{name}"),
                options,
                format_func=titles,
                # One value for all: a list that cannot be emptied.
                index=0 if len(held) == 1 else None,
                placeholder=here.word("mapping.differs"),
                key=showing(key, next(iter(held)) if len(held) == 1 else None),
                on_change=guarded(_terms),
                args=(at, which, name, key),
                width=width,
            )

        for name, codelist in (("unit", "money_units"), ("tax", "tax_kinds")):
            codes = load_codelist(codelist)
            choose(name, tuple(codes.rows), partial(codes.title, lang=here.lang), 110)
        if len(asked.scenarios) > 1:
            titles = asked.scenarios
            choose("scenario_id", tuple(titles), lambda code: titles[code], 170)
        if not table.label_columns:
            items = {"": here.word("mapping.choose"), **asked.items}
            choose("item", tuple(items), lambda code: items[code], 200)
        businesses = {"": here.word("mapping.business.table"), **asked.businesses}
        if len(asked.businesses) > 1:
            choose("business", tuple(businesses), lambda code: businesses[code], 150)
        if any(one.frequency == "term_total" and one.fiscal_year is None for one in amounts):
            choose("months", tuple(range(1, 121)), str, 90)
        if len(amounts) == 1:
            years = (_NO_YEAR, *_YEARS)
            none = here.word("mapping.no_year")
            choose("fiscal_year", years, lambda year: str(year) if year else none, 110)
        if len(asked.businesses) > 1:
            key = f"{PREFIX}table_business_{at}"
            st.selectbox(
                here.word("mapping.table_business"),
                tuple(asked.businesses),
                format_func=lambda code: asked.businesses[code],
                index=0 if table.business else None,
                key=showing(key, table.business or None),
                on_change=guarded(_business),
                args=(at, key),
                width=150,
            )
