"""An address obeyed: what it names is chosen and shown, as far as the open round can follow."""

from dataclasses import replace

import streamlit as st

from rfi.app.session.address import ALL, CHOSEN_NAMES, LOST_WORDS, TAX, UNIT, addressed
from rfi.app.session.cache import answers_of
from rfi.app.session.session import keep_choices, language, show_offers, workspace
from rfi.app.session.workspace import Choices
from rfi.compare.round.chosen_conditions import fitting
from rfi.disclosure.shown import read_letters
from rfi.scenario.address import (
    EVERYTHING_SHOWN,
    LEVEL,
    NAMES,
    OFFERS,
    SHOWN_PARTS,
    address_of_chosen,
    chosen_of_address,
    shown_of_address,
)
from rfi.text.wording import text
from rfi.views.look.reading import MONEY_UNITS, TAX_BASES

# What the address named that is no offer of the round, until it has been told.
UNKNOWN_OFFERS = "unknown_offers"


def obey_address() -> None:
    """Choose what the address names, where it differs from what this person chose last.

    What an address cannot say stays where it says nothing else.
    """
    named = {name: st.query_params[name] for name in CHOSEN_NAMES if name in st.query_params}
    is_whole = OFFERS in st.query_params
    if named == addressed() or not (named or is_whole):
        return
    answers, choices = answers_of(workspace()), workspace().choices
    found = chosen_of_address(named, answers.assumptions, text("app.changed_by", language()))
    chosen = fitting(found.chosen, answers)
    lost = [*found.lost]
    if chosen != found.chosen:
        wanted, kept = address_of_chosen(found.chosen), address_of_chosen(chosen)
        lost += [words for name, words in wanted.items() if kept.get(name) != words]
    old = choices.chosen.city
    if old is not None and chosen.city is not None and old.code == chosen.city.code:
        chosen = replace(chosen, city=old)
    tax, unit = named.get(TAX, TAX_BASES[0]), named.get(UNIT, Choices().unit)
    lost += [] if tax in TAX_BASES else [tax]
    lost += [] if unit in MONEY_UNITS else [unit]
    keep_choices(
        replace(
            choices,
            chosen=chosen,
            tax=tax if tax in TAX_BASES else TAX_BASES[0],
            unit=unit if unit in MONEY_UNITS else Choices().unit,
        )
    )
    st.session_state[LOST_WORDS] = tuple(lost)


def follow_shown() -> None:
    """Show the offers that the address names; one that names none leaves what was kept."""
    named = {name: st.query_params[name] for name in SHOWN_PARTS if name in st.query_params}
    shown = EVERYTHING_SHOWN if OFFERS in named else workspace().choices.shown
    asked, lost = shown_of_address(named)
    if NAMES in named:
        shown = replace(shown, mode=asked.mode)
    if LEVEL in named:
        shown = replace(shown, level=asked.level)
    if lost:
        st.session_state[LOST_WORDS] = (*st.session_state.get(LOST_WORDS, ()), *lost)
    given = named.get(OFFERS, "")
    if given and given != ALL:
        places, unknown = read_letters(given, answers_of(workspace()))
        shown = replace(shown, places=places or shown.places)
        if unknown:
            st.session_state[UNKNOWN_OFFERS] = unknown
    show_offers(shown)
