import streamlit as st

from rfi.app.frame.current import current
from rfi.app.frame.received import open_questions_of
from rfi.app.frame.show import show_chart, show_table
from rfi.views.summary.effects import view_whole_summary
from rfi.views.summary.phases import figure_phases
from rfi.views.summary.reference_figures import TOPICS, view_reference_figures

here = current()
open_questions = open_questions_of(here)
show_table(view_whole_summary(here.evaluation, here.reading, open_questions), here)
show_chart(figure_phases(here.evaluation, here.reading), "phases", here)
show_table(view_reference_figures(here.reading, TOPICS[:1]), here)
with st.expander(here.word("reference.more")):
    show_table(view_reference_figures(here.reading, TOPICS[1:]), here)
