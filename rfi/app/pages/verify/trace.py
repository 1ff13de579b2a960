import streamlit as st

from rfi.app.frame.show import choose_row, show_table
from rfi.app.sections.trace.figure import follow_figure, show_figure
from rfi.app.sections.trace.remarks import show_remarks
from rfi.app.sections.trace.scenario import choose_scenario, show_path
from rfi.app.session.current import current
from rfi.views.look.band.picture import item_titles, items_of
from rfi.views.look.offers import offer_label
from rfi.views.trace.ledger import view_ledger
from rfi.views.trace.lines import filtered, trace_cells
from rfi.views.trace.original import view_original
from rfi.views.trace.trace import trace_frame, view_trace

here = current()
comparison, asked, ANY = here.comparison, here.questionnaire, ""
titles = item_titles(asked, here.lang)
follow_figure(here)
answer = st.container(gap=None)
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    index = st.selectbox(
        here.word("trace.offer"),
        range(len(comparison.offers)),
        format_func=lambda p: offer_label(comparison, p),
        key="trace_offer",
    )
    business = st.selectbox(
        here.word("trace.business"),
        (ANY, *asked.businesses),
        format_func=lambda code: asked.businesses.get(code) or here.word("trace.any"),
        key="trace_business",
    )
    item = st.selectbox(
        here.word("trace.item"),
        (ANY, *titles),
        format_func=lambda code: titles.get(code) or here.word("trace.any"),
        key="trace_item",
    )
    scenario = choose_scenario(here, index or 0)
show_figure(answer, here, index or 0, business or ANY, item or ANY)
show_remarks(here, index or 0, business or ANY, item or ANY)
found = trace_cells(here.basis, comparison, index or 0, here.reading, scenario)
cells = filtered(found, business or None, items_of(asked, item) if item else None)
if not cells:
    st.info(here.word("trace.nothing"))
else:
    table = view_trace(here.evaluation, here.reading, cells, scenario)
    st.caption(here.word("trace.choose", title=table.title, caption=table.caption))
    frame = trace_frame(here.evaluation, here.reading, cells, table)
    cell = cells[choose_row(table, f"trace_{index}_{business}_{item}_{scenario}", here, frame)]
    ledger = view_ledger(here.evaluation, here.reading, cell)
    left, right = st.columns([3, 8])
    with left:
        show_table(view_original(here.evaluation, here.reading, cell), here)
    with right:
        if ledger is None:
            st.info(here.word("trace.no_price"))
        else:
            show_table(ledger, here)
    show_path(here, index or 0, cell)
