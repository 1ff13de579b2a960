"""One set of conditions over one round: everything that pages, exports and commands ask for.

Each part is computed when it is first asked for and then kept.
"""

from dataclasses import dataclass
from functools import cached_property

from rfi.compare.answers import AnswerSet, compare_basis
from rfi.compare.basis import CostBasis
from rfi.compare.conditions import Conditions
from rfi.compare.costs import Comparison
from rfi.compare.fit import FitComparison, compare_fit
from rfi.compare.service_levels import ServiceComparison, compare_service_levels
from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True)
class Evaluation:
    """A round under conditions.

    Attributes:
        answers: The checked answers.
        basis: Their prices laid out, from ``prepare_basis`` under the same conditions.
        conditions: City, group, scope, assumptions.
    """

    answers: AnswerSet
    basis: CostBasis
    conditions: Conditions

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.answers.questionnaire

    @cached_property
    def costs(self) -> Comparison:
        """Offers side by side for the chosen city, or for the quoted scenario."""
        return compare_basis(self.answers, self.basis, self.conditions)

    @cached_property
    def fit(self) -> FitComparison:
        """Requirements met and gaps of every offer."""
        return compare_fit(self.answers, self.conditions)

    @cached_property
    def service_levels(self) -> ServiceComparison:
        """Service levels of every offer."""
        return compare_service_levels(self.answers, self.conditions)
