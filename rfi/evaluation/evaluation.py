"""One set of conditions over one round: everything that pages, exports and commands ask for.

Each part is computed when it is first asked for and then kept.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from rfi.compare.benefit.comparison import BenefitComparison, compare_benefits
from rfi.compare.cost.borne import borne_by_city
from rfi.compare.cost.cell_path import CellPath, cell_path
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.costs import comparison_of
from rfi.compare.cost.outlay import Outlay, outlay_of
from rfi.compare.fit.comparison import FitComparison, compare_fit
from rfi.compare.joint.joint_use import JointUse, compare_joint_use
from rfi.compare.joint.number_effect import NumberEffect, number_effect
from rfi.compare.joint.size_curves import SizeCurves, size_curves
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.compare.service.levels import ServiceComparison, compare_service_levels
from rfi.compare.today.before_after import TodayComparison, todays_comparison
from rfi.compare.today.net_effect import NetEffect, net_effects
from rfi.compare.today.pair import Tax
from rfi.compare.today.ratio_survey import RatioSurvey, running_before, survey_of_columns
from rfi.compare.today.running_costs import running_costs
from rfi.normalize.bodies import bodies_of_cities
from rfi.scenario.city.city import City
from rfi.scenario.city.estimates import complete_city
from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True)
class Evaluation:
    """A round under conditions.

    Attributes:
        answers: The checked answers.
        basis: Their prices laid out, from ``prepare_basis`` under the same conditions.
        conditions: City, group, scope, assumptions.
        cities: Those that the files of the round speak of; their cost of today makes the survey
            of ratios.
    """

    answers: AnswerSet
    basis: CostBasis
    conditions: Conditions
    cities: tuple[City, ...] = ()

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.answers.questionnaire

    @cached_property
    def outlay(self) -> Outlay:
        """What is paid in all, before it is shared."""
        masks = masks_of(self.conditions.scope, self.basis.model.axes)
        return outlay_of(self.basis, self.conditions, masks)

    @cached_property
    def costs(self) -> Comparison:
        """Offers side by side: for the chosen city, the group, or the quoted scenario."""
        borne = borne_by_city(self.basis, self.conditions, self.outlay)
        found = comparison_of(self.basis, self.conditions, self.outlay, borne)
        return replace(found, issues=(*self.answers.issues, *found.issues))

    @cached_property
    def joint_use(self) -> JointUse | None:
        """What each member of the group bears; None without a group of two or more."""
        return compare_joint_use(self.basis, self.conditions, self.outlay)

    def scenarios_of(self, place: int) -> tuple[str, ...]:
        """Return the quoted scenarios behind the figures of the offer at ``place``."""
        used = self.outlay.sizes[place].scenarios
        if not used:
            return (self.conditions.scenario_id,)
        return tuple(self.basis.model.axes.scenarios[scenario] for scenario in used)

    def cell_path(self, place: int, business: str, item: str) -> CellPath | None:
        """Return how one cell becomes what is shown; None for a quoted scenario."""
        return cell_path(self.basis, self.conditions, self.outlay, place, business, item)

    @cached_property
    def number_effect(self) -> NumberEffect | None:
        """What sharing with n cities of one size saves; None where no group is quoted."""
        return number_effect(self.basis, self.conditions)

    @cached_property
    def size_curves(self) -> SizeCurves | None:
        """Totals over the size of a city; None where no size is quoted."""
        return size_curves(self.basis, self.conditions)

    @cached_property
    def benefits(self) -> BenefitComparison:
        """What residents, staff and the budget gain, for the city, the group or the quoted size."""
        return compare_benefits(self.answers, self.conditions)

    @cached_property
    def fit(self) -> FitComparison:
        """Requirements met and gaps of every offer."""
        return compare_fit(self.answers, self.conditions)

    @cached_property
    def service_levels(self) -> ServiceComparison:
        """Service levels of every offer."""
        return compare_service_levels(self.answers, self.conditions)

    @cached_property
    def today(self) -> TodayComparison | None:
        """Today's cost of the city against the offers; None without a city or its costs."""
        return todays_comparison(self.costs, self.questionnaire)

    @cached_property
    def net_effect(self) -> tuple[NetEffect | None, ...]:
        """Net effect of every offer for the city's budget; empty without today's cost."""
        return net_effects(self.costs, self.today) if self.today else ()

    @cached_property
    def net_effect_with_benefits(self) -> tuple[NetEffect | None, ...]:
        """The same with the cash-releasing benefits, after the haircut by evidence grade."""
        if not self.today:
            return ()
        released = {
            offer.offer_key: {
                year: effect.discounted
                for year, effect in offer.measures["cash_jpy"].by_year.items()
            }
            for offer in self.benefits.offers
        }
        return net_effects(self.costs, self.today, released)

    def ratio_surveys(self, tax: Tax) -> tuple[RatioSurvey, ...]:
        """Return, for every offer, today's running cost of cities against it at their own sizes.

        Cities without a cost of today are left out.
        """
        paying = tuple(city for city in self.cities if city.current_costs)
        completed = [complete_city(city, self.questionnaire, "") for city in paying]
        bodies = bodies_of_cities(completed, self.basis.procedures)
        offered, exact = running_costs(
            self.basis, self.conditions, bodies, with_tax=tax == "included"
        )
        before = running_before(paying, self.conditions.assumptions, tax)
        return survey_of_columns(paying, before, offered, exact)
