"""Which row is what: the open ones first, each with what it may be and how alike the words are."""

from collections.abc import Mapping

import streamlit as st

from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.show import show_table
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.mapping.state import PREFIX, Mapped, change
from rfi.app.session.current import Current
from rfi.intake.layout.layout import Labels, Target, TargetKind
from rfi.intake.layout.matching import Match
from rfi.intake.mapping.acts import confirm_rest, set_target
from rfi.intake.mapping.draft import matches_of, open_rows
from rfi.views.intake.mapping import amounts_of_rows, target_title, view_mapped
from rfi.views.intake.mapping_sums import row_words

# Of more rows the others follow when these are done.
_MOST = 12
_WIDEST = 40
_OTHERS: tuple[TargetKind, ...] = ("discount", "total", "left_out")


def _choices(found: Mapped, match: Match) -> Mapping[str, Target]:
    """Return what a row can be; an item keeps the business that its words name."""
    business = match.target.business if match.target is not None else ""
    items = {f"item:{code}": Target("item", code, business) for code in found.draft.asked.items}
    takes_discounts = found.draft.asked.takes_discounts
    others: dict[str, Target] = {
        kind: Target(kind) for kind in _OTHERS if kind != "discount" or takes_discounts
    }
    return {**items, **others}


def _key_of(target: Target | None) -> str | None:
    if target is None:
        return None
    return f"item:{target.item}" if target.kind == "item" else target.kind


def _choose(labels: Labels, key: str, found: Mapped, match: Match) -> None:
    chosen = heard(key)
    if chosen is not None:
        target = _choices(found, match)[chosen]
        change(lambda draft: set_target(draft, labels, target))


def _confirm(match: Match) -> None:
    target = match.target
    if target is not None:
        change(lambda draft: set_target(draft, match.labels, target))


def _confirm_all() -> None:
    change(confirm_rest)


def _select(match: Match, target: Target | None, key: str, found: Mapped, here: Current) -> None:
    choices = _choices(found, match)

    def words(code: str) -> str:
        return target_title(choices[code], found.draft.asked, here.lang)

    st.selectbox(
        row_words(match.labels),
        tuple(choices),
        format_func=words,
        index=None,
        placeholder=here.word("mapping.choose"),
        label_visibility="collapsed",
        key=showing(key, _key_of(target)),
        on_change=guarded(_choose),
        args=(match.labels, key, found, match),
        width=250,
    )


def _show_open(found: Mapped, here: Current) -> None:
    every = open_rows(found.draft)
    guessed = sum(match.target is not None for match in every)
    with st.container(horizontal=True, vertical_alignment="center", key="map_open_head"):
        st.html(f'<div class="rfi-part">{here.word("mapping.open", count=len(every))}</div>')
        if guessed:
            st.button(
                here.word("mapping.confirm_all", count=guessed),
                on_click=acting(_confirm_all),
                key=f"{PREFIX}confirm_all",
            )
    amounts = [amounts_of_rows(found.draft, at) for at in sorted(found.draft.used)]
    for number, match in enumerate(every[:_MOST]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"map_open_{number}"):
            st.text(row_words(match.labels))
            written = (each.get(match.labels, "") for each in amounts)
            st.text(" / ".join(filter(None, written))[:_WIDEST], text_alignment="right", width=130)
            score = here.word("mapping.score", score=f"{match.score:.0f}") if match.target else ""
            st.text(score, text_alignment="right", width=50)
            key = f"{PREFIX}row_{'|'.join(match.labels)}"
            _select(match, match.target, key, found, here)
            st.button(
                here.word("mapping.confirm"),
                disabled=match.target is None,
                on_click=acting(_confirm),
                args=(match,),
                key=f"{key}_confirm",
            )
    if len(every) > _MOST:
        st.caption(here.word("mapping.more_open", count=len(every) - _MOST))


def _show_taken(found: Mapped, at: int, here: Current) -> None:
    targets = found.draft.tables[at].targets
    taken = [one for one in matches_of(found.draft, at) if one.labels in targets]
    if not taken:
        return
    show_table(view_mapped(found.draft, at, here.reading), here)
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_mend"):
        chosen = st.selectbox(
            here.word("mapping.mend"),
            range(len(taken)),
            format_func=lambda index: row_words(taken[index].labels),
            index=None,
            placeholder=here.word("mapping.mend.choose"),
            key=f"{PREFIX}mend_{at}_{len(taken)}",
            width=240,
        )
        if chosen is not None:
            match = taken[chosen]
            key = f"{PREFIX}row_{'|'.join(match.labels)}"
            _select(match, targets[match.labels], key, found, here)


def show_mapped_rows(found: Mapped, at: int, here: Current) -> None:
    """Show the rows that nobody has said yet, of all tables, and what the others are."""
    if open_rows(found.draft):
        _show_open(found, here)
    _show_taken(found, at, here)
