"""The rounds of the database: opened, named, set aside, exported, begun anew, deleted."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from rfi.app.frame.acts import tell_outcome
from rfi.app.frame.downloads import ZIP
from rfi.app.frame.faults import acting, guarded, quiet
from rfi.app.frame.navigation import open_next
from rfi.app.frame.notices import tell, tell_issues_next
from rfi.app.sections.round.new import enter
from rfi.app.session.door import may, through
from rfi.app.session.open_round import read_open, renew, switch_to
from rfi.app.session.session import close_round, language, opened
from rfi.document.grid.cell_text import fold
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Outcome, Refused
from rfi.store.round.act import Signed
from rfi.store.round.rounds import (
    RETENTION_DAYS,
    RoundHead,
    archive_round,
    delete_round,
    export_round,
    list_rounds,
    rename_round,
    reopen_round,
)
from rfi.store.round.whole_file import write_whole
from rfi.text.dates import shown_moment
from rfi.text.wording import Lang, text

_LONGEST_TITLE = 80
# Of more rounds the others are found by their title.
_MOST_SHOWN = 12


def _follow(outcome: Outcome, round_id: str) -> None:
    """Show what came of an act on a round as a whole."""
    here = opened()
    tell_outcome(outcome)
    if here is not None and here.round_id == round_id:
        renew()


def _rename(head: RoundHead) -> None:
    title = str(st.session_state[f"round_title_{head.round_id}"]).strip()
    if title:
        outcome = through(
            "rounds",
            lambda store, signed: rename_round(store, head.round_id, head.version, title, signed),
        )
        _follow(outcome, head.round_id)


def _set(act: Callable[[Store, str, int, Signed], Outcome], head: RoundHead) -> None:
    outcome = through(
        "rounds", lambda store, signed: act(store, head.round_id, head.version, signed)
    )
    _follow(outcome, head.round_id)


def _delete(head: RoundHead) -> None:
    outcome = through(
        "rounds", lambda store, signed: delete_round(store, head.round_id, head.version, signed)
    )
    here = opened()
    if isinstance(outcome, Done) and here is not None and here.round_id == head.round_id:
        close_round()
    else:
        _follow(outcome, head.round_id)


def _copy(head: RoundHead, lang: Lang) -> None:
    older = read_open(head.round_id)
    if isinstance(older, Refused):
        tell_issues_next(older.issues, lang)
    else:
        from rfi.app.sections.round.begin import start_from_older

        enter(start_from_older(older, lang), "intake", lang)


def _open(head: RoundHead, lang: Lang) -> None:
    refusal = switch_to(head.round_id)
    if refusal is not None:
        tell_issues_next(refusal.issues, lang)
    elif may("view"):
        open_next("summary" if head.answer_count else "intake")


def _written(round_id: str, lang: Lang) -> bytes:
    """Return the round as one file; what speaks against that is told on the page before."""
    whole = through("rounds", lambda store, _: export_round(store, round_id))
    data = whole if isinstance(whole, Refused) else write_whole(whole)
    if isinstance(data, Refused):
        issue = data.issue
        return f"{issue.message(lang)}\n{issue.next_step(lang)}\n".encode()
    return data


def _show_acts(head: RoundHead, lang: Lang) -> None:
    key = head.round_id
    st.text_input(
        text("app.rounds.title", lang),
        head.title,
        max_chars=_LONGEST_TITLE,
        key=f"round_title_{key}",
        on_change=guarded(_rename),
        args=(head,),
    )
    st.download_button(
        text("app.rounds.export", lang),
        data=quiet(lambda: _written(key, lang), "rounds"),
        file_name=text("app.rounds.export.name", lang, id=key),
        mime=ZIP,
        on_click="ignore",
        key=f"round_export_{key}",
        help=text("app.rounds.export.help", lang),
    )
    st.button(
        text("app.rounds.copy", lang),
        on_click=acting(_copy),
        args=(head, lang),
        key=f"round_copy_{key}",
        help=text("app.rounds.copy.help", lang),
    )
    if head.archived_at:
        st.button(
            text("app.rounds.reopen", lang),
            on_click=acting(_set),
            args=(reopen_round, head),
            key=f"round_reopen_{key}",
        )
        st.button(
            text("app.rounds.delete", lang),
            on_click=acting(_delete),
            args=(head,),
            key=f"round_delete_{key}",
            help=text("app.rounds.delete.help", lang, days=RETENTION_DAYS),
        )
    else:
        st.button(
            text("app.rounds.archive", lang),
            on_click=acting(_set),
            args=(archive_round, head),
            key=f"round_archive_{key}",
            help=text("app.rounds.archive.help", lang, days=RETENTION_DAYS),
        )


def _show_round(head: RoundHead, lang: Lang) -> None:
    here = opened()
    is_open = here is not None and here.round_id == head.round_id
    facts = {
        "count": head.answer_count,
        "at": shown_moment(head.changed_at),
        "by": head.changed_by,
    }
    state = ""
    if head.archived_at:
        state = text("app.rounds.archived", lang, at=shown_moment(head.archived_at))
    elif is_open:
        state = text("app.rounds.is_open", lang)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"round_row_{head.round_id}"
    ):
        mark = f'<span class="rfi-chip">{escape(state)}</span>' if state else ""
        words = escape(text("app.rounds.facts", lang, **facts))
        st.html(
            f'<div class="rfi-listed"><b>{escape(head.title)}</b>{mark}<span>{words}</span></div>'
        )
        st.button(
            text("app.rounds.open", lang),
            on_click=acting(_open),
            args=(head, lang),
            key=f"round_open_{head.round_id}",
        )
        if not may("rounds"):
            return
        with st.popover(text("app.rounds.more", lang), key=f"round_more_{head.round_id}"):
            _show_acts(head, lang)


def _wanted(found: Sequence[RoundHead], lang: Lang) -> Sequence[RoundHead]:
    """Return the rounds whose titles hold what is looked for, where there are many."""
    if len(found) <= _MOST_SHOWN:
        return found
    label = text("app.rounds.find", lang)
    sought = fold(st.text_input(label, max_chars=_LONGEST_TITLE, key="round_find")).lower()
    return [head for head in found if sought in fold(head.title).lower()]


def _show_some(heads: Sequence[RoundHead], lang: Lang) -> None:
    """Show the open round and those changed last, and how many more there are."""
    here = opened()
    heads = sorted(heads, key=lambda head: here is None or head.round_id != here.round_id)
    for head in heads[:_MOST_SHOWN]:
        _show_round(head, lang)
    if len(heads) > _MOST_SHOWN:
        st.caption(text("app.rounds.more_there", lang, count=len(heads) - _MOST_SHOWN))


def show_rounds() -> None:
    """Show the rounds, those set aside apart."""
    lang = language()
    found = through("list", lambda store, _: list_rounds(store))
    if isinstance(found, Refused):
        tell(found.issues, lang)
        return
    current = [head for head in found if not head.archived_at]
    st.html(f'<div class="rfi-part">{text("app.rounds.list", lang, count=len(current))}</div>')
    if not current:
        st.info(text("app.rounds.none", lang))
    wanted = _wanted(found, lang)
    _show_some([head for head in wanted if not head.archived_at], lang)
    aside = [head for head in wanted if head.archived_at]
    if aside:
        with st.expander(text("app.rounds.aside", lang, count=len(aside))):
            _show_some(aside, lang)
