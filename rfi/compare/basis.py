"""A set of answers made ready once, for any number of comparisons."""

from dataclasses import dataclass

from rfi.compare.coverage import CellStates, cell_states
from rfi.normalize.cube import CostCube, build_cube
from rfi.normalize.model import CostModel, build_cost_model
from rfi.normalize.quantity import Quantities
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.questionnaire import Questionnaire
from rfi.tidy.tables import Tables


@dataclass(frozen=True, slots=True)
class CostBasis:
    """Answers with everything that no sliding assumption changes."""

    tables: Tables
    questionnaire: Questionnaire
    model: CostModel
    cube: CostCube
    cells: CellStates


def extension_of(assumptions: AssumptionSet) -> int | None:
    """Return how far recurring prices run on, None when they do not (``term_extension``)."""
    extends = assumptions.choice("term_extension") == "last_month"
    return int(assumptions.number("horizon_months")) if extends else None


def prepare_costs(
    tables: Tables,
    questionnaire: Questionnaire,
    city: Quantities | None = None,
    extension_months: int | None = None,
) -> CostBasis:
    """Lay the answers out, fill the cube and take the state of every cell.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked.
        city: Quantities of a real city for per-unit prices.
        extension_months: From ``extension_of``.
    """
    model = build_cost_model(tables, questionnaire, city, extension_months)
    cells = cell_states(tables, model.axes, model.lines)
    return CostBasis(tables, questionnaire, model, build_cube(model), cells)
