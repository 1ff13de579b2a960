"""What a foreign table does not say of what it becomes: an answer, or today's cost of a city."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from rfi.intake.layout.apply import AnswerHead
from rfi.intake.round.record import Reader, RecordError

Purpose = Literal["answer", "city"]


@dataclass(frozen=True, slots=True)
class CityHead:
    """What a municipality's own table does not say of the current costs it becomes.

    Attributes:
        code: Municipality code, six digits.
        name: Of the city.
        fiscal_year: Of amounts whose column names none.
        source: Where the table comes from.
        adds_contracts: Whether several rows of one business, item and year are one sum, as a
            person has asked; otherwise each is told, and two that say the same are doubted.
    """

    code: str
    name: str
    fiscal_year: int
    source: str
    adds_contracts: bool


Head = AnswerHead | CityHead
_HEADS: Mapping[Purpose, type[AnswerHead] | type[CityHead]] = {
    "answer": AnswerHead,
    "city": CityHead,
}


def purpose_of(head: Head) -> Purpose:
    """Return what a head makes of a table."""
    return "city" if isinstance(head, CityHead) else "answer"


def head_record(head: Head) -> dict[str, Any]:
    """Return a head as JSON values."""
    return {
        "purpose": purpose_of(head),
        **{one.name: getattr(head, one.name) for one in fields(head)},
    }


def head_of(reader: Reader) -> Head:
    """Return the head that a record holds.

    Raises:
        RecordError: it is none of ours.
    """
    purpose = reader.take("purpose", str)
    kind = next((found for name, found in _HEADS.items() if name == purpose), None)
    if kind is None:
        raise RecordError(reader.pointer, "purpose")
    types = {"str": str, "int": int, "bool": bool, str: str, int: int, bool: bool}
    given: dict[str, Any] = {
        one.name: reader.take(one.name, types[one.type]) for one in fields(kind)
    }
    reader.close()
    return kind(**given)
