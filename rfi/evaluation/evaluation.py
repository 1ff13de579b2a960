"""One set of conditions over one round: everything that pages, exports and commands ask for."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from rfi.analysis.robust.robustness import Robustness
from rfi.analysis.robust.swings import Swings
from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.cost.borne import Borne
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.outlay import Outlay
from rfi.compare.cost.path.cell_path import cell_path
from rfi.compare.cost.path.chain import CellPath
from rfi.compare.cost.rows.statistics import CostStatistics
from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.compare.free.answers import FreeComparison
from rfi.compare.joint.joiners import Joiners
from rfi.compare.joint.joint_use import JointUse
from rfi.compare.joint.number_effect import NumberEffect
from rfi.compare.joint.size_curves import SizeCurves
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.chosen_conditions import conditions_of_chosen
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.optional.prices import with_option_prices
from rfi.compare.round.quoted_flows import quoted_flows
from rfi.compare.round.scope import masks_of
from rfi.compare.service.levels import ServiceComparison
from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.pair import Tax
from rfi.compare.today.ratio_survey import RatioSurvey
from rfi.evaluation import cost_parts, effect_parts, robust_parts, today_parts
from rfi.evaluation.along_parts import Along
from rfi.evaluation.choices import Choices
from rfi.evaluation.part import Part, keys_of
from rfi.evaluation.remarks import NO_REMARKS, Remarks
from rfi.evaluation.spread_parts import STATISTICS
from rfi.scenario.chosen import Chosen
from rfi.scenario.city.city import City
from rfi.scenario.questionnaire import CostCell, Questionnaire
from rfi.schema.issue import Issue
from rfi.text.wording import Lang

T = TypeVar("T")


@dataclass(frozen=True)
class Evaluation:
    """A round under conditions; made by ``evaluate``.

    Each part is computed when it is first asked for. It is kept with the answers by exactly the
    conditions that it reads, so that another evaluation of the same answers, in this session or
    another, finds it where only conditions differ that it does not read.

    Attributes:
        answers: The checked answers.
        conditions: City, group, scope, assumptions.
        keys: Field of the conditions → what tells its values apart; what is settled too.
        remarks: What people wrote beside its figures; no part reads it.
    """

    answers: AnswerSet
    conditions: Conditions
    keys: Mapping[str, Hashable]
    remarks: Remarks = NO_REMARKS
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def _key_of(self, part: Part[Any]) -> Hashable:
        """Return everything that decides a part."""
        own = part.own_key(self.keys, self.conditions.assumptions)
        used = tuple(
            self._of(other) if other.is_key else self._key_of(other) for other in part.uses
        )
        return (own, used)

    def _of(self, part: Part[T]) -> T:
        if part.name not in self._found:
            self._found[part.name] = self.answers.kept.get(
                part.name, self._key_of(part), lambda: self._made(part)
            )
        return cast("T", self._found[part.name])

    def _made(self, part: Part[T]) -> T:
        declared = part.declared(self.conditions)
        return part.compute(self.answers, declared, *map(self._of, part.uses))

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.answers.questionnaire

    @property
    def cities(self) -> tuple[City, ...]:
        """Those that the files of the round speak of."""
        return self.answers.cities.own

    @property
    def basis(self) -> CostBasis:
        """The prices laid out."""
        return self._of(cost_parts.BASIS)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Everything found in any file, and in the answers as a whole (method §9)."""
        implausible = self._of(cost_parts.PLAUSIBILITY)
        return (*self.answers.issues, *self.basis.issues, *implausible)

    def warnings_on(self, index: int) -> tuple[Issue, ...]:
        """Return the open warnings that touch the figures of the offer at ``index``."""
        masks = masks_of(self.conditions.scope, self.basis.model.axes)
        scenarios = self.outlay.scenarios_of(index, self.basis, self.conditions)
        return self._of(cost_parts.OPEN_WARNINGS).touching(index, scenarios, masks)

    @property
    def outlay(self) -> Outlay:
        """What is paid in all, before it is shared."""
        return self._of(cost_parts.OUTLAY)

    @property
    def borne(self) -> Borne:
        """What of the outlay whoever is shown bears."""
        return self._of(cost_parts.BORNE)

    @cached_property
    def costs(self) -> Comparison:
        """Offers side by side: for the chosen city, the group, or the quoted scenario."""
        return replace(self._of(cost_parts.COSTS), conditions=self.conditions, issues=self.issues)

    @property
    def has_costs(self) -> bool:
        """Whether anything has asked for the costs yet."""
        return "costs" in vars(self)

    def statistics(self, measure: str = "nominal_jpy") -> CostStatistics:
        """Return the spread of every row of the cost tables, by the measure of its flows."""
        return self._of(STATISTICS[measure])

    @property
    def robustness(self) -> Robustness:
        """How sure the order of the totals is (method §8)."""
        return self._of(robust_parts.ROBUSTNESS)

    @property
    def swings(self) -> Swings:
        """How far each assumption moves the offers (method §8)."""
        return self._of(robust_parts.SWINGS)

    @property
    def along(self) -> Along:
        """The offers at every step of a slider (method §8)."""
        return Along(self._of, self.conditions.assumptions)

    @property
    def joint_use(self) -> JointUse | None:
        """What each member of the group bears; None without a group of two or more."""
        return self._of(cost_parts.JOINT_USE)

    @property
    def joiners(self) -> Joiners | None:
        """What each member adds to the group's price; None without a group of two or more."""
        return self._of(cost_parts.JOINERS)

    def scenarios_of(self, index: int) -> tuple[str, ...]:
        """Return the quoted scenarios behind the figures of the offer at ``index``."""
        used = self.outlay.scenarios_of(index, self.basis, self.conditions)
        return tuple(self.basis.model.axes.scenarios[scenario] for scenario in used)

    def cell_paths(self, index: int, cells: Iterable[CostCell]) -> tuple[CellPath, ...]:
        """Return how some (business, item) cells of an offer become what is shown."""
        basis, conditions, flows = self.basis, self.conditions, self._of(cost_parts.COSTS).flows
        # Not kept: nothing else here is as large.
        quoted = quoted_flows(basis, conditions).values["nominal_jpy"]
        return tuple(
            cell_path(basis, conditions, self.outlay, quoted, flows, (index, *cell))
            for cell in cells
        )

    @property
    def number_effect(self) -> NumberEffect | None:
        """What sharing with n cities of one size saves; None where no group is quoted."""
        return self._of(cost_parts.NUMBER_EFFECT)

    @property
    def size_curves(self) -> SizeCurves | None:
        """Totals over the size of a city; None where no size is quoted."""
        return self._of(cost_parts.SIZE_CURVES)

    @property
    def choices(self) -> Choices:
        """What a choice weighs (method §11)."""
        return Choices(self._of)

    @cached_property
    def benefits(self) -> BenefitComparison:
        """What residents, staff and the budget gain, for the city, the group or the quoted size."""
        return replace(self._of(effect_parts.BENEFITS), conditions=self.conditions)

    @cached_property
    def fit(self) -> FitComparison:
        """Requirements met by every offer."""
        return replace(self._of(effect_parts.FIT), conditions=self.conditions)

    @cached_property
    def gaps(self) -> GapComparison:
        """What the gaps of every offer come from and cost."""
        return replace(self._of(effect_parts.GAPS), conditions=self.conditions)

    @property
    def free_answers(self) -> FreeComparison:
        """What every offer answers to the free questions."""
        return self._of(effect_parts.FREE_ANSWERS)

    @cached_property
    def service_levels(self) -> ServiceComparison:
        """Service levels of every offer."""
        return replace(self._of(effect_parts.SERVICE_LEVELS), conditions=self.conditions)

    @property
    def today(self) -> TodayComparison | None:
        """Today's cost of the city against the offers; None without a city or its costs."""
        return self._of(today_parts.TODAY)

    def net_effect(self, *, with_benefits: bool = False) -> today_parts.NetEffects:
        """Return by offer what the city's budget gains, cash-releasing benefits in it or not."""
        part = today_parts.NET_EFFECT_WITH_BENEFITS if with_benefits else today_parts.NET_EFFECT
        return self._of(part)

    def ratio_surveys(self, tax: Tax) -> tuple[RatioSurvey, ...]:
        """Return by offer the running cost of cities that know it against the offer's own."""
        return self._of(today_parts.RATIO_SURVEYS)[tax]


def evaluate(
    answers: AnswerSet, chosen: Chosen, lang: Lang = "ja", remarks: Remarks = NO_REMARKS
) -> Evaluation:
    """Return the evaluation of a round under what is chosen: the one door.

    Args:
        answers: The round.
        chosen: Without faults in ``check_chosen``.
        lang: Language of the source written on estimated figures of cities.
        remarks: What may be shown of what people wrote beside figures.
    """
    answers = with_option_prices(answers, chosen.options)
    conditions = conditions_of_chosen(answers, chosen, lang)
    keys = {**keys_of(chosen, conditions, lang), "settled": answers.settled}
    return Evaluation(answers, conditions, keys, remarks)
