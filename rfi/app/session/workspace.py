"""What one meeting works on: a round and the conditions chosen, as one value."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from rfi.intake.round.round import AppliedSuggestion, Round
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen
from rfi.views.look.reading import MoneyUnit, TaxBasis


def _digest(parts: Iterable[str]) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(hashlib.sha256(part.encode()).digest())
    return made.hexdigest()


def applied_key(applied: Iterable[AppliedSuggestion]) -> str:
    """Return what names the suggestions in force, for caches."""
    return _digest(repr((one.suggestion, one.deed.by)) for one in applied)


def round_key(current: Round) -> str:
    """Return the digest of all that a comparison is made from: files, names, suggestions."""
    files = (
        current.questionnaire,
        current.standard,
        *current.own_assumptions,
        *current.city_files,
        *(answer.file for answer in current.current_answers),
    )
    parts = [part for file in files for part in (file.name, file.sha256)]
    own = f"{len(current.own_assumptions)} {len(current.city_files)}"
    in_force = [
        applied_key(current.suggestions_for(answer.file.sha256))
        for answer in current.current_answers
    ]
    return _digest((own, *parts, *in_force))


def settled_key(current: Round) -> str:
    """Return the digest of what settles warnings: closed questions and dismissals in force."""
    closed = [query for query in current.queries if query.status != "open"]
    in_force = [one for one in current.dismissals if not one.deed.is_undone]
    return _digest(map(repr, (*closed, *in_force)))


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on screen.

    Attributes:
        chosen: City, group, scope and assumptions, as they are saved.
        tax, unit: How figures are displayed.
    """

    chosen: Chosen = NOTHING_CHOSEN
    tax: TaxBasis = "excluded"
    unit: MoneyUnit = "thousand"

    @property
    def key(self) -> str:
        """Digest of what decides the figures, edited ones of the city among them."""
        return _digest([repr(self.chosen)])


@dataclass(frozen=True, slots=True)
class Workspace:
    """Round and choices of one session.

    Attributes:
        round: Everything that came in and everything asked.
        choices: Conditions chosen on screen.
        is_sample: Whether the round is the sample round as it is delivered.
        key: Digest of what the comparison is made from; other choices keep it.
    """

    round: Round
    choices: Choices = Choices()
    is_sample: bool = False
    key: str = ""

    def __post_init__(self) -> None:
        """Take the digest of a round that has none yet."""
        if not self.key:
            object.__setattr__(self, "key", round_key(self.round))
