"""One answer rewritten so that nothing in it says who gave it.

Numbers, dates and the codes of lists stay. Ids of the vendor's own are numbered, equal ones alike;
free text becomes one sentence that says that there was some.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from rfi.schema.fields import ITEM, Field, load_fields
from rfi.text.quantity_words import read_quantity_word

# Ids that the vendor gives; every other id repeats one of the questionnaire.
_OWN_IDS = frozenset({"line_id", "discount_id", "benefit_id"})
_UNITS = frozenset({"quantity_unit", "volume_unit"})
# Of a text: a number of the vendor's own, a unit, a date, a code of a closed list, an id that
# repeats one of the questionnaire, or anything else.
Kind = Literal["own_id", "unit", "date", "listed", "asked_id", "free"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one answer once its names are gone.

    Attributes:
        vendor: Stands for the vendor: 「A社」.
        response_id: Stands for the answer: the letter of its first offer.
        offer_ids, titles: By position of the offer.
        document: Stands for its file.
    """

    vendor: str
    response_id: str
    offer_ids: tuple[str, ...]
    titles: tuple[str, ...]
    document: str


def _kind_of(found: Field) -> Kind:
    name = found.path[-1]
    if name in _OWN_IDS:
        return "own_id"
    if name in _UNITS:
        return "unit"
    if found.bounds.get("format") == "date":
        return "date"
    if found.codes or "const" in found.bounds or name == "symbol":
        return "listed"
    return "asked_id" if "pattern" in found.bounds or found.codelist else "free"


@cache
def _kinds() -> Mapping[tuple[str, ...], Kind]:
    """Return what kind of text each field may hold; a new field is free text until listed."""
    return {found.path: _kind_of(found) for found in load_fields("rfi_response")}


@dataclass(slots=True)
class _Rewriter:
    """Walks one answer; ``numbers`` holds what each id has become."""

    known: frozenset[str]
    withheld: str
    numbers: dict[str, dict[str, str]] = field(default_factory=dict)

    def _numbered(self, name: str, value: str) -> str:
        given = self.numbers.setdefault(name, {})
        return given.setdefault(value, f"{name.removesuffix('_id')}-{len(given) + 1:05d}")

    def _unit(self, value: str) -> str:
        """Return a unit with its thousands, which are a figure; of what else there is, nothing."""
        word = read_quantity_word(value)
        if word.is_known:
            return value
        return f"{word.scale_word}{self.withheld}"

    def _word(self, value: str, name: str, kind: Kind) -> str:
        match kind:
            case "date":
                return value
            case "own_id":
                return self._numbered(name, value)
            case "unit":
                return self._unit(value)
            case "listed" | "asked_id" if value in self.known:
                return value
            case "asked_id":
                return self._numbered("other", value)
            case _:
                return self.withheld

    def rewritten(self, value: Any, path: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - of JSON
        """Return a part of the answer; what the schema does not know is not in it."""
        if isinstance(value, Mapping):
            return {
                key: self.rewritten(part, (*path, key))
                for key, part in value.items()
                if key in self.known
            }
        if isinstance(value, list):
            return [self.rewritten(part, (*path, ITEM)) for part in value]
        if not isinstance(value, str):
            return value
        return self._word(value, path[-1], _kinds().get(path, "free"))


def rewritten_answer(
    value: Mapping[str, Any], standing: Standing, known: frozenset[str], withheld: str
) -> dict[str, Any]:
    """Return an answer of which nothing says who gave it; every number in it stays.

    Args:
        value: The answer, as accepted.
        standing: What stands for its names.
        known: From ``known_words``: what was asked and what is published.
        withheld: What stands for free text.
    """
    found: dict[str, Any] = _Rewriter(known, withheld).rewritten(value)
    found["response_id"] = standing.response_id
    found["vendor"] = {"vendor_id": standing.response_id, "name": standing.vendor}
    found["offers"] = [
        {**offer, "offer_id": letter, "title": title}
        for offer, letter, title in zip(
            found["offers"], standing.offer_ids, standing.titles, strict=True
        )
    ]
    return found
