"""The last round, chosen among the others, or the versions before of this one's answers."""

from dataclasses import replace

import streamlit as st

from rfi.analysis.change.rounds import Side
from rfi.app.frame.received import versions_of
from rfi.app.session.cache import answers_of, change_of, is_comparable
from rfi.app.session.current import Current
from rfi.app.session.door import through
from rfi.app.session.open_round import read_open
from rfi.app.session.session import aside, keep_aside, stored
from rfi.app.session.workspace import Workspace
from rfi.compare.round.chosen_conditions import fitting
from rfi.evaluation.change import RoundChange
from rfi.store.outcome import Refused
from rfi.store.round.answers import KEPT
from rfi.store.round.reading import StoredRound
from rfi.store.round.rounds import list_rounds

_KEY, _WIDTH = "change_since", 360
_NONE, _VERSIONS = "", "versions"


def _of_stored(found: StoredRound, here: Current) -> Workspace:
    replaced = frozenset(one.sha256 for one in found.answers if one.state == KEPT)
    return Workspace(found.round, here.workspace.choices, found.letters, replaced)


def _versions_before(here: Current) -> Workspace | None:
    """Return this round with the version before of every answer that has one; None for none."""
    replaced, is_found = set(here.workspace.replaced), False
    for versions in versions_of(here).values():
        accepted = [one.sha256 for one in versions if one.state != "held"]
        if len(accepted) > 1:
            is_found = True
            replaced |= {one.sha256 for one in versions}
            replaced.discard(accepted[-2])
    return replace(here.workspace, replaced=frozenset(replaced), key="") if is_found else None


def _last(name: str, here: Current) -> Workspace | None:
    if name == _VERSIONS:
        return _versions_before(here)
    found = read_open(name)
    if isinstance(found, Refused) or not is_comparable(found.round):
        return None
    return _of_stored(found, here)


def _rounds(here: Current) -> dict[str, str]:
    """Return what can be chosen → its title."""
    heads = through("list", lambda store, _: list_rounds(store))
    others = () if isinstance(heads, Refused) else heads
    titles = {_NONE: here.word("choice.change.none")}
    if _versions_before(here) is not None:
        titles[_VERSIONS] = here.word("choice.change.versions")
    mine = stored().round_id
    return titles | {head.round_id: head.title for head in others if head.round_id != mine}


def pick_last(here: Current) -> RoundChange | None:
    """Show the control and return the change since the round that is chosen; None for none."""
    titles = _rounds(here)
    kept = aside(_KEY)
    names = list(titles)
    chosen = st.selectbox(
        here.word("choice.change.since"),
        names,
        names.index(kept) if kept in names else 0,
        format_func=lambda name: titles[name],
        key=_KEY,
        width=_WIDTH,
    )
    keep_aside(_KEY, chosen)
    if chosen == _NONE:
        return None
    last = _last(chosen, here)
    if last is None:
        st.warning(here.word("choice.change.unread"))
        return None
    answers, chosen_now = answers_of(last), here.workspace.choices.chosen
    before = Side(answers, fitting(chosen_now, answers))
    after = Side(here.answers, chosen_now)
    return change_of((last.key, here.workspace.key, here.workspace.choices.key), before, after)
