"""What came of an act: done, in conflict with somebody else's, or refused with the reason."""

from dataclasses import dataclass

from rfi.schema.issue import Issue, Worded
from rfi.text.dates import shown_moment


@dataclass(frozen=True, slots=True)
class Done:
    """An act that stands, or one that had nothing to change.

    Attributes:
        about: What was made or changed, as the audit names it (``answer/<digest>``).
        version: Its version now; 0 when it is gone.
        revision: Of the round now; it moves with everything that a comparison is made from.
        act: The code of the act as the audit has it; "" when nothing had to change.
    """

    about: str
    version: int
    revision: int
    act: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit of something that somebody else has changed since it was read; nothing was done.

    Attributes:
        about: What both edit.
        expected, found: The version that was edited and the one that stands.
        act: The code of what the other did last.
        by, at: Who and when.
    """

    about: str
    expected: int
    found: int
    act: str
    by: str
    at: str

    @property
    def issue(self) -> Issue:
        """The conflict in words: who changed it, when and how."""
        facts = {"by": self.by, "at": shown_moment(self.at), "act": Worded(f"store.act.{self.act}")}
        return Issue("store_conflict", "error", params=facts)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done, and why.

    Attributes:
        issues: The reasons, with next steps.
    """

    issues: tuple[Issue, ...]

    @property
    def issue(self) -> Issue:
        """The first reason."""
        return self.issues[0]


Outcome = Done | Conflict | Refused


def refused(code: str, **facts: object) -> Refused:
    """Return a refusal for one reason."""
    return Refused((Issue(code, "error", params=facts),))
