import streamlit as st

from rfi.app.frame.current import current
from rfi.app.frame.show import show_chart, show_table
from rfi.app.sections.cost.sections import show_bridge, show_levelling, show_statistics
from rfi.views.cost.businesses import view_businesses
from rfi.views.cost.cell_states import view_cell_states
from rfi.views.cost.fiscal_years import view_cash, view_fiscal_years
from rfi.views.cost.items import view_items
from rfi.views.cost.year_bars import figure_cash, figure_fiscal_years

SECTIONS = ("items", "businesses", "statistics", "years", "bridge", "levelling", "states")
here = current()

with st.container(horizontal=True, vertical_alignment="center", key="sections"):
    section = st.segmented_control(
        here.word("costs.section"),
        SECTIONS,
        format_func=lambda name: here.word(f"costs.{name}"),
        default=SECTIONS[0],
        required=True,
        label_visibility="collapsed",
        key="section",
    )
    if section in {"items", "businesses"}:
        differences = st.toggle(here.word("costs.differences"), key="differences")

if section in {"items", "businesses"}:
    view = view_items if section == "items" else view_businesses
    table = view(here.evaluation, here.reading)
    show_table(table.with_differences_only() if differences else table, here)
elif section == "statistics":
    show_statistics(here)
elif section == "years":
    show_table(view_fiscal_years(here.evaluation, here.reading), here)
    show_chart(figure_fiscal_years(here.evaluation, here.reading), "years", here)
    show_table(view_cash(here.evaluation, here.reading), here)
    show_chart(figure_cash(here.evaluation, here.reading), "cash", here)
elif section == "bridge":
    show_bridge(here)
elif section == "levelling":
    show_levelling(here)
else:
    show_table(view_cell_states(here.evaluation, here.reading), here)
