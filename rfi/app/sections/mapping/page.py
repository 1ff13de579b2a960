"""The page of a vendor's own table: what it comes to first, then what its columns and rows are."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from rfi.app.frame.acts import permitted
from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell
from rfi.app.frame.show import show_table
from rfi.app.sections.mapping.accept import PERMISSIONS, accept, missing_in
from rfi.app.sections.mapping.city_head import show_city_head
from rfi.app.sections.mapping.columns import choose_table, show_columns, show_rows, show_terms
from rfi.app.sections.mapping.head import show_head
from rfi.app.sections.mapping.rows import show_mapped_rows
from rfi.app.sections.mapping.state import Mapped, begin, begin_next, end, kept_answers, mapped
from rfi.app.sections.mapping.words import show_business_words
from rfi.app.session.current import Current
from rfi.app.session.door import may
from rfi.intake.laid.city import applied_to_city
from rfi.intake.laid.heads import CityHead, Purpose
from rfi.intake.layout.apply import Applied
from rfi.intake.mapping.draft import applied, open_businesses
from rfi.schema.issue import Issue
from rfi.text.wording import text
from rfi.views.intake.issues import view_issue_groups
from rfi.views.intake.mapping import terms_words, view_sheet
from rfi.views.intake.mapping_sums import sums_of, sums_words, view_sums

# Said by the sums, and by the rows that are open.
_SHOWN = frozenset({"layout_total_differs", "layout_row_unmapped", "layout_minus_line"})
_PREVIEW = 430


def _turn(found: Mapped, purpose: Purpose, here: Current) -> None:
    """Map the same file to the other thing that a table can become."""
    begin(found.file, purpose, here)


def _show_answer(found: Mapped, made: Applied | None, here: Current) -> None:
    """Show what the table comes to and, beside it, the button that takes it in."""
    missing = missing_in(found, made, here)
    sums = made.sums if made is not None else ()
    is_equal = bool(sums) and not sums_of(sums).difference
    is_city = found.purpose == "city"
    mark = "equal" if is_equal and not missing else "open"
    with st.container(horizontal=True, vertical_alignment="center", key="map_answer"):
        words = escape(sums_words(sums, here.lang))
        rest = (
            escape(here.word("mapping.missing", what=text("mapping.dot", here.lang).join(missing)))
            if missing
            else ""
        )
        st.html(f'<div class="rfi-sums rfi-sums-{mark}"><b>{words}</b><span>{rest}</span></div>')
        st.button(
            here.word("mapping.accept.city" if is_city else "mapping.accept"),
            type="primary",
            disabled=bool(missing),
            on_click=acting(accept),
            args=(found, here),
            key="map_accept",
        )
        other: Purpose = "answer" if is_city else "city"
        if may(PERMISSIONS[other]):
            st.button(
                here.word(f"mapping.to_{other}"),
                on_click=acting(_turn),
                args=(found, other, here),
                type="tertiary",
                key="map_turn",
            )
        st.button(here.word("mapping.cancel"), on_click=acting(end), key="map_cancel")


def _applied(found: Mapped) -> Applied:
    if isinstance(found.head, CityHead):
        return applied_to_city(found.draft.grid, found.draft.layout)
    return applied(found.draft, found.head)


def _is_worth_a_table(made: Applied) -> bool:
    """Tell whether the sums say more column by column than in one sentence."""
    sums = made.sums
    return len(sums) > 1 or any(one.left_out or one.difference_jpy for one in sums)


def _told(made: Applied, found: Mapped) -> Sequence[Issue]:
    return [
        replace(issue, document=found.file.name)
        for issue in made.issues
        if issue.code not in _SHOWN
    ]


def _show(found: Mapped, here: Current) -> None:
    draft = found.draft
    is_city = isinstance(found.head, CityHead)
    key = "mapping.title.city" if is_city else "mapping.title"
    key = "mapping.title.known" if draft.is_known else key
    words = here.word(key, name=found.file.name, layout=draft.name)
    st.html(f'<div class="rfi-part">{escape(words)}</div>')
    usable = bool(draft.used) and all(draft.tables[at].amounts for at in draft.used)
    made = _applied(found) if usable else None
    _show_answer(found, made, here)
    twice = [one for one in kept_answers(here) if one.sha256 == found.file.sha256]
    if twice:
        facts = {"vendor": twice[-1].head.vendor, "version": twice[-1].head.version}
        st.warning(here.word("mapping.same_file", **facts))
    if draft.doubts:
        # Of a city an amount without a period is taken as that of a year.
        of_city = {"frequency": "frequency.city"} if is_city else {}
        said = (here.word(f"mapping.doubt.{of_city.get(one, one)}") for one in draft.doubts)
        words = text("mapping.dot", here.lang).join(said)
        st.caption(here.word("mapping.doubts") + words)
    if isinstance(found.head, CityHead):
        show_city_head(found, found.head, here)
    else:
        show_head(found, found.head, here)
    at = choose_table(found, here)
    left, right = st.columns([5, 4], gap="medium")
    with left:
        show_mapped_rows(found, at, here)
        for number in sorted(draft.used):
            open_words = open_businesses(draft, number)
            if open_words:
                show_business_words(open_words, number, found, here)
        if made is not None and _is_worth_a_table(made):
            show_table(view_sums(made.sums, found.draft.asked, here.reading), here)
    with right:
        show_columns(found, at, here)
        if draft.tables[at].amounts:
            st.caption(terms_words(draft, at, here.lang))
        with st.expander(here.word("mapping.change"), key=f"map_change_{at}"):
            show_terms(found, at, here)
            show_rows(found, at, here)
        with st.container(height=_PREVIEW, key="map_preview"):
            show_table(view_sheet(draft, at, here.reading), here)
    told = _told(made, found) if made is not None else ()
    if told:
        with st.expander(here.word("mapping.told", count=len(told))):
            show_table(view_issue_groups(told, here.reading), here)


def show_mapping(here: Current) -> bool:
    """Show the table that is being mapped, or the next that waits.

    Returns:
        Whether there is one: then the page shows nothing else.
    """
    issues = begin_next(here)
    tell(issues, here.lang, here.word("mapping.not_begun"))
    found = mapped()
    if found is None or not permitted(PERMISSIONS[found.purpose]):
        return False
    _show(found, here)
    return True
