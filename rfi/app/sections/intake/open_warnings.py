"""The warnings that keep a total from being firm: settled here with a word of why."""

from collections.abc import Sequence

import streamlit as st

from rfi.app.frame.acts import Undo, Work, act, permitted
from rfi.app.frame.faults import acting
from rfi.app.frame.navigation import open_next
from rfi.app.frame.notices import tell_next
from rfi.app.frame.received import received_of
from rfi.app.frame.show import choose_row
from rfi.app.frame.widget_state import heard, relabelled, starting
from rfi.app.session.current import Current
from rfi.app.session.door import may
from rfi.app.session.session import signed
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal
from rfi.intake.round.dismissals import dismissed_places
from rfi.intake.round.reading import claim_of
from rfi.schema.issue import Issue
from rfi.store.round.reading import StoredRound
from rfi.store.round.settled import dismiss, undo_dismissal
from rfi.views.intake.dismissals import view_dismissals
from rfi.views.intake.issues import view_issues
from rfi.views.look.offers import offer_label
from rfi.views.look.totals import certainty_words, to_confirm_words

_SECTION_KEY, _SECTION = "intake_section", "confirm"
_OFFER_KEY = "confirm_offer"
_LONGEST_REASON = 400


def _follow(offer_key: str) -> None:
    st.session_state[_OFFER_KEY] = offer_key
    st.session_state[_SECTION_KEY] = _SECTION
    open_next("intake")


def show_certainty(here: Current) -> None:
    """Show how far each total can be relied on; the count of a total leads to its warnings."""
    with st.container(horizontal=True, key="certainty"):
        for index, offer in enumerate(here.comparison.offers):
            words = to_confirm_words(offer.certainty, here.lang)
            letter = offer_label(here.comparison, index).split(" ", 1)[0]
            if not words:
                continue
            label = here.word("certainty.link", letter=letter, words=words)
            st.button(
                label,
                on_click=acting(_follow),
                args=(offer.offer_key,),
                key=f"certainty_{index}",
                type="tertiary",
            )


def choose_section(names: Sequence[str], here: Current) -> str:
    """Let a section of the page be chosen; a count that was clicked opens that of the warnings."""
    chosen = st.segmented_control(
        here.word("intake.section"),
        names,
        format_func=lambda name: here.word(f"intake.{name}"),
        required=True,
        label_visibility="collapsed",
        key=starting(_SECTION_KEY, names[0]),
    )
    return chosen or names[0]


def _choose_offer(here: Current) -> int:
    """Let an offer be chosen: the one whose count was clicked, else the first with any."""
    offers = here.comparison.offers
    keys = [offer.offer_key for offer in offers]
    first = next((one.offer_key for one in offers if one.certainty.to_confirm), keys[0])
    if st.session_state.get(_OFFER_KEY) not in keys:
        st.session_state.pop(_OFFER_KEY, None)
    labels = [
        here.word(
            "confirm.offer.option",
            offer=offer_label(here.comparison, index),
            words=certainty_words(offer, here.lang),
        )
        for index, offer in enumerate(offers)
    ]
    chosen = st.selectbox(
        here.word("confirm.offer"),
        keys,
        format_func=lambda key: labels[keys.index(key)],
        key=relabelled(starting(_OFFER_KEY, first), labels),
        width=420,
    )
    return keys.index(chosen) if chosen in keys else 0


def _undoing(at: int, now: StoredRound) -> Work:
    version = now.dismissals[at]
    return lambda store, round_id, signed: undo_dismissal(store, round_id, at, version, signed)


def _settle(chosen: Issue, alike: Sequence[Issue], key: str, here: Current) -> None:
    why = str(heard(_why(key))).strip()
    if why:
        every = len(alike) > 1 and heard(_alike(key))
        _dismiss(alike if every else [chosen], why, here)
    else:
        tell_next("warning", here.word("confirm.why.empty"))


def _why(key: str) -> str:
    return f"why_{key}"


def _alike(key: str) -> str:
    return f"alike_{key}"


def _dismiss(alike: Sequence[Issue], why: str, here: Current) -> None:
    found = next(
        one
        for one in received_of(here)
        if one.state == "accepted" and one.name == alike[0].document
    )
    who = signed()
    dismissal = Dismissal(
        response_id=claim_of(found.reading.value)[0],
        issue_code=alike[0].code,
        what=alike[0].message(here.lang),
        places=dismissed_places(found.reading, alike),
        why=why,
        deed=Deed(who.by, who.at),
    )
    act(
        "answers",
        lambda store, round_id, _: dismiss(store, round_id, dismissal),
        undo=Undo(
            here.word("confirm.settled", count=len(alike)),
            "answers",
            lambda now: _undoing(len(now.dismissals) - 1, now),
        ),
    )


def _show_open(here: Current) -> None:
    index = _choose_offer(here)
    issues = here.evaluation.warnings_on(index)
    if not issues:
        st.info(here.word("confirm.none"))
        return
    st.caption(here.word("confirm.choose", count=len(issues)))
    key = f"confirm_{here.comparison.offers[index].offer_key}_{len(issues)}"
    listed = view_issues(issues, here.reading, with_pointer=False)
    chosen = issues[choose_row(listed, key, here)]
    # A row of the list is cut at its width: what is settled is read here, to its last figure.
    with st.container(key="confirm_words"):
        st.text(f"{chosen.message(here.lang)}\n{chosen.next_step(here.lang)}")
    if not permitted("answers"):
        return
    alike = [one for one in issues if (one.code, one.document) == (chosen.code, chosen.document)]
    with st.container(horizontal=True, vertical_alignment="bottom", key="confirm_act"):
        st.text_input(here.word("confirm.why"), max_chars=_LONGEST_REASON, key=_why(key), width=420)
        if len(alike) > 1:
            st.checkbox(here.word("confirm.alike", count=len(alike)), key=_alike(key))
        st.button(
            here.word("confirm.done"),
            on_click=acting(_settle),
            args=(chosen, alike, key, here),
            type="primary",
            key="dismiss_warning",
        )


def _undo(at: int, here: Current) -> None:
    act("answers", _undoing(at, here.stored))


def _show_dismissed(here: Current) -> None:
    current = here.workspace.round
    names = {
        str(response.value["response_id"]): str(response.value["vendor"]["name"])
        for response in here.answers.responses
        if response.value is not None
    }
    table = view_dismissals(current.dismissals, names, here.reading)
    st.caption(here.word("suggest.applied", title=table.title, caption=table.caption))
    at = choose_row(table, f"dismissals_{len(current.dismissals)}", here)
    is_undone = current.dismissals[at].deed.is_undone
    if may("answers"):
        st.button(
            here.word("confirm.undo"),
            on_click=acting(_undo),
            args=(at, here),
            disabled=is_undone,
            key="undo_dismissal",
        )


def show_open_warnings(here: Current) -> None:
    """Show the open warnings on the total of an offer, and what was settled."""
    if here.comparison.offers:
        _show_open(here)
    if here.workspace.round.dismissals:
        _show_dismissed(here)
