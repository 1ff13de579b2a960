"""What an address names: the open round, what is chosen and shown in it, the language."""

import streamlit as st

from rfi.app.session.session import language, opened, shown_in_words, workspace
from rfi.app.session.workspace import Choices
from rfi.scenario.address import OFFERS, PARTS, SHOWN_PARTS, address_of_chosen
from rfi.text.wording import LANGS
from rfi.views.look.reading import TAX_BASES

ROUND, _LANG, TAX, UNIT = "round", "lang", "tax", "unit"
# Names of an address that say what is chosen.
CHOSEN_NAMES = (*PARTS, TAX, UNIT)
# An address of ours names the offers even where it is all of them: it is known to be whole, and
# what it does not name is as at the start, whatever another tab or person chose meanwhile.
ALL = "all"
# Parts of the address that could not be followed, until they are told.
LOST_WORDS = "address_lost"


def addressed() -> dict[str, str]:
    """Return the parts of an address that name what this session shows."""
    choices = workspace().choices
    shown = {TAX: choices.tax, UNIT: choices.unit}
    start = {TAX: TAX_BASES[0], UNIT: Choices().unit}
    own = {name: value for name, value in shown.items() if value != start[name]}
    return {**address_of_chosen(choices.chosen), **own}


def show_address() -> None:
    """Name the open round, what of it is shown and the language in the address."""
    here = opened()
    wanted = {}
    if here:
        wanted = {ROUND: here.round_id, OFFERS: ALL, **addressed(), **shown_in_words()}
    if language() != LANGS[0]:
        wanted[_LANG] = language()
    known = {ROUND, _LANG, *SHOWN_PARTS, *CHOSEN_NAMES}
    named = {key: part for key, part in st.query_params.to_dict().items() if key in known}
    if named == wanted:
        return
    for key in named.keys() - wanted.keys():
        del st.query_params[key]
    # All at once: each change of the address is an entry that the way back would stop at. What
    # widgets are bound to stays theirs.
    st.query_params.update(wanted)
