"""Which conditions act on the figures of a page, by what the parts it rests on read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal

from rfi.compare.round.conditions import Conditions
from rfi.evaluation.effect_parts import BENEFITS, FIT, FREE_ANSWERS, GAPS, SERVICE_LEVELS
from rfi.evaluation.part import Part, all_reads
from rfi.schema.codelists import load_codelist

# How the tax basis that a reader chose acts on a page: it holds, the page has one of its own, or it
# is of no account: nothing there is money, or each table tells its own.
TaxRole = Literal["chosen", "excluded", "none"]

# Page → what its figures are; a page that is not named rests on the totals, on which all act.
_RESTS_ON: Mapping[str, tuple[Part[Any], ...]] = {
    "benefits": (BENEFITS,),
    "fit": (FIT, GAPS),
    "service": (SERVICE_LEVELS,),
    "free": (FREE_ANSWERS,),
}
_TAX_ROLES: Mapping[str, TaxRole] = {
    "joint": "excluded",
    "choice": "none",
    "benefits": "none",
    "service": "none",
    "free": "none",
}


@dataclass(frozen=True, slots=True)
class Acting:
    """The conditions that act on a page.

    Attributes:
        fields: Fields of ``Conditions`` beside the assumptions.
        assumptions: Keys.
        tax: How the chosen tax basis acts.
    """

    fields: frozenset[str]
    assumptions: frozenset[str]
    tax: TaxRole

    @property
    def is_any(self) -> bool:
        """Whether any condition acts there."""
        return bool(self.fields or self.assumptions)


@cache
def acting_on(page: str) -> Acting:
    """Return the conditions that act on a page; all of them on one that is not known, or ""."""
    tax = _TAX_ROLES.get(page, "chosen")
    if page not in _RESTS_ON:
        every = frozenset(field.name for field in fields(Conditions))
        return Acting(every, frozenset(load_codelist("assumption_keys").rows), tax)
    read = [all_reads(part) for part in _RESTS_ON[page]]
    names = frozenset[str]().union(*(names for names, _ in read))
    keys = frozenset[str]().union(*(keys for _, keys in read))
    return Acting(names, keys, tax)
