"""Limits as short codes: what a call types and what is kept for a person.

``most_offers=2``, ``most_share=0.6``, ``at_least_one=A``, ``fixed=B01:A``, ``apart=B01:B02``.
"""

from collections.abc import Mapping

from rfi.analysis.choice.vendors.candidates import Limit
from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.offers import look_of

_PAIR = ":"


def _letters(evaluation: Evaluation) -> Mapping[str, int]:
    return {look_of(offer).letter: index for index, offer in enumerate(evaluation.costs.offers)}


def code_of_limit(evaluation: Evaluation, limit: Limit) -> str:
    """Return the code of a limit."""
    codes = evaluation.choices.combining.businesses
    letter = look_of(evaluation.costs.offers[limit.offer]).letter
    business, other = codes[limit.business], codes[limit.other]
    told = {
        "most_offers": f"{limit.value:g}",
        "most_share": f"{limit.value:g}",
        "at_least_one": letter,
        "fixed": f"{business}{_PAIR}{letter}",
        "apart": f"{business}{_PAIR}{other}",
    }
    return f"{limit.kind}={told[limit.kind]}"


def _value(given: str, most: float) -> float | None:
    """Return a number above 0 and up to ``most``; None of anything else."""
    try:
        value = float(given)
    except ValueError:
        return None
    return value if 0 < value <= most else None


def limit_of_code(evaluation: Evaluation, code: str) -> Limit | None:
    """Return the limit of a code; None where it names none of this round."""
    kind, _, told = code.partition("=")
    first, _, second = told.partition(_PAIR)
    letters = _letters(evaluation)
    businesses = evaluation.choices.combining.businesses
    home = {business: at for at, business in enumerate(businesses)}
    share = _value(told, 1.0)
    found: Limit | None = None
    if kind == "most_offers" and told in map(str, range(1, len(letters) + 1)):
        found = Limit("most_offers", float(told))
    elif kind == "most_share" and share is not None:
        found = Limit("most_share", share)
    elif kind == "at_least_one" and told in letters:
        found = Limit("at_least_one", offer=letters[told])
    elif kind == "fixed" and first in home and second in letters:
        found = Limit("fixed", business=home[first], offer=letters[second])
    elif kind == "apart" and first in home and second in home and first != second:
        found = Limit("apart", business=home[first], other=home[second])
    return found
