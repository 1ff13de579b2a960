"""One thing in English: the noun after a count of one, and its verb."""

import re
from collections.abc import Mapping

# What the catalogue counts.
_NOUNS = (
    "amounts|answers|businesses|bytes|cases|cells|characters|cities|columns|days|draws|entries|"
    "errors|figures|files|gaps|hours|indicators|interfaces|items|letters|limits|lines|members|"
    "months|notes|numbers|offers|options|pages|pairs|places|points|prices|queries|questions|"
    "remarks|replies|requirements|residents|rounds|rows|scenarios|sets|sheets|steps|tables|totals|"
    "values|vendors|versions|warnings|weeks|words|workbooks|years"
)
_VERBS = {"are": "is", "were": "was", "have": "has", "do": "does"}
# A count, one word or none that tells which, the noun, and a verb where it follows.
_COUNTED = re.compile(
    r"\{(\w+)\}( (?!(?:of|in|for|by|the|and|to|more)\b)[a-z-]+)? ("
    + _NOUNS
    + r")\b( (?:"
    + "|".join(_VERBS)
    + r")\b)?"
)


def singular(noun: str) -> str:
    """Return a counted noun for one.

    >>> [singular(noun) for noun in ("offers", "cities", "businesses")]
    ['offer', 'city', 'business']
    """
    if noun.endswith("ies"):
        return noun.removesuffix("ies") + "y"
    return noun.removesuffix("es" if noun.endswith("sses") else "s")


def for_counts(wording: str, counts: Mapping[str, object]) -> str:
    """Return an English wording, not filled in yet, with its nouns in the number of their counts.

    >>> for_counts("{count} offers are left in {months} months", {"count": 1, "months": 60})
    '{count} offer is left in {months} months'
    """

    def one(found: re.Match[str]) -> str:
        if str(counts.get(found[1])) != "1":
            return found[0]
        verb = found[4] and f" {_VERBS[found[4].strip()]}"
        return f"{{{found[1]}}}{found[2] or ''} {singular(found[3])}{verb or ''}"

    return _COUNTED.sub(one, wording)
