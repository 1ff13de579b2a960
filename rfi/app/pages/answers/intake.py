import streamlit as st

from rfi.app.frame.received import received_of, show_staff_name
from rfi.app.frame.show import show_form_download, show_questionnaire_download, show_table
from rfi.app.sections.intake.issue_list import show_issue_list
from rfi.app.sections.intake.open_warnings import choose_section, show_open_warnings
from rfi.app.sections.intake.suggestion_list import show_suggestions
from rfi.app.sections.intake.version_list import show_versions
from rfi.app.sections.intake.withdrawal import show_withdrawal
from rfi.app.sections.mapping.held import show_held_tables
from rfi.app.sections.mapping.kept import show_kept_layouts
from rfi.app.sections.mapping.page import show_mapping
from rfi.app.sections.mapping.paste import show_paste
from rfi.app.sections.uploads.report import show_report
from rfi.app.sections.uploads.uploads import show_upload
from rfi.app.session.current import current
from rfi.app.session.door import may
from rfi.views.intake.files import view_intake

SECTIONS = {
    "issues": show_issue_list,
    "confirm": show_open_warnings,
    "suggestions": show_suggestions,
    "versions": show_versions,
    "layouts": show_kept_layouts,
}
here = current()
if not show_mapping(here):
    left, right = st.columns([3, 4], gap="medium")
    with left:
        show_upload(here.word("intake.upload"), "upload", here, here.word("intake.upload.help"))
    with right:
        if may("answers"):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                show_withdrawal(here)
                show_staff_name(here)
        with st.container(horizontal=True):
            show_form_download(here)
            show_questionnaire_download(here)
            if may("answers"):
                show_paste(here)
    show_report(here)
    if here.workspace.round.answers:
        show_table(view_intake(here.evaluation, here.reading, received_of(here)), here)
    else:
        st.info(here.word("intake.empty"))
    show_held_tables(here)
    SECTIONS[choose_section(tuple(SECTIONS), here)](here)
