"""The list of everything found in the answers, by severity."""

import streamlit as st

from rfi.app.current import Current
from rfi.app.show import show_table
from rfi.views.issues import view_issue_groups, view_issues


def show_issue_list(here: Current) -> None:
    """Show the issues of the chosen severities, grouped by kind or a place a row."""
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
