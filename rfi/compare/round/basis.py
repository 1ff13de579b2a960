"""A set of answers made ready once, for any number of comparisons."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from rfi.compare.round.constants import KEPT_COVERAGES
from rfi.compare.round.coverage import CellStates, Coverage, cell_states, coverage_of
from rfi.compare.round.quoted_points import QuotedPoints, quoted_points
from rfi.compare.round.scope import Scope
from rfi.normalize.cost.cube import CostCube, build_cube
from rfi.normalize.cost.model import CostModel, build_cost_model
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue
from rfi.tidy.tables import Tables


@dataclass(frozen=True, slots=True)
class CostBasis:
    """Answers with everything that no sliding assumption changes.

    Attributes:
        tables: Flattened answers.
        questionnaire: What was asked.
        model: Lines and discounts laid out over fiscal years.
        cube: Their amounts, ready for new assumptions.
        cells: State of every cell.
        points: Which sizes and group sizes are priced.
        issues: What only the whole set of lines shows (discounts not counted, stated totals).
    """

    tables: Tables
    questionnaire: Questionnaire
    model: CostModel
    cube: CostCube
    cells: CellStates
    points: QuotedPoints
    issues: tuple[Issue, ...] = ()
    _coverages: dict[tuple[int, Scope, float, bool], tuple[Coverage, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _merged: dict[Hashable, Coverage] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def procedures(self) -> tuple[str, ...]:
        """Every procedure that the questionnaire counts the cases of."""
        scenarios = self.questionnaire.scenarios.values()
        return tuple(dict.fromkeys(name for one in scenarios for name in one.volumes))

    def coverages(
        self, scenario: int, scope: Scope, horizon_months: float, *, is_extended: bool
    ) -> tuple[Coverage, ...]:
        """Return the coverage of every offer; kept, since most assumptions do not touch it."""
        key = (scenario, scope, horizon_months, is_extended)
        if key not in self._coverages:
            self._coverages[key] = tuple(
                coverage_of(
                    self.cells,
                    self.model.axes,
                    self.questionnaire,
                    offer=offer,
                    scenario=scenario,
                    scope=scope,
                    horizon_months=horizon_months,
                    is_extended=is_extended,
                )
                for offer in range(len(self.model.axes.offers))
            )
        return self._coverages[key]

    def merged_coverage(self, key: Hashable, merge: Callable[[], Coverage]) -> Coverage:
        """Return the coverage of an estimate; kept, since prices and rates do not touch it.

        Args:
            key: Everything that decides it: offer, quotes, gaps, scope, horizon, extension.
            merge: Makes it where it is not kept.
        """
        found = self._merged.get(key)
        if found is None:
            found = merge()
            if len(self._merged) >= KEPT_COVERAGES:
                self._merged.clear()
            self._merged[key] = found
        return found


def extension_of(assumptions: AssumptionSet) -> int | None:
    """Return how far recurring prices run on, None when they do not (``term_extension``)."""
    extends = assumptions.choice("term_extension") == "last_month"
    return int(assumptions.number("horizon_months")) if extends else None


def prepare_costs(
    tables: Tables,
    questionnaire: Questionnaire,
    extension_months: int | None = None,
) -> CostBasis:
    """Lay the answers out, fill the cube and take the state of every cell.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked.
        extension_months: From ``extension_of``.
    """
    model = build_cost_model(tables, questionnaire, extension_months)
    cells = cell_states(tables, questionnaire, model.axes, model.lines)
    return CostBasis(
        tables=tables,
        questionnaire=questionnaire,
        model=model,
        cube=build_cube(model),
        cells=cells,
        points=quoted_points(model, questionnaire),
        issues=model.issues,
    )
