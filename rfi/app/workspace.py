"""What one meeting works on: the files of a round and the conditions chosen, as one value."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rfi.compare.answers import AnswerSet, NamedBytes
from rfi.scenario.assumptions import AssumptionValue
from rfi.views.display import Display, MoneyUnit, TaxBasis


def _digest(parts: Iterable[bytes]) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(hashlib.sha256(part).digest())
    return made.hexdigest()


@dataclass(frozen=True, slots=True)
class RoundFiles:
    """The files of a round as bytes; ``key`` names their content.

    Attributes:
        questionnaire: What was asked.
        standard: The standard assumptions.
        responses: The answers, held ones too.
        is_sample: Whether nothing was added or taken away.
    """

    questionnaire: NamedBytes
    standard: NamedBytes
    responses: tuple[NamedBytes, ...]
    is_sample: bool = True

    @property
    def key(self) -> str:
        """Digest over names and content, for caches."""
        files = (self.questionnaire, self.standard, *self.responses)
        return _digest(part for file in files for part in (file.name.encode(), file.data))

    def with_answers(self, added: Iterable[NamedBytes]) -> "RoundFiles":
        """Return the round with further answers; content that is there already is not doubled."""
        known = {file.data for file in self.responses}
        new: list[NamedBytes] = []
        for file in added:
            if file.data not in known:
                known.add(file.data)
                new.append(file)
        return replace(self, responses=(*self.responses, *new), is_sample=False)

    def without(self, place: int) -> "RoundFiles":
        """Return the round without the answer at ``place``."""
        kept = tuple(file for index, file in enumerate(self.responses) if index != place)
        return replace(self, responses=kept, is_sample=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """Conditions chosen on screen; None keeps what questionnaire and assumptions say."""

    scenario_id: str | None = None
    fx_usd_jpy: float | None = None
    horizon_months: int | None = None
    discount_rate: float | None = None
    tax: TaxBasis = "excluded"
    unit: MoneyUnit = "thousand"

    @property
    def display(self) -> Display:
        """Unit and tax basis of the figures."""
        return Display(self.unit, self.tax)

    def changes(self, answers: AnswerSet) -> tuple[tuple[str, AssumptionValue], ...]:
        """Return the assumptions that differ from those the round starts with."""
        chosen: dict[str, AssumptionValue] = {
            "fx_usd_jpy": self.fx_usd_jpy,
            "horizon_months": self.horizon_months,
            "discount_rate": self.discount_rate,
        }
        return tuple(
            (key, value)
            for key, value in chosen.items()
            if value is not None and value != answers.assumptions.get(key)
        )


@dataclass(frozen=True, slots=True)
class Workspace:
    """Files and choices of one session."""

    files: RoundFiles
    choices: Choices = Choices()
