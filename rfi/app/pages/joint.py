import streamlit as st

from rfi.app.frame.current import current
from rfi.app.frame.show import show_chart, show_table
from rfi.views.joint.joiners import view_joiners
from rfi.views.joint.number_effect import view_number_effect
from rfi.views.joint.payments import view_paid
from rfi.views.joint.share_chart import figure_shares
from rfi.views.joint.shares import view_shares
from rfi.views.joint.size_curve_chart import figure_size_curves, view_crossovers
from rfi.views.look.offers import offer_label

SECTIONS = ("shares", "effect", "paid", "joiners", "size")
here = current()
comparison = here.comparison
joint, effect = here.evaluation.joint_use, here.evaluation.number_effect

section = st.segmented_control(
    here.word("joint.section"),
    SECTIONS,
    format_func=lambda name: here.word(f"joint.{name}"),
    default=SECTIONS[0],
    required=True,
    label_visibility="collapsed",
    key="joint_section",
)
if section == "size":
    curves = here.evaluation.size_curves
    if curves is None:
        st.info(here.word("joint.no_size"))
        st.page_link("rfi/app/pages/intake.py", label=here.word("empty.link"))
    else:
        show_chart(figure_size_curves(here.evaluation, here.reading), "size_curves", here)
        if curves.crossovers:
            show_table(view_crossovers(here.evaluation, here.reading), here)
        else:
            st.caption(here.word("joint.no_crossing"))
elif effect is None:
    st.info(here.word("joint.no_group_price"))
    st.page_link("rfi/app/pages/intake.py", label=here.word("empty.link"))
elif section == "effect":
    show_table(view_number_effect(here.evaluation, here.reading), here)
elif joint is None:
    st.info(here.word("joint.empty"))
    st.page_link("rfi/app/pages/conditions.py", label=here.word("joint.choose"))
    show_table(view_number_effect(here.evaluation, here.reading), here)
elif section == "shares":
    show_chart(figure_shares(here.evaluation, here.reading), "shares", here)
    show_table(view_shares(here.evaluation, here.reading), here)
elif section == "paid":
    place = st.selectbox(
        here.word("trace.offer"),
        [p for p in range(len(comparison.offers)) if joint.is_estimable[p]],
        format_func=lambda p: offer_label(comparison, p),
        key="joint_offer",
    )
    show_table(view_paid(here.evaluation, here.reading, place or 0), here)
else:
    show_table(view_joiners(here.evaluation, here.reading), here)
