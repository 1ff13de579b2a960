"""付記: a short remark of the staff beside a figure of an offer, and its record."""

from dataclasses import dataclass, fields
from typing import Any

from rfi.document.grid.clean_text import clean_text
from rfi.intake.query.queries import clean_fields
from rfi.intake.round.record import Reader, RecordError

# Letters of one remark, and of the conditions named with it; remarks of one round. [ours]
MOST_LETTERS, MOST_OF_CONDITIONS, MOST_REMARKS = 500, 300, 500
# Whole numbers of a database end here.
_MAX_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. It stands beside a figure and moves none.

    Attributes:
        number: From 1 in its round, never given again; 0 until it has one.
        offer_key: Whose figure it is about.
        business, item: Of which business and item; "" is all of them.
        conditions: Under which conditions it was written, in a few words.
        answer_sha256, answer_version: The answer whose figure was on the screen, and which version
            it says it is; None when it does not say.
        text: The words.
        by, at: Who wrote it first, and when.
    """

    number: int
    offer_key: str
    business: str
    item: str
    conditions: str
    answer_sha256: str
    answer_version: int | None
    text: str
    by: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)


_TEXTS = tuple(
    field.name for field in fields(Remark) if field.name not in {"number", "answer_version"}
)


def remark_record(remark: Remark) -> dict[str, Any]:
    """Return a remark as JSON values."""
    return {field.name: getattr(remark, field.name) for field in fields(Remark)}


def remark_of(record: object, pointer: str = "") -> Remark:
    """Return what a record of a remark says.

    Raises:
        RecordError: it is none of ours.
    """
    reader = Reader(record, pointer)
    number, version = reader.take("number", int), reader.take_version("answer_version")
    texts = reader.texts(_TEXTS)
    reader.close()
    if not 1 <= number <= _MAX_NUMBER or abs(version or 0) > _MAX_NUMBER:
        raise RecordError(pointer, "number")
    for key, limit in (("text", MOST_LETTERS), ("conditions", MOST_OF_CONDITIONS)):
        if len(texts[key]) > limit or not texts["text"].strip():
            raise RecordError(pointer, key)
    if unclean := [key for key in _TEXTS if clean_text(texts[key])[0] != texts[key]]:
        raise RecordError(pointer, unclean[0])
    return Remark(number=number, answer_version=version, **texts)


def remarks_of(records: list[object], pointer: str) -> tuple[Remark, ...]:
    """Return the remarks of a round, in the order of their numbers.

    Raises:
        RecordError: one is none of ours, there are too many, or two have one number.
    """
    found = tuple(remark_of(record, f"{pointer}/{at}") for at, record in enumerate(records))
    numbers = [one.number for one in found]
    if len(found) > MOST_REMARKS or numbers != sorted(set(numbers)):
        raise RecordError(pointer)
    return found
