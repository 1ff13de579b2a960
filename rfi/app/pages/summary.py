import streamlit as st

from rfi.app.current import current
from rfi.app.received import open_questions_of
from rfi.app.show import show_chart, show_table
from rfi.views.phases import figure_phases
from rfi.views.reference_figures import TOPICS, view_reference_figures
from rfi.views.summary_effects import view_whole_summary

here = current()
open_questions = open_questions_of(here)
show_table(view_whole_summary(here.evaluation, here.lang, here.display, open_questions), here)
show_chart(figure_phases(here.comparison, here.lang, here.display), "phases", here)
show_table(view_reference_figures(here.lang, TOPICS[:1]), here)
with st.expander(here.word("reference.more")):
    show_table(view_reference_figures(here.lang, TOPICS[1:]), here)
