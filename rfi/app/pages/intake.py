import streamlit as st

from rfi.app.current import current
from rfi.app.show import show_table
from rfi.app.uploads import add_uploads, back_to_sample, file_names, remove_file
from rfi.views.intake import view_intake
from rfi.views.issues import view_issue_groups, view_issues

here = current()
left, right = st.columns([2, 1], gap="medium")
with left:
    add_uploads(
        st.file_uploader(
            here.word("intake.upload"),
            type=["json"],
            accept_multiple_files=True,
            key=f"upload_{st.session_state.get('upload_turn', 0)}",
            help=here.word("intake.upload.help"),
        ),
        here,
    )
with right:
    names = file_names(here)
    gone = st.selectbox(
        here.word("intake.remove.which"),
        range(len(names)),
        format_func=lambda place: names[place],
        index=None,
        placeholder=here.word("intake.remove.choose"),
    )
    with st.container(horizontal=True):
        if st.button(here.word("intake.remove"), disabled=gone is None) and gone is not None:
            remove_file(gone, here)
        if st.button(here.word("intake.sample"), disabled=here.workspace.files.is_sample):
            back_to_sample()

if not here.answers.responses:
    st.info(here.word("intake.empty"))
    st.stop()
show_table(view_intake(here.answers.responses, here.comparison, here.lang), here)
with st.container(horizontal=True, vertical_alignment="center"):
    which = st.segmented_control(
        here.word("intake.severity"),
        ("error", "warning", "note"),
        format_func=lambda code: here.word(f"intake.severity.{code}"),
        selection_mode="multi",
        default=("error", "warning"),
        key="severities",
        label_visibility="collapsed",
    )
    every_place = st.toggle(here.word("intake.every_place"), key="every_place")
issues = [issue for issue in here.comparison.issues if issue.severity in which]
if issues:
    view = view_issues if every_place else view_issue_groups
    show_table(view(issues, here.lang), here)
else:
    st.info(here.word("intake.no_issue"))
