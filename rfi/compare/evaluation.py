"""One set of conditions over one round: everything that pages, exports and commands ask for.

Each part is computed when it is first asked for and then kept.
"""

from dataclasses import dataclass
from functools import cached_property

from rfi.compare.answers import AnswerSet, compare_basis
from rfi.compare.basis import CostBasis
from rfi.compare.before_after import TodayComparison, todays_comparison
from rfi.compare.conditions import Conditions
from rfi.compare.costs import Comparison
from rfi.compare.net_effect import NetEffect, net_effects
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
    def today(self) -> TodayComparison | None:
        """Today's cost of the city against the offers; None without a city or its costs."""
        return todays_comparison(self.costs, self.questionnaire)

    @cached_property
    def net_effect(self) -> tuple[NetEffect | None, ...]:
        """Net effect of every offer for the city's budget; empty without today's cost."""
        return net_effects(self.costs, self.today) if self.today else ()
