"""The page of a vendor's own table: what it comes to first, then what its columns and rows are."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from rfi.app.frame.acts import outcome_of, permitted, tell_outcome
from rfi.app.frame.faults import guarded
from rfi.app.frame.show import show_table
from rfi.app.frame.upload_report import keep_report
from rfi.app.frame.uploads import tell
from rfi.app.sections.mapping.columns import (
    choose_table,
    show_business_words,
    show_columns,
    show_rows,
    show_terms,
)
from rfi.app.sections.mapping.head import show_head
from rfi.app.sections.mapping.rows import show_mapped_rows
from rfi.app.sections.mapping.state import (
    Mapped,
    begin_next,
    end,
    layouts_of,
    mapped,
)
from rfi.app.session.claims import claim_in
from rfi.app.session.current import Current
from rfi.app.session.open_round import renew
from rfi.intake.laid.laid import LaidAnswer, write_laid
from rfi.intake.layout.apply import Applied
from rfi.intake.mapping.draft import applied, open_businesses, open_rows
from rfi.intake.round.round import RoundFile
from rfi.schema.issue import Issue
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Outcome
from rfi.store.round.act import Signed
from rfi.store.round.answers import accept_answer
from rfi.store.round.layouts import save_layout
from rfi.views.intake.issues import view_issue_groups
from rfi.views.intake.mapping import sums_of, sums_words, terms_words, view_sheet, view_sums
from rfi.views.intake.taken import Taken

# Said by the sums, and by the rows that are open.
_SHOWN = frozenset({"layout_total_differs", "layout_row_unmapped", "layout_minus_line"})
_PREVIEW = 430


def _missing(found: Mapped, made: Applied | None, here: Current) -> list[str]:
    """Return what is still to be said before the table can be taken."""
    draft, lines = found.draft, []
    if not draft.used:
        lines.append(here.word("mapping.missing.table"))
    for at in sorted(draft.used):
        table = draft.tables[at]
        name = table.sheet or here.word("mapping.csv")
        if not table.amounts:
            lines.append(here.word("mapping.missing.amount", sheet=name))
        if not table.label_columns:
            lines.append(here.word("mapping.missing.item", sheet=name))
    rows = open_rows(draft) if not lines else ()
    if rows:
        lines.append(here.word("mapping.missing.rows", count=len(rows)))
    words = [each for at in sorted(draft.used) for each in open_businesses(draft, at)]
    if words:
        lines.append(here.word("mapping.missing.words", count=len(words)))
    if not found.head.vendor:
        lines.append(here.word("mapping.missing.vendor"))
    if made is not None and not made.value["offers"][0]["cost_lines"] and not lines:
        lines.append(here.word("mapping.missing.lines"))
    return lines


def _accept(found: Mapped, here: Current) -> None:
    """Take the table in as an answer, and keep its layout under its name."""
    laid = LaidAnswer(found.file.name, found.file.data, found.draft.layout, found.head)
    file = RoundFile(found.file.name, write_laid(laid))
    claim = claim_in(here.workspace.round, file, here.questionnaire)
    layout = found.draft.layout
    seen = {one.layout.name: one.version for one in layouts_of(here)}

    def accept(store: Store, round_id: str, signed: Signed) -> Outcome:
        return accept_answer(store, round_id, file, claim, signed)

    def keep(store: Store, round_id: str, signed: Signed) -> Outcome:
        return save_layout(store, round_id, layout, seen.get(layout.name, 0), signed)

    outcome = outcome_of("answers", accept)
    if tell_outcome(outcome):
        tell_outcome(outcome_of("answers", keep))
        act = outcome.act if isinstance(outcome, Done) else ""
        keep_report([Taken(file.sha256, act)], here)
        end()
    renew()


def _show_answer(found: Mapped, made: Applied | None, here: Current) -> None:
    """Show what the table comes to and, beside it, the button that takes it in."""
    missing = _missing(found, made, here)
    sums = made.sums if made is not None else ()
    is_equal = bool(sums) and not sums_of(sums).difference
    mark = "equal" if is_equal and not missing else "open"
    with st.container(horizontal=True, vertical_alignment="center", key="map_answer"):
        words = escape(sums_words(sums, here.lang))
        rest = escape(here.word("mapping.missing", what="・".join(missing))) if missing else ""
        st.html(f'<div class="rfi-sums rfi-sums-{mark}"><b>{words}</b><span>{rest}</span></div>')
        st.button(
            here.word("mapping.accept"),
            type="primary",
            disabled=bool(missing),
            on_click=guarded(_accept),
            args=(found, here),
            key="map_accept",
        )
        st.button(here.word("mapping.cancel"), on_click=guarded(end), key="map_cancel")


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
    key = "mapping.title.known" if draft.is_known else "mapping.title"
    words = here.word(key, name=found.file.name, layout=draft.name)
    st.html(f'<div class="rfi-part">{escape(words)}</div>')
    usable = bool(draft.used) and all(draft.tables[at].amounts for at in draft.used)
    made = applied(draft, found.head) if usable else None
    _show_answer(found, made, here)
    if draft.doubts:
        words = "・".join(here.word(f"mapping.doubt.{doubt}") for doubt in draft.doubts)
        st.caption(here.word("mapping.doubts") + words)
    show_head(found, here)
    at = choose_table(found, here)
    left, right = st.columns([5, 4], gap="medium")
    with left:
        show_mapped_rows(found, at, here)
        for number in sorted(draft.used):
            open_words = open_businesses(draft, number)
            if open_words:
                show_business_words(open_words, number, found, here)
        if made is not None and _is_worth_a_table(made):
            show_table(view_sums(made.sums, here.reading), here)
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
    if found is None or not permitted("answers"):
        return False
    _show(found, here)
    return True
