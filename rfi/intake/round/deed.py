"""What a person did in a round, and whether it was taken back."""

from dataclasses import dataclass, replace

from rfi.intake.query.queries import clean_fields


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did and may be taken back; the record of it stays.

    Attributes:
        by, at: Who and when.
        undone_by, undone_at: "" unless it was taken back.
    """

    by: str
    at: str
    undone_by: str = ""
    undone_at: str = ""

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back."""
        return bool(self.undone_at or self.undone_by)

    def undone(self, *, by: str, at: str) -> "Deed":
        """Return the deed as taken back; who did so first stays."""
        return self if self.is_undone else replace(self, undone_by=by, undone_at=at)
