"""What of the requirements is shown, chosen in one row above the matrix."""

import streamlit as st

from rfi.app.current import Current
from rfi.schema.codelists import load_codelist
from rfi.views.fit_filter import FitFilter, filtered_requirements, pages_of
from rfi.views.fit_words import business_title, cause_title, class_title

ANY = ""


def choose_class(here: Current) -> str | None:
    """Return the class whose rates are shown; None is 実装必須 and 標準オプション together."""
    codes = load_codelist("requirement_classes").codes
    chosen = st.selectbox(
        here.word("fit.class"),
        (ANY, *codes),
        format_func=lambda code: class_title(code or None, here.lang),
        key="fit_rate_class",
        width=260,
    )
    return chosen or None


def choose_filter(here: Current) -> FitFilter:
    """Show the row of filters and return what is wanted."""
    fit, lang, every = here.evaluation.fit, here.lang, here.word("fit.any")
    with st.container(horizontal=True, vertical_alignment="bottom", key="fit_filters"):
        business = st.selectbox(
            here.word("fit.business"),
            (ANY, *fit.businesses),
            format_func=lambda code: business_title(here.questionnaire, code) if code else every,
            key="fit_business",
            width=190,
        )
        chosen_class = st.selectbox(
            here.word("fit.class"),
            (ANY, *load_codelist("requirement_classes").codes),
            format_func=lambda code: class_title(code, lang) if code else every,
            key="fit_class",
            width=160,
        )
        cause = st.selectbox(
            here.word("fit.cause"),
            (ANY, *load_codelist("gap_causes").codes),
            format_func=lambda code: cause_title(code, lang) if code else every,
            key="fit_cause",
            width=190,
        )
        words = st.text_input(
            here.word("fit.words"),
            placeholder=here.word("fit.words.hint"),
            key="fit_words",
            width=190,
        )
        differences = st.toggle(here.word("fit.differences"), key="fit_differences")
        gaps = st.toggle(here.word("fit.gaps_only"), key="fit_gaps_only")
    return FitFilter(business, chosen_class, cause, words, differences, gaps)


def choose_page(here: Current, wanted: FitFilter) -> tuple[tuple[int, ...], range, bool]:
    """Return (requirements found, which of them are shown, whether remarks are)."""
    found = filtered_requirements(here.evaluation.fit, wanted)
    pages = pages_of(len(found))
    with st.container(horizontal=True, vertical_alignment="bottom", key="fit_pages"):
        page = pages[0]
        if len(pages) > 1:
            at = st.selectbox(
                here.word("fit.page"),
                range(len(pages)),
                format_func=lambda p: here.word(
                    "fit.page.range", first=pages[p].start + 1, last=pages[p].stop
                ),
                key=f"fit_page_{len(found)}",
                width=190,
            )
            page = pages[at]
        remarks = st.toggle(here.word("fit.remarks"), key="fit_remarks")
    return found, page, remarks
