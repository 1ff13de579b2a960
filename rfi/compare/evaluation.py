"""One set of conditions over one round: everything that pages, exports and commands ask for.

Each part is computed when it is first asked for and then kept.
"""

from dataclasses import dataclass
from functools import cached_property

from rfi.compare.answers import AnswerSet, compare_basis
from rfi.compare.basis import CostBasis
from rfi.compare.benefits import BenefitComparison, compare_benefits
from rfi.compare.conditions import Conditions
from rfi.compare.costs import Comparison
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
    def benefits(self) -> BenefitComparison:
        """What residents, staff and the budget gain, for the city, the group or the quoted size."""
        return compare_benefits(self.answers, self.conditions)
