import streamlit as st

from rfi.app.frame.acts import permitted
from rfi.app.sections.round.list import show_rounds
from rfi.app.sections.round.new import show_new_round
from rfi.app.sections.round.verdict import show_verdict
from rfi.app.session.door import may
from rfi.app.session.session import opened

show_verdict()
left, right = st.columns([5, 3], gap="medium")
with left:
    show_rounds()
with right:
    if permitted("rounds"):
        show_new_round()
if opened() is not None and may("audit"):
    from rfi.app.sections.round.audit import show_audit
    from rfi.app.session.current import current

    here = current()
    with st.expander(here.word("audit.title")):
        show_audit(here)
