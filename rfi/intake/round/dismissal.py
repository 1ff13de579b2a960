"""Warnings that a person settled, as the round keeps them."""

from dataclasses import dataclass

from rfi.intake.query.queries import clean_fields
from rfi.intake.round.deed import Deed


@dataclass(frozen=True, slots=True)
class DismissedPlace:
    """One place of a dismissal.

    Attributes:
        key: Names the place and what stands there, over the versions of the answer.
        shown: As a person finds it: cell, line or pointer.
    """

    key: str
    shown: str

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Warnings of one kind that a person settled without a question to the vendor.

    Attributes:
        response_id: The answer, in all its versions.
        issue_code: Kind of warning.
        what: The finding in words, as the person read it.
        places: Where; what stood there is part of their keys.
        why: The person's reason.
        deed: Who did so and when, and who took it back.
    """

    response_id: str
    issue_code: str
    what: str
    places: tuple[DismissedPlace, ...]
    why: str
    deed: Deed

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)
