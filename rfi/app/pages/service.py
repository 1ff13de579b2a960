import streamlit as st

from rfi.app.frame.current import current
from rfi.app.frame.show import show_chart, show_table
from rfi.views.service.availability import figure_availability, view_availability
from rfi.views.service.cells import missing_service
from rfi.views.service.ismap import view_ismap
from rfi.views.service.matrix import group_title, groups_of, view_service_matrix

SECTIONS = ("matrix", "availability", "ismap")
ANY = ""
here = current()
levels, lang = here.evaluation.service_levels, here.lang

missing = missing_service(levels)
if missing:
    st.info(here.word(f"service.{missing}"))
    st.page_link("rfi/app/pages/intake.py", label=here.word("empty.link"))
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="sections"):
    section = st.segmented_control(
        here.word("service.section"),
        SECTIONS,
        format_func=lambda name: here.word(f"service.{name}"),
        default=SECTIONS[0],
        required=True,
        label_visibility="collapsed",
        key="service_section",
    )
    if section == "matrix":
        group = st.selectbox(
            here.word("service.group"),
            (ANY, *groups_of(levels)),
            format_func=lambda code: group_title(code, lang) if code else here.word("service.any"),
            label_visibility="collapsed",
            key="service_group",
            width=220,
        )
        differences = st.toggle(here.word("service.differences"), key="service_differences")
        remarks = st.toggle(here.word("service.remarks"), value=True, key="service_remarks")

if section == "matrix":
    show_table(
        view_service_matrix(
            here.evaluation,
            here.reading,
            group=group,
            differences_only=differences,
            with_remarks=remarks,
        ),
        here,
    )
elif section == "availability":
    if levels.standard("availability") is None:
        st.info(here.word("service.no_availability"))
    else:
        show_chart(figure_availability(here.evaluation, here.reading), "availability", here)
        show_table(view_availability(here.evaluation, here.reading), here)
elif levels.offers[0].ismap is None:
    st.info(here.word("service.no_ismap"))
else:
    show_table(view_ismap(here.evaluation, here.reading), here)
