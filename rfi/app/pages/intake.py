import streamlit as st

from rfi.app.current import current
from rfi.app.issue_list import show_issue_list
from rfi.app.show import show_form_download, show_table
from rfi.app.uploads import (
    ANSWER_TYPES,
    add_uploads,
    back_to_sample,
    file_names,
    remove_file,
)
from rfi.views.intake import view_intake

here = current()
left, right = st.columns([2, 1], gap="medium")
with left:
    add_uploads(
        st.file_uploader(
            here.word("intake.upload"),
            type=list(ANSWER_TYPES),
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
        show_form_download(here)

if not here.answers.responses:
    st.info(here.word("intake.empty"))
    st.stop()
show_table(view_intake(here.answers.responses, here.comparison, here.lang), here)
show_issue_list(here)
