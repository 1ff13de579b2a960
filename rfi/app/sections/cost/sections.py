"""Parts of the costs page that hold choices of their own."""

import streamlit as st

from rfi.app.frame.current import Current
from rfi.app.frame.show import show_chart, show_table
from rfi.compare.cost.item_statistics import RANKINGS
from rfi.views.cost.bridge import figure_bridge, view_bridge
from rfi.views.cost.levelling import view_levelled_cells, view_levelling
from rfi.views.cost.spread_bars import figure_spread
from rfi.views.cost.statistics import STATISTICS_ROWS, view_statistics
from rfi.views.look.offers import offer_label


def show_statistics(here: Current) -> None:
    """Show where offers differ most, and the statistics behind it."""
    with st.container(horizontal=True, vertical_alignment="center", key="statistics"):
        rows = st.segmented_control(
            here.word("costs.statistics.rows"),
            STATISTICS_ROWS,
            format_func=lambda name: here.word(f"costs.statistics.{name}"),
            default=STATISTICS_ROWS[0],
            required=True,
            label_visibility="collapsed",
            key="statistics_rows",
        )
        by = st.segmented_control(
            here.word("costs.statistics.ranking"),
            RANKINGS,
            format_func=lambda name: here.word(f"costs.statistics.{name}"),
            default=RANKINGS[0],
            required=True,
            label_visibility="collapsed",
            key="statistics_ranking",
        )
    chart = figure_spread(here.evaluation, here.reading, rows=rows, by=by)
    if chart is None:
        st.info(here.word("costs.statistics.nothing"))
    else:
        show_chart(chart, "spread", here)
    show_table(view_statistics(here.evaluation, here.reading, rows), here)


def show_bridge(here: Current) -> None:
    """Show where the difference of two offers comes from."""
    comparison = here.comparison
    places = range(len(comparison.offers))
    with st.container(horizontal=True, key="pair"):
        first = st.selectbox(
            here.word("costs.from"), places, format_func=lambda p: offer_label(comparison, p)
        )
        second = st.selectbox(
            here.word("costs.to"),
            places,
            index=min(1, len(places) - 1),
            format_func=lambda p: offer_label(comparison, p),
        )
    pair = (first or 0, second or 0)
    figure = figure_bridge(here.evaluation, here.reading, pair)
    table = view_bridge(here.evaluation, here.reading, pair)
    if figure is None or table is None:
        st.info(here.word("costs.no_bridge"))
        return
    show_chart(figure, "bridge", here)
    show_table(table, here)


def show_levelling(here: Current) -> None:
    """Show what levelling puts in, its interval, and what it may turn."""
    comparison = here.comparison
    if comparison.conditions.assumptions.choice("levelling") == "off":
        st.info(here.word("costs.levelling.off"))
        st.page_link("rfi/app/pages/conditions.py", label=here.word("costs.levelling.link"))
        return
    show_table(view_levelling(here.evaluation, here.reading), here)
    holed = [
        place
        for place, offer in enumerate(comparison.offers)
        if offer.levelling and offer.levelling.cells
    ]
    if not holed:
        st.info(here.word("costs.levelling.none"))
        return
    place = st.selectbox(
        here.word("trace.offer"),
        holed,
        format_func=lambda p: offer_label(comparison, p),
        key="levelling_offer",
    )
    cells = view_levelled_cells(here.evaluation, here.reading, place or holed[0])
    show_table(cells, here)
