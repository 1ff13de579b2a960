"""The views of a meeting, each large and with nothing else beside it."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

import streamlit as st

from rfi.app.frame.contents import show_parts
from rfi.app.frame.received import open_questions_of
from rfi.app.frame.slider.rate import FX_FROM, FX_TO
from rfi.app.sections.choice.controls import show_analysis
from rfi.app.sections.meeting.baseline import show_changes
from rfi.app.sections.robust.slider import show_slider
from rfi.app.session.current import Current
from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import Chosen
from rfi.text.numbers import trimmed
from rfi.views.choice.contents import CONTENTS as CHOICE
from rfi.views.cost.contents import CONTENTS as COSTS
from rfi.views.joint.contents import CONTENTS as JOINT
from rfi.views.meeting.changes import rate_turns
from rfi.views.meeting.totals import picture_totals
from rfi.views.robust.contents import CONTENTS as ROBUST
from rfi.views.summary.contents import CONTENTS as SUMMARY
from rfi.views.summary.contents import OPEN_QUESTIONS

# Sentences on turns that fit beside the changes.
_TURNS = 2
# Of one exact total no order can be told.
_PAIR = 2
_RATE = "fx_usd_jpy"


def _at_rate(rate: float, here: Current) -> Chosen:
    chosen = here.workspace.choices.chosen
    standard = here.answers.assumptions.values[_RATE]
    moved = Assumption(_RATE, rate, standard.unit, standard.source, standard.note)
    return chosen.with_assumption(_RATE, moved)


def _show_turns(here: Current) -> None:
    """Say where the order of exact totals turns over the exchange rate, nearest first."""
    exact = sum(
        offer.totals.nominal_jpy is not None and offer.bound.kind == "exact"
        for offer in here.comparison.offers
    )
    if exact < _PAIR:
        st.html(f'<div class="rfi-flips"><p>{escape(here.word("meeting.no_order"))}</p></div>')
        return
    rate = here.evaluation.conditions.assumptions.number(_RATE)
    low, high = ((end, here.under(_at_rate(end, here))) for end in (FX_FROM, FX_TO))
    turns = rate_turns((low, high), (rate, here.evaluation), here.reading)[:_TURNS]
    words = turns or (here.word("meeting.no_turn", low=trimmed(FX_FROM), high=trimmed(FX_TO)),)
    shown = "".join(f"<p>{escape(one)}</p>" for one in words)
    st.html(f'<div class="rfi-flips">{shown}</div>')


def _show_totals(here: Current, base: Chosen) -> None:
    left, right = st.columns([63, 37], gap="medium")
    with left:
        st.html(picture_totals(here.evaluation, here.reading, here.under(base)).html)
    with right:
        show_changes(here, base)
        _show_turns(here)


def _show_slider(here: Current, _: Chosen) -> None:
    show_slider(_RATE, here)


def _show_bands(here: Current, _: Chosen) -> None:
    pickers = {OPEN_QUESTIONS.key: open_questions_of}
    show_parts(SUMMARY, "summary", here, pickers, in_a_row=True)


def _show_shares(here: Current, _: Chosen) -> None:
    show_parts(JOINT, "shares", here, in_a_row=True)


def _show_differences(here: Current, _: Chosen) -> None:
    show_parts(COSTS, "by_difference", here, in_a_row=True)


def _show_tornado(here: Current, _: Chosen) -> None:
    show_parts(ROBUST, "robust", here, in_a_row=True)


def _show_analysis(here: Current, _: Chosen, section: str) -> None:
    show_analysis(section, here)


_SHOWN: Mapping[str, Callable[[Current, Chosen], None]] = {
    "totals": _show_totals,
    "slider": _show_slider,
    "bands": _show_bands,
    "shares": _show_shares,
    "differences": _show_differences,
    "tornado": _show_tornado,
    **{section: partial(_show_analysis, section=section) for section in CHOICE.sections},
}


def show_view(view: str, here: Current, base: Chosen) -> None:
    """Show one view under the conditions that hold, beside those of the baseline."""
    # Bands are lower here than on their own pages: the style goes by the name of the place.
    with st.container(key="meeting_view"):
        _SHOWN[view](here, base)
