"""What one meeting works on: a round and the conditions chosen, as one value."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from rfi.intake.remark.remark import Remark
from rfi.intake.round.round import Answer, AppliedSuggestion, Round
from rfi.scenario.address import EVERYTHING_SHOWN, Shown
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


def compared_key(current: Round, compared: Iterable[Answer], letters: Iterable[str] = ()) -> str:
    """Return the digest of all that a comparison is made from: files, names, suggestions."""
    answers = tuple(compared)
    files = (
        current.questionnaire,
        current.standard,
        *current.own_assumptions,
        *current.city_files,
        *(answer.file for answer in answers),
    )
    parts = [part for file in files for part in (file.name, file.sha256)]
    own = f"{len(current.own_assumptions)} {len(current.city_files)}"
    in_force = [applied_key(current.suggestions_for(answer.file.sha256)) for answer in answers]
    return _digest((own, *parts, *in_force, "letters", *letters))


def settled_key(current: Round) -> str:
    """Return the digest of what settles warnings: closed questions and dismissals in force."""
    closed = [query for query in current.queries if query.status != "open"]
    in_force = [one for one in current.dismissals if not one.deed.is_undone]
    return _digest(map(repr, (*closed, *in_force)))


def remarks_key(remarks: Iterable[Remark]) -> str:
    """Return the digest of what stands beside figures; it moves none of them."""
    return _digest(map(repr, remarks))


def decided_key(current: Round, hidden: Iterable[str]) -> str:
    """Return the digest of what people decided of a round: what is settled, what is masked."""
    return _digest((settled_key(current), *hidden))


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on screen.

    Attributes:
        chosen: City, group, scope and assumptions, as they are saved.
        tax, unit: How figures are displayed.
        shown: Which offers are shown, and whether by name.
    """

    chosen: Chosen = NOTHING_CHOSEN
    tax: TaxBasis = "excluded"
    unit: MoneyUnit = "thousand"
    shown: Shown = EVERYTHING_SHOWN

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
        letters: Offer keys in the order of their letters and colours.
        replaced: Digests of answers in whose place a newer upload of their version stands.
        remarks: What people wrote beside figures.
        hidden: What else than names is masked where nothing says who answered.
        key: Digest of what the comparison is made from; other choices keep it.
        decided: Digest of what people decided; other choices keep it.
        remarked: Digest of what they wrote beside figures; other choices keep it.
    """

    round: Round
    choices: Choices = Choices()
    letters: tuple[str, ...] = ()
    replaced: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[str, ...] = ()
    key: str = ""
    decided: str = ""
    remarked: str = ""

    def __post_init__(self) -> None:
        """Take the digests of a round that has none yet."""
        if not self.key:
            key = compared_key(self.round, self.compared, self.letters)
            object.__setattr__(self, "key", key)
            object.__setattr__(self, "decided", decided_key(self.round, self.hidden))
            object.__setattr__(self, "remarked", remarks_key(self.remarks))

    @property
    def compared(self) -> tuple[Answer, ...]:
        """The answers that count, those that errors hold back among them."""
        answers = self.round.current_answers
        return tuple(one for one in answers if one.file.sha256 not in self.replaced)
