import streamlit as st

from rfi.app.frame.current import current
from rfi.app.frame.show import show_chart, show_table
from rfi.app.sections.fit.filters import choose_class, choose_requirements
from rfi.views.fit.bars import figure_fit_codes
from rfi.views.fit.causes import figure_fit_causes, view_fit_causes
from rfi.views.fit.failures import view_fit_failures
from rfi.views.fit.gaps import view_fit_gaps
from rfi.views.fit.matrix import view_fit_matrix
from rfi.views.fit.rates import view_fit_businesses, view_fit_rates
from rfi.views.fit.words import missing_fit

SECTIONS = ("rates", "matrix", "causes", "gaps", "failures")
here = current()
fit, asked = here.evaluation.fit, here.questionnaire

missing = missing_fit(fit, asked)
if missing:
    st.info(here.word(f"fit.{missing}"))
    if missing != "out_of_scope":
        st.page_link("rfi/app/pages/intake.py", label=here.word("empty.link"))
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", key="sections"):
    section = st.segmented_control(
        here.word("fit.section"),
        SECTIONS,
        format_func=lambda name: here.word(f"fit.{name}"),
        default=SECTIONS[0],
        required=True,
        label_visibility="collapsed",
        key="fit_section",
    )

if section == "rates":
    show_table(view_fit_rates(here.evaluation, here.reading), here)
    chosen = choose_class(here)
    show_chart(figure_fit_codes(here.evaluation, here.reading, chosen), "fit_codes", here)
    show_table(view_fit_businesses(here.evaluation, here.reading, chosen), here)
elif section == "matrix":
    shown = choose_requirements(here)
    table = view_fit_matrix(
        here.evaluation, here.reading, shown.found, page=shown.page, with_remarks=shown.with_remarks
    )
    show_table(table, here)
elif section == "causes":
    show_chart(figure_fit_causes(here.evaluation, here.reading), "fit_causes", here)
    show_table(view_fit_causes(here.evaluation, here.reading), here)
elif section == "gaps":
    show_table(view_fit_gaps(here.evaluation, here.reading), here)
else:
    show_table(view_fit_failures(here.evaluation, here.reading), here)
