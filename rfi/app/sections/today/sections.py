"""The four views of today's cost against the offers, each by one call."""

import streamlit as st

from rfi.app.frame.current import Current
from rfi.app.frame.show import show_chart, show_table
from rfi.app.sections.conditions.city_files import show_city_upload
from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.ratio_survey import RatioSurvey, survey_of_pairs
from rfi.compare.today.reported import pairs_of
from rfi.views.look.offers import offer_label
from rfi.views.look.table import Table
from rfi.views.today.before_after import view_before_after
from rfi.views.today.bridge import figure_today_bridge, view_today_bridge
from rfi.views.today.net_effect_chart import figure_cumulative
from rfi.views.today.net_effect_table import view_net_cash, view_net_effect
from rfi.views.today.offer_ratios import view_offer_ratios
from rfi.views.today.offers_alone import view_offers_alone
from rfi.views.today.ratio_chart import figure_ratios
from rfi.views.today.ratio_table import (
    offer_basis,
    own_column,
    reported_basis,
    view_ratio_cities,
    view_ratios,
)


def _today_or_words(here: Current) -> TodayComparison | None:
    """Return today's cost against the offers; without it say where it is given."""
    found = here.evaluation.today
    if found is None:
        has_city = here.evaluation.conditions.city is not None
        words = here.word("today.no_costs" if has_city else "today.no_city")
        st.info(words)
        st.page_link("rfi/app/pages/conditions.py", label=here.word("today.link"))
        alone = view_offers_alone(here.evaluation, here.reading)
        show_table(alone, here)
    return found


def _choose_offer(here: Current, key: str) -> int:
    comparison = here.comparison
    chosen = st.selectbox(
        here.word("today.to"),
        range(len(comparison.offers)),
        format_func=lambda place: offer_label(comparison, place),
        key=key,
        width=340,
    )
    return chosen or 0


def show_before_after(here: Current) -> None:
    """Show today's cost beside every offer."""
    found = _today_or_words(here)
    if found is not None:
        show_table(view_before_after(here.evaluation, here.reading), here)


def show_today_bridge(here: Current) -> None:
    """Show the bridge from today's cost to one offer."""
    found = _today_or_words(here)
    if found is None:
        return
    place = _choose_offer(here, "today_bridge_offer")
    figure = figure_today_bridge(here.evaluation, here.reading, place)
    table = view_today_bridge(here.evaluation, here.reading, place)
    if figure is None or table is None:
        st.info(here.word("today.no_bridge"))
        return
    show_chart(figure, "today_bridge", here)
    show_table(table, here)


def show_net_effect(here: Current) -> None:
    """Show the net effect of every offer, and the cash table of one."""
    found = _today_or_words(here)
    if found is None:
        return
    evaluation = here.evaluation
    with_benefits = st.toggle(here.word("today.with_benefits"), key="net_with_benefits")
    effects = evaluation.net_effect_with_benefits if with_benefits else evaluation.net_effect
    if with_benefits:
        st.caption(here.word("today.with_benefits.note"))
    show_chart(figure_cumulative(here.evaluation, here.reading, effects), "net_effect", here)
    show_table(view_net_effect(here.evaluation, here.reading, effects), here)
    place = _choose_offer(here, "net_cash_offer")
    cash = view_net_cash(here.evaluation, here.reading, effects, place)
    if cash is None:
        st.info(here.word("today.no_bridge"))
    else:
        show_table(cash, here)


def _show_ratios(survey: RatioSurvey, basis: str, figures: Table, here: Current) -> None:
    """Show one survey: the histogram under its headline, the figures behind it, every city."""
    show_chart(figure_ratios(survey, basis, here.reading), "ratios", here)
    show_table(figures, here)
    with st.expander(here.word("today.cities")):
        show_table(view_ratio_cities(survey, basis, here.reading), here)


def _show_offered_ratios(here: Current) -> None:
    """Show today's running cost of every city with one against an offer at its own size."""
    surveys = here.evaluation.ratio_surveys(here.reading.tax)
    if not surveys or not surveys[0].codes:
        st.info(here.word("today.no_city_costs"))
        return
    place = _choose_offer(here, "survey_offer")
    figures = view_offer_ratios(here.evaluation, here.reading, surveys)
    _show_ratios(surveys[place], offer_basis(place, here.reading), figures, here)


def show_survey(here: Current) -> None:
    """Show the ratios that cities reported, or those of an offer, and take in their answers."""
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
        _show_offered_ratios(here)
        return
    reported = here.answers.cities.pairs
    if reported:
        assumptions = here.evaluation.conditions.assumptions
        survey = survey_of_pairs(pairs_of(reported, assumptions, here.reading.tax))
        basis = reported_basis(here.reading)
        figures = view_ratios([survey], [own_column(here.lang)], basis, here.reading)
        _show_ratios(survey, basis, figures, here)
    else:
        st.info(here.word("today.no_pairs"))
    show_city_upload(here)
