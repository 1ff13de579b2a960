"""Which quoted scenario the trace of an estimate shows, and the steps from there to the city."""

import streamlit as st

from rfi.app.frame.show import show_table
from rfi.app.session.current import Current
from rfi.views.trace.cell_path import view_cell_path
from rfi.views.trace.cell_years import view_cell_years
from rfi.views.trace.lines import TraceCell, entries_of


def choose_scenario(here: Current, index: int) -> str:
    """Let the reader choose one of the quoted scenarios behind an offer's figures."""
    used = here.evaluation.scenarios_of(index)
    if len(used) == 1:
        return used[0]
    titles = here.questionnaire.scenarios
    chosen = st.selectbox(
        here.word("trace.scenario"),
        used,
        format_func=lambda code: titles[code].title,
        key=f"trace_scenario_{index}",
    )
    return chosen or used[0]


def show_path(here: Current, index: int, cell: TraceCell) -> None:
    """Show how the quotes of a cell become the figure that is shown for it."""
    for path in here.evaluation.cell_paths(index, entries_of(here.comparison, index, (cell,))):
        show_table(view_cell_path(here.evaluation, here.reading, path), here)
        show_table(view_cell_years(here.evaluation, here.reading, path), here)
