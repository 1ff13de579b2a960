"""What of the requirements is shown, chosen in one row above the matrix."""

import streamlit as st

from rfi.app.session.current import Current
from rfi.schema.codelists import load_codelist
from rfi.views.fit.filter import FitFilter, ShownRequirements, filtered_requirements, pages_of
from rfi.views.fit.words import business_title, cause_title, class_title

ANY = ""


def _choose_filter(here: Current) -> FitFilter:
    fit, lang, every = here.evaluation.fit, here.lang, here.word("fit.any")
    business = st.selectbox(
        here.word("fit.business"),
        (ANY, *fit.businesses),
        format_func=lambda code: business_title(here.questionnaire, code) if code else every,
        key="fit_business",
        width=170,
    )
    chosen_class = st.selectbox(
        here.word("fit.class"),
        (ANY, *load_codelist("requirement_classes").codes),
        format_func=lambda code: class_title(code, lang) if code else every,
        key="fit_class",
        width=150,
    )
    cause = st.selectbox(
        here.word("fit.cause"),
        (ANY, *load_codelist("gap_causes").codes),
        format_func=lambda code: cause_title(code, lang) if code else every,
        key="fit_cause",
        width=170,
    )
    words = st.text_input(
        here.word("fit.words"),
        placeholder=here.word("fit.words.hint"),
        key="fit_words",
        width=170,
    )
    differences = st.toggle(here.word("fit.differences"), key="fit_differences")
    gaps = st.toggle(here.word("fit.gaps_only"), key="fit_gaps_only")
    return FitFilter(business, chosen_class, cause, words, differences, gaps)


def _choose_page(here: Current, count: int) -> range:
    pages = pages_of(count)
    if len(pages) == 1:
        return pages[0]
    index = st.selectbox(
        here.word("fit.page"),
        range(len(pages)),
        format_func=lambda p: here.word(
            "fit.page.range", first=pages[p].start + 1, last=pages[p].stop
        ),
        # Another number of rows starts from its first page.
        key=f"fit_page_{count}",
        width=150,
    )
    return pages[index]


def choose_requirements(here: Current) -> ShownRequirements:
    """Show the row of filters and return what is to be shown."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="fit_filters"):
        wanted = _choose_filter(here)
        remarks = st.toggle(here.word("fit.remarks"), key="fit_remarks")
        found = filtered_requirements(here.evaluation.fit, wanted)
        return ShownRequirements(found, _choose_page(here, len(found)), remarks)
