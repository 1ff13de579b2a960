"""The figure that an address names: whose, of which business and item."""

from typing import TYPE_CHECKING

import streamlit as st

from rfi.app.frame.show import show_drawn, titled
from rfi.app.session.current import Current
from rfi.views.look.band.picture import code_of_figure, item_titles, parts_of_figure
from rfi.views.look.offers import look_of
from rfi.views.trace.followed import picture_followed

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_FIGURE, _FOLLOWED = "figure", "figure_followed"
_WIDGETS = ("trace_offer", "trace_business", "trace_item")


def follow_figure(here: Current) -> None:
    """Let the controls stand at the figure that the address names, once for each address."""
    asked = st.query_params.get(_FIGURE, "")
    if not asked or asked == st.session_state.get(_FOLLOWED):
        return
    st.session_state[_FOLLOWED] = asked
    letter, business, item = parts_of_figure(asked)
    letters = [look_of(offer).letter for offer in here.comparison.offers]
    known = {"", *here.questionnaire.businesses}, {"", *item_titles(here.questionnaire, here.lang)}
    if letter not in letters or business not in known[0] or item not in known[1]:
        st.warning(here.word("trace.no_figure", figure=asked))
        return
    for widget, value in zip(_WIDGETS, (letters.index(letter), business, item), strict=True):
        st.session_state[widget] = value


def _name(here: Current, index: int, business: str, item: str) -> None:
    """Name in the address what the controls stand at, so that it opens there again."""
    code = code_of_figure(look_of(here.comparison.offers[index]).letter, business, item)
    st.session_state[_FOLLOWED] = code
    if st.query_params.get(_FIGURE) != code:
        st.query_params[_FIGURE] = code


def show_figure(
    place: "DeltaGenerator", here: Current, index: int, business: str, item: str
) -> None:
    """Say above the controls what the figure comes to, how sure it is and what it was made of."""
    _name(here, index, business, item)
    picture = picture_followed(here.evaluation, here.reading, index, business, item)
    with place:
        st.html(titled(picture))
        show_drawn(picture.html)
