"""The list of everything found in the answers: filters, files, and a corrected answer beside it."""

from collections import Counter

import streamlit as st

from rfi.app.frame.received import received_of
from rfi.app.frame.show import show_issue_downloads, show_table
from rfi.app.sections.uploads.uploads import show_upload
from rfi.app.session.cache import suggestions_of
from rfi.app.session.current import Current
from rfi.schema.issue import Issue
from rfi.views.intake.issues import kind_label, view_issue_groups, view_issues


def _filtered(here: Current) -> tuple[list[Issue], list[Issue], str | None, bool]:
    """Show the filters.

    Returns:
        What they leave, the same of every severity, the file chosen, whether each place counts.
    """
    every = list(here.comparison.issues)
    names = sorted({issue.document for issue in every if issue.document})
    with st.container(horizontal=True, vertical_alignment="bottom", key="issue_filters"):
        which = st.segmented_control(
            here.word("intake.severity"),
            ("error", "warning", "note"),
            format_func=lambda code: here.word(f"intake.severity.{code}"),
            selection_mode="multi",
            default=("error", "warning"),
            key="severities",
        )
        name = st.selectbox(
            here.word("intake.filter.file"),
            names,
            index=None,
            placeholder=here.word("trace.any"),
            key="issue_file",
            width=200,
        )
        of_file = [issue for issue in every if name is None or issue.document == name]
        wanted = [issue for issue in of_file if issue.severity in which]
        codes = [code for code, _ in Counter(issue.code for issue in wanted).most_common()]
        kind = st.selectbox(
            here.word("intake.filter.kind"),
            codes,
            index=None,
            placeholder=here.word("trace.any"),
            format_func=lambda code: kind_label(code, every, here.lang),
            key="issue_kind",
            width=300,
        )
        every_place = st.toggle(here.word("intake.every_place"), key="every_place")
        of_kind = [issue for issue in of_file if kind is None or issue.code == kind]
        left = [issue for issue in of_kind if issue.severity in which]
        if left:
            show_issue_downloads(view_issues(left, here.reading), here)
    return left, of_kind, name, every_place


def show_issue_list(here: Current) -> None:
    """Show the issues of the chosen severities, file and kind, by kind or a place a row."""
    issues, every, name, every_place = _filtered(here)
    held = [found for found in received_of(here) if found.state == "held" and found.name == name]
    if held:
        table_side, upload_side = st.columns([3, 1], gap="medium")
        with upload_side:
            show_upload(here.word("intake.again"), "again", here)
            current, asked = here.workspace.round, here.questionnaire
            count = sum(len(suggestions_of(current, found.answer.file, asked)) for found in held)
            if count:
                st.caption(here.word("intake.suggested", count=count))
    else:
        table_side = st.container()
    with table_side:
        if not issues:
            st.info(here.word("intake.no_issue"))
            return
        table = view_issue_groups(issues, here.reading, every_place=every_place, every=every)
        show_table(table, here)
