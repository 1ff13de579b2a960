import streamlit as st

from rfi.app.frame.current import current
from rfi.app.frame.show import show_chart, show_table
from rfi.app.sections.benefit.controls import choose, choose_shown, show_gaps
from rfi.views.benefit.arrows import PICTURES
from rfi.views.benefit.bars import figure_benefit_hours
from rfi.views.benefit.before_after_chart import figure_before_after
from rfi.views.benefit.kpis import view_benefit_kpis, view_benefit_lines
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.benefit.measures import measure_title
from rfi.views.benefit.overlaps import view_overlap_kinds, view_overlaps
from rfi.views.benefit.procedures import (
    PROCEDURE_MEASURES,
    view_benefit_procedures,
    view_benefit_years,
)
from rfi.views.look.offers import offer_label

SECTIONS = ("ledgers", "kpis", "procedures", "pictures", "years", "overlaps", "lines")
here = current()
benefits, lang = here.evaluation.benefits, here.lang
show_gaps(benefits, here)

with st.container(horizontal=True, vertical_alignment="center", key="sections"):
    section = choose("section", SECTIONS, lambda name: here.word(f"benefits.{name}"), here)
    shown = choose_shown(section, here)
    if section in {"kpis", "procedures"}:
        differences = st.toggle(here.word("costs.differences"), key="benefit_differences")

if section == "ledgers":
    show_table(view_benefit_ledgers(here.evaluation, here.reading, shown), here)
    show_chart(figure_benefit_hours(here.evaluation, here.reading), "benefit_hours", here)
elif section == "kpis":
    table = view_benefit_kpis(here.evaluation, here.reading)
    show_table(table.with_differences_only() if differences else table, here)
elif section == "procedures":
    measure = choose("measure", PROCEDURE_MEASURES, lambda name: measure_title(name, lang), here)
    table = view_benefit_procedures(here.evaluation, here.reading, measure, shown)
    show_table(table.with_differences_only() if differences else table, here)
elif section == "pictures":
    picture = choose("picture", PICTURES, lambda name: here.word(f"benefits.picture.{name}"), here)
    figure = figure_before_after(here.evaluation, here.reading, picture)
    if figure is None:
        st.info(here.word("benefits.no_picture"))
    else:
        show_chart(figure, f"before_after_{picture}", here)
elif section == "years":
    show_table(view_benefit_years(here.evaluation, here.reading, shown.basis), here)
elif section == "overlaps":
    show_table(view_overlap_kinds(here.evaluation, here.reading), here)
    show_table(view_overlaps(here.evaluation, here.reading), here)
else:
    offers = range(len(benefits.offers))
    place = st.selectbox(
        here.word("benefits.offer"), offers, format_func=lambda p: offer_label(benefits, p)
    )
    show_table(view_benefit_lines(here.evaluation, here.reading, place or 0, shown), here)
