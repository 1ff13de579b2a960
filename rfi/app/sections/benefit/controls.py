"""What is chosen on the page of effects, and what it says where there are none."""

from collections.abc import Callable, Iterable

import streamlit as st

from rfi.app.frame.current import Current
from rfi.compare.benefit.comparison import BenefitComparison
from rfi.text.wording import text
from rfi.views.benefit.measures import BASES, PERIODS, BenefitDisplay
from rfi.views.look.offers import offer_label

# Section → what of period and basis is chosen there.
_CHOSEN = {
    "ledgers": ("period",),
    "procedures": ("period", "basis"),
    "years": ("basis",),
    "lines": ("period",),
}


def choose(name: str, options: Iterable[str], title: Callable[[str], str], here: Current) -> str:
    """Show a segmented control without its label and return what is chosen."""
    known = tuple(options)
    chosen = st.segmented_control(
        here.word(f"benefits.{name}"),
        known,
        format_func=title,
        default=known[0],
        required=True,
        label_visibility="collapsed",
        key=f"benefit_{name}",
    )
    return chosen or known[0]


def choose_shown(section: str, here: Current) -> BenefitDisplay:
    """Show the controls of period and basis that a section has."""
    names = _CHOSEN.get(section, ())
    shown = BenefitDisplay()
    period, basis = shown.period, shown.basis
    if "period" in names:
        word = choose("period", PERIODS, lambda one: here.word(f"benefits.period.{one}"), here)
        period = next(known for known in PERIODS if known == word)
    if "basis" in names:
        word = choose("basis", BASES, lambda one: here.word(f"benefits.basis.{one}"), here)
        basis = next(known for known in BASES if known == word)
    return BenefitDisplay(period, basis)


def show_gaps(benefits: BenefitComparison, here: Current) -> None:
    """Say which offers have no effects; where none has any, say so and end the page."""
    if not benefits.has_lines:
        st.info(here.word("benefits.empty"))
        st.page_link("rfi/app/pages/intake.py", label=here.word("benefits.empty.link"))
        st.stop()
    bare = [
        offer_label(benefits, place)
        for place, offer in enumerate(benefits.offers)
        if not offer.lines
    ]
    if bare:
        names = text("list.separator", here.lang).join(bare)
        st.text(here.word("benefits.some_empty", names=names))
