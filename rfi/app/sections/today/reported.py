"""The ratios that cities reported: of files of the round, beside what is of an evaluation."""

import streamlit as st

from rfi.app.frame.show import show_chart, show_table
from rfi.app.sections.conditions.city_files import show_city_upload
from rfi.app.session.current import Current
from rfi.compare.today.ratio_survey import survey_of_pairs
from rfi.compare.today.reported import pairs_of
from rfi.views.today.ratio_chart import figure_ratios
from rfi.views.today.ratio_table import own_column, reported_basis, view_ratio_cities, view_ratios


def show_reported(here: Current) -> bool:
    """Show the ratios that cities reported, and take in their answers.

    Returns:
        Whether that is all; otherwise the reader wants those of an offer.
    """
    kind = st.segmented_control(
        here.word("today.survey.kind"),
        ("reported", "offered"),
        format_func=lambda name: here.word(f"today.survey.{name}"),
        default="reported",
        required=True,
        label_visibility="collapsed",
        key="survey_kind",
    )
    if kind == "offered":
        return False
    reported = here.answers.cities.pairs
    if reported:
        assumptions = here.evaluation.conditions.assumptions
        survey = survey_of_pairs(pairs_of(reported, assumptions, here.reading.tax))
        basis = reported_basis(here.reading)
        show_chart(figure_ratios(survey, basis, here.reading), "ratios", here)
        show_table(view_ratios([survey], [own_column(here.lang)], basis, here.reading), here)
        with st.expander(here.word("today.cities")):
            show_table(view_ratio_cities(survey, basis, here.reading), here)
    else:
        st.info(here.word("today.no_pairs"))
    show_city_upload(here)
    return True
