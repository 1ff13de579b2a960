"""The limits that plans of offers keep, chosen by a person and kept for that person."""

from collections.abc import Iterator
from itertools import combinations

import streamlit as st

from rfi.analysis.choice.vendors.candidates import Limit
from rfi.app.session.current import Current
from rfi.app.session.session import aside, keep_aside
from rfi.views.choice.vendors.codes import code_of_limit, limit_of_code
from rfi.views.choice.vendors.words import Limits, limit_words

_KEY = "vendor_limits"
# Which of them clash is found among all their sets.
_MOST = 5
_MOST_OFFERS, _MOST_SHARE = (1, 2, 3), 0.6


def _every(here: Current) -> Iterator[Limit]:
    """Yield every limit there is to choose: those over all businesses first."""
    offers = range(len(here.comparison.offers))
    businesses = range(len(here.evaluation.choices.combining.businesses))
    yield from (Limit("most_offers", value) for value in _MOST_OFFERS if value < len(offers))
    yield Limit("most_share", _MOST_SHARE)
    yield from (Limit("at_least_one", offer=offer) for offer in offers)
    yield from (Limit("fixed", business=one, offer=offer) for one in businesses for offer in offers)
    yield from (
        Limit("apart", business=one, other=other) for one, other in combinations(businesses, 2)
    )


def pick_limits(here: Current) -> Limits:
    """Show the control and return the limits that are chosen; none at first."""
    limits = {code_of_limit(here.evaluation, one): one for one in _every(here)}
    kept = (limit_of_code(here.evaluation, code) for code in aside(_KEY).split(","))
    held = [code_of_limit(here.evaluation, one) for one in kept if one is not None]
    chosen = st.multiselect(
        here.word("choice.vendors.hold"),
        list(limits),
        [code for code in held if code in limits],
        format_func=lambda code: limit_words(here.evaluation, limits[code], here.lang),
        max_selections=_MOST,
        placeholder=here.word("choice.vendors.hold.none"),
        help=here.word("choice.vendors.hold.help"),
        key=_KEY,
    )
    keep_aside(_KEY, ",".join(chosen))
    return tuple(limits[code] for code in chosen)
