"""Conditions, expected amounts: what a hole is taken to cost until it is answered."""

from dataclasses import replace
from html import escape

import streamlit as st

from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell_next
from rfi.app.frame.show import show_table
from rfi.app.frame.widget_state import forget, heard
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.compare.cost.levelling import FILLABLE
from rfi.scenario.chosen import ExpectedAmount
from rfi.scenario.questionnaire import CostCell
from rfi.text.numbers import format_number
from rfi.views.cost.levelling import view_levelling
from rfi.views.look.offers import look_of, offer_label

_THOUSAND, _MOST = 1000, 1_000_000_000
_MAX_SOURCE = 300


def _holes_of(here: Current, index: int) -> list[CostCell]:
    """Return the cells of an offer that an amount could stand in, in the order asked."""
    comparison, asked = here.comparison, here.questionnaire
    states, scope = comparison.offers[index].coverage.states, comparison.conditions.scope
    return [
        (business, item)
        for item in asked.items
        for business in asked.businesses
        if states.get((business, item), "") in FILLABLE and scope.holds((business, item))
    ]


def _cell_words(cell: CostCell, here: Current) -> str:
    business, item = cell
    asked = here.questionnaire
    return here.word("expected.cell", business=asked.businesses[business], item=asked.items[item])


def _give(letter: str, here: Current) -> None:
    cell, amount = heard("expected_hole"), heard("expected_amount")
    source = heard("expected_source").strip()
    if not source:
        tell_next("error", here.word("expected.no_source"))
    elif not amount:
        tell_next("error", here.word("expected.no_amount"))
    else:
        business, item = cell
        given = ExpectedAmount(letter, business, item, float(amount) * _THOUSAND, source)
        choose(chosen_now().with_expected(given))
        forget("expected_amount")
        forget("expected_source")


def _drop(given: ExpectedAmount) -> None:
    choose(replace(chosen_now(), expected=chosen_now().without_expected(given.place)))


def _show_given(here: Current) -> None:
    """Show every amount with its source and the way to take it away."""
    used = {
        (look_of(offer).letter, *cell.cell)
        for offer in here.comparison.offers
        if offer.levelling
        for cell in offer.levelling.filled
        if cell.is_expected
    }
    for number, one in enumerate(chosen_now().expected):
        words = here.word(
            "expected.row",
            letter=one.letter,
            cell=_cell_words((one.business, one.item), here),
            amount=format_number(one.amount_jpy / _THOUSAND),
            source=one.source,
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"given_{number}"):
            st.text(words if one.place in used else words + here.word("expected.unused"))
            st.button(
                here.word("expected.drop"),
                on_click=acting(_drop),
                args=(one,),
                key=f"expected_drop_{number}",
            )


def show_expected(here: Current) -> None:
    """Let a hole be given an amount with its source; show those given, and what they may turn."""
    offers = here.comparison.offers
    holed = {index: holes for index in range(len(offers)) if (holes := _holes_of(here, index))}
    st.html(f'<h2 class="rfi-title">{escape(here.word("expected.title"))}</h2>')
    st.caption(here.word("expected.help"))
    if not holed:
        st.info(here.word("expected.none"))
    else:
        with st.container(horizontal=True, vertical_alignment="bottom", key="expected_new"):
            index = st.selectbox(
                here.word("expected.offer"),
                tuple(holed),
                format_func=lambda one: offer_label(here.comparison, one),
                key="expected_offer",
                width=230,
            )
            st.selectbox(
                here.word("expected.hole"),
                holed[index],
                format_func=lambda cell: _cell_words(cell, here),
                key="expected_hole",
                width=330,
            )
            st.number_input(
                here.word("expected.amount"),
                0,
                _MOST,
                step=1000,
                value=None,
                key="expected_amount",
                width=170,
            )
            st.text_input(
                here.word("expected.source"),
                max_chars=_MAX_SOURCE,
                placeholder=here.word("expected.source.example"),
                key="expected_source",
                width=300,
            )
            st.button(
                here.word("expected.give"),
                on_click=acting(_give),
                args=(look_of(offers[index]).letter, here),
                key="expected_give",
                type="primary",
            )
    _show_given(here)
    if chosen_now().expected:
        show_table(view_levelling(here.evaluation, here.reading), here)
